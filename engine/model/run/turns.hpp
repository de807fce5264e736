// Where the course of a run turns: what pictures, curves and named moments call by name. Pure.
#pragma once

#include <optional>

#include "model/run/run.hpp"

namespace syn::course {

std::optional<Hours> first_dose(const Run& run);
// One hour before the first dose; the begin of the run where it has none, or none so late.
Hours before_doses(const Run& run);

// The fall of the people's mean score after the doses, or their gain of days abstinent, and what comes of it.
struct SymptomTurns {
  Hours before, lowest;          // lowest: where it is best
  double from = 0.0, to = 0.0;   // points, then
  std::optional<Hours> back;     // when half of the fall is lost again
  std::optional<Hours> learned;  // when what therapy has left is strongest
  double half() const { return 0.5 * (from + to); }
};
// Nothing after a healthy start, where the score gets better by less than a point, and of shares of people still abstinent, which
// only get fewer. O(rows).
std::optional<SymptomTurns> symptom_turns(const Run& run);

}  // namespace syn::course
