// A list that scrolls shows whole controls and whole lines of text: what its upper or lower edge would cut through is left out
// until the list is scrolled to it.
#pragma once

struct ImGuiWindow;

namespace syn {

// From construction on, in the ImGui window under way, which scrolls. What is left out follows from the frame before.
class WholeRows {
 public:
  WholeRows();
  ~WholeRows();
  WholeRows(const WholeRows&) = delete;
  WholeRows& operator=(const WholeRows&) = delete;

 private:
  ImGuiWindow* window_;
  bool clips_ = false;
};

// The item or group that was drawn last is seen whole or not at all. What is higher than half of the list may be cut.
void keep_whole();
// Of a text that was drawn last, each line.
void keep_lines_whole();

}  // namespace syn
