#include "app/stages/common/shapes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <unordered_map>

#include "core/random.hpp"

namespace syn::shapes {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;

// Places nearer than this to each other (scene units) count as one.
constexpr float kWeld = 1.0e-3F;

struct Cell {
  std::int64_t x, y, z;
  bool operator==(const Cell&) const = default;
};
struct CellHash {
  std::size_t operator()(const Cell& p) const {
    const auto mix = [](std::int64_t v, std::uint64_t k) { return static_cast<std::uint64_t>(v) * k; };
    return static_cast<std::size_t>(mix(p.x, 0x9E3779B97F4A7C15ULL) ^ mix(p.y, 0xC2B2AE3D27D4EB4FULL) ^ mix(p.z, 0x165667B19E3779F9ULL));
  }
};
Cell cell_of(glm::vec3 p, float size = kWeld) {
  const auto cell = [size](float v) { return static_cast<std::int64_t>(std::llround(v / size)); };
  return {cell(p.x), cell(p.y), cell(p.z)};
}

glm::vec3 area_normal(const MeshData& mesh, std::size_t triangle) {
  const glm::vec3 a = mesh.positions[mesh.indices[3 * triangle]];
  const glm::vec3 b = mesh.positions[mesh.indices[3 * triangle + 1]];
  const glm::vec3 c = mesh.positions[mesh.indices[3 * triangle + 2]];
  return glm::cross(b - a, c - a);
}

glm::vec3 unit_or_up(glm::vec3 v) {
  const float length = glm::length(v);
  return length > 1.0e-12F ? v / length : glm::vec3{0.0F, 1.0F, 0.0F};
}

}  // namespace

MeshData grid(int columns, int rows, const std::function<Point(float, float)>& point, const std::function<bool(float, float)>& keep) {
  MeshData mesh;
  for (int row = 0; row <= rows; ++row) {
    for (int column = 0; column <= columns; ++column) {
      const Point p = point(static_cast<float>(column) / static_cast<float>(columns), static_cast<float>(row) / static_cast<float>(rows));
      mesh.positions.push_back(p.position);
      mesh.data.push_back(p.paint);
    }
  }
  const auto add = [&mesh](std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    const glm::vec3 n = glm::cross(mesh.positions[b] - mesh.positions[a], mesh.positions[c] - mesh.positions[a]);
    if (glm::dot(n, n) > 1.0e-10F) mesh.indices.insert(mesh.indices.end(), {a, b, c});
  };
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      if (keep && !keep((static_cast<float>(column) + 0.5F) / static_cast<float>(columns),
                        (static_cast<float>(row) + 0.5F) / static_cast<float>(rows))) {
        continue;
      }
      const auto corner = static_cast<std::uint32_t>(row * (columns + 1) + column);
      const auto above = corner + static_cast<std::uint32_t>(columns) + 1;
      add(corner, corner + 1, above + 1);
      add(corner, above + 1, above);
    }
  }
  mesh.normals.assign(mesh.positions.size(), glm::vec3{0.0F, 1.0F, 0.0F});
  weld(mesh);
  smooth_normals(mesh, kPi);
  return mesh;
}

MeshData flipped(MeshData mesh) {
  for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) std::swap(mesh.indices[i + 1], mesh.indices[i + 2]);
  for (glm::vec3& n : mesh.normals) n = -n;
  return mesh;
}

void weld(MeshData& mesh, float apart) {
  // Cells much larger than `apart`: a place looks into a second cell only where it lies next to a wall.
  const float size = 32.0F * apart;
  const auto cell = [size](float v) { return static_cast<std::int64_t>(std::floor(v / size)); };
  std::unordered_map<Cell, std::vector<glm::vec3>, CellHash> kept;
  kept.reserve(mesh.positions.size());
  for (glm::vec3& p : mesh.positions) {
    const Cell low{cell(p.x - apart), cell(p.y - apart), cell(p.z - apart)};
    const Cell high{cell(p.x + apart), cell(p.y + apart), cell(p.z + apart)};
    const glm::vec3* same = nullptr;
    for (std::int64_t x = low.x; x <= high.x && same == nullptr; ++x) {
      for (std::int64_t y = low.y; y <= high.y && same == nullptr; ++y) {
        for (std::int64_t z = low.z; z <= high.z && same == nullptr; ++z) {
          const auto found = kept.find({x, y, z});
          if (found == kept.end()) continue;
          const auto near = std::find_if(found->second.begin(), found->second.end(),
                                         [&](const glm::vec3& other) { return glm::distance(other, p) <= apart; });
          if (near != found->second.end()) same = &*near;
        }
      }
    }
    if (same != nullptr) {
      p = *same;
    } else {
      kept[{cell(p.x), cell(p.y), cell(p.z)}].push_back(p);
    }
  }
}

