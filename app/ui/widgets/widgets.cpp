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
#include "app/ui/widgets/faces.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/whole_rows.hpp"
#include "app/ui/widgets/wrap.hpp"

namespace syn {
namespace {

using namespace faces;

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

}  // namespace

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

void same_line_if_fits(float width_px, float gap_px) {
  const float gap = gap_px >= 0.0F ? gap_px : ImGui::GetStyle().ItemSpacing.x;
  const float right = ImGui::GetWindowPos().x + ImGui::GetWindowContentRegionMax().x;
  if (ImGui::GetItemRectMax().x + gap + width_px <= right + 0.5F) ImGui::SameLine(0.0F, gap);
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
    // None may be chosen (-1), and coming by with the keys chooses none either.
    if (const int by = take_horizontal_arrows(); by != 0) next = std::clamp(chosen + by, 0, count - 1);
    if (rows > 1 && next >= 0) next = choice_across(cells, next, take_vertical_arrows());
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
