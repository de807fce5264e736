#include "occlusion.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <glm/common.hpp>
#include <glm/mat3x3.hpp>

namespace syn::bake {
namespace {

// The mesh's triangles sorted into cubes of space, for asking whether a ray is stopped.
class RayGrid {
 public:
  RayGrid(const Mesh& mesh, double cell) : mesh_(mesh), cell_(cell), low_(mesh.positions.front()) {
    glm::dvec3 high(low_);
    for (const glm::dvec3& p : mesh.positions) {
      low_ = glm::min(low_, p);
      high = glm::max(high, p);
    }
    low_ -= cell_;
    shape_ = glm::ivec3(glm::floor((high + cell_ - low_) / cell_)) + 1;
    cells_.resize(static_cast<std::size_t>(shape_.x) * static_cast<std::size_t>(shape_.y) * static_cast<std::size_t>(shape_.z));
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
      const Triangle& tri = mesh.triangles[t];
      const glm::dvec3& a = mesh.positions[tri[0]];
      const glm::dvec3& b = mesh.positions[tri[1]];
      const glm::dvec3& c = mesh.positions[tri[2]];
      const glm::ivec3 first = cell_of(glm::min(a, glm::min(b, c)));
      const glm::ivec3 last = cell_of(glm::max(a, glm::max(b, c)));
      for (int z = first.z; z <= last.z; ++z) {
        for (int y = first.y; y <= last.y; ++y) {
          for (int x = first.x; x <= last.x; ++x) cells_[index({x, y, z})].push_back(t);
        }
      }
    }
  }

  // Walks the cells along the ray. `direction` has length 1; the start must lie within a cell of the mesh's box.
  bool stopped(const glm::dvec3& from, const glm::dvec3& direction, double reach) const {
    glm::ivec3 at = cell_of(from);
    glm::dvec3 next(std::numeric_limits<double>::infinity());  // distance along the ray to the next wall, per axis
    glm::dvec3 pitch(next);                                    // distance along the ray between walls, per axis
    for (int i = 0; i < 3; ++i) {
      if (direction[i] == 0.0) continue;
      const double wall = low_[i] + cell_ * (at[i] + (direction[i] > 0.0 ? 1 : 0));
      next[i] = (wall - from[i]) / direction[i];
      pitch[i] = cell_ / std::abs(direction[i]);
    }
    for (double travelled = 0.0; travelled < reach;) {
      for (const std::uint32_t t : cells_[index(at)]) {
        if (distance_to(t, from, direction) < reach) return true;
      }
      const int axis = next.x < next.y ? (next.x < next.z ? 0 : 2) : (next.y < next.z ? 1 : 2);
      travelled = next[axis];
      next[axis] += pitch[axis];
      at[axis] += direction[axis] > 0.0 ? 1 : -1;
      if (at[axis] < 0 || at[axis] >= shape_[axis]) return false;
    }
    return false;
  }

 private:
  glm::ivec3 cell_of(const glm::dvec3& p) const { return glm::ivec3(glm::floor((p - low_) / cell_)); }
  std::size_t index(const glm::ivec3& c) const {
    return (static_cast<std::size_t>(c.z) * static_cast<std::size_t>(shape_.y) + static_cast<std::size_t>(c.y)) *
               static_cast<std::size_t>(shape_.x) +
           static_cast<std::size_t>(c.x);
  }

