// What stands beside the picture of a beat: a ribbon of years, clocks, dials and the like, from the items of its file.
#pragma once

#include "app/lecture/lecture.hpp"
#include "app/shell/screen_context.hpp"

namespace syn {

// How an area is shared: the overlay at the foot (ribbon, clocks) or at the left, the picture in the rest. `panel`: a panel stands
// there, which needs the height.
struct OverlayPlaces {
  Area overlay, rest;
};
OverlayPlaces overlay_places(const Area& whole, OverlayKind kind, bool panel);

// Fills its area with an ImGui window of its own, in the frame under way. `lecture`: whose badges the census counts.
void draw_beside(const Area& area, const Overlay& overlay, const Lecture& lecture, const ScreenContext& screen);

}  // namespace syn
