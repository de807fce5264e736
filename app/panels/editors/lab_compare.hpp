// Two hypotheses beside each other: each alone, in the same scenario.
#pragma once

#include "model/run/simulate.hpp"

namespace syn {

// The scenario with this hypothesis alone, one way to growth enough, and every dose so many times its own.
Scenario with_hypothesis(Scenario scenario, Hypothesis hypothesis, double dose_factor = 1.0);
// As `simulate --every 360`.
SimulateOptions compare_options();
// The largest difference of the mean symptoms from this hour on, as a share of the first run's; rows that both have.
double largest_difference(const Trajectory& a, const Trajectory& b, double from_h);
// The last hour at which they differ by 1 % or more; the begin of the run where they never do.
double last_apart_h(const Trajectory& a, const Trajectory& b);

}  // namespace syn
