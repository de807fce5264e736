// From a density to named meshes that are sound and carry what each vertex stands for.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "density.hpp"
#include "glb_writer.hpp"

namespace syn::bake {

inline constexpr double kLevel = 0.015;          // density at the surface, atoms per cubic angstrom
inline constexpr double kSmallestPart = 1000.0;  // cubic angstrom: about a dozen amino acids' worth

// The surface of a density in the frame of its atoms (angstrom), with how open each vertex lies.
struct Surface {
  Mesh mesh;
  std::vector<glm::dvec3> normals;  // [vertices]
  std::vector<double> openness;     // [vertices], 0 closed in, 1 open
};

// Draws the surface, drops specks and hollows, casts the rays; says how much was dropped.
Surface surface_with_openness(const Density& density);

// The surface with no more than `wanted` triangles; 0 leaves it as it is.
Surface coarser(const Surface& fine, std::size_t wanted);
// The same, made from the surface of a smoother density of the same atoms, drawn where the volume is that of `fine`.
// Without the fine one's tunnels, few triangles give a better likeness.
Surface coarser(const Surface& fine, const Density& smooth, std::size_t wanted);

// Moves a mesh to the frame of the model file with `to_model`, checks it and says what was found. Throws
// std::runtime_error if it is not sound.
NamedMesh finished(const std::string& name, Mesh mesh, std::vector<Colour> colours,
                   const std::function<glm::dvec3(const glm::dvec3&)>& to_model);

}  // namespace syn::bake
