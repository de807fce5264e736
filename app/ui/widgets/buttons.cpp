// The buttons of widgets.hpp, and what all controls have in common.
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/widgets/faces.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/widgets.hpp"
#include "app/ui/widgets/wrap.hpp"

namespace syn {
namespace faces {

Color face(const UiLook& look, bool hovered, bool active, bool selected) {
  const float share = active ? 0.42F : hovered ? 0.3F : selected ? 0.38F : 0.12F;
  return mix(look.theme[Role::panel], look.theme[Role::control], share);
}

float rounding(const UiLook& look) { return look.unit_px * 0.25F; }
float edge_px(const UiLook& look) { return look.theme.edge * std::max(1.0F, std::round(look.unit_px / 16.0F)); }

void draw_edge(ImDrawList& draw, ImVec2 low, ImVec2 high, const UiLook& look, float alpha) {
  if (look.theme.edge > 1.0F) draw.AddRect(low, high, as_u32(look.theme[Role::control], alpha), rounding(look), 0, edge_px(look));
}

ImVec2 whole_pixels(ImVec2 at) { return {std::round(at.x), std::round(at.y)}; }

bool pressable(const char* id, ImVec2 size, const UiLook& look) {
  const bool clicked = ImGui::InvisibleButton(id, size);
  const bool entered = item_has_keys() && key_pressed(ImGuiKey_Enter);
  focus_stop(look, id);
  return clicked || entered;
}

void text_at(ImVec2 at, const char* words, ImU32 color) { ImGui::GetWindowDrawList()->AddText(at, color, words); }

}  // namespace faces

namespace {

using namespace faces;

void draw_icon(ImDrawList& draw, Icon icon, ImVec2 c, float r, ImU32 color) {
  const auto triangle = [&](float x, float way, float size) {
    draw.AddTriangleFilled({c.x + (x - way * size) * r, c.y - r * 0.9F}, {c.x + (x + way * size) * r, c.y},
                           {c.x + (x - way * size) * r, c.y + r * 0.9F}, color);
  };
  const auto bar = [&](float x, float width) {
    draw.AddRectFilled({c.x + (x - width) * r, c.y - r * 0.9F}, {c.x + (x + width) * r, c.y + r * 0.9F}, color);
  };
  const float stroke = std::max(1.5F, r * 0.28F);
  switch (icon) {
    case Icon::play: triangle(0.1F, 1.0F, 0.8F); break;
    case Icon::pause: bar(-0.42F, 0.2F), bar(0.42F, 0.2F); break;
    case Icon::step_back: triangle(-0.25F, -1.0F, 0.6F), bar(0.65F, 0.15F); break;
    case Icon::step_on: triangle(0.25F, 1.0F, 0.6F), bar(-0.65F, 0.15F); break;
    case Icon::previous_event: triangle(0.25F, -1.0F, 0.6F), bar(-0.62F, 0.15F); break;
    case Icon::next_event: triangle(-0.25F, 1.0F, 0.6F), bar(0.62F, 0.15F); break;
    case Icon::add:
      draw.AddLine({c.x - r, c.y}, {c.x + r, c.y}, color, stroke);
      draw.AddLine({c.x, c.y - r}, {c.x, c.y + r}, color, stroke);
      break;
    case Icon::reset: {  // an arrow that turns and goes back
      constexpr float kQuarter = 1.5708F;
      const float top = c.y - 0.45F * r;
      draw.PathLineTo({c.x - 0.5F * r, top});
      draw.PathArcTo({c.x + 0.3F * r, c.y + 0.15F * r}, 0.6F * r, -kQuarter, kQuarter, 12);
      draw.PathLineTo({c.x - 0.6F * r, c.y + 0.75F * r});
      draw.PathStroke(color, 0, stroke);
      draw.AddTriangleFilled({c.x - 1.0F * r, top}, {c.x - 0.3F * r, top - 0.55F * r}, {c.x - 0.3F * r, top + 0.55F * r}, color);
      break;
    }
    case Icon::add_dose:
    case Icon::add_session: {
      // The marker's shape, and a plus beside it.
      const ImVec2 m{c.x - 0.35F * r, c.y + 0.3F * r};
      const float d = icon == Icon::add_dose ? 0.85F * r : 0.62F * r;
      if (icon == Icon::add_dose) {
        draw.AddQuadFilled({m.x - d, m.y}, {m.x, m.y - d}, {m.x + d, m.y}, {m.x, m.y + d}, color);
      } else {
        draw.AddRectFilled({m.x - d, m.y - d}, {m.x + d, m.y + d}, color);
      }
      const ImVec2 p{c.x + 0.85F * r, c.y - 0.75F * r};
      draw.AddLine({p.x - 0.5F * r, p.y}, {p.x + 0.5F * r, p.y}, color, stroke);
      draw.AddLine({p.x, p.y - 0.5F * r}, {p.x, p.y + 0.5F * r}, color, stroke);
      break;
    }
    case Icon::copy: {
      const float d = 0.62F * r;
      const float e = 0.3F * r;
      draw.AddRect({c.x - d - e, c.y - d - e}, {c.x + d - e, c.y + d - e}, color, 0.0F, 0, stroke);
      draw.AddRectFilled({c.x - d + e, c.y - d + e}, {c.x + d + e, c.y + d + e}, color);
      break;
    }
    case Icon::closer:
    case Icon::farther: {  // a glass with a plus or a minus
      const ImVec2 glass{c.x - 0.2F * r, c.y - 0.2F * r};
      const float sign = 0.42F * r;
      draw.AddCircle(glass, 0.85F * r, color, 0, stroke * 0.8F);
      draw.AddLine({glass.x + 0.62F * r, glass.y + 0.62F * r}, {c.x + 1.05F * r, c.y + 1.05F * r}, color, stroke);
      draw.AddLine({glass.x - sign, glass.y}, {glass.x + sign, glass.y}, color, stroke * 0.7F);
      if (icon == Icon::closer) draw.AddLine({glass.x, glass.y - sign}, {glass.x, glass.y + sign}, color, stroke * 0.7F);
      break;
    }
    case Icon::whole: {  // from end to end
      const float d = 0.95F * r;
      const float head = 0.4F * r;
      for (const float side : {-1.0F, 1.0F}) {
        draw.AddLine({c.x + side * d, c.y - 0.8F * r}, {c.x + side * d, c.y + 0.8F * r}, color, stroke);
        draw.AddLine({c.x + side * (d - 0.15F * r), c.y}, {c.x + side * (d - head), c.y - head}, color, stroke * 0.8F);
        draw.AddLine({c.x + side * (d - 0.15F * r), c.y}, {c.x + side * (d - head), c.y + head}, color, stroke * 0.8F);
      }
      draw.AddLine({c.x - d, c.y}, {c.x + d, c.y}, color, stroke * 0.8F);
      break;
    }
    case Icon::remove: {
      const float d = r * 0.72F;
      draw.AddLine({c.x - d, c.y - d}, {c.x + d, c.y + d}, color, 1.3F * stroke);
      draw.AddLine({c.x - d, c.y + d}, {c.x + d, c.y - d}, color, 1.3F * stroke);
      break;
    }
  }
}

}  // namespace

void explain_item(const char* words, const UiLook& look) {
  const ImGuiContext& g = *GImGui;
  const bool rested = ImGui::IsItemHovered() && g.HoveredIdTimer > 0.35F;
  const bool focused = ImGui::IsItemFocused() && !g.NavDisableHighlight;
  if (!rested && !focused) return;
  place_tooltip(look);
  ImGui::BeginTooltip();
  ImGui::TextUnformatted(words);
  ImGui::EndTooltip();
}

float button_width(const char* word) { return ImGui::CalcTextSize(word).x + 2.4F * ImGui::GetStyle().FramePadding.x; }

bool button(const char* id, const char* word, const UiLook& look, bool enabled) {
  ImGui::BeginDisabled(!enabled);
  const ImGuiStyle& style = ImGui::GetStyle();
  // Longer words than the line has room for go on below: cut ones cannot be read.
  const float room = ImGui::GetContentRegionAvail().x - 2.4F * style.FramePadding.x;
  std::string lines;
  if (ImGui::CalcTextSize(word).x > room + 1.0F && room > 2.0F * look.unit_px) {
    lines = wrapped(word, room);
    word = lines.c_str();
  }
  const ImVec2 words = ImGui::CalcTextSize(word);
  const ImVec2 size{words.x + 2.4F * style.FramePadding.x, words.y + 2.0F * style.FramePadding.y};
  const ImVec2 at = whole_pixels(ImGui::GetCursorScreenPos());
  const bool pressed = pressable(id, size, look);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 far = whole_pixels({at.x + size.x, at.y + size.y});
  draw.AddRectFilled(at, far, as_u32(face(look, ImGui::IsItemHovered(), ImGui::IsItemActive())), rounding(look));
  draw_edge(draw, at, far, look, enabled ? 1.0F : 0.4F);
  text_at({at.x + (size.x - words.x) * 0.5F, at.y + style.FramePadding.y}, word, as_u32(look.theme[Role::text], enabled ? 1.0F : 0.5F));
  ImGui::EndDisabled();
  return pressed && enabled;
}

bool title_row(const char* id, const char* title, const char* word, const UiLook& look) {
  const float width = ImGui::CalcTextSize(word).x + 2.4F * ImGui::GetStyle().FramePadding.x;
  const float room = ImGui::GetContentRegionAvail().x;
  // Where both do not fit, the button goes below: a cut word cannot be read.
  const bool beside = ImGui::CalcTextSize(title).x + ImGui::GetStyle().ItemSpacing.x + width <= room;
  const float left = ImGui::GetCursorPosX();
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(beside ? title : wrapped(title, room).c_str());
  if (beside) {
    ImGui::SameLine();
    ImGui::SetCursorPosX(left + room - width);
  }
  const float most = room - 2.4F * ImGui::GetStyle().FramePadding.x;
  return button(id, width > room ? wrapped(word, most).c_str() : word, look);
}

bool icon_button(const char* id, Icon icon, const char* words, const UiLook& look, bool enabled) {
  ImGui::BeginDisabled(!enabled);
  const float side = ImGui::GetFrameHeight();
  const ImVec2 at = whole_pixels(ImGui::GetCursorScreenPos());
  const bool pressed = pressable(id, {side, side}, look);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 far{at.x + side, at.y + side};
  if (ImGui::IsItemHovered()) draw.AddRectFilled(at, far, as_u32(face(look, true, ImGui::IsItemActive())), rounding(look));
  draw_edge(draw, at, far, look, enabled ? 1.0F : 0.4F);
  draw_icon(draw, icon, {at.x + side * 0.5F, at.y + side * 0.5F}, side * 0.24F, as_u32(look.theme[Role::text], enabled ? 1.0F : 0.5F));
  explain_item(words, look);
  ImGui::EndDisabled();
  return pressed && enabled;
}

float word_icon_width(const char* word) { return ImGui::GetFrameHeight() + ImGui::CalcTextSize(word).x + ImGui::GetStyle().FramePadding.x; }

bool word_icon_button(const char* id, Icon icon, const char* word, const char* words, const UiLook& look, bool enabled) {
  ImGui::BeginDisabled(!enabled);
  const float side = ImGui::GetFrameHeight();
  const ImVec2 size{word_icon_width(word), side};
  const ImVec2 at = whole_pixels(ImGui::GetCursorScreenPos());
  const bool pressed = pressable(id, size, look);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 far = whole_pixels({at.x + size.x, at.y + size.y});
  const ImU32 ink = as_u32(look.theme[Role::text], enabled ? 1.0F : 0.5F);
  if (ImGui::IsItemHovered()) draw.AddRectFilled(at, far, as_u32(face(look, true, ImGui::IsItemActive())), rounding(look));
  draw_edge(draw, at, far, look, enabled ? 1.0F : 0.4F);
  draw_icon(draw, icon, {at.x + side * 0.5F, at.y + side * 0.5F}, side * 0.24F, ink);
  text_at({at.x + side, std::round(at.y + 0.5F * (side - ImGui::GetFontSize()))}, word, ink);
  explain_item(words, look);
  ImGui::EndDisabled();
  return pressed && enabled;
}

float primary_width(const char* word, float disc_px) {
  return disc_px + 1.6F * ImGui::GetStyle().FramePadding.x + ImGui::CalcTextSize(word).x;
}

bool primary_button(const char* id, Icon icon, const char* word, float disc_px, const UiLook& look) {
  const ImVec2 at = whole_pixels(ImGui::GetCursorScreenPos());
  const bool pressed = pressable(id, {primary_width(word, disc_px), disc_px}, look);
  const Color ink = look.theme[Role::text];
  const Color ground = look.theme[Role::panel];
  const float share = ImGui::IsItemActive() ? 0.4F : ImGui::IsItemHovered() ? 0.2F : 0.0F;
  const ImVec2 middle{at.x + 0.5F * disc_px, at.y + 0.5F * disc_px};
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  draw.AddCircleFilled(middle, 0.5F * disc_px, as_u32(mix(ink, look.theme[Role::control], share)));
  draw_icon(draw, icon, middle, 0.24F * disc_px, as_u32(ground));
  text_at({std::round(at.x + disc_px + 0.8F * ImGui::GetStyle().FramePadding.x), std::round(middle.y - 0.5F * ImGui::GetFontSize())}, word,
          as_u32(ink));
  return pressed;
}

float reset_mark_width(const UiLook& look) { return ImGui::GetFrameHeight() + 0.35F * look.unit_px; }

bool reset_mark(const char* id, bool changed, const char* words, const UiLook& look) {
  const float side = ImGui::GetFrameHeight();
  bool pressed = false;
  if (changed) {
    pressed = icon_button(id, Icon::reset, words, look);
    if (pressed) focus_next();
  } else {
    ImGui::Dummy({side, side});
  }
  ImGui::SameLine(0.0F, reset_mark_width(look) - side);
  return pressed;
}

}  // namespace syn
