// A window in the middle of the screen, over everything else: placed by the program, only its content scrolls.
#pragma once

#include "app/ui/widgets/style.hpp"

namespace syn {

// Begins the window and writes its title; ImGui::End() ends it.
void begin_dialog_window(const char* id, const char* title, const UiLook& look, float width_px, float height_px, float width_units);

}  // namespace syn
