#include "app/walk/screen/calm_picture.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>

#include "app/ui/widgets/style.hpp"

namespace syn {
namespace {

// A square of side 1 in the middle of a box, y downwards, in which a picture is drawn.
class Sheet {
 public:
  Sheet(ImDrawList& draw, const Box& box, const Theme& theme)
      : draw_(draw),
        theme_(theme),
        side_(0.92F * std::min(box.width(), box.height())),
        origin_{0.5F * (box.left + box.right - side_), 0.5F * (box.top + box.bottom - side_)} {}

  ImU32 ink(Role role, float share) const { return as_u32(mix(theme_[Role::background], theme_[role], share)); }
  ImVec2 at(float x, float y) const { return {origin_.x + x * side_, origin_.y + y * side_}; }
  float px(float share) const { return share * side_; }
  void rect(float x, float y, float w, float h, ImU32 color, float round = 0.0F) {
    draw_.AddRectFilled(at(x, y), at(x + w, y + h), color, px(round));
  }
  void disc(float x, float y, float r, ImU32 color) { draw_.AddCircleFilled(at(x, y), px(r), color, 48); }
  void line(std::initializer_list<ImVec2> points, float width, ImU32 color) {
    for (const ImVec2& point : points) draw_.PathLineTo(at(point.x, point.y));
    draw_.PathStroke(color, ImDrawFlags_None, px(width));
  }
  void curve(ImVec2 a, ImVec2 b, ImVec2 c, ImVec2 d, float width, ImU32 color) {
    draw_.AddBezierCubic(at(a.x, a.y), at(b.x, b.y), at(c.x, c.y), at(d.x, d.y), color, px(width), 48);
  }
  void triangle(ImVec2 a, ImVec2 b, ImVec2 c, ImU32 color) { draw_.AddTriangleFilled(at(a.x, a.y), at(b.x, b.y), at(c.x, c.y), color); }

