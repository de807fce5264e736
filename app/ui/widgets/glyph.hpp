// The small shapes that repeat what a colour says: beside words, on plots, on the timeline.
#pragma once

#include <imgui.h>

namespace syn {

// sphere to triangle stand in the same order as the scene's sprites; square is therapy.
enum class Glyph { sphere, diamond, ring, plus, triangle, square };

// Fills the shape within a circle of this radius; with an edge colour of alpha > 0 it gets a contour.
void draw_glyph(ImDrawList& draw, Glyph sign, ImVec2 center, float radius, ImU32 color, ImU32 edge = 0);

// Slanted lines over a rectangle: "no data", "assumed".
void draw_hatch(ImDrawList& draw, ImVec2 low, ImVec2 high, float spacing_px, float width_px, ImU32 color);

}  // namespace syn
