// What came and what went since day 0, the moment before the first dose: the story of this stage. Pure.
//
// Everything is counted between two moments, so that spines now = spines then + new - lost, whatever came and went in
// between. Without a dose there is no day 0, and nothing is new.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "app/stages/dendrite/dendrite_shape.hpp"
#include "model/sampling/spine_choice.hpp"

namespace syn::dendrite {

// A spine of day 0 as it stood then, and what is left of it.
struct Before {
  SpineState was;
  float gone = 0.0F;   // 0..1: how far it has been drawn in
  float grown = 0.0F;  // 0..1: how much of its head came since
};

struct Since {
  std::vector<Fresh> fresh;    // one for each spine of now
  std::vector<Before> before;  // one for each spine of day 0, gone or not
  int added = 0, lost = 0, grown = 0;
};

// `now`: the spines at `time_h`, as SpineHistory::states gives them. Before day 0 nothing has come or gone.
Since since_day_zero(const SpineHistory& history, std::optional<double> zero_h, double time_h, std::span<const SpineState> now);

}  // namespace syn::dendrite
