#include "model/run/run.hpp"

#include <atomic>
#include <utility>

namespace syn {

RunPtr run_of(Trajectory trajectory, const Parameters& program) {
  static std::atomic<std::uint64_t> runs{0};
  Parameters parameters = program.with(trajectory.scenario().parameters);
  return std::make_shared<const Run>(Run{std::move(trajectory), std::move(parameters), ++runs});
}

RunPtr run_of(const Scenario& scenario, const Parameters& program, const SimulateOptions& options, const ProgressTeller& progress) {
  return run_of(simulate(scenario, program, options, progress), program);
}

}  // namespace syn
