// From scenario to trajectory: a pure function. Same scenario, parameters and seed give the same bytes.
#pragma once

#include <stop_token>
#include <vector>

#include "model/data/parameters.hpp"
#include "model/run/trajectory.hpp"
#include "model/scenario/scenario.hpp"

namespace syn {

struct SimulateOptions {
  double every_min = 10.0;   // spacing of the rows; a row always stands at 0, at each event's start and end, and at the end
  int patients = 0;          // virtual patients; 0 = the scenario's population
  bool dense_start = false;  // for the screen: extra rows every minute for 3 h after each dose
  int threads = 0;           // 0 = as many as the machine has; the result does not depend on it
  // Only the typical patient, without noise: a curve to follow a hand. The symptom columns then all hold that one score.
  bool typical_only = false;
  int runs = 20;                 // single people in Trajectory::runs, at most the population
  bool noise = true;             // false: no day-to-day fluctuation and no rating errors
  std::vector<double> also_h{};  // moments of the run that get a row too, increasing
  std::stop_token stop{};        // once a stop is requested the run ends early, and its result means nothing
};

// Throws nothing; every row of the result is finite. The scenario must have passed its checks. `parameters` are those
// of the program: the scenario's own changes (Scenario::parameters) are applied inside, by Parameters::with.
Trajectory simulate(const Scenario& scenario, const Parameters& parameters, const SimulateOptions& options = {});

}  // namespace syn
