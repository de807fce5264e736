// An ensemble of seeds: the same scenario, drawn anew.
#pragma once

#include <cstdint>
#include <vector>

#include "model/run/simulate.hpp"

namespace syn {

inline constexpr int kEnsemblePeople = 60;
// As `simulate --every 360 --patients 60`.
SimulateOptions ensemble_options();
// Seeds 1 to `count`.
std::vector<Scenario> ensemble_of(const Scenario& scenario, int count);
// On how many days the mean is at half of its start or lower, read every six hours.
double days_at_half(const Trajectory& run);

}  // namespace syn
