#include "app/shell/panel_host.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>

#include "app/console/exit_code.hpp"
#include "app/panels/editors/panels.hpp"
#include "app/session/free_name.hpp"
#include "app/ui/widgets/choice_layout.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/widgets.hpp"

namespace syn {
namespace {

// Whether the tabs leave room for what they are tabs of.
bool tabs_fit(std::span<const char* const> words, const Area& area) {
  const ImGuiStyle& style = ImGui::GetStyle();
  std::vector<float> widths;
  for (const char* word : words) widths.push_back(ImGui::CalcTextSize(word).x + 2.4F * style.FramePadding.x);
  const float rows = static_cast<float>(choice_cells(widths, ImGui::GetContentRegionAvail().x).back().row + 1);
  constexpr float kMaxOfIt = 0.4F;
  return rows * (ImGui::GetTextLineHeight() + 2.0F * style.FramePadding.y) <= kMaxOfIt * area.height;
}

}  // namespace

PanelHost::PanelHost(ScreenContext& screen, const DataFiles& files) : screen_(screen), panels_(make_panels()) {
  const Parameters& parameters = screen.session.parameters();
  // What is wrong with the file is for `check` to say; without it nothing is laid over the curves.
  if (auto scores = load_published_scores(files, parameters)) published_ = std::move(*scores);
  exports_.version = version();
  auto schedules = load_schedules(files, parameters);
  if (schedules) {
    schedules_ = std::move(*schedules);
  } else {
    screen.notify(to_text(schedules.error().front()));
  }
}

Panel& PanelHost::panel(PanelName name) {
  return **std::find_if(panels_.begin(), panels_.end(), [name](const auto& panel) { return panel->name() == name; });
}

PanelContext PanelHost::context() {
  ScreenContext& s = screen_;
  return {s.state(),          *s.session.run(), s.session.parameters(), s.locale(), s.theme(), s.unit_px,  s.fonts.heading,
          s.commands,         s.gesture,        s.session.pinned(),     published_, &exports_, schedules_, &s.in_view,
          &s.resources.lookup};
}

void PanelHost::window(const char* id, const Area& area, PanelName name) {
  place(area);
  ImGui::Begin(id, nullptr, kFixed);
  panel(name).draw(context());
  ImGui::End();
}

float PanelHost::tabs(const Area& area, bool with_curves) {
  place(area);
  ImGui::Begin("editor", nullptr, kFixed);
  // A marker chosen on the timeline brings its editor to the front. Tab, on its way over the markers, only goes from one
  // editor to the other: whoever is in another panel keeps it.
  PanelName front = screen_.view().front;
  const Selection& selection = screen_.state().selection;
  const bool editing = front == PanelName::therapy || front == PanelName::dose;
  if (last_selection_ != selection && (editing || !keys_are_in("timeline"))) {
    if (selection.kind == MarkerKind::therapy) front = PanelName::therapy;
    if (selection.kind == MarkerKind::dose) front = PanelName::dose;
  }
  last_selection_ = selection;
  std::vector<const char*> words;
  std::vector<PanelName> names;
  for (const auto& panel : panels_) {
    if (panel->tab().id().empty() || (panel->name() == PanelName::curves && !with_curves)) continue;
    words.push_back(screen_.text(panel->tab()));
    names.push_back(panel->name());
  }
  int chosen = static_cast<int>(std::find(names.begin(), names.end(), front) - names.begin());
  if (chosen == static_cast<int>(names.size())) chosen = 0;  // the curves, where they have a place of their own
  const int before = chosen;
  if (tabs_fit(words, area)) {
    choice("editor_tab", words, chosen, screen_.look());
  } else {
    step_through("tab", words, chosen, true, screen_.look());
  }
  const PanelName shown = names[static_cast<std::size_t>(chosen)];
  if (chosen != before) front = shown;
  if (front != screen_.view().front) screen_.give(command::SetPanel{front});
  const float above = ImGui::GetCursorScreenPos().y - area.y;
  ImGui::PushID(static_cast<int>(shown));  // each is scrolled by itself
  ImGui::BeginChild("editor_body", {0.0F, 0.0F});
  panel(shown).draw(context());
  const float wanted = std::round(above + ImGui::GetCursorPosY() + ImGui::GetScrollY() + ImGui::GetStyle().WindowPadding.y);
  ImGui::EndChild();
  ImGui::PopID();
  ImGui::End();
  return wanted;
}

// Under a name that is still free.
void PanelHost::write_exports() {
  for (const MadeFile& file : std::exchange(exports_.made, {})) {
    const auto path = free_name(file.name);
    const auto written = path ? write_file(*path, file.bytes) : Result<void>(failure(path.error()));
    screen_.notify(written ? path->string() : to_text(written.error()));
  }
}

}  // namespace syn