void smooth_normals(MeshData& mesh, float crease) {
  const float least = std::cos(crease) - 1.0e-4F;
  // Numbers for places, and for each place its triangles in their order.
  std::unordered_map<Cell, std::uint32_t, CellHash> places;
  places.reserve(mesh.positions.size());
  std::vector<std::uint32_t> place(mesh.positions.size());
  for (std::size_t v = 0; v < place.size(); ++v) {
    place[v] = places.emplace(cell_of(mesh.positions[v]), static_cast<std::uint32_t>(places.size())).first->second;
  }
  std::vector<glm::vec3> faces(mesh.triangle_count()), directions(mesh.triangle_count());
  std::vector<glm::vec3> own(mesh.positions.size(), glm::vec3{0.0F});
  std::vector<std::uint32_t> first(places.size() + 1, 0);
  for (std::size_t t = 0; t < faces.size(); ++t) {
    faces[t] = area_normal(mesh, t);
    directions[t] = unit_or_up(faces[t]);
    for (std::size_t k = 0; k < 3; ++k) {
      own[mesh.indices[3 * t + k]] += faces[t];
      ++first[place[mesh.indices[3 * t + k]] + 1];
    }
  }
  std::partial_sum(first.begin(), first.end(), first.begin());
  std::vector<std::uint32_t> touching(first.back()), filled(first.begin(), first.end() - 1);
  for (std::size_t i = 0; i < mesh.indices.size(); ++i) touching[filled[place[mesh.indices[i]]]++] = static_cast<std::uint32_t>(i / 3);
  for (std::size_t v = 0; v < mesh.positions.size(); ++v) {
    const std::uint32_t from = first[place[v]], until = first[place[v] + 1];
    if (from == until) continue;
    const glm::vec3 mine = unit_or_up(own[v]);
    glm::vec3 sum{0.0F};
    for (std::uint32_t i = from; i < until; ++i) {
      const std::uint32_t t = touching[i];
      if (glm::dot(mine, directions[t]) >= least) sum += faces[t];
    }
    mesh.normals[v] = unit_or_up(glm::dot(sum, sum) > 0.0F ? sum : own[v]);
  }
}

Profile::Profile(std::vector<glm::vec2> points) {
  constexpr int kPerSpan = 16;
  const auto count = static_cast<int>(points.size());
  const auto clamped = [&](int i) { return points[static_cast<std::size_t>(std::clamp(i, 0, count - 1))]; };
  for (int span = 0; span + 1 < count; ++span) {
    const glm::vec2 p0 = clamped(span - 1), p1 = clamped(span), p2 = clamped(span + 1), p3 = clamped(span + 2);
    const int steps = span + 2 == count ? kPerSpan + 1 : kPerSpan;
    for (int i = 0; i < steps; ++i) {
      const float t = static_cast<float>(i) / kPerSpan;
      samples_.push_back(0.5F * (2.0F * p1 + (p2 - p0) * t + (2.0F * p0 - 5.0F * p1 + 4.0F * p2 - p3) * t * t +
                                 (3.0F * p1 - p0 - 3.0F * p2 + p3) * t * t * t));
      if (samples_.size() > 1) length_ += glm::distance(samples_.back(), samples_[samples_.size() - 2]);
      along_.push_back(length_);
    }
  }
}

glm::vec2 Profile::at(float t) const {
  const float wanted = std::clamp(t, 0.0F, 1.0F) * length_;
  const auto next = std::upper_bound(along_.begin(), along_.end(), wanted);
  if (next == along_.begin()) return samples_.front();
  if (next == along_.end()) return samples_.back();
  const auto i = static_cast<std::size_t>(next - along_.begin());
  return glm::mix(samples_[i - 1], samples_[i], (wanted - along_[i - 1]) / (along_[i] - along_[i - 1]));
}

glm::vec2 Profile::normal(float t) const {
  const float step = 0.5F / static_cast<float>(samples_.size());
  const glm::vec2 d = glm::normalize(at(t + step) - at(t - step));
  return {-d.y, d.x};
}

glm::vec2 on_cut_circle(float radius, float cut_z, float u) {
  const float angle = 2.0F * kPi * u;
  const float open = radius > cut_z ? std::acos(std::clamp(cut_z / radius, -1.0F, 1.0F)) : 0.0F;
  if (angle <= open) return {radius * std::sin(open), std::min(radius, cut_z)};
  if (angle >= 2.0F * kPi - open) return {-radius * std::sin(open), std::min(radius, cut_z)};
  return {radius * std::sin(angle), radius * std::cos(angle)};
}

MeshData ellipsoid(glm::vec3 middle, glm::vec3 radii, int slices, int stacks, Paint with) {
  return grid(slices, stacks, [=](float u, float v) {
    const float around = 2.0F * kPi * u, up = kPi * (v - 0.5F);
    // A pole has one position only, so that its triangles share a normal there.
    const float ring = v <= 0.0F || v >= 1.0F ? 0.0F : std::cos(up);
    return Point{middle + radii * glm::vec3{ring * std::sin(around), std::sin(up), ring * std::cos(around)}, with};
  });
}

