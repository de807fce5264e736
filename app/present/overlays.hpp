// What stands beside the picture of a beat: a ribbon of years, clocks, dials and the like, from the items of its file.
#pragma once

#include "app/lecture/lecture.hpp"
#include "app/shell/screen_context.hpp"

namespace syn {

// How an area is shared: the overlay at the foot (ribbon, clocks) or at the left, the picture in the rest.
struct OverlayPlaces {
  Area overlay, rest;
};
OverlayPlaces overlay_places(const Area& whole, OverlayKind kind);

// Fills its area with an ImGui window of its own, in the frame under way. `lecture`: whose badges the census counts.
void draw_beside(const Area& area, const Overlay& overlay, const Lecture& lecture, const ScreenContext& screen);

}  // namespace syn
