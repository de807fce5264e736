#include "app/stages/receptor/receptor_body.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <numbers>
#include <optional>
#include <tuple>

#include "app/stages/common/shapes.hpp"

namespace syn::receptor {
namespace {

using shapes::paint;
using shapes::Point;

constexpr float kPi = std::numbers::pi_v<float>;
constexpr int kRound = 12;         // corners of a tube's section
constexpr int kCapRows = 3;        // of its rounded ends
constexpr int kPerResidue = 2;     // sections for each point of the path
constexpr float kInFront = 0.95F;  // tubes whose middle lies further forward hide the pore

// A smooth curve through points with radii.
struct Station {
  glm::vec3 at{0.0F};
  float radius = 0.3F;
};

Station on_curve(const Tube& tube, float t) {
  const int last = static_cast<int>(tube.points.size()) - 1;
  const int i = std::clamp(static_cast<int>(t), 0, last - 1);
  const float f = t - static_cast<float>(i);
  const auto p = [&](int k) { return tube.points[static_cast<std::size_t>(std::clamp(k, 0, last))]; };
  const auto r = [&](int k) { return tube.radii[static_cast<std::size_t>(std::clamp(k, 0, last))]; };
  const glm::vec3 a = p(i - 1), b = p(i), c = p(i + 1), d = p(i + 2);
  const glm::vec3 at =
      0.5F * (2.0F * b + (c - a) * f + (2.0F * a - 5.0F * b + 4.0F * c - d) * f * f + (3.0F * b - a - 3.0F * c + d) * f * f * f);
  return {at, std::lerp(r(i), r(i + 1), glm::smoothstep(0.0F, 1.0F, f))};
}

// The sections of a tube with rounded ends, and a frame that does not twist along it.
struct Section {
  glm::vec3 middle, right, up;
  float radius;
};

std::vector<Section> sections_of(const Tube& tube, float gate) {
  const int steps = kPerResidue * (static_cast<int>(tube.points.size()) - 1);
  std::vector<Station> line;
  for (int i = 0; i <= steps; ++i) {
    Station s = on_curve(tube, static_cast<float>(i) / kPerResidue);
    if (tube.name == "M3") s.at = gate_shift(s.at, gate);
    line.push_back(s);
  }
  const auto direction = [&](std::size_t i) {
    const std::size_t from = i == 0 ? 0 : i - 1, to = std::min(i + 1, line.size() - 1);
    return glm::normalize(line[to].at - line[from].at);
  };
  std::vector<Section> out;
  glm::vec3 right = glm::normalize(glm::cross(direction(0), std::abs(direction(0).y) < 0.9F ? glm::vec3{0, 1, 0} : glm::vec3{1, 0, 0}));
  const auto add = [&](std::size_t i, float along, float share) {
    const glm::vec3 d = direction(i);
    right = glm::normalize(right - glm::dot(right, d) * d);
    out.push_back({line[i].at + along * d, right, glm::cross(d, right), line[i].radius * share});
  };
  for (int k = 0; k < kCapRows; ++k) {
    const float a = 0.5F * kPi * static_cast<float>(k) / kCapRows;
    add(0, -line.front().radius * std::cos(a), std::sin(a));
  }
  for (std::size_t i = 0; i < line.size(); ++i) add(i, 0.0F, 1.0F);
  for (int k = kCapRows - 1; k >= 0; --k) {
    const float a = 0.5F * kPi * static_cast<float>(k) / kCapRows;
    add(line.size() - 1, line.back().radius * std::cos(a), std::sin(a));
  }
  return out;
}

}  // namespace

glm::vec3 gate_shift(glm::vec3 at, float gate) {
  const float away = std::hypot(at.x, at.z);
  if (away < 1.0e-4F) return at;
  const float reach = glm::smoothstep(0.1F, 1.4F, at.y) * (1.0F - 0.75F * glm::smoothstep(2.1F, 3.0F, at.y));
  constexpr float kToAxis = 0.9F;
  const float step = std::max(gate * kGateOpens * reach / away, -kToAxis);
  return at + step * glm::vec3{at.x, 0.0F, at.z};
}

bool is_shown(const Tube& tube) {
  if (tube.subunit == 2) return false;  // the first GluN2A stands between the eye and the pore
  glm::vec3 sum{0.0F};
  for (const glm::vec3& p : tube.points) sum += p;
  return sum.z / static_cast<float>(tube.points.size()) < kInFront;
}

bool belongs(const Tube& tube, Stretch which) { return which == Stretch::all || (tube.name == "M3") == (which == Stretch::moving); }

namespace {

MeshData tubes_where(std::span<const Tube> tubes, float gate, const std::function<bool(const Tube&)>& wanted) {
  MeshData mesh;
  for (const Tube& tube : tubes) {
    if (!wanted(tube)) continue;
    const std::vector<Section> sections = sections_of(tube, gate);
    const int rows = static_cast<int>(sections.size()) - 1;
    MeshData one = shapes::grid(kRound, rows, [&](float u, float v) {
      const Section& s = sections[static_cast<std::size_t>(std::lround(v * static_cast<float>(rows)))];
      const float a = 2.0F * kPi * u;
      const glm::vec3 out = std::cos(a) * s.right + std::sin(a) * s.up;
      const glm::vec3 p = s.middle + s.radius * out;
      // Inside the pore less light arrives.
      const float inward = -glm::dot(out, glm::vec3{p.x, 0.0F, p.z}) / std::max(0.2F, std::hypot(p.x, p.z));
      const float deep = glm::clamp(inward, 0.0F, 1.0F) * (1.0F - glm::smoothstep(0.9F, 2.2F, std::hypot(p.x, p.z)));
      return Point{p, paint(tube.subunit, 1.0F - 0.3F * deep)};
    });
    shapes::weld(one);
    mesh.append(one);
  }
  return mesh;
}

}  // namespace

MeshData chain(std::span<const Tube> tubes, float gate, Stretch which) {
  return tubes_where(tubes, gate, [which](const Tube& tube) { return is_shown(tube) && belongs(tube, which); });
}

MeshData ghost_chain(std::span<const Tube> tubes) {
  return tubes_where(tubes, 0.0F, [](const Tube& tube) { return !is_shown(tube) && tube.name == "M3"; });
}

MeshData opened(MeshData pore, float gate) {
  for (std::size_t i = 0; i < pore.positions.size(); ++i) {
    const float moves = static_cast<float>(pore.data[i][2]) / 255.0F;
    pore.positions[i] = gate_shift(pore.positions[i], moves * surface_gate(gate));
  }
  return pore;
}

MeshData pocket(glm::vec3 middle, glm::vec3 normal) {
  constexpr float kWide = 0.66F, kHigh = 0.36F, kOver = 0.14F;
  const glm::vec3 up{0.0F, 1.0F, 0.0F}, right = glm::cross(up, normal);
  return shapes::grid(28, 4, [&](float u, float v) {
    const float a = 2.0F * kPi * u, ragged = 1.0F + 0.10F * std::sin(3.0F * a + middle.x) + 0.06F * std::sin(5.0F * a);
    const float r = ragged * (1.0F - v);
    return Point{middle + kWide * r * std::cos(a) * right + kHigh * r * std::sin(a) * up + kOver * normal,
                 paint(0, 0.55F + 0.4F * (1.0F - v))};
  });
}

float tunnel_light(glm::vec3 p) {
  constexpr float kWall = 0.45F, kOutside = 1.25F, kLow = -1.4F, kHigh = 3.2F, kDark = 0.05F;
  if (p.y < kLow || p.y > kHigh) return 1.0F;
  const float near = 1.0F - glm::smoothstep(kWall, kOutside, std::hypot(p.x, p.z));
  const float ends = glm::smoothstep(kLow, kLow + 0.7F, p.y) * (1.0F - glm::smoothstep(kHigh - 1.0F, kHigh, p.y));
  return std::lerp(1.0F, kDark, near * ends);
}

void darken_tunnel(MeshData& skin) {
  for (std::size_t i = 0; i < skin.positions.size(); ++i) {
    auto& open = skin.data[i][3];
    open = static_cast<std::uint8_t>(std::lround(static_cast<float>(open) * tunnel_light(skin.positions[i])));
  }
}

namespace {

// Pieces of a face that are smaller than this were only grazed by the cut: they are surface like the rest. Square nanometres.
constexpr float kSmallestFace = 0.35F;

// Which triangles (by number) belong to pieces of the face that are large enough.
std::vector<bool> large_pieces(const MeshData& body, const std::vector<bool>& in_face) {
  std::vector<std::uint32_t> root(body.positions.size());
  for (std::uint32_t v = 0; v < root.size(); ++v) root[v] = v;
  const auto find = [&root](std::uint32_t v) {
    while (root[v] != v) v = root[v] = root[root[v]];
    return v;
  };
  for (std::size_t t = 0; t < in_face.size(); ++t) {
    if (!in_face[t]) continue;
    for (std::size_t k = 1; k < 3; ++k) root[find(body.indices[3 * t + k])] = find(body.indices[3 * t]);
  }
  std::vector<float> area(body.positions.size(), 0.0F);
  const auto corner = [&](std::size_t t, std::size_t k) { return body.positions[body.indices[3 * t + k]]; };
  for (std::size_t t = 0; t < in_face.size(); ++t) {
    if (in_face[t])
      area[find(body.indices[3 * t])] += 0.5F * glm::length(glm::cross(corner(t, 1) - corner(t, 0), corner(t, 2) - corner(t, 0)));
  }
  std::vector<bool> large(in_face.size(), false);
  for (std::size_t t = 0; t < in_face.size(); ++t) large[t] = in_face[t] && area[find(body.indices[3 * t])] >= kSmallestFace;
  return large;
}

}  // namespace

CutBody split_at_face(const MeshData& body, glm::vec3 normal) {
  constexpr float kFlat = 0.985F, kNear = 0.06F;
  float front = -1.0e9F;  // nothing lies before the face
  for (const glm::vec3& p : body.positions) front = std::max(front, glm::dot(p, normal));
  CutBody out{body, body};
  out.skin.indices.clear();
  out.face.indices.clear();
  std::vector<bool> in_face;
  for (std::size_t i = 0; i + 2 < body.indices.size(); i += 3) {
    const std::array<std::uint32_t, 3> t{body.indices[i], body.indices[i + 1], body.indices[i + 2]};
    const glm::vec3 a = body.positions[t[0]], b = body.positions[t[1]], c = body.positions[t[2]];
    const bool near = std::all_of(t.begin(), t.end(), [&](std::uint32_t v) { return glm::dot(body.positions[v], normal) > front - kNear; });
    in_face.push_back(near && glm::dot(glm::normalize(glm::cross(b - a, c - a)), normal) > kFlat);
  }
  in_face = large_pieces(body, in_face);
  for (std::size_t i = 0; i < in_face.size(); ++i) {
    auto& into = in_face[i] ? out.face.indices : out.skin.indices;
    into.insert(into.end(), body.indices.begin() + static_cast<std::ptrdiff_t>(3 * i),
                body.indices.begin() + static_cast<std::ptrdiff_t>(3 * i + 3));
  }
  // Each keeps only its own points, with normals of its own: the edge between them stays sharp.
  for (MeshData* piece : {&out.skin, &out.face}) {
    MeshData compact;
    std::vector<std::uint32_t> renumbered(piece->positions.size(), 0xFFFFFFFFU);
    for (const std::uint32_t v : piece->indices) {
      if (renumbered[v] == 0xFFFFFFFFU) {
        renumbered[v] = static_cast<std::uint32_t>(compact.positions.size());
        compact.positions.push_back(piece->positions[v]);
        compact.normals.push_back(piece == &out.face ? normal : piece->normals[v]);
        compact.data.push_back(piece->data[v]);
      }
      compact.indices.push_back(renumbered[v]);
    }
    *piece = std::move(compact);
  }
  return out;
}

namespace {

// The border between two colours follows the corners of a coarse mesh: what chooses the colour is blurred along the face, so that
// the border runs smoothly. `place` gives points at one place one number.
void smooth_colors(MeshData& face, const std::function<std::uint32_t(std::uint32_t)>& place) {
  constexpr int kRounds = 14;
  std::vector<std::uint32_t> at(face.positions.size());
  for (std::uint32_t v = 0; v < at.size(); ++v) at[v] = place(v);
  std::vector<glm::vec3> value(at.size(), glm::vec3{0.0F});  // sums of r and g, and how many
  for (std::size_t v = 0; v < at.size(); ++v) value[at[v]] += glm::vec3{face.data[v][0], face.data[v][1], 1.0F};
  for (glm::vec3& v : value) v /= std::max(v.z, 1.0F);
  for (int round = 0; round < kRounds; ++round) {
    std::vector<glm::vec3> sum = value;
    for (std::size_t i = 0; i + 2 < face.indices.size(); i += 3) {
      for (std::size_t k = 0; k < 3; ++k) {
        const std::uint32_t here = at[face.indices[i + k]];
        sum[here] += value[at[face.indices[i + (k + 1) % 3]]] + value[at[face.indices[i + (k + 2) % 3]]];
      }
    }
    for (std::size_t v = 0; v < value.size(); ++v) value[v] = sum[v] / std::max(sum[v].z, 1.0F);
  }
  for (std::size_t v = 0; v < at.size(); ++v) {
    for (int k = 0; k < 2; ++k) face.data[v][static_cast<std::size_t>(k)] = static_cast<std::uint8_t>(std::lround(value[at[v]][k]));
  }
}

}  // namespace

void shade_face(MeshData& face, float apart) {
  if (face.indices.empty()) return;
  using Edge = std::pair<std::uint32_t, std::uint32_t>;
  const auto edge = [](std::uint32_t a, std::uint32_t b) { return Edge{std::min(a, b), std::max(a, b)}; };
  // Points at one place are one point here: the two faces and the colours may have their own.
  std::map<std::tuple<long, long, long>, std::uint32_t> places;
  const auto place = [&](std::uint32_t v) {
    const glm::vec3 p = face.positions[v];
    return places.emplace(std::tuple{std::lround(4096.0F * p.x), std::lround(4096.0F * p.y), std::lround(4096.0F * p.z)}, v).first->second;
  };
  for (std::uint32_t v = 0; v < face.positions.size(); ++v) face.positions[v] = face.positions[place(v)];
  std::map<Edge, int> uses;
  for (std::size_t i = 0; i + 2 < face.indices.size(); i += 3) {
    for (std::size_t k = 0; k < 3; ++k) ++uses[edge(place(face.indices[i + k]), place(face.indices[i + (k + 1) % 3]))];
  }
  std::vector<std::pair<glm::vec3, glm::vec3>> border;
  for (const auto& [ends, count] : uses) {
    if (count == 1) border.emplace_back(face.positions[ends.first], face.positions[ends.second]);
  }
  const auto on_border = [&](Edge e) {
    const auto found = uses.find(edge(place(e.first), place(e.second)));
    return found != uses.end() && found->second != 2;
  };

  // Halves every inner edge that is too long until there is none; both neighbours of an edge agree.
  for (int round = 0; round < 12; ++round) {
    std::map<Edge, std::uint32_t> middles;
    const auto middle = [&](std::uint32_t a, std::uint32_t b) -> std::optional<std::uint32_t> {
      if (glm::distance(face.positions[a], face.positions[b]) <= apart || on_border({a, b})) return std::nullopt;
      const auto found = middles.find(edge(a, b));
      if (found != middles.end()) return found->second;
      const auto fresh = static_cast<std::uint32_t>(face.positions.size());
      face.positions.push_back(0.5F * (face.positions[a] + face.positions[b]));
      face.normals.push_back(face.normals[a]);
      face.data.push_back(face.data[a]);
      middles.emplace(edge(a, b), fresh);
      return fresh;
    };
    std::vector<std::uint32_t> indices;
    for (std::size_t i = 0; i + 2 < face.indices.size(); i += 3) {
      const std::array<std::uint32_t, 3> t{face.indices[i], face.indices[i + 1], face.indices[i + 2]};
      std::array<std::optional<std::uint32_t>, 3> half;
      for (std::size_t k = 0; k < 3; ++k) half[k] = middle(t[k], t[(k + 1) % 3]);
      const auto add = [&](std::uint32_t a, std::uint32_t b, std::uint32_t c) { indices.insert(indices.end(), {a, b, c}); };
      const auto count = std::count_if(half.begin(), half.end(), [](const auto& h) { return h.has_value(); });
      if (count == 3) {
        add(t[0], *half[0], *half[2]);
        add(*half[0], t[1], *half[1]);
        add(*half[2], *half[1], t[2]);
        add(*half[0], *half[1], *half[2]);
        continue;
      }
      if (count == 0) {
        add(t[0], t[1], t[2]);
        continue;
      }
      // Turned so that the first edge is halved, and the last one is not.
      std::size_t s = 0;
      while (!(half[s] && !half[(s + 2) % 3])) ++s;
      const std::uint32_t a = t[s], b = t[(s + 1) % 3], c = t[(s + 2) % 3], ab = *half[s];
      if (const auto bc = half[(s + 1) % 3]) {
        add(ab, b, *bc);
        add(a, ab, *bc);
        add(a, *bc, c);
      } else {
        add(a, ab, c);
        add(ab, b, c);
      }
    }
    face.indices = std::move(indices);
    if (middles.empty()) break;
  }

  smooth_colors(face, place);
  constexpr float kDarkest = 0.42F, kGrain = 0.46F, kAtom = 0.36F;
  for (std::size_t v = 0; v < face.positions.size(); ++v) {
    float nearest = kEdgeShade;
    for (const auto& [a, b] : border) {
      const glm::vec3 run = b - a, to = face.positions[v] - a;
      const float t = glm::clamp(glm::dot(to, run) / std::max(glm::dot(run, run), 1.0e-12F), 0.0F, 1.0F);
      nearest = std::min(nearest, glm::length(to - t * run));
    }
    const float grain =
        1.0F - kGrain * glm::smoothstep(0.28F, 0.85F, shapes::to_nearest_grain(face.positions[v], std::max(kAtom, 2.0F * apart)));
    const float light = grain * glm::mix(kDarkest, 1.0F, std::sqrt(nearest / kEdgeShade));
    face.data[v][3] = static_cast<std::uint8_t>(std::lround(255.0F * light));
  }
}

}  // namespace syn::receptor
