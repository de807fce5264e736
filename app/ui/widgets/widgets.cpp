#include "app/ui/widgets/widgets.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cfloat>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <vector>

#include "app/ui/widgets/choice_layout.hpp"
#include "app/ui/widgets/control_report.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/whole_rows.hpp"
#include "app/ui/widgets/wrap.hpp"

namespace syn {
namespace {

Color face(const UiLook& look, bool hovered, bool active, bool selected = false) {
  const float share = active ? 0.42F : hovered ? 0.3F : selected ? 0.38F : 0.12F;
  return mix(look.theme[Role::panel], look.theme[Role::control], share);
}

float rounding(const UiLook& look) { return look.unit_px * 0.25F; }
float edge_px(const UiLook& look) { return look.theme.edge * std::max(1.0F, std::round(look.unit_px / 16.0F)); }

// Round what is pressed there is an edge only where the palette asks for strong ones: else the words are enough.
void draw_edge(ImDrawList& draw, ImVec2 low, ImVec2 high, const UiLook& look, float alpha = 1.0F) {
  if (look.theme.edge > 1.0F) draw.AddRect(low, high, as_u32(look.theme[Role::control], alpha), rounding(look), 0, edge_px(look));
}

// Where edges are one pixel wide and not two pale ones.
ImVec2 whole_pixels(ImVec2 at) { return {std::round(at.x), std::round(at.y)}; }

// An item that is pressed by click, Space or Enter.
bool pressable(const char* id, ImVec2 size, const UiLook& look) {
  const bool clicked = ImGui::InvisibleButton(id, size);
  const bool entered = item_has_keys() && key_pressed(ImGuiKey_Enter);
  focus_stop(look, id);
  return clicked || entered;
}

void text_at(ImVec2 at, const char* words, ImU32 color) { ImGui::GetWindowDrawList()->AddText(at, color, words); }

void boxed(const char* text, const UiLook& look, const auto& draw_mark) {
  const float u = look.unit_px;
  const float pad = 0.5F * u;
  const float left = 2.1F * u;
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const std::string lines = wrapped(text, std::max(width - left - pad, 4.0F * u));
  const ImVec2 size = ImGui::CalcTextSize(lines.c_str());
  const ImVec2 far{corner.x + width, corner.y + std::max(size.y, u) + 2.0F * pad};
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  draw.AddRectFilled(corner, far, as_u32(mix(look.theme[Role::panel], look.theme[Role::control], 0.12F)), rounding(look));
  draw_mark(draw, corner, far);
  text_at({corner.x + left, corner.y + pad}, lines.c_str(), as_u32(look.theme[Role::text]));
  ImGui::Dummy({width, far.y - corner.y});
  keep_whole();
}

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

void heading(const char* text, const UiLook& look) {
  if (look.bold != nullptr) ImGui::PushFont(look.bold);
  ImGui::TextUnformatted(wrapped(text, ImGui::GetContentRegionAvail().x).c_str());
  keep_lines_whole();
  if (look.bold != nullptr) ImGui::PopFont();
}

void paragraph(const char* text, const UiLook& look) {
  ImGui::PushStyleColor(ImGuiCol_Text, as_vec(look.theme[Role::muted]));
  ImGui::TextUnformatted(wrapped(text, ImGui::GetContentRegionAvail().x).c_str());
  keep_lines_whole();
  ImGui::PopStyleColor();
}

void notice(BadgeGlyph sign, const char* text, const UiLook& look) {
  boxed(text, look, [&](ImDrawList& draw, ImVec2 corner, ImVec2) {
    const float u = look.unit_px;
    draw_badge_glyph(draw, sign, {corner.x + 1.1F * u, corner.y + 1.0F * u}, 0.42F * u, as_u32(look.theme[Role::text]));
  });
}

void warning(const char* text, const UiLook& look) {
  boxed(text, look, [&](ImDrawList& draw, ImVec2 corner, ImVec2 far) {
    const float u = look.unit_px;
    const ImU32 color = as_u32(look.theme[Role::burden]);
    draw_hatch(draw, corner, {corner.x + 1.4F * u, far.y}, 0.42F * u, 0.13F * u, color);
    draw.AddRect(corner, far, color, rounding(look), 0, edge_px(look) * 1.5F);
  });
}

float button_width(const char* word) { return ImGui::CalcTextSize(word).x + 2.4F * ImGui::GetStyle().FramePadding.x; }

void same_line_if_fits(float width_px, float gap_px) {
  const float gap = gap_px >= 0.0F ? gap_px : ImGui::GetStyle().ItemSpacing.x;
  const float right = ImGui::GetWindowPos().x + ImGui::GetWindowContentRegionMax().x;
  if (ImGui::GetItemRectMax().x + gap + width_px <= right + 0.5F) ImGui::SameLine(0.0F, gap);
}

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

bool text_input(const char* id, const char* empty_words, std::string& text, const UiLook& look) {
  std::array<char, 128> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%s", text.c_str());
  push_id(id);
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
  const bool changed = ImGui::InputTextWithHint("##text", empty_words, buffer.data(), buffer.size());
  focus_stop(look, "text");
  control_report::add_kind("field");
  ImGui::PopID();
  if (changed) text = buffer.data();
  return changed;
}

bool choice(const char* id, std::span<const char* const> words, int& chosen, const UiLook& look, float width_px) {
  const float width = width_px > 0.0F ? width_px : ImGui::GetContentRegionAvail().x;
  const float height = ImGui::GetFrameHeight();
  const int count = static_cast<int>(words.size());
  std::vector<float> needed;
  for (const char* word : words) needed.push_back(ImGui::CalcTextSize(word).x + 0.6F * look.unit_px);
  const std::vector<ChoiceCell> cells = choice_cells(needed, width);
  const int rows = cells.back().row + 1;
  const ImVec2 at = whole_pixels(ImGui::GetCursorScreenPos());
  // A word longer than the whole choice takes more lines, and its row is higher.
  std::vector<std::string> lines;
  std::vector<float> tops(static_cast<std::size_t>(rows) + 1, 0.0F);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const float room = cells[i].right - cells[i].left - 0.6F * look.unit_px;
    lines.push_back(needed[i] > cells[i].right - cells[i].left + 1.0F ? wrapped(words[i], room) : words[i]);
    float& row_px = tops[static_cast<std::size_t>(cells[i].row) + 1];
    row_px = std::max(row_px, height + ImGui::CalcTextSize(lines.back().c_str()).y - ImGui::GetFontSize());
  }
  std::partial_sum(tops.begin(), tops.end(), tops.begin());
  const bool clicked = ImGui::InvisibleButton(id, {width, tops.back()});
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const auto below_mouse = std::upper_bound(tops.begin(), tops.end(), mouse.y - at.y);
  const int mouse_row = std::clamp(static_cast<int>(below_mouse - tops.begin()) - 1, 0, rows - 1);
  const int under_mouse = choice_at(cells, mouse_row, mouse.x - at.x);
  int next = chosen;
  if (item_has_keys()) {
    next = std::clamp(chosen + take_horizontal_arrows(), 0, count - 1);
    if (rows > 1) next = choice_across(cells, next, take_vertical_arrows());
  }
  if (clicked && ImGui::IsItemHovered()) next = under_mouse;
  const bool hovered = ImGui::IsItemHovered();
  focus_stop(look, id);
  control_report::add_kind("choice");

  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 far = whole_pixels({at.x + width, at.y + tops.back()});
  draw.AddRectFilled(at, far, as_u32(face(look, false, false)), rounding(look));
  const ImU32 line = as_u32(look.theme[Role::control], 0.35F);  // between the rows, and between their words
  for (int i = 0; i < count; ++i) {
    const ChoiceCell& cell = cells[static_cast<std::size_t>(i)];
    const float top = at.y + tops[static_cast<std::size_t>(cell.row)];
    const ImVec2 low{std::round(at.x + cell.left), top};
    const ImVec2 high{std::round(at.x + cell.right), at.y + tops[static_cast<std::size_t>(cell.row) + 1]};
    const bool selected = i == next;
    if (control_report::wanted())
      control_report::add_part(std::string(id) + "/" + std::to_string(i), {low.x, low.y, high.x, high.y}, selected);
    if (rows > 1 && cell.left > 0.0F && !selected && i != next + 1)
      draw.AddLine({low.x, top + 0.3F * (high.y - top)}, {low.x, top + 0.7F * (high.y - top)}, line, edge_px(look));
    if (rows > 1 && cell.row > 0 && cell.left <= 0.0F) draw.AddLine({at.x, top}, {far.x, top}, line, edge_px(look));
    if (selected || (hovered && i == under_mouse)) {
      draw.AddRectFilled(low, high, as_u32(face(look, !selected, false, selected)), rounding(look));
    }
    if (selected) {
      const float bar = std::max(2.0F, look.unit_px * 0.14F);
      draw.AddRectFilled({low.x + rounding(look), high.y - bar}, {high.x - rounding(look), high.y}, as_u32(look.theme[Role::text]),
                         bar * 0.5F);
    }
    const std::string& word = lines[static_cast<std::size_t>(i)];
    const ImVec2 size = ImGui::CalcTextSize(word.c_str());
    const float inset = std::max((cell.right - cell.left - size.x) * 0.5F, 0.2F * look.unit_px);
    text_at({std::round(low.x + inset), std::round(low.y + (high.y - low.y - size.y) * 0.5F)}, word.c_str(),
            as_u32(look.theme[selected || (hovered && i == under_mouse) ? Role::text : Role::muted]));
  }
  draw_edge(draw, at, far, look);
  const bool changed = next != chosen;
  chosen = next;
  return changed;
}

bool toggle(const char* id, const char* words, bool& on, const UiLook& look) {
  const float u = look.unit_px;
  const float height = ImGui::GetFrameHeight();
  const float pill = 2.1F * u;
  const float space = ImGui::GetContentRegionAvail().x - pill - 0.6F * u;
  const std::string lines = wrapped(words, std::max(space, 4.0F * u));
  const ImVec2 text = ImGui::CalcTextSize(lines.c_str());
  const ImVec2 at = whole_pixels(ImGui::GetCursorScreenPos());
  const bool pressed = pressable(id, {pill + 0.6F * u + text.x, height + text.y - ImGui::GetFontSize()}, look);
  if (pressed) on = !on;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const float r = 0.55F * u;
  const ImVec2 middle{at.x + pill * 0.5F, at.y + height * 0.5F};
  const Color track = on ? look.theme[Role::control] : face(look, ImGui::IsItemHovered(), false);
  draw.AddRectFilled({at.x, middle.y - r}, {at.x + pill, middle.y + r}, as_u32(track), r);
  draw.AddRect({at.x, middle.y - r}, {at.x + pill, middle.y + r}, as_u32(look.theme[Role::control]), r, 0, edge_px(look));
  const ImVec2 knob{on ? at.x + pill - r : at.x + r, middle.y};
  draw.AddCircleFilled(knob, r * 0.72F, as_u32(on ? look.theme[Role::panel] : look.theme[Role::control]));
  if (on)
    draw.AddLine({at.x + r * 0.9F, middle.y - r * 0.4F}, {at.x + r * 0.9F, middle.y + r * 0.4F}, as_u32(look.theme[Role::panel]),
                 std::max(1.5F, u * 0.1F));
  text_at({at.x + pill + 0.6F * u, at.y + (height - ImGui::GetFontSize()) * 0.5F}, lines.c_str(), as_u32(look.theme[Role::text]));
  return pressed;
}

RowAnswer list_row(const char* id, Glyph sign, Color color, const char* words, bool selected, const char* remove_words,
                   const UiLook& look) {
  RowAnswer answer;
  const float u = look.unit_px;
  const float line = ImGui::GetFrameHeight();
  const float gap = 0.3F * u;
  const float width = ImGui::GetContentRegionAvail().x - line - gap;
  // What does not fit on one line goes on below: a cut word would hide what the row is.
  const float room = std::max(width - 2.0F * u, 4.0F * u);
  const std::string lines = wrapped(words, room);
  const ImVec2 size = ImGui::CalcTextSize(lines.c_str());
  const float height = line + size.y - ImGui::GetFontSize();
  const ImVec2 at = whole_pixels(ImGui::GetCursorScreenPos());
  push_id(id);
  answer.chosen = pressable("row", {width, height}, look);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 far{at.x + width, at.y + height};
  if (selected || ImGui::IsItemHovered()) {
    draw.AddRectFilled(at, far, as_u32(face(look, ImGui::IsItemHovered(), ImGui::IsItemActive(), selected)), rounding(look));
  }
  if (selected) draw.AddRectFilled(at, {at.x + 0.18F * u, far.y}, as_u32(look.theme[Role::text]), 0.09F * u);
  draw_glyph(draw, sign, {at.x + 0.95F * u, at.y + line * 0.5F}, 0.42F * u, as_u32(color), as_u32(look.theme[Role::outline]));
  text_at({std::round(at.x + 1.8F * u), std::round(at.y + (height - size.y) * 0.5F)}, lines.c_str(), as_u32(look.theme[Role::text]));
  ImGui::SameLine(0.0F, gap);
  answer.removed = icon_button("remove", Icon::remove, remove_words, look);
  ImGui::PopID();
  return answer;
}

}  // namespace syn
