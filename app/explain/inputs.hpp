// The numbers of a scenario that a thing of the inspector can stand for: what is set, and how far it may go.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "app/state/state.hpp"
#include "core/config.hpp"
#include "model/data/parameters.hpp"

namespace syn {

struct Input {
  double value = 0.0;
  Range range;
  int decimals = 0;
  std::string_view unit;  // empty: a plain number
};

// The number fields of a scenario and its parts ("weight_kg"), "dose_amount" ...
std::span<const std::string_view> input_names();
// Of the dose or session that is chosen, else of the first; empty where there is none, or no such name.
std::optional<Input> input_of(std::string_view name, const State& state, const Parameters& parameters);

}  // namespace syn
