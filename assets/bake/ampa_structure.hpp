// The AMPA receptor's heavy atoms, read from the coordinates of PDB 5WEO, and how it stands in the membrane.
#pragma once

#include <array>
#include <string>
#include <vector>

#include <glm/vec3.hpp>

#include "colours.hpp"
#include "mesh.hpp"

namespace syn::bake {

// Each of the four chains is one GluA2 subunit with a TARP gamma-2 fused to its end: two bodies, numbered with the
// GluA2 of the chains A, B, C, D first, then their TARPs.
inline constexpr std::size_t kAmpaChains = 4;
inline constexpr std::size_t kAmpaBodies = 2 * kAmpaChains;
using AmpaAtoms = std::array<std::vector<glm::dvec3>, kAmpaBodies>;

// Found from the coordinates by `frame_of` and rounded.
inline constexpr EntryFrame kAmpaFrame{{162.0, 162.0}, 99.2};
// Colours: red 0 GluA2, 255 TARP; green 0 chains A and C, 255 chains B and D; blue by height.
Legend ampa_legend();

struct AmpaStructure {
  struct Alpha {
    int number;
    std::string residue;  // three letters
    glm::dvec3 place;
  };
  AmpaAtoms atoms;                                     // heavy atoms of the protein, angstrom, frame of the entry
  std::array<std::vector<Alpha>, kAmpaChains> alphas;  // C-alphas by chain, in order of their numbers
};

// Reads the PDB file (may be gzip-compressed); ligands are left out. Throws std::runtime_error if it cannot be read, is
// another entry, holds another chain than A to D, or lacks one or its TARP.
AmpaStructure read_ampa_structure(const std::string& path);

// Where the entry's axis and membrane lie. The axis is parallel to z: the mean of the middles between the C-alphas of
// facing chains (A and C, B and D). The membrane's core is the slab of 28 angstrom that holds the greatest sum of
// hydropathy (Kyte & Doolittle 1982, doi:10.1016/0022-2836(82)90515-0).
EntryFrame frame_of(const AmpaStructure& structure);
// Root mean square distance (angstrom) of the C-alphas of one chain from those of the facing one turned half about the
// axis, over both pairs: how good a two-fold axis it is.
double two_fold_error(const AmpaStructure& structure, const EntryFrame& frame);

}  // namespace syn::bake
