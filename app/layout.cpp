#include "app/layout.hpp"

#include <algorithm>

#include "ui/strip.hpp"

namespace syn {

Layout make_layout(float width_px, float height_px, float unit_px, LayoutRows rows) {
  const auto more = [&](int count, float units) { return static_cast<float>(count) * units * unit_px; };
  Layout layout;
  const float bar = std::min(2.2F * unit_px + more(rows.bar - 1, 2.0F), 0.3F * height_px);
  const float line = std::min(1.7F * unit_px + more(rows.line - 1, 1.0F), 0.2F * height_px);
  const float wanted = std::min(9.2F * unit_px, 0.34F * height_px) + more(rows.strips, kStripRow);
  const float timeline = std::min({wanted, 0.4F * height_px, 0.75F * height_px - bar - line});
  const float column = std::clamp(25.0F * unit_px, 0.28F * width_px, 0.42F * width_px);
  const float middle = height_px - bar - line - timeline;
  layout.bar = {0.0F, 0.0F, width_px, bar};
  layout.picture = {0.0F, bar, width_px - column, middle};
  constexpr float kTwoPanels = 22.0F;  // text heights
  layout.one_column = middle < kTwoPanels * unit_px;
  const float editor = (layout.one_column ? 1.0F : 0.40F) * middle;
  layout.editor = {width_px - column, bar, column, editor};
  layout.curves = {width_px - column, bar + editor, column, middle - editor};
  layout.timeline = {0.0F, bar + middle, width_px, timeline};
  layout.line = {0.0F, height_px - line, width_px, line};
  return layout;
}

}  // namespace syn