  // Moeller and Trumbore 1997, both sides; infinity for a miss.
  double distance_to(std::uint32_t t, const glm::dvec3& from, const glm::dvec3& direction) const {
    constexpr double kMiss = std::numeric_limits<double>::infinity();
    const glm::dvec3& a = mesh_.positions[mesh_.triangles[t][0]];
    const glm::dvec3 ab = mesh_.positions[mesh_.triangles[t][1]] - a;
    const glm::dvec3 ac = mesh_.positions[mesh_.triangles[t][2]] - a;
    const glm::dvec3 p = glm::cross(direction, ac);
    const double determinant = glm::dot(ab, p);
    if (std::abs(determinant) < 1e-12) return kMiss;
    const glm::dvec3 s = from - a;
    const double u = glm::dot(s, p) / determinant;
    if (u < 0.0 || u > 1.0) return kMiss;
    const glm::dvec3 q = glm::cross(s, ab);
    const double v = glm::dot(direction, q) / determinant;
    if (v < 0.0 || u + v > 1.0) return kMiss;
    const double distance = glm::dot(ac, q) / determinant;
    return distance > 0.0 ? distance : kMiss;
  }

  const Mesh& mesh_;
  double cell_;                                    // side of a cell, length unit
  glm::dvec3 low_;                                 // corner of cell (0, 0, 0)
  glm::ivec3 shape_{0};                            // cells along x, y, z
  std::vector<std::vector<std::uint32_t>> cells_;  // [cell] triangles whose box meets it; x runs fastest
};

// Unit directions around +z with density proportional to the cosine: a sunflower on the disc, lifted to the dome.
std::vector<glm::dvec3> cosine_dome(int count) {
  const double golden_angle = std::numbers::pi * (3.0 - std::sqrt(5.0));
  std::vector<glm::dvec3> directions;
  for (int i = 0; i < count; ++i) {
    const double squared = (i + 0.5) / count;
    const double radius = std::sqrt(squared);
    directions.emplace_back(radius * std::cos(golden_angle * i), radius * std::sin(golden_angle * i), std::sqrt(1.0 - squared));
  }
  return directions;
}

// A rotation that takes +z to `normal`.
glm::dmat3 frame_around(const glm::dvec3& normal) {
  const glm::dvec3 helper = std::abs(normal.x) < 0.7 ? glm::dvec3(1.0, 0.0, 0.0) : glm::dvec3(0.0, 1.0, 0.0);
  const glm::dvec3 tangent = glm::normalize(glm::cross(helper, normal));
  return {tangent, glm::cross(normal, tangent), normal};
}

}  // namespace

std::vector<double> openness(const Mesh& mesh, const std::vector<glm::dvec3>& normals, const OcclusionSettings& settings) {
  const RayGrid grid(mesh, 2.0 * mean_edge(mesh));
  const std::vector<glm::dvec3> dome = cosine_dome(settings.rays);
  std::vector<double> result;
  result.reserve(mesh.positions.size());
  for (std::size_t v = 0; v < mesh.positions.size(); ++v) {
    const glm::dmat3 frame = frame_around(normals[v]);
    const glm::dvec3 from = mesh.positions[v] + settings.offset * normals[v];
    const auto stopped = std::count_if(dome.begin(), dome.end(),
                                       [&](const glm::dvec3& direction) { return grid.stopped(from, frame * direction, settings.reach); });
    result.push_back(1.0 - static_cast<double>(stopped) / settings.rays);
  }
  return result;
}

std::vector<double> carried_over(const Mesh& fine, const std::vector<glm::dvec3>& fine_normals, const std::vector<double>& fine_openness,
                                 const Mesh& coarse, const std::vector<glm::dvec3>& coarse_normals, double blur) {
  std::vector<double> result;
  result.reserve(coarse.positions.size());
  for (std::size_t v = 0; v < coarse.positions.size(); ++v) {
    double sum = 0.0;
    double weights = 1e-300;  // nothing faces the same way: closed in
    for (std::size_t f = 0; f < fine.positions.size(); ++f) {
      const double alike = glm::dot(fine_normals[f], coarse_normals[v]);
      if (alike <= 0.0) continue;
      const glm::dvec3 away = fine.positions[f] - coarse.positions[v];
      const double weight = alike * std::exp(-0.5 * glm::dot(away, away) / (blur * blur));
      sum += weight * fine_openness[f];
      weights += weight;
    }
    result.push_back(sum / weights);
  }
  return result;
}

}  // namespace syn::bake