 private:
  ImDrawList& draw_;
  const Theme& theme_;
  float side_;
  ImVec2 origin_;
};

void chair(Sheet& s, float x, float way, ImU32 color) {
  s.rect(x - 0.09F, 0.56F, 0.18F, 0.035F, color, 0.01F);
  s.rect(way > 0.0F ? x - 0.09F : x + 0.06F, 0.32F, 0.03F, 0.26F, color, 0.01F);
  for (const float leg : {-0.085F, 0.06F}) s.rect(x + leg, 0.59F, 0.025F, 0.19F, color);
}

void cup(Sheet& s, float x, ImU32 color) {
  s.rect(x - 0.03F, 0.43F, 0.06F, 0.06F, color, 0.015F);
  s.line({{x + 0.03F, 0.445F}, {x + 0.05F, 0.455F}, {x + 0.03F, 0.475F}}, 0.01F, color);
}

void table(Sheet& s) {
  const ImU32 wood = s.ink(Role::muted, 0.55F), seat = s.ink(Role::channel, 0.6F);
  s.disc(0.5F, 0.5F, 0.42F, s.ink(Role::channel, 0.1F));
  chair(s, 0.2F, 1.0F, seat);
  chair(s, 0.8F, -1.0F, seat);
  s.rect(0.32F, 0.49F, 0.36F, 0.035F, wood, 0.01F);
  s.rect(0.485F, 0.52F, 0.03F, 0.24F, wood);
  s.rect(0.41F, 0.75F, 0.18F, 0.03F, wood, 0.01F);
  cup(s, 0.42F, s.ink(Role::growth, 0.7F));
  cup(s, 0.56F, s.ink(Role::therapy, 0.8F));
}

void bubble(Sheet& s, float x, float y, float w, float h, float way, ImU32 color) {
  s.rect(x, y, w, h, color, 0.05F);
  const float foot = way > 0.0F ? x + 0.25F * w : x + 0.75F * w;
  s.triangle({foot - 0.03F, y + h - 0.005F}, {foot + 0.03F, y + h - 0.005F}, {foot - 0.05F * way, y + h + 0.07F}, color);
}

void idea(Sheet& s) {
  const ImU32 glass = s.ink(Role::ketamine, 0.3F), stand = s.ink(Role::muted, 0.55F);
  s.disc(0.5F, 0.5F, 0.42F, s.ink(Role::ketamine, 0.07F));
  s.line({{0.25F, 0.2F}, {0.25F, 0.82F}}, 0.018F, stand);
  s.rect(0.16F, 0.81F, 0.18F, 0.025F, stand, 0.01F);
  s.line({{0.25F, 0.2F}, {0.36F, 0.2F}, {0.36F, 0.24F}}, 0.018F, stand);
  s.rect(0.3F, 0.24F, 0.12F, 0.2F, glass, 0.03F);
  s.rect(0.3F, 0.32F, 0.12F, 0.12F, s.ink(Role::ketamine, 0.5F), 0.03F);
  s.curve({0.36F, 0.44F}, {0.36F, 0.6F}, {0.44F, 0.58F}, {0.44F, 0.72F}, 0.012F, s.ink(Role::ketamine, 0.5F));
  bubble(s, 0.52F, 0.32F, 0.3F, 0.15F, 1.0F, s.ink(Role::therapy, 0.65F));
  bubble(s, 0.56F, 0.58F, 0.3F, 0.13F, -1.0F, s.ink(Role::therapy, 0.4F));
}

void memory(Sheet& s) {
  s.disc(0.5F, 0.5F, 0.42F, s.ink(Role::growth, 0.09F));
  const std::array<ImVec2, 7> stones{ImVec2{0.18F, 0.74F}, {0.29F, 0.65F}, {0.4F, 0.6F},  {0.51F, 0.52F},
                                     {0.61F, 0.43F},       {0.71F, 0.37F}, {0.81F, 0.28F}};
  constexpr std::array kStrong{0.7F, 0.6F, 0.22F, 0.5F, 0.18F, 0.55F, 0.7F};
  for (std::size_t i = 0; i < stones.size(); ++i) {
    const float size = 0.052F - 0.004F * static_cast<float>(i);
    s.rect(stones[i].x - size, stones[i].y - 0.6F * size, 2.0F * size, 1.2F * size, s.ink(Role::growth, kStrong[i]), 0.6F * size);
  }
}

void house(Sheet& s, float x, float y, ImU32 wall, ImU32 roof, bool cross) {
  s.rect(x - 0.09F, y - 0.1F, 0.18F, 0.14F, wall);
  s.triangle({x - 0.12F, y - 0.1F}, {x + 0.12F, y - 0.1F}, {x, y - 0.21F}, roof);
  if (!cross) {
    s.rect(x - 0.025F, y - 0.04F, 0.05F, 0.08F, roof);
    return;
  }
  const ImU32 sign = s.ink(Role::growth, 0.9F);
  s.rect(x - 0.012F, y - 0.07F, 0.024F, 0.08F, sign);
  s.rect(x - 0.04F, y - 0.042F, 0.08F, 0.024F, sign);
}

void path(Sheet& s) {
  s.disc(0.5F, 0.5F, 0.42F, s.ink(Role::therapy, 0.12F));
  const ImU32 way = s.ink(Role::muted, 0.35F);
  s.curve({0.26F, 0.42F}, {0.36F, 0.72F}, {0.5F, 0.2F}, {0.72F, 0.38F}, 0.03F, way);
  s.curve({0.74F, 0.42F}, {0.8F, 0.72F}, {0.5F, 0.6F}, {0.28F, 0.76F}, 0.03F, way);
  house(s, 0.24F, 0.38F, s.ink(Role::channel, 0.35F), s.ink(Role::channel, 0.7F), false);
  house(s, 0.74F, 0.36F, s.ink(Role::growth, 0.25F), s.ink(Role::growth, 0.5F), true);
  house(s, 0.24F, 0.76F, s.ink(Role::channel, 0.35F), s.ink(Role::channel, 0.7F), false);
}

void fog(Sheet& s) {
  constexpr std::array kStrong{0.14F, 0.24F, 0.38F, 0.55F};
  for (std::size_t i = 0; i < kStrong.size(); ++i) {
    const float base = 0.42F + 0.12F * static_cast<float>(i), shift = i % 2 == 0 ? 0.0F : 0.16F;
    const ImU32 hill = s.ink(Role::channel, kStrong[i]);
    for (const float x : {0.2F + shift, 0.55F + shift}) s.disc(x, base + 0.2F, 0.2F, hill);
    s.rect(0.04F, base + 0.17F, 0.92F, 0.12F, hill, 0.03F);
    s.rect(0.0F, base + 0.25F, 1.0F, 0.06F, s.ink(Role::background, 1.0F), 0.03F);
  }
}

void roads(Sheet& s) {
  s.disc(0.5F, 0.5F, 0.44F, s.ink(Role::muted, 0.1F));
  constexpr int kRoads = 6;
  for (int i = 0; i < kRoads; ++i) {
    const float to = 0.14F + 0.144F * static_cast<float>(i);
    const float high = 0.22F + 0.05F * std::abs(static_cast<float>(i) - 2.5F);
    s.curve({0.5F, 0.82F}, {0.5F, 0.55F}, {to, 0.6F}, {to, high}, 0.028F, s.ink(Role::channel, 0.45F));
    s.disc(to, high, 0.028F, s.ink(Role::therapy, 0.8F));
  }
  s.disc(0.5F, 0.82F, 0.045F, s.ink(Role::channel, 0.8F));
}

}  // namespace

void draw_calm_picture(ImDrawList& draw, const Box& box, CalmPicture picture, const Theme& theme) {
  Sheet sheet(draw, box, theme);
  switch (picture) {
    case CalmPicture::table: return table(sheet);
    case CalmPicture::idea: return idea(sheet);
    case CalmPicture::memory: return memory(sheet);
    case CalmPicture::path: return path(sheet);
    case CalmPicture::fog: return fog(sheet);
    case CalmPicture::roads: return roads(sheet);
    case CalmPicture::receptor:
    case CalmPicture::dendrite: break;
  }
}

}  // namespace syn
