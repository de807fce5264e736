#include "app/explore/layout.hpp"

#include <algorithm>

#include "app/ui/plot/strip.hpp"

namespace syn {

// All lengths in text heights until the end.
ExploreLayout explore_layout(float width_px, float height_px, float unit_px, ExploreNeeds needs) {
  const float width = width_px / unit_px;
  const float height = height_px / unit_px;
  const bool roomy = height >= kRoomyHeight;
  constexpr float kTwoTracks = 7.7F;  // lower, and the timeline folds its two rows into one
  const float bar = std::min(roomy ? 2.2F : 1.9F, 0.2F * height);
  const float line = std::min((roomy ? 1.7F : 1.45F) + static_cast<float>(needs.line - 1), 0.2F * height);
  const float strips = roomy ? static_cast<float>(needs.strips) * kStripRow : 0.0F;
  const float tracks = roomy ? std::clamp(0.17F * height, kTwoTracks, 8.4F) : 5.2F;
  const float timeline = std::min({tracks + strips, 0.4F * height, 0.67F * height - bar - line});
  const float middle = height - bar - line - timeline;

  constexpr float kRailRow = 2.2F;
  constexpr float kWide = 60.0F;  // narrower, and an open panel stands in the place of the rail
  const bool open = needs.panels != PanelPlace::folded;
  const bool has_rail = static_cast<float>(needs.rail_words) * kRailRow <= middle && (!open || width >= kWide);
  const float rail = has_rail ? needs.rail_px > 0.0F ? needs.rail_px / unit_px : 6.0F : 0.0F;
  constexpr float kColumn = 25.0F;
  constexpr float kLarge = 0.6F;
  const float panel = !open ? 0.0F : needs.panels == PanelPlace::large ? kLarge * width : std::clamp(kColumn, 0.28F * width, 0.42F * width);

  // The overlay's caption would cover a low picture. Of one height, so that the picture does not jump with the words.
  constexpr float kCaptionOver = 22.0F;
  const float strip = middle < kCaptionOver ? std::min(8.0F, 0.45F * middle) : 0.0F;

  ExploreLayout layout;
  const float left = width - panel - rail;
  layout.bar = {0.0F, 0.0F, width, bar};
  layout.picture = {0.0F, bar, left, middle - strip};
  layout.caption = {0.0F, bar + middle - strip, left, strip};
  layout.panel = {left, bar, panel, middle};
  layout.rail = {left + panel, bar, rail, middle};
  layout.timeline = {0.0F, bar + middle, width, timeline};
  layout.line = {0.0F, height - line, width, line};
  for (Area* area : {&layout.bar, &layout.picture, &layout.caption, &layout.panel, &layout.rail, &layout.timeline, &layout.line})
    *area = {area->x * unit_px, area->y * unit_px, area->width * unit_px, area->height * unit_px};
  return layout;
}

}  // namespace syn
