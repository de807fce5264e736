// Structural formulas, as chemists draw them: assets/molecules.toml, which assets/bake/molecules.py made.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/config.hpp"
#include "model/data/parameters.hpp"

namespace syn {

struct Molecule {
  struct Atom {
    std::string element;
    float x = 0.0F, y = 0.0F;  // in bond lengths, y upwards
  };
  struct Bond {
    int from = 0, to = 0;  // into atoms
    int order = 1;         // 1 to 3
  };
  std::string id;
  LocalizedText name;
  std::vector<Atom> atoms;
  std::vector<Bond> bonds;
};

// Fails with every problem: an atom without a place, a bond to an atom that is not there.
Result<std::vector<Molecule>> parse_molecules(std::string_view text, const std::string& file);

}  // namespace syn
