#include "app/state/history.hpp"

#include <cassert>

namespace syn {

void History::remember(const State& before, int gesture) {
  future_.clear();
  const bool same_gesture = gesture != 0 && gesture == gesture_ && !past_.empty();
  gesture_ = gesture;
  if (same_gesture) return;
  if (past_.size() == kDepth) past_.erase(past_.begin());
  past_.push_back({before.scenario, before.selection, before.pinned});
}

State History::undo(const State& now) {
  assert(can_undo());
  State back = now;
  future_.push_back({now.scenario, now.selection, now.pinned});
  back.scenario = std::move(past_.back().scenario);
  back.selection = past_.back().selection;
  back.pinned = std::move(past_.back().pinned);
  past_.pop_back();
  gesture_ = 0;
  return back;
}

State History::redo(const State& now) {
  assert(can_redo());
  State forth = now;
  past_.push_back({now.scenario, now.selection, now.pinned});
  forth.scenario = std::move(future_.back().scenario);
  forth.selection = future_.back().selection;
  forth.pinned = std::move(future_.back().pinned);
  future_.pop_back();
  gesture_ = 0;
  return forth;
}

}  // namespace syn
