// Fewer triangles for the same shape.
#pragma once

#include "mesh.hpp"

namespace syn::bake {

// Quadric edge collapse (Garland and Heckbert 1997): merges the two ends of the edge that harms the surface least,
// again and again, until no more than `wanted` triangles are left. Harm is the squared distance to the planes of the
// original triangles, times a factor that grows with needle-shaped triangles and spikes. The mesh must be closed; it
// stays closed, without pinches and with the same tunnels, and no triangle turns by more than about 75 degrees in one
// step. May stop above `wanted` when no edge is left that can go. Ties are settled by vertex number, so the result is
// always the same.
Mesh decimated(const Mesh& mesh, std::size_t wanted);

}  // namespace syn::bake
