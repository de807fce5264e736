#include "mesh_checks.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <utility>

namespace syn::bake {
namespace {

// The mesh with its positions rounded to float and equal ones joined. Vertices keep their first occurrence's order.
Mesh joined(const Mesh& mesh) {
  Mesh result;
  std::map<std::array<float, 3>, std::uint32_t> known;
  std::vector<std::uint32_t> number(mesh.positions.size());
  for (std::size_t v = 0; v < number.size(); ++v) {
    const glm::vec3 p(mesh.positions[v]);
    const auto [found, fresh] = known.try_emplace({p.x, p.y, p.z}, static_cast<std::uint32_t>(result.positions.size()));
    if (fresh) result.positions.emplace_back(p);
    number[v] = found->second;
  }
  for (const Triangle& t : mesh.triangles) result.triangles.push_back({number[t[0]], number[t[1]], number[t[2]]});
  return result;
}

bool is_degenerate(const Mesh& mesh, const Triangle& t) {
  if (t[0] == t[1] || t[1] == t[2] || t[2] == t[0]) return true;
  double longest = 0.0;
  for (std::size_t i = 0; i < 3; ++i) {
    longest = std::max(longest, glm::distance(mesh.positions[t[i]], mesh.positions[t[(i + 1) % 3]]));
  }
  const double twice_area = glm::length(area_vector(mesh.positions[t[0]], mesh.positions[t[1]], mesh.positions[t[2]]));
  return twice_area < 1e-3 * longest * longest;
}

// Around each vertex the triangles must form one ring: from any of them, stepping over shared edges reaches all.
std::size_t count_pinched(const Mesh& mesh) {
  std::vector<std::map<std::uint32_t, std::uint32_t>> ring(mesh.positions.size());  // [vertex] next of each neighbour
  std::vector<std::size_t> valence(mesh.positions.size(), 0);
  for (const Triangle& t : mesh.triangles) {
    for (std::size_t i = 0; i < 3; ++i) {
      ring[t[i]][t[(i + 1) % 3]] = t[(i + 2) % 3];
      ++valence[t[i]];
    }
  }
  std::size_t pinched = 0;
  for (std::size_t v = 0; v < ring.size(); ++v) {
    if (ring[v].empty()) continue;
    const std::uint32_t start = ring[v].begin()->first;
    std::uint32_t at = start;
    std::size_t steps = 0;
    do {
      const auto next = ring[v].find(at);
      if (next == ring[v].end()) break;
      at = next->second;
      ++steps;
    } while (at != start && steps <= valence[v]);
    if (at != start || steps != valence[v]) ++pinched;
  }
  return pinched;
}

}  // namespace

MeshReport check(const Mesh& original) {
  const Mesh mesh = joined(original);
  MeshReport report;
  report.vertices = mesh.positions.size();
  report.triangles = mesh.triangles.size();
  report.joined = original.positions.size() - mesh.positions.size();
  report.volume = signed_volume(mesh);

  std::map<std::pair<std::uint32_t, std::uint32_t>, int> edges;
  std::vector<bool> used(mesh.positions.size(), false);
  for (const Triangle& t : mesh.triangles) {
    if (is_degenerate(mesh, t)) ++report.degenerate;
    for (std::size_t i = 0; i < 3; ++i) {
      ++edges[{t[i], t[(i + 1) % 3]}];
      used[t[i]] = true;
    }
  }
  for (const auto& [edge, count] : edges) {
    const auto reverse = edges.find({edge.second, edge.first});
    if (count != 1 || reverse == edges.end() || reverse->second != 1) ++report.open_edges;
  }
  report.unused = static_cast<std::size_t>(std::count(used.begin(), used.end(), false));
  report.pinched = count_pinched(mesh);

  const std::vector<std::uint32_t> part = connected_parts(mesh);
  if (!part.empty()) report.parts = *std::max_element(part.begin(), part.end()) + 1;
  std::vector<double> volumes(report.parts, 0.0);
  for (const Triangle& t : mesh.triangles) {
    volumes[part[t[0]]] += glm::dot(mesh.positions[t[0]], glm::cross(mesh.positions[t[1]], mesh.positions[t[2]])) / 6.0;
  }
  report.inward_parts = static_cast<std::size_t>(std::count_if(volumes.begin(), volumes.end(), [](double v) { return !(v > 0.0); }));
  const auto euler = static_cast<long>(mesh.positions.size() + mesh.triangles.size()) - static_cast<long>(edges.size() / 2);
  report.handles = static_cast<int>(static_cast<long>(report.parts) - euler / 2);
  return report;
}

bool MeshReport::good() const {
  return triangles > 0 && joined == 0 && unused == 0 && open_edges == 0 && pinched == 0 && degenerate == 0 && inward_parts == 0;
}

std::string MeshReport::text() const {
  char line[320];
  std::snprintf(line, sizeof line,
                "%zu triangles, %zu vertices, %zu part(s), %d handle(s), volume %.1f; open edges %zu, pinched vertices %zu, "
                "degenerate triangles %zu, doubled vertices %zu, unused vertices %zu, inward parts %zu: %s",
                triangles, vertices, parts, handles, volume, open_edges, pinched, degenerate, joined, unused, inward_parts,
                good() ? "good" : "BAD");
  return line;
}

}  // namespace syn::bake
