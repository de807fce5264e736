// The surface where the density crosses a level.
#pragma once

#include "density.hpp"
#include "mesh.hpp"

namespace syn::bake {

// Marching cubes. `level` in atoms per cubic angstrom; the mesh is in angstrom, in the density's frame, and faces
// towards lower density. It is closed and every edge has two triangles, because of two rules: where a cube's face has
// its inside corners on a diagonal they are cut off from each other (seen alike from both cubes), and no triangle has
// a side across a cube's face. The crossing keeps a twentieth of an edge away from the nodes, so no triangle is flat.
Mesh surface_of(const Density& density, double level);

}  // namespace syn::bake
