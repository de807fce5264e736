// What stands around the picture of a beat: chapter and count above, headline, caption and badge below.
#pragma once

#include <functional>
#include <string>

#include "app/lecture/lecture.hpp"
#include "app/shell/screen_context.hpp"

namespace syn {

struct HallLayout {
  Area head, middle, foot;
};
// `picture`: what it exaggerates will be printed; else the middle has that room.
HallLayout hall_layout(float width_px, float height_px, const FontSizes& fonts, bool picture);

// Each fills its area with an ImGui window of its own, in the frame under way. `silent`: the name of the chapter would give an
// answer away.
void draw_hall_head(const Area& area, const FontSizes& fonts, const Lecture* lecture, int index, bool silent, const ScreenContext& screen);
// `beat`: null where its words are kept back. `note`: what the picture exaggerates. `over` draws into the window last.
void draw_hall_foot(const Area& area, const FontSizes& fonts, const Beat* beat, const std::string& note, const ScreenContext& screen,
                    const std::function<void()>& over);

}  // namespace syn
