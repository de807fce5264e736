// Undo and redo. An undone change is the scenario (with selection and pinned run) of before; where one looks and when stays put.
#pragma once

#include <cstddef>
#include <vector>

#include "app/state/state.hpp"

namespace syn {

class History {
 public:
  // Remembers `before` as what undo returns to. Changes with the same non-zero `gesture` (one drag) count as one.
  void remember(const State& before, int gesture = 0);
  bool can_undo() const { return !past_.empty(); }
  bool can_redo() const { return !future_.empty(); }
  State undo(const State& now);  // only if can_undo()
  State redo(const State& now);  // only if can_redo()

 private:
  struct Entry {
    Scenario scenario;
    Selection selection;
    std::optional<Scenario> pinned;
  };
  static constexpr std::size_t kDepth = 500;
  std::vector<Entry> past_;
  std::vector<Entry> future_;
  int gesture_ = 0;
};

}  // namespace syn
