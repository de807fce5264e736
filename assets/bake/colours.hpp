// What the vertex colours say. They are data, not paint.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "density.hpp"
#include "mesh.hpp"

namespace syn::bake {

// red    kind of body (of the NMDA receptor: 0 GluN1, 255 GluN2A; of the AMPA receptor: 0 GluA2, 255 TARP)
// green  copy: 0 or 255
// blue   domain by height: 0 transmembrane, 128 ligand-binding, 255 amino-terminal
// alpha  openness to ambient light: 0 closed in, 255 open
using Colour = std::array<std::uint8_t, 4>;

// What an entry's bodies and heights become.
struct Legend {
  std::vector<std::array<std::uint8_t, 2>> bodies;  // red and green, in the order of the density's bodies
  double ligand_binding_from = 0.0;                 // heights along z in the frame of the PDB entry, angstrom
  double amino_terminal_from = 0.0;
};

// One colour per vertex of a mesh in the frame of the PDB entry (angstrom). The body is the one whose density is
// strongest at the vertex. `openness` runs from 0 to 1. Shapes [vertices].
std::vector<Colour> vertex_colours(const Mesh& mesh, const std::vector<double>& openness, const Density& density, const Legend& legend);

}  // namespace syn::bake
