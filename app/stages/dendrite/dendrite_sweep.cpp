#include "app/stages/dendrite/dendrite_sweep.hpp"

#include <algorithm>
#include <cmath>

namespace syn::dendrite {
namespace {

std::uint8_t byte(float x) { return static_cast<std::uint8_t>(std::lround(std::clamp(x, 0.0F, 1.0F) * 255.0F)); }

}  // namespace

std::array<std::uint8_t, 4> bytes_of(const Dab& dab) { return {byte(dab.color.r), byte(dab.color.g), byte(dab.color.b), byte(dab.open)}; }

Sweep::Sweep(MeshData& mesh, int sides)
    : mesh_(mesh), sides_(static_cast<std::uint32_t>(sides)), first_(static_cast<std::uint32_t>(mesh.positions.size())) {}

std::uint32_t Sweep::vertex(glm::vec3 at, const Dab& dab) {
  mesh_.positions.push_back(at);
  mesh_.normals.push_back(glm::vec3{0.0F});
  mesh_.data.push_back(bytes_of(dab));
  return static_cast<std::uint32_t>(mesh_.positions.size() - 1);
}

// Adds the triangle and its area-weighted normal to its corners.
void Sweep::triangle(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
  mesh_.indices.insert(mesh_.indices.end(), {a, b, c});
  const glm::vec3 n = glm::cross(mesh_.positions[b] - mesh_.positions[a], mesh_.positions[c] - mesh_.positions[a]);
  mesh_.normals[a] += n;
  mesh_.normals[b] += n;
  mesh_.normals[c] += n;
}

void Sweep::first_pole(glm::vec3 at, const Dab& dab) { vertex(at, dab); }

void Sweep::begin_ring() { rings_.push_back(static_cast<std::uint32_t>(mesh_.positions.size())); }

void Sweep::point(glm::vec3 at, const Dab& dab) { vertex(at, dab); }

void Sweep::point(glm::vec3 at, const Dab& dab, glm::vec3 normal) { given_.emplace_back(vertex(at, dab), normal); }

void Sweep::last_pole(glm::vec3 at, const Dab& dab) {
  const std::uint32_t last = vertex(at, dab);
  for (std::uint32_t j = 0; j < sides_; ++j) {
    const std::uint32_t k = (j + 1) % sides_;
    triangle(first_, rings_.front() + k, rings_.front() + j);
    for (std::size_t ring = 0; ring + 1 < rings_.size(); ++ring) {
      const std::uint32_t here = rings_[ring];
      const std::uint32_t next = rings_[ring + 1];
      triangle(here + j, here + k, next + k);
      triangle(here + j, next + k, next + j);
    }
    triangle(rings_.back() + j, rings_.back() + k, last);
  }
  for (std::size_t v = first_; v < mesh_.normals.size(); ++v) mesh_.normals[v] = glm::normalize(mesh_.normals[v]);
  for (const auto& [v, normal] : given_) mesh_.normals[v] = normal;
}

std::vector<PathFrame> carry_frames(std::span<const glm::vec3> path, glm::vec3 first_side) {
  std::vector<PathFrame> frames;
  frames.reserve(path.size());
  glm::vec3 side = first_side;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const glm::vec3 along = glm::normalize(path[std::min(i + 1, path.size() - 1)] - path[i == 0 ? 0 : i - 1]);
    side = glm::normalize(side - glm::dot(side, along) * along);
    frames.push_back({path[i], along, side, glm::cross(along, side)});
  }
  return frames;
}

}  // namespace syn::dendrite
