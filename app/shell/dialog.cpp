#include "app/shell/dialog.hpp"

#include <imgui.h>

#include <algorithm>

#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/widgets.hpp"

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
  take_page_keys();  // they scroll it
  // It opens at its top, with the focus on its first control, to be seen: in the first frames ImGui does not know how large
  // it will be, and would scroll to that control.
  int& opening = *ImGui::GetStateStorage()->GetIntRef(ImGui::GetID("opening"), 0);
  if (ImGui::IsWindowAppearing()) {
    focus_next();
    opening = 3;
  }
  if (opening > 0) {
    ImGui::SetScrollY(0.0F);
    --opening;
  }
  heading(title, look);
}

}  // namespace syn
