// What the vertex colours say. They are data, not paint.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "density.hpp"
#include "mesh.hpp"

namespace syn::bake {

// red    subunit: 0 GluN1, 255 GluN2A
// green  copy: 0 first (chains B, A), 255 second (chains D, C)
// blue   domain by height: 0 transmembrane, 128 ligand-binding, 255 amino-terminal
// alpha  openness to ambient light: 0 closed in, 255 open
using Colour = std::array<std::uint8_t, 4>;

// Domain borders: heights along z in the frame of the PDB entry, angstrom.
inline constexpr double kLigandBindingFrom = 100.0;
inline constexpr double kAminoTerminalFrom = 155.0;

// One colour per vertex of a mesh in the frame of the PDB entry (angstrom). The subunit is the one whose density is
// strongest at the vertex. `openness` runs from 0 to 1. Shapes [vertices].
std::vector<Colour> vertex_colours(const Mesh& mesh, const std::vector<double>& openness, const Density& density);

}  // namespace syn::bake
