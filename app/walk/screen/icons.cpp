#include "app/walk/screen/icons.hpp"

#include <algorithm>
#include <cmath>

#include "app/ui/widgets/glyph.hpp"
#include "app/ui/widgets/style.hpp"

namespace syn {
namespace {

// Head and shoulders within a cell, in shares of it.
void person(ImDrawList& draw, ImVec2 at, float cell, ImU32 color) {
  const float middle = at.x + 0.5F * cell;
  draw.AddCircleFilled({middle, at.y + 0.24F * cell}, 0.17F * cell, color, 20);
  draw.AddRectFilled({middle - 0.3F * cell, at.y + 0.46F * cell}, {middle + 0.3F * cell, at.y + 0.92F * cell}, color, 0.2F * cell,
                     ImDrawFlags_RoundCornersTop);
}

// What lies between these shares of a cell's width.
template <class Paint>
void within(ImDrawList& draw, ImVec2 at, float cell, float from, float to, Paint&& paint) {
  if (to <= from) return;
  draw.PushClipRect({at.x + from * cell, at.y}, {at.x + to * cell, at.y + cell}, true);
  paint();
  draw.PopClipRect();
}

}  // namespace

IconShare icon_share(int person_number, double low, double high) {
  const auto share = [&](double count) { return static_cast<float>(std::clamp(count - person_number, 0.0, 1.0)); };
  return {share(low), share(high) - share(low)};
}

float draw_icons(ImDrawList& draw, const Box& box, const IconArray& array, const Theme& theme) {
  constexpr int kSide = 10;
  const float cell = std::floor(std::min(box.width(), box.height()) / kSide);
  const float left = std::floor(box.left + 0.5F * (box.width() - cell * kSide));
  const ImU32 sure = as_u32(theme[Role::channel]);
  const ImU32 pale = as_u32(mix(theme[Role::background], theme[Role::channel], 0.35F));
  const ImU32 rest = as_u32(mix(theme[Role::background], theme[Role::muted], 0.28F));
  if (array.none) {
    // A frame of the same size, empty: nobody counted them.
    const float side = cell * kSide;
    draw_hatch(draw, {left, box.top}, {left + side, box.top + side}, cell, std::max(1.0F, cell / 16.0F), rest);
    draw.AddRect({left, box.top}, {left + side, box.top + side}, as_u32(theme[Role::muted]), 0.3F * cell, 0, std::max(1.0F, cell / 12.0F));
    return box.top + side;
  }
  for (int i = 0; i < kSide * kSide; ++i) {
    const ImVec2 at{left + static_cast<float>(i % kSide) * cell, box.top + static_cast<float>(i / kSide) * cell};
    const IconShare share = icon_share(i, array.low, array.high);
    const float unsure_to = share.filled + share.unsure;
    within(draw, at, cell, unsure_to, 1.0F, [&] { person(draw, at, cell, rest); });
    within(draw, at, cell, share.filled, unsure_to, [&] {
      person(draw, at, cell, pale);
      draw_hatch(draw, {at.x + 0.2F * cell, at.y + 0.46F * cell}, {at.x + 0.8F * cell, at.y + 0.92F * cell}, 0.2F * cell,
                 std::max(1.0F, cell / 14.0F), sure);
    });
    within(draw, at, cell, 0.0F, share.filled, [&] { person(draw, at, cell, sure); });
  }
  return box.top + cell * kSide;
}

}  // namespace syn
