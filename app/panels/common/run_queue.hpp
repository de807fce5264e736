// Several runs for one picture, made in pieces of a frame: a browser has no thread to give them to, and the picture goes on.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "model/run/simulate.hpp"

namespace syn {

class RunQueue {
 public:
  static constexpr std::chrono::milliseconds kBudget{8};  // of a frame

  // Forgets what was asked before, unless it was the same.
  void ask(std::vector<Scenario> scenarios, const SimulateOptions& options, const Parameters& parameters);
  // Works on them, once a frame; false when all are done.
  bool work();
  std::size_t count() const { return scenarios_.size(); }
  std::size_t done() const { return runs_.size(); }
  // Those that are done, in the order asked for.
  const std::vector<Trajectory>& runs() const { return runs_; }
  // Counts up with each run that is done, and when others are asked for.
  unsigned revision() const { return revision_; }

 private:
  std::vector<Scenario> scenarios_;
  SimulateOptions options_;
  std::optional<Parameters> parameters_;  // of the program; they outlive the run in work
  std::optional<Simulation> current_;
  std::vector<Trajectory> runs_;
  unsigned revision_ = 0;
};

}  // namespace syn
