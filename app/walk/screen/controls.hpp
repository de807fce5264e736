// The controls of the walk: large, in words, and used by the frame (ring.hpp), by click or by touch.
#pragma once

#include <array>
#include <string>

#include "app/walk/screen/ring.hpp"

namespace syn {

struct WalkButton {
  bool enabled = true;
  bool chosen = false;   // of several
  bool leading = false;  // what one mostly wants
};
float walk_button_width(const char* words, const UiLook& look);
float walk_button_height(const UiLook& look);
bool walk_button(const char* id, const char* words, Ring& ring, const UiLook& look, const WalkButton& how = {});

// A box and words beside it, over the width that is left.
bool walk_tick(const char* id, const std::string& words, bool& on, Ring& ring, const UiLook& look);

// Words, and which of three it is; each use goes on to the next of them.
bool walk_mark(const char* id, const std::string& words, int& mark, const std::array<const char*, 3>& names, Ring& ring,
               const UiLook& look);

}  // namespace syn
