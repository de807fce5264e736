// What the person points at, in the picture and on a control, and the inspector that follows.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/shell/screen_context.hpp"

namespace syn {

class LookUp {
 public:
  explicit LookUp(ScreenContext& screen) : screen_(screen) {}

  // The key of the label under the mouse in this frame, or none.
  void point_at(std::optional<std::string_view> label);
  // While nothing is pointed at, the inspector in front still tells of this label.
  bool keeps(std::string_view label) const { return label == pointed_at_ && screen_.view().shows(PanelName::inspector); }
  // Brings the page to the front: at what the input is at; else the inspector, once there, goes on to the next label.
  void turn_to(LookupPage page);
  // The inspector, where it is in front, follows the mouse to what it points at and to what it rests on. Once a frame.
  void follow();

 private:
  ScreenContext& screen_;
  bool pointing_ = false;        // the mouse is at a label
  std::string_view pointed_at_;  // the label pointed at last; stays until another one is
  bool pointed_anew_ = false;    // the inspector has not heard of it
  std::string rested_on_;        // the thing under the resting mouse, the frame before
};

}  // namespace syn
