#include "app/shell/panel_host.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>

#include "app/console/exit_code.hpp"
#include "app/panels/editors/panels.hpp"
#include "app/session/free_name.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/whole_rows.hpp"
#include "app/ui/widgets/widgets.hpp"

namespace syn {
namespace {

// A word of the rail. Quiet: only what is open, or pointed at, has a ground.
bool rail_word(const char* id, const char* word, bool open, ImVec2 size, const UiLook& look) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool pressed = ImGui::InvisibleButton(id, size) || (item_has_keys() && key_pressed(ImGuiKey_Enter));
  const bool hovered = ImGui::IsItemHovered();
  focus_stop(look, id);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const float u = look.unit_px;
  const ImVec2 far{at.x + size.x, at.y + size.y};
  if (open || hovered)
    draw.AddRectFilled(at, far, as_u32(mix(look.theme[Role::panel], look.theme[Role::control], open ? 0.38F : 0.28F)), 0.25F * u);
  if (open)
    draw.AddRectFilled({far.x - 0.14F * u, at.y + 0.25F * u}, {far.x, far.y - 0.25F * u}, as_u32(look.theme[Role::text]), 0.07F * u);
  draw.AddText({std::round(at.x + 0.5F * u), std::round(at.y + 0.5F * (size.y - u))},
               as_u32(look.theme[open || hovered ? Role::text : Role::muted]), word);
  return pressed;
}

}  // namespace

PanelHost::PanelHost(ScreenContext& screen, const DataFiles& files) : screen_(screen), panels_(make_panels()) {
  const Parameters& parameters = screen.session.parameters();
  // What is wrong with the file is for `check` to say; without it nothing is laid over the curves.
  if (auto scores = load_published_scores(files, parameters)) published_ = std::move(*scores);
  exports_.version = version();
  if (auto protocols = load_protocols(files, parameters)) {
    protocols_ = std::move(*protocols);
  } else {
    screen.notify(to_text(protocols.error().front()));
  }
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
  return {s.state(),           *s.session.run(), s.session.parameters(), s.locale(), s.theme(), s.unit_px,  s.fonts.heading,
          s.commands,          s.gesture,        s.session.pinned(),     published_, &exports_, schedules_, &s.in_view,
          &s.resources.lookup, protocols_,       &s.user_data.lab};
}

void PanelHost::window(const char* id, const Area& area, PanelName name) {
  place(area);
  ImGui::Begin(id, nullptr, kFixed);
  panel(name).draw(context());
  ImGui::End();
}

std::vector<PanelName> PanelHost::openable() const {
  std::vector<PanelName> names;
  for (const auto& panel : panels_) {
    if (!panel->tab().id().empty()) names.push_back(panel->name());
  }
  return names;
}

std::size_t PanelHost::count() const { return openable().size(); }

PanelName PanelHost::editor_of_selection(PanelName front) const {
  switch (screen_.state().selection.kind) {
    case MarkerKind::dose: return PanelName::dose;
    case MarkerKind::therapy: return PanelName::therapy;
    case MarkerKind::none: return front;
  }
  return front;
}

void PanelHost::fold_or_open() {
  const View& view = screen_.view();
  if (view.panels != PanelPlace::folded) return screen_.session.submit(command::PlacePanels{PanelPlace::folded});
  const bool editing = view.front == PanelName::therapy || view.front == PanelName::dose;
  screen_.session.submit(command::SetPanel{editing ? editor_of_selection(view.front) : view.front});
}

// Tab, on its way over the markers, only goes from one editor to the other: whoever is in another panel keeps it.
void PanelHost::follow_selection() {
  const Selection& selection = screen_.state().selection;
  const bool anew = std::exchange(last_selection_, selection) != selection;
  const View& view = screen_.view();
  if (!anew || view.panels == PanelPlace::folded) return;
  const bool editing = view.front == PanelName::therapy || view.front == PanelName::dose;
  const PanelName editor = editor_of_selection(view.front);
  if ((editing || !keys_are_in("timeline")) && editor != view.front) screen_.give(command::SetPanel{editor});
}

float PanelHost::rail(const Area& area) {
  const float u = screen_.unit_px;
  const float pad = std::round(0.35F * u);
  place(area);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {pad, pad});
  ImGui::Begin("rail", nullptr, kFixed);
  ImGui::PopStyleVar();
  const View& view = screen_.view();
  float widest = 0.0F;
  for (const PanelName name : openable()) {
    const char* word = screen_.text(panel(name).tab());
    widest = std::max(widest, ImGui::CalcTextSize(word).x);
    if (!rail_word(name_of(name).data(), word, view.shows(name), {area.width - 2.0F * pad, std::round(1.6F * u)}, screen_.look())) continue;
    if (view.shows(name)) {
      screen_.give(command::PlacePanels{PanelPlace::folded});
    } else {
      screen_.give(command::SetPanel{name});
    }
  }
  ImGui::End();
  return std::round(widest + 1.0F * u + 2.0F * pad);
}

void PanelHost::open_one(const Area& area, bool alone) {
  const UiLook look = screen_.look();
  const PanelName shown = screen_.view().front;
  place(area);
  ImGui::Begin(window_of(shown), nullptr, kFixed);
  const float right = ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x;
  if (alone) {
    const std::vector<PanelName> names = openable();
    std::vector<const char*> words;
    for (const PanelName name : names) words.push_back(screen_.text(panel(name).tab()));
    int chosen = static_cast<int>(std::find(names.begin(), names.end(), shown) - names.begin());
    const int before = chosen;
    step_through("tab", words, chosen, true, look);
    if (chosen != before) screen_.give(command::SetPanel{names[static_cast<std::size_t>(chosen)]});
  } else {
    ImGui::AlignTextToFramePadding();
    heading(screen_.text(panel(shown).tab()), look);
  }
  ImGui::SameLine(right - ImGui::GetFrameHeight());
  if (icon_button("close", Icon::remove, screen_.text("shell.close"_key), look)) screen_.give(command::PlacePanels{PanelPlace::folded});
  ImGui::PushID(static_cast<int>(shown));  // each is scrolled by itself
  // The ring round a control keeps off the scroll bar.
  const float edge = std::round(0.35F * screen_.unit_px);
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() - edge);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {edge, 0.0F});
  ImGui::BeginChild("editor_body", {0.0F, 0.0F}, false, ImGuiWindowFlags_AlwaysUseWindowPadding);
  ImGui::PopStyleVar();
  {
    const WholeRows whole;
    panel(shown).draw(context());
  }
  ImGui::EndChild();
  ImGui::PopID();
  ImGui::End();
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
