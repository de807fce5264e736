#include "app/walk/screen/controls.hpp"

#include <algorithm>
#include <cmath>

#include "app/ui/widgets/wrap.hpp"

namespace syn {
namespace {

float line_px(const UiLook& look) { return look.theme.edge * std::max(1.0F, std::round(look.unit_px / 16.0F)); }
float rounding(const UiLook& look) { return 0.3F * look.unit_px; }

ImU32 face(const UiLook& look, const WalkButton& how, bool hovered) {
  const float share = !how.enabled ? 0.04F : how.leading || how.chosen ? 0.34F : hovered ? 0.26F : 0.12F;
  return as_u32(mix(look.theme[Role::panel], look.theme[Role::control], share));
}

// A row over the width that is left, with a sign in a column at its left and wrapped words beside it.
struct Row {
  ImVec2 at, size;
  std::string lines;
  float left;  // of the words
  bool clicked, hovered;
};
Row row(const char* id, const std::string& words, float sign_px, const UiLook& look) {
  Row out;
  out.left = sign_px + 0.5F * look.unit_px;
  out.at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  out.lines = wrapped(words, std::max(width - out.left, 3.0F * look.unit_px));
  out.size = {width, std::max(ImGui::CalcTextSize(out.lines.c_str()).y, 1.2F * look.unit_px) + 0.3F * look.unit_px};
  out.clicked = ImGui::InvisibleButton(id, out.size);
  out.hovered = ImGui::IsItemHovered();
  ImGui::GetWindowDrawList()->AddText({out.at.x + out.left, out.at.y + 0.15F * look.unit_px}, as_u32(look.theme[Role::text]),
                                      out.lines.c_str());
  return out;
}

}  // namespace

float walk_button_width(const char* words, const UiLook& look) { return std::ceil(ImGui::CalcTextSize(words).x + 1.4F * look.unit_px); }
float walk_button_height(const UiLook& look) { return std::round(1.7F * look.unit_px); }

bool walk_button(const char* id, const char* words, Ring& ring, const UiLook& look, const WalkButton& how) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 size{std::min(walk_button_width(words, look), ImGui::GetContentRegionAvail().x), walk_button_height(look)};
  const bool clicked = ImGui::InvisibleButton(id, size) && how.enabled;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 far{at.x + size.x, at.y + size.y};
  draw.AddRectFilled(at, far, face(look, how, ImGui::IsItemHovered()), rounding(look));
  draw.AddRect(at, far, as_u32(look.theme[Role::control], how.enabled ? 1.0F : 0.35F), rounding(look), 0,
               line_px(look) * (how.chosen ? 2.0F : 1.0F));
  const ImVec2 text = ImGui::CalcTextSize(words);
  draw.AddText({std::round(at.x + 0.5F * (size.x - text.x)), std::round(at.y + 0.5F * (size.y - text.y))},
               as_u32(look.theme[how.enabled ? Role::text : Role::muted], how.enabled ? 1.0F : 0.6F), words);
  return ring.stop(id, clicked, look, how.enabled);
}

bool walk_tick(const char* id, const std::string& words, bool& on, Ring& ring, const UiLook& look) {
  const float side = std::round(0.95F * look.unit_px);
  const Row at = row(id, words, side, look);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 low{at.at.x, at.at.y + 0.25F * look.unit_px}, high{low.x + side, low.y + side};
  draw.AddRectFilled(low, high, face(look, {.chosen = on}, at.hovered), 0.2F * side);
  draw.AddRect(low, high, as_u32(look.theme[Role::control]), 0.2F * side, 0, line_px(look));
  if (on) {
    draw.PathLineTo({low.x + 0.2F * side, low.y + 0.52F * side});
    draw.PathLineTo({low.x + 0.42F * side, low.y + 0.75F * side});
    draw.PathLineTo({low.x + 0.82F * side, low.y + 0.25F * side});
    draw.PathStroke(as_u32(look.theme[Role::text]), ImDrawFlags_None, 0.14F * side);
  }
  const bool used = ring.stop(id, at.clicked, look);
  if (used) on = !on;
  return used;
}

bool walk_mark(const char* id, const std::string& words, int& mark, const std::array<const char*, 3>& names, Ring& ring,
               const UiLook& look) {
  float widest = 0.0F;
  for (const char* name : names) widest = std::max(widest, ImGui::CalcTextSize(name).x);
  // Three bars that fill, and the word for it; the thing itself below or beside.
  const float bar = 0.42F * look.unit_px;
  const Row at = row(id, words, widest + 3.0F * bar + 0.6F * look.unit_px, look);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const float foot = at.at.y + 1.15F * look.unit_px;
  for (int i = 0; i < 2; ++i) {
    const float left = at.at.x + static_cast<float>(i) * 1.4F * bar, tall = (i == 0 ? 0.5F : 0.9F) * look.unit_px;
    const ImVec2 low{left, foot - tall}, high{left + bar, foot};
    if (mark > i) draw.AddRectFilled(low, high, as_u32(look.theme[Role::control]), 0.15F * bar);
    draw.AddRect(low, high, as_u32(look.theme[Role::control]), 0.15F * bar, 0, line_px(look));
  }
  draw.AddText({at.at.x + 3.2F * bar, at.at.y + 0.15F * look.unit_px}, as_u32(look.theme[mark == 0 ? Role::muted : Role::text]),
               names[static_cast<std::size_t>(mark)]);
  const bool used = ring.stop(id, at.clicked, look);
  if (used) mark = (mark + 1) % 3;
  return used;
}

}  // namespace syn