MeshData hollow_sphere(float radius, float thickness, int slices, int stacks, Paint outside, Paint inside) {
  MeshData mesh = ellipsoid(glm::vec3{0.0F}, glm::vec3{radius}, slices, stacks, outside);
  mesh.append(flipped(ellipsoid(glm::vec3{0.0F}, glm::vec3{radius - thickness}, slices, stacks, inside)));
  return mesh;
}

MeshData lobed_body(std::span<const LobedSection> sections, int lobes, int slices, int stacks, int paint_index) {
  std::vector<glm::vec2> outline;
  for (const LobedSection& s : sections) outline.emplace_back(s.radius, s.height);
  const Profile profile(std::move(outline));
  return grid(slices, stacks, [&](float u, float v) {
    const glm::vec2 at = profile.at(v);
    std::size_t next = 1;
    while (next + 1 < sections.size() && sections[next].height < at.y) ++next;
    const LobedSection& low = sections[next - 1];
    const LobedSection& high = sections[next];
    const float mix = std::clamp((at.y - low.height) / std::max(high.height - low.height, 1.0e-3F), 0.0F, 1.0F);
    const float depth = std::lerp(low.lobes, high.lobes, mix);
    const float turn = std::lerp(low.turn, high.turn, mix);
    const float stretch = std::lerp(low.stretch, high.stretch, mix);
    const float angle = 2.0F * kPi * u;
    const float wave = std::cos(static_cast<float>(lobes) * (angle - turn));
    const float radius = std::max(at.x, 0.0F) * (1.0F + depth * wave);
    const float openness = 1.0F - 0.55F * depth * (1.0F - wave);
    return Point{{radius * std::sin(angle) * (1.0F + stretch), at.y, radius * std::cos(angle)}, paint(paint_index, openness)};
  });
}

MeshData slab() {
  MeshData mesh;
  for (const glm::vec3 n :
       {glm::vec3{1, 0, 0}, glm::vec3{-1, 0, 0}, glm::vec3{0, 1, 0}, glm::vec3{0, -1, 0}, glm::vec3{0, 0, 1}, glm::vec3{0, 0, -1}}) {
    const glm::vec3 u{n.y, n.z, n.x};
    const glm::vec3 v = glm::cross(n, u);
    const auto first = static_cast<std::uint32_t>(mesh.positions.size());
    for (const auto& [a, b] : {std::pair{-1.0F, -1.0F}, {1.0F, -1.0F}, {1.0F, 1.0F}, {-1.0F, 1.0F}}) {
      mesh.positions.push_back(glm::vec3{0.5F, 0.0F, 0.0F} + 0.5F * (n + a * u + b * v));
      mesh.normals.push_back(n);
      mesh.data.push_back({0, 0, 0, 255});
    }
    mesh.indices.insert(mesh.indices.end(), {first, first + 1, first + 2, first, first + 2, first + 3});
  }
  return mesh;
}

float surface_noise(std::uint32_t seed, glm::vec3 position, float scale) {
  const glm::vec3 p = position / scale;
  const glm::vec3 cell = glm::floor(p);
  const glm::vec3 t = p - cell;
  const glm::vec3 s = t * t * t * (t * (t * 6.0F - 15.0F) + 10.0F);
  const auto corner = [&](int dx, int dy, int dz) {
    const auto word = [](float base, int offset) { return static_cast<std::uint32_t>(static_cast<std::int32_t>(base) + offset); };
    const auto words = philox4x32({word(cell.x, dx), word(cell.y, dy), word(cell.z, dz), 0}, {seed, 0});
    return static_cast<float>(words[0]) * 0x1.0p-31F - 1.0F;
  };
  const auto along_x = [&](int dy, int dz) { return std::lerp(corner(0, dy, dz), corner(1, dy, dz), s.x); };
  const auto along_y = [&](int dz) { return std::lerp(along_x(0, dz), along_x(1, dz), s.y); };
  return std::lerp(along_y(0), along_y(1), s.z);
}

float to_nearest_grain(glm::vec3 p, float size) {
  constexpr std::uint64_t kSeed = 23;
  const glm::vec3 q = p / size, cell = glm::floor(q);
  float nearest = 4.0F;
  for (int k = 0; k < 27; ++k) {
    const glm::vec3 at = cell + glm::vec3{k % 3 - 1, k / 3 % 3 - 1, k / 9 - 1};
    const auto who =
        static_cast<std::uint64_t>(std::lround(at.x + 512.0F) + 1024 * std::lround(at.y + 512.0F) + 1048576 * std::lround(at.z + 512.0F));
    glm::vec3 middle = at;
    for (std::uint32_t axis = 0; axis < 3; ++axis) middle[static_cast<int>(axis)] += static_cast<float>(uniform_at(kSeed, who, axis));
    nearest = std::min(nearest, glm::distance(q, middle));
  }
  return nearest;
}

Paint paint(int index, float openness) {
  const auto bit = [index](int b) { return static_cast<std::uint8_t>((index & b) != 0 ? 255 : 0); };
  return {bit(2), bit(1), 0, static_cast<std::uint8_t>(std::lround(255.0F * std::clamp(openness, 0.0F, 1.0F)))};
}

}  // namespace syn::shapes
