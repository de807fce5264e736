#include "app/ui/plot/strip.hpp"

#include <algorithm>
#include <cmath>

#include "app/ui/widgets/glyph.hpp"

namespace syn {
namespace {

constexpr float kMoment = 0.36F;  // half the width of a moment, in text heights
constexpr float kGap = 0.45F;     // between a mark and the words, in text heights

// Pixels of a time that may be infinite or far outside.
float x_at(double time_h, const PlotMap& map) {
  if (time_h <= map.time_low_h) return map.left;
  if (time_h >= map.time_high_h) return map.right;
  return map.x_of(time_h);
}

void draw_bracket(ImDrawList& draw, const StripSpan& span, StripReach at, const PlotMap& map, float middle, float half, ImU32 color,
                  float width) {
  if (span.from_h == span.until_h) return draw_glyph(draw, Glyph::plus, {0.5F * (at.left + at.right), middle}, half, color);
  draw.AddLine({at.left, middle}, {at.right, middle}, color, width);
  // An end that is not drawn lies outside the axis, or nowhere.
  if (span.from_h >= map.time_low_h) draw.AddLine({at.left, middle - half}, {at.left, middle + half}, color, width);
  if (span.until_h <= map.time_high_h) draw.AddLine({at.right, middle - half}, {at.right, middle + half}, color, width);
}

void draw_pill(ImDrawList& draw, const StripSpan& span, StripReach at, const PlotMap& map, float middle, float half, ImU32 color) {
  ImDrawFlags round = ImDrawFlags_RoundCornersNone;
  if (span.from_h >= map.time_low_h) round |= ImDrawFlags_RoundCornersLeft;
  if (span.until_h <= map.time_high_h) round |= ImDrawFlags_RoundCornersRight;
  draw.AddRectFilled({at.left, middle - half}, {at.right, middle + half}, color, half, round);
}

}  // namespace

std::optional<StripReach> reach_of(const StripSpan& span, const PlotMap& map, float unit_px) {
  if (span.until_h < map.time_low_h || span.from_h > map.time_high_h) return std::nullopt;
  StripReach reach{x_at(span.from_h, map), x_at(span.until_h, map)};
  const float least = 2.0F * kMoment * unit_px;
  if (reach.right - reach.left < least) {
    const float middle = 0.5F * (reach.left + reach.right);
    reach = {middle - 0.5F * least, middle + 0.5F * least};
  }
  return reach;
}

std::optional<float> words_left(const Strip& strip, const PlotMap& map, float words_px, float unit_px) {
  const float gap = kGap * unit_px;
  std::vector<StripReach> marks;
  for (const StripSpan& span : strip.spans) {
    if (const auto reach = reach_of(span, map, unit_px)) marks.push_back(*reach);
  }
  std::sort(marks.begin(), marks.end(), [](const StripReach& a, const StripReach& b) { return a.left < b.left; });
  float free_from = marks.empty() ? map.left : marks.front().right;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    free_from = std::max(free_from, marks[i].right);
    const float free_until = i + 1 < marks.size() ? marks[i + 1].left - gap : map.right;
    if (free_from + gap + words_px <= free_until) return free_from + gap;
  }
  if (!marks.empty() && marks.front().left - gap - words_px >= map.left) return marks.front().left - gap - words_px;
  return std::nullopt;
}

void draw_strip(const Strip& strip, const PlotMap& map, float top, float bottom, const UiLook& look) {
  const float u = look.unit_px;
  const float middle = 0.5F * (top + bottom);
  const float half = kMoment * u;
  const float width = std::max(1.5F, u * 0.11F);
  const ImU32 color = as_u32(strip.color);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  std::optional<float> first;  // left end of the first mark that can be seen
  for (const StripSpan& span : strip.spans) {
    const auto at = reach_of(span, map, u);
    if (!at) continue;
    first = std::min(first.value_or(at->left), at->left);
    switch (strip.form) {
      case StripForm::pill: draw_pill(draw, span, *at, map, middle, 0.7F * half, as_u32(strip.color, 0.6F)); break;
      case StripForm::hatch: {
        // As high as it is heavy, but never too low to be seen.
        const float height = (0.35F + 0.65F * std::clamp(span.level, 0.0F, 1.0F)) * (bottom - top);
        draw_hatch(draw, {at->left, bottom - height}, {at->right, bottom}, 0.42F * u, 0.5F * width, color);
        draw.AddRect({at->left, bottom - height}, {at->right, bottom}, color, 0.0F, 0, 0.6F * width);
        break;
      }
      case StripForm::bracket: draw_bracket(draw, span, *at, map, middle, half, color, width); break;
      case StripForm::ring: draw_glyph(draw, Glyph::ring, {0.5F * (at->left + at->right), middle}, half, color); break;
    }
  }
  if (!first || strip.wordings.empty()) return;
  const ImU32 ink = as_u32(look.theme[Role::muted]);
  const float y = std::round(middle - 0.5F * ImGui::GetFontSize());
  for (const std::string& words : strip.wordings) {
    if (const auto x = words_left(strip, map, ImGui::CalcTextSize(words.c_str()).x, u))
      return draw.AddText({std::round(*x), y}, ink, words.c_str());
  }
  const std::string& words = strip.wordings.back();
  const float words_px = ImGui::CalcTextSize(words.c_str()).x;
  const float x = std::round(std::clamp(*first + u, map.left, std::max(map.left, map.right - words_px)));
  const float right = std::min(x + words_px, map.right);
  const Color plate = mix(look.theme[Role::panel], look.theme[Role::background_low], 0.7F);
  draw.AddRectFilled({x - 0.35F * u, top + 1.0F}, {right + 0.35F * u, bottom - 1.0F}, as_u32(plate), 0.2F * u);
  draw.PushClipRect({x, top}, {right, bottom}, true);
  draw.AddText({x, y}, ink, words.c_str());
  draw.PopClipRect();
}

}  // namespace syn
