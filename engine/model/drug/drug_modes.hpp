// The linear system of pharmacokinetics.hpp taken apart into modes that fade one by one. Internal to the drug model.
#pragma once

#include <cstddef>
#include <vector>

#include "math/matrix.hpp"
#include "model/drug/disposition.hpp"

namespace syn {

// Where drug and metabolites can be: two depots, ketamine (4), norketamine (2), HNK, effect site. Amounts are in mg,
// the effect site in ng/mL.
enum DrugState : std::size_t { kDirect, kGut, kCentral, kShallow, kDeep, kLiver, kNor, kNorTissue, kHnkBody, kSite, kStates };
inline constexpr double kNgPerMlPerMgPerL = 1000.0;

// An amount that enters one state: all at once at `from_h`, or evenly until `until_h`.
struct DrugInput {
  DrugState into;
  double from_h;
  double until_h;
  double amount_mg;
  bool at_once() const { return until_h <= from_h; }
};

// The doses whose drug moves through the body in the same way.
struct DrugGroup {
  Drug drug = Drug::racemic;
  Disposition person;
  std::vector<DrugInput> inputs;
};

// x' = A x + inputs, as modes: x = V z, z' = -rates z + V^-1 inputs. Every rate is real and above 0.
struct DrugModes {
  std::vector<double> rates;  // 1/h
  Matrix vectors;             // V
  Matrix inverse;             // V^-1
};

// Changes `person` a little (by parts in a million) where two rates coincide, so that no two modes do and what is built
// from it keeps its mass.
DrugModes find_modes(Disposition& person);

}  // namespace syn
