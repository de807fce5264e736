// The timing sweep: when the sessions begin against how the people are at the end, with the coupling as it is set and with none.
#pragma once

#include <vector>

#include "model/run/simulate.hpp"

namespace syn {

// Hours after the first dose at which a sweep lets the sessions begin; those after the end of the run are left out.
std::vector<double> session_starts(const Scenario& scenario);
// The scenario with its first session so many hours after its first dose, the others as far from it as they were; four daily sessions
// of CBT where it has none. Sessions after the end of the run fall away.
Scenario with_sessions_from(Scenario scenario, double hours);
// When its sessions begin; negative where it has none.
double sessions_from(const Scenario& scenario);
// As `simulate --every 1440`: the mean symptoms of the last row are a point of the sweep.
SimulateOptions timing_options();

}  // namespace syn
