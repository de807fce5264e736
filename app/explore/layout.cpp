#include "app/explore/layout.hpp"

#include <algorithm>

#include "app/ui/plot/strip.hpp"

namespace syn {

// All lengths in text heights until the end.
ExploreLayout explore_layout(float width_px, float height_px, float unit_px, ExploreNeeds needs) {
  const float width = width_px / unit_px;
  const float height = height_px / unit_px;
  const bool roomy = height >= kRoomyHeight;
  constexpr float kRows = 8.4F;  // lower, and the timeline folds its rows into one
  const float foot = std::min((roomy ? 2.0F : 1.6F) + static_cast<float>(needs.line - 1), 0.2F * height);
  const float strips = roomy ? static_cast<float>(needs.strips) * kStripRow : 0.0F;
  const float timeline = std::min({(roomy ? kRows : 5.2F) + strips, 0.4F * height, 0.67F * height - foot});
  const float middle = height - foot - timeline;

  constexpr float kRailRow = 2.2F;
  constexpr float kWide = 60.0F;  // narrower, and an open panel stands in the place of the rail
  const bool open = needs.panels != PanelPlace::folded;
  const bool has_rail = static_cast<float>(needs.rail_words) * kRailRow <= middle && (!open || width >= kWide);
  const float rail = has_rail ? needs.rail_px > 0.0F ? needs.rail_px / unit_px : 6.0F : 0.0F;
  constexpr float kThumbs = 3.2F;  // of the ladder without words
  const float ladder = !roomy || width < kWide ? kThumbs : needs.ladder_px > 0.0F ? needs.ladder_px / unit_px : 5.0F;
  constexpr float kColumn = 25.0F;
  constexpr float kLarge = 0.6F;
  const float panel = !open ? 0.0F : needs.panels == PanelPlace::large ? kLarge * width : std::clamp(kColumn, 0.28F * width, 0.42F * width);

  // The overlay's caption would cover a low picture, and has no room over a narrow one. Of one height, so that the picture does
  // not jump with the words.
  const float right = width - panel - rail;
  constexpr float kCaptionOver = 26.0F, kCaptionAcross = 36.0F;
  const bool over = middle >= kCaptionOver && right - ladder >= kCaptionAcross;
  const float strip = over ? 0.0F : std::min(8.0F, 0.45F * middle);

  ExploreLayout layout;
  layout.ladder = {0.0F, 0.0F, ladder, middle};
  layout.picture = {ladder, 0.0F, right - ladder, middle - strip};
  layout.caption = {ladder, middle - strip, right - ladder, strip};
  layout.panel = {right, 0.0F, panel, middle};
  layout.rail = {right + panel, 0.0F, rail, middle};
  layout.timeline = {0.0F, middle, width, timeline};
  layout.foot = {0.0F, height - foot, width, foot};
  for (Area* area : {&layout.ladder, &layout.picture, &layout.caption, &layout.panel, &layout.rail, &layout.timeline, &layout.foot})
    *area = {area->x * unit_px, area->y * unit_px, area->width * unit_px, area->height * unit_px};
  return layout;
}

}  // namespace syn
