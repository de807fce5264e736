// The receptor's heavy atoms, read from the coordinates of PDB 7EOS.
#pragma once

#include <array>
#include <string>
#include <vector>

#include <glm/vec3.hpp>

#include "colours.hpp"
#include "mesh.hpp"

namespace syn::bake {

// The four chains of PDB 7EOS, in the order of the arrays that are indexed by subunit.
enum class Subunit { kGluN1First, kGluN1Second, kGluN2AFirst, kGluN2ASecond };  // chains B, D, A, C
inline constexpr std::size_t kSubunits = 4;

// Is this subunit a GluN2A (else it is a GluN1), and is it the second copy (chain C or D)?
constexpr bool is_glun2a(Subunit s) { return s == Subunit::kGluN2AFirst || s == Subunit::kGluN2ASecond; }
constexpr bool is_second(Subunit s) { return s == Subunit::kGluN1Second || s == Subunit::kGluN2ASecond; }

// How the entry stands: the frame of its coordinates is told in assets/models/README.md.
inline constexpr EntryFrame kNmdaFrame{{139.1, 139.1}, 75.0};

// Centres of all heavy atoms, glycans included, by subunit. Angstrom, frame of the PDB entry.
using SubunitAtoms = std::array<std::vector<glm::dvec3>, kSubunits>;

// What the subunits and heights are as vertex colours: see assets/models/README.md.
Legend nmda_legend();

// Reads the PDB file (may be gzip-compressed). Throws std::runtime_error if the file cannot be read, is another entry,
// holds a chain other than A, B, C and D, or lacks one of them.
SubunitAtoms read_structure(const std::string& path);

// One amino acid with what is needed of it. Angstrom.
struct Residue {
  int number = 0;
  glm::dvec3 alpha{0.0};               // its C-alpha
  std::vector<glm::dvec3> heavy;       // all heavy atoms
  std::vector<glm::dvec3> side_chain;  // those beyond C-alpha
};

// The amino acids of each subunit in order of their numbers (glycans left out). Throws as read_structure does.
std::array<std::vector<Residue>, kSubunits> read_residues(const std::string& path);

}  // namespace syn::bake
