// The window's keyboard events as KeyPress values of the key table (ui/keys.hpp).
//
// Signs come as the text that the layout makes of them. Letters follow Shift and not Caps Lock. Where the layout types no
// Latin letters (Cyrillic, Greek, Hebrew ...) a key is what stands there on a US keyboard.
#pragma once

#include <SDL_events.h>

#include <optional>

#include "app/ui/look/keys.hpp"

namespace syn {

struct PressedKey {
  KeyPress press;
  bool repeated = false;  // it is held down, and the system presses it again and again
  bool operator==(const PressedKey&) const = default;
};

class KeyEvents {
 public:
  // True if some key of the layout types a Latin letter; asked anew at each key, because the layout may change.
  using Layout = bool (*)();
  static bool types_latin_letters();
  explicit KeyEvents(Layout latin = &types_latin_letters) : latin_(latin) {}

  // What an event of SDL_KEYDOWN or SDL_TEXTINPUT presses; nothing for one that only leads to the other, and for all
  // other events. Every keyboard event must come here, in order.
  std::optional<PressedKey> take(const SDL_Event& event);

 private:
  std::optional<KeyPress> down(const SDL_Keysym& key) const;
  std::optional<KeyPress> typed(const char* text) const;
  Layout latin_;
  std::optional<SDL_KeyboardEvent> last_;  // the key that went down last, until it goes up: it types what comes
};

}  // namespace syn
