// From scenario to trajectory: a pure function. Same scenario, parameters and seed give the same bytes.
#pragma once

#include <memory>
#include <vector>

#include "math/stop.hpp"
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
  StopToken stop{};              // once a stop is requested the run ends early, and its result means nothing
};

// Throws nothing; every row of the result is finite. The scenario must have passed its checks. `parameters` are those
// of the program: the scenario's own changes (Scenario::parameters) are applied inside, by Parameters::with.
Trajectory simulate(const Scenario& scenario, const Parameters& parameters, const SimulateOptions& options = {});

// simulate() on one thread and in steps: the same bytes, for who has no thread to give it to. A step takes a millisecond or
// so, but for the one that follows the typical patient through the whole run; where people have chains of their own, making
// it does so too, and the last step counts all their scores. `parameters` must live as long as this; the options' `threads`
// and `stop` mean nothing here.
class Simulation {
 public:
  Simulation(const Scenario& scenario, const Parameters& parameters, const SimulateOptions& options = {});
  Simulation(Simulation&& other) noexcept;
  ~Simulation();
  bool step();        // false when it is done
  Trajectory take();  // once, when it is done

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace syn
