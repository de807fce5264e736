#include "app/stages/dendrite/dendrite_tally.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "app/stages/common/screen_plane.hpp"

namespace syn::dendrite {
namespace {

// Shares of the picture: where the row begins and stands, and how tall a sign is.
constexpr glm::vec2 kFoot{0.030F, 0.885F};
constexpr float kTall = 0.078F, kApart = 0.60F, kGap = 0.9F;  // steps and gap in heights
constexpr float kLongest = 0.42F;                             // of the picture's width: more signs stand closer
constexpr float kWord = 0.02F;                                // a word's place below the foot
constexpr float kRim = 0.07F, kDot = 0.028F;
// The outline of a sign: height and half width, foot to tip, of a sign one high.
constexpr std::array<glm::vec2, 10> kSign{{{0.0F, 0.13F},
                                           {0.10F, 0.075F},
                                           {0.40F, 0.06F},
                                           {0.50F, 0.09F},
                                           {0.58F, 0.17F},
                                           {0.70F, 0.23F},
                                           {0.82F, 0.235F},
                                           {0.91F, 0.19F},
                                           {0.97F, 0.10F},
                                           {1.0F, 0.02F}}};

MeshData sign(float wider) {
  std::vector<TubePoint> points;
  for (const glm::vec2 at : kSign) points.push_back({{0.0F, at.x, 0.0F}, at.y + wider});
  points.front().center.y -= wider;
  points.back().center.y += wider;
  MeshData mesh;
  add_tube(mesh, points, 16, glm::vec3{0.0F});
  return mesh;
}

// Evenly spaced points along the outline of a sign.
std::vector<glm::vec2> dots() {
  std::vector<glm::vec2> out;
  constexpr float kStep = 0.085F;
  for (const float side : {-1.0F, 1.0F}) {
    float left = side < 0.0F ? 0.0F : 0.5F * kStep;
    for (std::size_t i = 1; i < kSign.size(); ++i) {
      const float length = glm::distance(kSign[i - 1], kSign[i]);
      for (; left < length; left += kStep) {
        const glm::vec2 at = glm::mix(kSign[i - 1], kSign[i], left / length);
        out.emplace_back(side * at.y, at.x);
      }
      left -= length;
    }
  }
  return out;
}

}  // namespace

void Tally::prepare(Canvas& canvas) {
  body_ = canvas.upload(sign(0.0F));
  rim_ = canvas.upload(sign(kRim));
}

void Tally::draw(Canvas& canvas, const Since& since, const Paint& paint, glm::vec3 rim, const Theme& theme, bool words) const {
  const auto signs = static_cast<float>(since.added + since.lost);
  if (signs <= 0.0F) return;
  const ScreenPlane plane(canvas.frame());
  const float tall = kTall * plane.high();
  const float wished = (signs * kApart + kGap) * tall / plane.wide();
  const float step = kApart * tall / plane.wide() * std::min(1.0F, kLongest / wished);
  const auto flat = [](glm::vec3 color) {
    Material material;
    material.colors.fill(Rgba{color, 1.0F});
    material.outline_px = 0.0F;
    return material;
  };
  glm::vec2 at = kFoot + glm::vec2{0.5F * step, 0.0F};
  const auto word = [&](TextKey key, int number, float from) {
    if (!words) return;
    canvas.label({.anchor = plane.at({0.5F * (from + at.x - step), kFoot.y + kWord}),
                  .text = {key, {{"n", Quantity{static_cast<double>(number), 0}}}},
                  .priority = 30.0F,
                  .in_place = true});
  };
  const float first_new = at.x;
  for (int i = 0; i < since.added; ++i, at.x += step) {
    canvas.mesh(rim_, {.transform = plane.put(at, {tall, tall, 0.02F * tall}), .material = flat(rim)});
    canvas.mesh(body_, {.transform = plane.put(at, {tall, tall, 0.02F * tall}, 2.0F), .material = flat(paint.fresh)});
  }
  if (since.added > 0) word("stage.dendrite.tally.new"_key, since.added, first_new);
  at.x += kGap * tall / plane.wide();
  const float first_lost = at.x;
  std::vector<Sprite> sprites;
  const Color ink = theme[Role::text];
  const std::vector<glm::vec2> outline = dots();
  for (int i = 0; i < since.lost; ++i, at.x += step) {
    for (const glm::vec2 dot : outline) {
      const glm::vec2 place = at + glm::vec2{dot.x * tall / plane.wide(), -dot.y * kTall};
      sprites.push_back({.center = plane.at(place), .radius = kDot * tall, .color = {ink.r, ink.g, ink.b, 1.0F}});
    }
  }
  canvas.sprites(sprites);
  if (since.lost > 0) word("stage.dendrite.tally.lost"_key, since.lost, first_lost);
}

}  // namespace syn::dendrite
