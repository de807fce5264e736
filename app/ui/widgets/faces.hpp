// What the controls of widgets.hpp have in common; for their own files alone.
#pragma once

#include <imgui.h>

#include "app/ui/widgets/style.hpp"

namespace syn::faces {

Color face(const UiLook& look, bool hovered, bool active, bool selected = false);
float rounding(const UiLook& look);
float edge_px(const UiLook& look);
// Round what is pressed there is an edge only where the palette asks for strong ones: else the words are enough.
void draw_edge(ImDrawList& draw, ImVec2 low, ImVec2 high, const UiLook& look, float alpha = 1.0F);
// Where edges are one pixel wide and not two pale ones.
ImVec2 whole_pixels(ImVec2 at);
// An item that is pressed by click or Enter.
bool pressable(const char* id, ImVec2 size, const UiLook& look);
void text_at(ImVec2 at, const char* words, ImU32 color);

}  // namespace syn::faces
