#include "app/stages/synapse/synapse_cut.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "app/stages/common/shapes.hpp"

namespace syn::synapse {
namespace {

constexpr float kApart = 0.20F;  // points of the face, nanometres
constexpr float kEdge = 1.0F, kDarkest = 0.42F, kGrain = 0.30F, kGrainSize = 0.85F;

// Where the plane runs through one triangle, and that triangle's colour.
struct Seam {
  glm::vec2 a, b;
  std::array<std::uint8_t, 4> data;
};

std::vector<Seam> seams_of(const MeshData& body, const glm::mat4& transform) {
  std::vector<Seam> seams;
  for (std::size_t i = 0; i + 2 < body.indices.size(); i += 3) {
    std::array<glm::vec3, 3> p;
    for (std::size_t k = 0; k < 3; ++k) p[k] = glm::vec3(transform * glm::vec4(body.positions[body.indices[i + k]], 1.0F));
    std::array<glm::vec2, 2> ends;
    std::size_t found = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      const glm::vec3 &from = p[k], &to = p[(k + 1) % 3];
      if ((from.z < 0.0F) == (to.z < 0.0F) || found == 2) continue;
      ends[found++] = glm::vec2(glm::mix(from, to, from.z / (from.z - to.z)));
    }
    if (found == 2) seams.push_back({ends[0], ends[1], body.data[body.indices[i]]});
  }
  return seams;
}

float distance_to(const Seam& seam, glm::vec2 at) {
  const glm::vec2 run = seam.b - seam.a, to = at - seam.a;
  const float t = std::clamp(glm::dot(to, run) / std::max(glm::dot(run, run), 1.0e-12F), 0.0F, 1.0F);
  return glm::length(to - t * run);
}

// Of one point of the lattice: how far it lies within (below 0: outside), and the seam next to it.
struct Sample {
  float within = -1.0F;
  const Seam* nearest = nullptr;
};

Sample sample_at(const std::vector<Seam>& seams, glm::vec2 at) {
  Sample out;
  float least = 1.0e9F;
  bool inside = false;
  for (const Seam& seam : seams) {
    if (const float away = distance_to(seam, at); away < least) least = away, out.nearest = &seam;
    if ((seam.a.y > at.y) == (seam.b.y > at.y)) continue;
    const float x = seam.a.x + (at.y - seam.a.y) / (seam.b.y - seam.a.y) * (seam.b.x - seam.a.x);
    if (x > at.x) inside = !inside;
  }
  out.within = inside ? least : -least;
  return out;
}

}  // namespace

MeshData cut_face(const MeshData& body, const glm::mat4& transform) {
  MeshData face;
  const std::vector<Seam> seams = seams_of(body, transform);
  if (seams.empty()) return face;
  glm::vec2 low{1.0e9F}, high{-1.0e9F};
  for (const Seam& seam : seams) low = glm::min(low, glm::min(seam.a, seam.b)), high = glm::max(high, glm::max(seam.a, seam.b));
  low -= kApart;
  const int columns = static_cast<int>((high.x - low.x) / kApart) + 2, rows = static_cast<int>((high.y - low.y) / kApart) + 2;
  const auto place = [&](int x, int y) { return low + kApart * glm::vec2{static_cast<float>(x), static_cast<float>(y)}; };
  std::vector<Sample> samples;
  for (int y = 0; y <= rows; ++y) {
    for (int x = 0; x <= columns; ++x) samples.push_back(sample_at(seams, place(x, y)));
  }
  const auto add = [&](glm::vec2 at, float within, const Seam& seam) {
    const float grain = 1.0F - kGrain * glm::smoothstep(0.25F, 0.80F, shapes::to_nearest_grain(glm::vec3(at, 0.0F), kGrainSize));
    const float light = grain * glm::mix(kDarkest, 1.0F, std::sqrt(std::clamp(within / kEdge, 0.0F, 1.0F)));
    face.positions.emplace_back(at, 0.0F);
    face.normals.emplace_back(0.0F, 0.0F, 1.0F);
    face.data.push_back({seam.data[0], seam.data[1], 0, static_cast<std::uint8_t>(std::lround(255.0F * light))});
  };
  // In each cell of the lattice the part that lies within.
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      constexpr std::array<glm::ivec2, 4> kAround{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}};
      const auto first = static_cast<std::uint32_t>(face.positions.size());
      for (std::size_t k = 0; k < 4; ++k) {
        const auto corner = [&](std::size_t which) { return glm::ivec2{x, y} + kAround[which % 4]; };
        const auto sample = [&](glm::ivec2 c) -> const Sample& {
          return samples[static_cast<std::size_t>(c.y) * static_cast<std::size_t>(columns + 1) + static_cast<std::size_t>(c.x)];
        };
        const glm::ivec2 from = corner(k), to = corner(k + 1);
        const float a = sample(from).within, b = sample(to).within;
        if (a >= 0.0F) add(place(from.x, from.y), a, *sample(from).nearest);
        if ((a >= 0.0F) != (b >= 0.0F)) add(glm::mix(place(from.x, from.y), place(to.x, to.y), a / (a - b)), 0.0F, *sample(from).nearest);
      }
      const auto count = static_cast<std::uint32_t>(face.positions.size()) - first;
      for (std::uint32_t k = 2; k < count; ++k) face.indices.insert(face.indices.end(), {first, first + k - 1, first + k});
    }
  }
  shapes::weld(face);
  return face;
}

}  // namespace syn::synapse
