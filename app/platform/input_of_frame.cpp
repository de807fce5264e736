#include "app/platform/input_of_frame.hpp"

#include <algorithm>

namespace syn {
namespace {

// Those whose letter is all that is wanted of them: typing waits for no frame.
bool only_types(const SDL_Keysym& key) {
  return key.sym > SDLK_SPACE && key.sym < 127 && (key.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)) == 0;
}

bool is_modifier(SDL_Keycode key) { return key >= SDLK_LCTRL && key <= SDLK_RGUI; }

}  // namespace

bool InputOfFrame::takes(const SDL_Event& event) {
  switch (event.type) {
    case SDL_KEYDOWN:
    case SDL_KEYUP: {
      const SDL_Keysym& key = event.key.keysym;
      if (only_types(key) || event.key.repeat != 0) return true;
      const bool changed = std::find(keys_.begin(), keys_.end(), static_cast<int>(key.scancode)) != keys_.end();
      // Where the focus goes with one key is known a frame later, and there the next one is meant. A modifier that goes up
      // belongs to what was pressed with it; one that goes down, to what comes after.
      const bool second = is_modifier(key.sym) ? !keys_.empty() : pressed_ && event.type == SDL_KEYDOWN;
      if (changed || second) return false;
      keys_.push_back(static_cast<int>(key.scancode));
      pressed_ = pressed_ || (event.type == SDL_KEYDOWN && !is_modifier(key.sym));
      return true;
    }
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
      if (button_changed_) return false;
      button_changed_ = true;
      return true;
    case SDL_MOUSEMOTION: return !button_changed_;  // the click is where the mouse was then
    default: return true;
  }
}

}  // namespace syn
