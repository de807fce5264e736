#include "levels.hpp"

#include <cstdio>
#include <stdexcept>
#include <utility>

#include "decimate.hpp"
#include "marching_cubes.hpp"
#include "mesh_checks.hpp"
#include "occlusion.hpp"

namespace syn::bake {

Surface surface_with_openness(const Density& density) {
  Surface fine;
  fine.mesh = surface_of(density, kLevel);
  std::printf("specks and hollows dropped: %d\n", drop_small_parts(fine.mesh, kSmallestPart));
  fine.normals = vertex_normals(fine.mesh);
  fine.openness = openness(fine.mesh, fine.normals, OcclusionSettings{});
  return fine;
}

namespace {

Surface simplified(const Surface& fine, const Mesh& from, std::size_t wanted) {
  Surface coarse;
  coarse.mesh = decimated(from, wanted);
  coarse.normals = vertex_normals(coarse.mesh);
  coarse.openness = carried_over(fine.mesh, fine.normals, fine.openness, coarse.mesh, coarse.normals, 0.5 * mean_edge(coarse.mesh));
  return coarse;
}

// Without hollows and specks.
Mesh body_at(const Density& density, double level) {
  Mesh mesh = surface_of(density, level);
  drop_small_parts(mesh, kSmallestPart);
  return mesh;
}

}  // namespace

Surface coarser(const Surface& fine, std::size_t wanted) { return wanted == 0 ? fine : simplified(fine, fine.mesh, wanted); }

Surface coarser(const Surface& fine, const Density& smooth, std::size_t wanted) {
  constexpr int kHalvings = 12;
  const double volume = signed_volume(fine.mesh);
  double low = 0.1 * kLevel, high = 2.0 * kLevel;  // atoms per cubic angstrom
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = 0.5 * (low + high);
    (signed_volume(body_at(smooth, middle)) > volume ? low : high) = middle;
  }
  return simplified(fine, body_at(smooth, 0.5 * (low + high)), wanted);
}

NamedMesh finished(const std::string& name, Mesh mesh, std::vector<Colour> colours,
                   const std::function<glm::dvec3(const glm::dvec3&)>& to_model) {
  for (glm::dvec3& p : mesh.positions) p = to_model(p);
  const MeshReport report = check(mesh);
  std::printf("%s: %s\n", name.c_str(), report.text().c_str());
  if (!report.good()) throw std::runtime_error(name + " fails its checks");
  std::vector<glm::dvec3> normals = vertex_normals(mesh);
  return {name, std::move(mesh), std::move(normals), std::move(colours)};
}

}  // namespace syn::bake
