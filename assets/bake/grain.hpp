// The atoms that give the cut-open receptor its grain: those that lie open, near the pore, with how much light reaches each.
#pragma once

#include <string>

#include "parts.hpp"

namespace syn::bake {

// As tables of assets/models/receptor_parts.toml, one a subunit. `cut_degrees`: see half_main.cpp.
std::string grain_text(const Residues& residues, double cut_degrees);

}  // namespace syn::bake
