#include "app/walk/screen/layout.hpp"

#include <algorithm>
#include <cmath>

namespace syn {

WalkLayout walk_layout(float width_px, float height_px, float unit_px, const WalkNeeds& needs) {
  constexpr float kRoomForBoth = 24.0F;  // lines high, wide
  WalkLayout at;
  const float head = std::clamp(needs.head, 1.9F * unit_px, 0.25F * height_px);
  const float foot = std::clamp(needs.foot, 2.6F * unit_px, 0.4F * height_px);
  const float middle = height_px - head - foot;
  const float units = width_px / unit_px;
  const float share = units < kRoomForBoth ? 0.0F : units < 40.0F ? 0.36F : 0.44F;
  const float left = std::round(share * width_px);
  const float caption = left > 0.0F ? std::clamp(needs.caption, 1.6F * unit_px, 0.45F * middle) : 0.0F;
  at.head = {0.0F, 0.0F, width_px, head};
  at.picture = {0.0F, head, left, middle - caption};
  at.caption = {0.0F, head + middle - caption, left, caption};
  at.card = {left, head, width_px - left, middle};
  at.foot = {0.0F, height_px - foot, width_px, foot};
  return at;
}

float walk_unit(float height_px, float text_scale) { return std::round(std::max(20.0F, height_px * 31.0F / 1080.0F) * text_scale); }

}  // namespace syn
