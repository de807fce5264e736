#include "app/shell/screen_context.hpp"

#include <algorithm>

#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/widgets.hpp"

namespace syn {

void place(const Area& area) {
  ImGui::SetNextWindowPos({area.x, area.y});
  ImGui::SetNextWindowSize({area.width, area.height});
}

void step_through(const char* id, std::span<const char* const> words, int& chosen, bool round, const UiLook& look) {
  const int count = static_cast<int>(words.size());
  const auto to = [&](int index) { return round ? (index + count) % count : std::clamp(index, 0, count - 1); };
  push_id(id);
  if (icon_button("before", Icon::step_back, look.locale.text("shell.tab_before"_key), look, round || chosen > 0)) chosen = to(chosen - 1);
  ImGui::SameLine(0.0F, 0.3F * look.unit_px);
  if (icon_button("next", Icon::step_on, look.locale.text("shell.tab_next"_key), look, round || chosen + 1 < count))
    chosen = to(chosen + 1);
  ImGui::PopID();
  ImGui::SameLine(0.0F, 0.5F * look.unit_px);
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(words[static_cast<std::size_t>(chosen)]);
}

}  // namespace syn
