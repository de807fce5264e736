#include "app/ui/widgets/text_block.hpp"

#include <algorithm>
#include <vector>

#include "app/ui/widgets/control_report.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/glyph.hpp"
#include "app/ui/widgets/wrap.hpp"

namespace syn {

bool text_block(const char* id, std::span<const TextLine> lines, BlockMark mark, const UiLook& look, bool selected) {
  const float u = look.unit_px;
  const bool marked = mark == BlockMark::rule || mark == BlockMark::against;
  const float left = marked ? 0.8F * u : mark == BlockMark::row ? 0.4F * u : 0.0F;
  const float pad = mark == BlockMark::row ? 0.2F * u : 0.1F * u;
  const float width = std::max(4.0F * u, ImGui::GetContentRegionAvail().x);
  const float line_px = ImGui::GetFontSize();
  std::vector<std::string> texts;
  std::vector<float> tops;
  float height = pad;
  for (const TextLine& line : lines) {
    texts.push_back(wrapped(line.text, width - left - 0.3F * u));
    height += line.above * line_px;
    tops.push_back(height);
    height += line_px * static_cast<float>(1 + std::count(texts.back().begin(), texts.back().end(), '\n'));
  }
  height += pad;

  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool clicked = ImGui::InvisibleButton(id, {width, height});
  const bool entered = item_has_keys() && key_pressed(ImGuiKey_Enter);
  const bool hovered = ImGui::IsItemHovered();
  focus_stop(look, id);
  if (mark != BlockMark::row) control_report::add_kind("text");
  const ImVec2 far{at.x + width, at.y + height};
  if (!ImGui::IsRectVisible(at, far)) return clicked || entered;

  ImDrawList& draw = *ImGui::GetWindowDrawList();
  if (mark == BlockMark::row && (hovered || selected)) {
    draw.AddRectFilled(at, far, as_u32(mix(look.theme[Role::panel], look.theme[Role::control], selected ? 0.3F : 0.15F)), 0.2F * u);
  }
  if (mark == BlockMark::rule) draw.AddRectFilled(at, {at.x + std::max(3.0F, 0.16F * u), far.y}, as_u32(look.theme[Role::control]));
  if (mark == BlockMark::against) draw_hatch(draw, at, {at.x + 0.5F * u, far.y}, 0.36F * u, 0.12F * u, as_u32(look.theme[Role::burden]));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    draw.AddText({at.x + left, at.y + tops[i]}, as_u32(look.theme[lines[i].role]), texts[i].c_str());
  }
  return clicked || entered;
}

bool text_block(const char* id, const std::string& text, BlockMark mark, const UiLook& look, bool selected) {
  const TextLine line{text};
  return text_block(id, std::span(&line, 1), mark, look, selected);
}

}  // namespace syn
