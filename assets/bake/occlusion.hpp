// Baked ambient occlusion.
#pragma once

#include <vector>

#include "mesh.hpp"

namespace syn::bake {

// How the sky above a vertex is sampled. Lengths in the mesh's unit (angstrom here).
struct OcclusionSettings {
  int rays = 256;        // per vertex, spread by the cosine law over the hemisphere around its normal
  double reach = 40.0;   // what is further away does not darken
  double offset = 0.25;  // the rays start this far above the surface
};

// Share of the rays that meet no triangle of the mesh itself: 1 open, 0 closed in. Shape [vertices].
std::vector<double> openness(const Mesh& mesh, const std::vector<glm::dvec3>& normals, const OcclusionSettings& settings);

// Carries openness from a fine mesh to a coarser one of the same body: at each coarse vertex the mean over the fine
// vertices that face the same way, weighted by a Gaussian of width `blur` (length unit). Shape [coarse vertices].
std::vector<double> carried_over(const Mesh& fine, const std::vector<glm::dvec3>& fine_normals, const std::vector<double>& fine_openness,
                                 const Mesh& coarse, const std::vector<glm::dvec3>& coarse_normals, double blur);

}  // namespace syn::bake
