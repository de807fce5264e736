#include "app/ui/widgets/badge.hpp"

#include <array>
#include <cfloat>
#include <cmath>
#include <numbers>

namespace syn {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;

void draw_question_mark(ImDrawList& draw, ImVec2 c, float r, ImU32 color) {
  const float width = r * 0.34F;
  // Three quarters of a bow, then down to the stem.
  draw.PathArcTo({c.x, c.y - 0.42F * r}, 0.42F * r, -kPi, 0.42F * kPi, 20);
  draw.PathLineTo({c.x, c.y + 0.16F * r});
  draw.PathLineTo({c.x, c.y + 0.4F * r});
  draw.PathStroke(color, ImDrawFlags_None, width);
  draw.AddCircleFilled({c.x, c.y + 0.82F * r}, width * 0.62F, color, 16);
}

void draw_gear(ImDrawList& draw, ImVec2 c, float r, ImU32 color) {
  constexpr int kTeeth = 8;
  const float inner = 0.74F * r;
  for (int i = 0; i < kTeeth; ++i) {
    const float middle = 2.0F * kPi * static_cast<float>(i) / kTeeth;
    const auto at = [&](float angle, float radius) {
      return ImVec2(c.x + radius * std::cos(middle + angle), c.y + radius * std::sin(middle + angle));
    };
    const std::array tooth{at(-0.22F, inner * 0.9F), at(-0.15F, r), at(0.15F, r), at(0.22F, inner * 0.9F)};
    draw.AddConvexPolyFilled(tooth.data(), 4, color);
  }
  draw.AddCircle(c, 0.56F * r, color, 32, 0.38F * r);
}

// Plate geometry, all from the line height.
struct Plate {
  float height, pad, sign_radius, word_x;
};
Plate plate_of(const ImFont& font) {
  const float line = font.FontSize;
  return {line * 1.3F, line * 0.4F, line * 0.3F, line * 1.35F};
}

}  // namespace

TextKey word_of(BadgeGlyph sign) {
  constexpr std::array kKeys{"app.badge.people"_key, "app.badge.animals"_key, "app.badge.hypothesis"_key, "app.badge.our_model"_key};
  return kKeys[static_cast<std::size_t>(sign)];
}

TextKey explanation_of(BadgeGlyph sign) {
  constexpr std::array kKeys{"app.badge.people_means"_key, "app.badge.animals_means"_key, "app.badge.hypothesis_means"_key,
                             "app.badge.our_model_means"_key};
  return kKeys[static_cast<std::size_t>(sign)];
}

void draw_badge_glyph(ImDrawList& draw, BadgeGlyph sign, ImVec2 c, float r, ImU32 color) {
  switch (sign) {
    case BadgeGlyph::people: draw.AddCircleFilled(c, r * 0.85F, color, 32); break;
    case BadgeGlyph::animals:
      draw.AddTriangleFilled({c.x, c.y - 0.9F * r}, {c.x + 0.95F * r, c.y + 0.75F * r}, {c.x - 0.95F * r, c.y + 0.75F * r}, color);
      break;
    case BadgeGlyph::hypothesis: draw_question_mark(draw, c, r, color); break;
    case BadgeGlyph::our_model: draw_gear(draw, c, r, color); break;
  }
}

ImVec2 badge_size(BadgeGlyph sign, const ImFont& font, const Locale& locale) {
  const Plate plate = plate_of(font);
  const float word = font.CalcTextSizeA(font.FontSize, FLT_MAX, 0.0F, locale.text(word_of(sign))).x;
  return {plate.word_x + word + plate.pad, plate.height};
}

void draw_badge(ImDrawList& draw, BadgeGlyph sign, ImVec2 corner, ImFont& font, const Theme& theme, const Locale& locale) {
  const Plate plate = plate_of(font);
  const ImVec2 size = badge_size(sign, font, locale);
  const ImU32 ink = as_u32(theme[Role::text]);
  draw.AddRectFilled(corner, {corner.x + size.x, corner.y + size.y}, as_u32(theme[Role::panel], 0.93F), plate.height * 0.25F);
  draw_badge_glyph(draw, sign, {corner.x + plate.pad + plate.sign_radius, corner.y + plate.height * 0.5F}, plate.sign_radius, ink);
  draw.AddText(&font, font.FontSize, {corner.x + plate.word_x, corner.y + (plate.height - font.FontSize) * 0.5F}, ink,
               locale.text(word_of(sign)));
}

}  // namespace syn
