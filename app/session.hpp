// The running story: state, its history, and the trajectory that belongs to its scenario. The one place where
// commands are applied; knows no window.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/simulate.hpp"
#include "state/command.hpp"
#include "state/history.hpp"

namespace syn {

class Session {
 public:
  // `scenario` must have passed its checks.
  Session(Parameters parameters, Scenario scenario);

  const State& state() const { return state_; }
  const Trajectory& trajectory() const { return *trajectory_; }
  // Run A, or nothing; the same trajectory until the scenario is changed.
  const Trajectory* pinned() const { return pinned_.get(); }
  // The parameters as this scenario changes them.
  const Parameters& parameters() const { return parameters_; }
  const History& history() const { return history_; }

  // Applies one command. When it is refused, nothing changes and the reason is kept for refusal().
  void submit(const Command& command, int gesture = 0);
  void submit(const Commands& commands, int gesture = 0);
  // The view a picture or a start asks for; not a command, so it is in no recording.
  void set_view(const View& view);
  void undo();
  void redo();
  // Moves the playhead while playing; `seconds` of the viewer's time. Stops at the end of the run.
  void advance(double seconds);

  // Why the last command was refused; empty when it was not.
  const Problems& refusal() const { return refusal_; }
  void forget_refusal() { refusal_.clear(); }
  // Counts up whenever anything changed, so that the screen is redrawn only then.
  unsigned revision() const { return revision_; }
  // Every command that was applied, with the playhead's time: a recording.
  const std::vector<std::pair<double, Command>>& record() const { return record_; }

 private:
  void simulate_again();
  void follow_pin(const std::optional<Scenario>& before);
  void return_to(State state);
  Parameters parameters_;
  State state_;
  History history_;
  TrajectoryPtr trajectory_;
  TrajectoryPtr pinned_;
  Problems refusal_;
  unsigned revision_ = 0;
  std::vector<std::pair<double, Command>> record_;
};

}  // namespace syn
