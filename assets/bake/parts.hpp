// What stands in the membrane, and the small molecules, as lists of points: the text that assets/models/receptor_parts.toml
// holds. Everything in the model frame (nanometres, see to_model_frame).
#pragma once

#include <filesystem>
#include <string>

#include "structure.hpp"

namespace syn::bake {

using Residues = std::array<std::vector<Residue>, kSubunits>;

// As the tables of the file call it.
const char* subunit_name(Subunit subunit);

// Is this amino acid part of the four stretches that are drawn as tubes (M1, the loop M2, M3, M4)?
bool in_membrane(Subunit subunit, int number);
// ... and of M3, which shuts the gate?
bool in_m3(Subunit subunit, int number);

// Tubes along the chain, the rings of the pore, the places of glutamate and glycine, the molecules. `molecules` is the
// folder with the conformers. Throws std::runtime_error when something is missing.
std::string parts_text(const Residues& residues, const std::filesystem::path& molecules);

}  // namespace syn::bake
