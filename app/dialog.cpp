#include "app/dialog.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "ui/widgets.hpp"

namespace syn {

void begin_dialog_window(const char* id, const char* title, const UiLook& look, float width_px, float height_px, float width_units) {
  constexpr ImGuiWindowFlags kDialog =
      (ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings) & ~ImGuiWindowFlags_NoScrollbar;
  const float width = std::min(width_units * look.unit_px, 0.94F * width_px);
  ImGui::SetNextWindowPos({width_px / 2.0F, height_px / 2.0F}, ImGuiCond_Always, {0.5F, 0.5F});
  ImGui::SetNextWindowSizeConstraints({width, 0.0F}, {width, 0.92F * height_px});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, std::max(4.0F, 0.5F * look.unit_px));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 2.0F);
  ImGui::PushStyleColor(ImGuiCol_Border, as_vec(look.theme[Role::control]));
  ImGui::Begin(id, nullptr, kDialog | ImGuiWindowFlags_AlwaysAutoResize);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(2);
  // Mesa's software renderer leaves out tiles (64 px) that one shape fills wholly: the ground once more, in strips that
  // fill none.
  constexpr float kStrip = 32.0F;
  const ImVec2 low = ImGui::GetWindowPos();
  const ImVec2 size = ImGui::GetWindowSize();
  const float inset = std::ceil(0.5F * look.unit_px);
  const float bar = ImGui::GetScrollMaxY() > 0.0F ? ImGui::GetStyle().ScrollbarSize : 0.0F;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  draw.PushClipRect(low, {low.x + size.x, low.y + size.y});
  for (float y = inset; y < size.y - inset; y += kStrip) {
    draw.AddRectFilled({low.x + 2.0F, low.y + y}, {low.x + size.x - 2.0F - bar, low.y + std::min(y + kStrip, size.y - inset)},
                       ImGui::GetColorU32(ImGuiCol_WindowBg));
  }
  draw.PopClipRect();
  heading(title, look);
}

}  // namespace syn
