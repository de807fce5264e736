// How much input one frame can take. Dear ImGui 1.86 looks once a frame at which keys and buttons are held and where the
// mouse is, so on a slow computer a key that was pressed and let go between two frames would never have been there, and a
// click would land where the mouse went afterwards. What does not fit waits for the next frame.
#pragma once

#include <SDL.h>

#include <vector>

namespace syn {

class InputOfFrame {
 public:
  // Whether `event` may be handled in this frame; the first always may.
  bool takes(const SDL_Event& event);

 private:
  std::vector<int> keys_;  // scancodes of those that went down or up
  bool pressed_ = false;   // one of them went down
  bool button_changed_ = false;
};

}  // namespace syn
