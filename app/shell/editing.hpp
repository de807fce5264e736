// What keys do with the scenario: its markers on the timeline, its hypotheses, and the way back.
#pragma once

#include <optional>

#include "app/shell/screen_context.hpp"
#include "app/state/marker_edit.hpp"

namespace syn {

class Editing {
 public:
  explicit Editing(ScreenContext& screen) : screen_(screen) {}

  void add(MarkerKind kind) { put_down(new_marker(screen_.state(), kind)); }
  void copy();
  void paste() {
    if (clipboard_) put_down(*clipboard_);
  }
  void duplicate();
  void next_hypothesis();
  void undo_or_redo(bool undo);

 private:
  void put_down(const Marker& marker);  // where the playhead is, on the grid of the lens
  void submit_if_room(const std::optional<Command>& command);

  ScreenContext& screen_;
  std::optional<Marker> clipboard_;
};

}  // namespace syn
