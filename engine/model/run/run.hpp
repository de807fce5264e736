// A run: a trajectory, and the parameters it was made with.
#pragma once

#include <cstdint>
#include <memory>

#include "model/run/simulate_rows.hpp"

namespace syn {

struct Run {
  Trajectory trajectory;
  Parameters parameters;  // the program's with the scenario's own changes: what the trajectory rests on
  std::uint64_t id = 0;   // no other run of this process has it
  const Scenario& scenario() const { return trajectory.scenario(); }
};
using RunPtr = std::shared_ptr<const Run>;

// `program`: parameters as they come from the files. The scenario must have passed its checks.
RunPtr run_of(Trajectory trajectory, const Parameters& program);
RunPtr run_of(const Scenario& scenario, const Parameters& program, const SimulateOptions& options = {},
              const ProgressTeller& progress = {});

}  // namespace syn
