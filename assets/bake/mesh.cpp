#include "mesh.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace syn::bake {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

std::uint32_t root_of(std::vector<std::uint32_t>& parent, std::uint32_t vertex) {
  while (parent[vertex] != vertex) {
    parent[vertex] = parent[parent[vertex]];
    vertex = parent[vertex];
  }
  return vertex;
}

double volume_under(const Mesh& mesh, const Triangle& t) {
  return glm::dot(mesh.positions[t[0]], glm::cross(mesh.positions[t[1]], mesh.positions[t[2]])) / 6.0;
}

}  // namespace

double signed_volume(const Mesh& mesh) {
  double volume = 0.0;
  for (const Triangle& t : mesh.triangles) volume += volume_under(mesh, t);
  return volume;
}

double mean_edge(const Mesh& mesh) {
  double sum = 0.0;
  for (const Triangle& t : mesh.triangles) {
    for (std::size_t i = 0; i < 3; ++i) sum += glm::distance(mesh.positions[t[i]], mesh.positions[t[(i + 1) % 3]]);
  }
  return sum / (3.0 * static_cast<double>(mesh.triangles.size()));
}

std::vector<glm::dvec3> vertex_normals(const Mesh& mesh) {
  std::vector<glm::dvec3> normals(mesh.positions.size(), glm::dvec3(0.0));
  for (const Triangle& t : mesh.triangles) {
    const glm::dvec3 p[3] = {mesh.positions[t[0]], mesh.positions[t[1]], mesh.positions[t[2]]};
    const glm::dvec3 face = glm::normalize(area_vector(p[0], p[1], p[2]));
    for (std::size_t i = 0; i < 3; ++i) {
      const glm::dvec3 to_next = glm::normalize(p[(i + 1) % 3] - p[i]);
      const glm::dvec3 to_last = glm::normalize(p[(i + 2) % 3] - p[i]);
      normals[t[i]] += face * std::acos(std::clamp(glm::dot(to_next, to_last), -1.0, 1.0));
    }
  }
  for (glm::dvec3& normal : normals) normal = glm::normalize(normal);
  return normals;
}

std::vector<std::uint32_t> connected_parts(const Mesh& mesh) {
  std::vector<std::uint32_t> parent(mesh.positions.size());
  std::iota(parent.begin(), parent.end(), 0U);
  for (const Triangle& t : mesh.triangles) {
    for (std::size_t i = 1; i < 3; ++i) {
      const std::uint32_t a = root_of(parent, t[0]);
      const std::uint32_t b = root_of(parent, t[i]);
      parent[std::max(a, b)] = std::min(a, b);
    }
  }
  std::vector<std::uint32_t> part(parent.size(), kNone);
  std::uint32_t count = 0;
  for (std::uint32_t v = 0; v < part.size(); ++v) {  // a root is the smallest vertex of its part
    const std::uint32_t root = root_of(parent, v);
    part[v] = root == v ? count++ : part[root];
  }
  return part;
}

int drop_small_parts(Mesh& mesh, double smallest) {
  const std::vector<std::uint32_t> part = connected_parts(mesh);
  if (part.empty()) return 0;
  std::vector<double> volumes(*std::max_element(part.begin(), part.end()) + 1, 0.0);
  for (const Triangle& t : mesh.triangles) volumes[part[t[0]]] += volume_under(mesh, t);

  Mesh kept;
  std::vector<std::uint32_t> renumbered(part.size(), kNone);
  for (std::uint32_t v = 0; v < part.size(); ++v) {
    if (volumes[part[v]] < smallest) continue;
    renumbered[v] = static_cast<std::uint32_t>(kept.positions.size());
    kept.positions.push_back(mesh.positions[v]);
  }
  for (const Triangle& t : mesh.triangles) {
    if (renumbered[t[0]] == kNone) continue;
    kept.triangles.push_back({renumbered[t[0]], renumbered[t[1]], renumbered[t[2]]});
  }
  mesh = std::move(kept);
  return static_cast<int>(std::count_if(volumes.begin(), volumes.end(), [&](double v) { return v < smallest; }));
}

glm::dvec3 to_model_frame(const glm::dvec3& angstrom, const EntryFrame& entry) {
  return {(angstrom.x - entry.axis.x) / 10.0, (angstrom.z - entry.membrane) / 10.0, -(angstrom.y - entry.axis.y) / 10.0};
}

}  // namespace syn::bake
