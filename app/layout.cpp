#include "app/layout.hpp"

#include <algorithm>

#include "ui/strip.hpp"

namespace syn {

Layout make_layout(float width_px, float height_px, float unit_px, int strips) {
  Layout layout;
  const float bar = 2.2F * unit_px;
  const float line = 1.7F * unit_px;
  const float rows = kStripRow * unit_px * static_cast<float>(strips);
  const float bare = std::min(9.2F * unit_px, 0.34F * height_px);
  const float timeline = std::min(bare + rows, 0.4F * height_px);
  const float column = std::clamp(25.0F * unit_px, 0.28F * width_px, 0.42F * width_px);
  const float middle = height_px - bar - line - timeline;
  layout.bar = {0.0F, 0.0F, width_px, bar};
  layout.picture = {0.0F, bar, width_px - column, middle};
  const float editor = 0.40F * middle;
  layout.editor = {width_px - column, bar, column, editor};
  layout.curves = {width_px - column, bar + editor, column, middle - editor};
  layout.timeline = {0.0F, bar + middle, width_px, timeline};
  layout.line = {0.0F, height_px - line, width_px, line};
  return layout;
}

}  // namespace syn
