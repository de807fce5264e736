// The frame around what the next press uses. It goes from control to control in the order in which they are drawn, by arrows, by
// Tab, by one key held down; a control is also used by the mouse.
#pragma once

#include <imgui.h>

#include <string>
#include <vector>

#include "app/ui/widgets/style.hpp"

namespace syn {

class Ring {
 public:
  // The controls of a frame follow.
  void begin();
  // The last ImGui item, an invisible button, is a control of this name. True where it is used. It scrolls into view when the frame
  // comes to it. `enabled` false: it cannot be used, and the frame passes it by.
  bool stop(const char* id, bool clicked, const UiLook& look, bool enabled = true);
  // The same for a field to type in; true where it is to have the keys.
  bool field(const char* id, bool clicked, const UiLook& look);
  // All of the frame's controls were drawn; false: the frame stands elsewhere now, so that another frame is due.
  bool end();

  void move(int steps) { steps_ += steps; }
  // `letters`: by a key that may also lead into a field to type in; who has one key alone would not come out of it.
  void use(bool letters = true) { use_ = true, letters_ = letters; }
  void go_to(std::string id) { at_ = std::move(id), arrived_ = true; }
  const std::string& at() const { return at_; }

 private:
  std::string at_ = "next";
  int steps_ = 0;
  bool use_ = false, letters_ = true, found_ = false, arrived_ = false;
  std::vector<std::string> ids_, last_;
};

}  // namespace syn
