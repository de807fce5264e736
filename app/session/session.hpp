// The running story: state, its history, and the run that belongs to its scenario. The one place where
// commands are applied; knows no window.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/session/cohort_worker.hpp"
#include "app/state/command.hpp"
#include "app/state/history.hpp"
#include "model/run/run.hpp"

namespace syn {

class Session {
 public:
  // `scenario` must have passed its checks.
  Session(Parameters parameters, Scenario scenario);

  const State& state() const { return state_; }
  // What the screen shows: while bands_pending() the typical patient of the newest scenario, without bands and runs.
  const RunPtr& run() const { return run_; }
  const Trajectory& trajectory() const { return run_->trajectory; }
  // Run A, or nothing; the same trajectory until the scenario is changed.
  const Trajectory* pinned() const { return pinned_ ? &pinned_->trajectory : nullptr; }
  // The parameters of the program; the run has them as its scenario changes them.
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

  // For the window: a change shows the typical patient at once and the population follows, from another thread or without
  // one in steps (CohortWorker), swapped in by take_bands(). Off (as it starts), every change is simulated as a whole before
  // submit() returns. All ways end with the same trajectory, byte for byte.
  void follow_input(bool on, bool threads = os::threads_exist());
  bool bands_pending() const { return worker_ && worker_->pending(); }
  // Takes the bands if they have arrived (true). To be called between frames; without a thread it works on them.
  bool take_bands();
  // Waits for them: before a table is written or a picture taken.
  void finish_bands();

  // Why the last command was refused; empty when it was not.
  const Problems& refusal() const { return refusal_; }
  void forget_refusal() { refusal_.clear(); }
  // Counts up whenever anything changed, so that the screen is redrawn only then.
  unsigned revision() const { return revision_; }
  // Hears every command that was applied, with the playhead's time before it: a recording. None is kept here, so that a
  // session of hours is no larger than one of minutes.
  using Listener = std::function<void(double time_h, const Command& command)>;
  void listen(Listener listener) { listener_ = std::move(listener); }

 private:
  bool adopt(RunPtr whole);
  void simulate_again();
  void follow_pin(const std::optional<Scenario>& before);
  void return_to(State state);
  Parameters parameters_;
  State state_;
  History history_;
  RunPtr run_;
  RunPtr pinned_;
  std::unique_ptr<CohortWorker> worker_;  // if changes are followed at once
  Problems refusal_;
  unsigned revision_ = 0;
  Listener listener_;
};

}  // namespace syn
