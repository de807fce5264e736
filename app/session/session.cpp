#include "app/session/session.hpp"

#include <algorithm>

namespace syn {

Session::Session(Parameters parameters, Scenario scenario) : parameters_(std::move(parameters)) {
  state_.scenario = std::move(scenario);
  state_.playhead.time_h = std::max(0.0, state_.scenario.start_h());
  simulate_again();
}

void Session::simulate_again() {
  SimulateOptions options = session_options();
  options.typical_only = worker_ != nullptr;
  run_ = run_of(state_.scenario, parameters_, options);
  if (worker_) worker_->ask(state_.scenario);
}

void Session::follow_input(bool on, bool threads) {
  if (on == (worker_ != nullptr)) return;
  if (on) {
    worker_ = std::make_unique<CohortWorker>(parameters_, threads);
  } else {
    finish_bands();
    worker_.reset();
  }
}

bool Session::take_bands() { return worker_ && adopt(worker_->take()); }

void Session::finish_bands() {
  if (worker_) adopt(worker_->wait());
}

bool Session::adopt(RunPtr whole) {
  if (!whole) return false;
  if (pinned_ == run_) pinned_ = whole;  // run A is the one that is shown: its people arrive, too
  run_ = std::move(whole);
  ++revision_;
  return true;
}

// The pinned run changed: most often it is the one that is shown.
void Session::follow_pin(const std::optional<Scenario>& before) {
  const std::optional<Scenario>& pinned = state_.pinned;
  if (pinned == before) return;
  if (!pinned) {
    pinned_.reset();
  } else if (*pinned == run_->scenario()) {
    pinned_ = run_;
  } else {
    pinned_ = run_of(*pinned, parameters_, session_options());
  }
}

void Session::submit(const Command& command, int gesture) {
  auto next = apply(state_, command, parameters_);
  ++revision_;
  if (!next) {
    refusal_ = std::move(next.error());
    return;
  }
  refusal_.clear();
  if (*next == state_) return;
  if (listener_) listener_(state_.playhead.time_h, command);
  if (changes_scenario(command) || next->pinned != state_.pinned) history_.remember(state_, gesture);
  const bool same_scenario = next->scenario == state_.scenario;
  const std::optional<Scenario> pinned_before = std::exchange(state_, std::move(*next)).pinned;
  if (!same_scenario) simulate_again();
  follow_pin(pinned_before);
}

void Session::submit(const Commands& commands, int gesture) {
  for (const Command& command : commands) submit(command, gesture);
}

void Session::return_to(State state) {
  const std::optional<Scenario> pinned_before = std::exchange(state_, std::move(state)).pinned;
  state_.playhead.time_h = std::clamp(state_.playhead.time_h, state_.scenario.start_h(), state_.scenario.end_h());
  refusal_.clear();
  simulate_again();
  follow_pin(pinned_before);
  ++revision_;
}

void Session::set_view(const View& view) {
  state_.view = view;
  ++revision_;
}

void Session::undo() {
  if (!history_.can_undo()) return;
  return_to(history_.undo(state_));
}

void Session::redo() {
  if (!history_.can_redo()) return;
  return_to(history_.redo(state_));
}

void Session::advance(double seconds) {
  if (!state_.playhead.playing) return;
  Playhead& playhead = state_.playhead;
  playhead.time_h += seconds * playhead.speed * lens_hours_per_second(state_.view.lens);
  if (playhead.time_h >= state_.scenario.end_h()) {
    playhead.time_h = state_.scenario.end_h();
    playhead.playing = false;
  }
  ++revision_;
}

}  // namespace syn
