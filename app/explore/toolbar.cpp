// What stands around the picture: the bar, the tabs of the right column, the line at the foot.
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/explore/shell.hpp"
#include "app/explore/shell_parts.hpp"
#include "app/ui/widgets/choice_layout.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/widgets.hpp"
#include "app/ui/widgets/wrap.hpp"

namespace syn {
// One row. What does not fit goes, the least needed first; all of it is in the menu too.
void Shell::bar(const Area& area) {
  place(area);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0.6F * unit_px_, 0.25F * unit_px_});
  ImGui::Begin("bar", nullptr, kFixed);
  ImGui::PopStyleVar();
  const UiLook style = look();
  const State& state = session_.state();
  const float u = unit_px_;
  const auto width_of = [](const char* word) { return ImGui::CalcTextSize(word).x + 2.4F * ImGui::GetStyle().FramePadding.x; };
  const auto words_of = [&](TextKey key) { return locale().text(key); };
  const auto act_button = [&](const char* id, const char* words, TextKey name) {
    const Action& action = action_named(name);
    if (button(id, words, style, action.possible(session_.history()))) act(action);
  };

  std::array<const char*, kStageNames.size()> stages{};
  for (const StageName stage : kStageNames) stages[static_cast<std::size_t>(stage)] = words_of(named_key<"shell.">(stage));
  // As wide as the longest name needs, so that the scales stay in one row in every language.
  const auto cell_px = [&](std::span<const char* const> words) {
    float longest = 0.0F;
    for (const char* word : words) longest = std::max(longest, ImGui::CalcTextSize(word).x);
    return (longest + 0.65F * u) * static_cast<float>(words.size());
  };
  constexpr std::array kLanguages{"EN", "SV"};
  const std::array themes{words_of("shell.dark"_key), words_of("shell.light"_key)};
  const std::string save = std::string(words_of("shell.save"_key)) + (user_data_.document.unsaved(state.scenario) ? " *" : "");
  const std::string save_widest = std::string(words_of("shell.save"_key)) + " *";  // the row stands still when it comes
  const float stepper_px = 2.0F * ImGui::GetFrameHeight() + 0.8F * u + cell_px(stages) / static_cast<float>(stages.size());

  enum Part { name, scales, undo, redo, open, write, language, colors, smaller, larger, help, menu, parts };
  std::array<float, parts> widths{};
  ImGui::PushFont(gui_.fonts().heading);
  widths[name] = ImGui::CalcTextSize(words_of("shell.name"_key)).x;
  ImGui::PopFont();
  widths[scales] = cell_px(stages);
  widths[undo] = width_of(words_of("shell.undo"_key));
  widths[redo] = width_of(words_of("shell.redo"_key));
  widths[open] = width_of(words_of("shell.open"_key));
  widths[write] = width_of(save_widest.c_str());
  widths[language] = cell_px(kLanguages);
  widths[colors] = cell_px(themes);
  widths[smaller] = width_of("A-");
  widths[larger] = width_of("A+");
  widths[help] = width_of(words_of("shell.help"_key));
  widths[menu] = width_of(words_of("shell.menu"_key));
  const float gap = 0.6F * u;
  const float room = area.width - 1.2F * u;
  const auto used = [&] {
    float sum = -gap;
    for (const float width : widths) sum += width > 0.0F ? width + gap : 0.0F;
    return sum;
  };
  bool stepper = false;
  for (const Part part : {name, colors, language, help, open, redo, smaller, scales}) {
    if (used() <= room) break;
    if (part == scales) {
      stepper = true;
      widths[scales] = stepper_px;
      continue;
    }
    widths[part] = 0.0F;
    if (part == smaller) widths[larger] = 0.0F;
    if (part == redo) widths[undo] = 0.0F;
    if (part == open) widths[write] = 0.0F;
  }
  const auto shown = [&](Part part) { return widths[part] > 0.0F; };
  bool first = true;
  const auto next = [&](float extra = 0.0F) {
    if (!first) ImGui::SameLine(0.0F, gap + extra);
    first = false;
  };
  const float spare = std::max(0.0F, room - used());
  const float apart = std::min(1.2F * u, spare * 0.25F);

  if (shown(name)) {
    next();
    ImGui::AlignTextToFramePadding();
    ImGui::PushFont(gui_.fonts().heading);
    ImGui::TextUnformatted(words_of("shell.name"_key));
    ImGui::PopFont();
  }
  next(apart);
  int stage = static_cast<int>(state.view.stage);
  const int stage_before = stage;
  if (!stepper) {
    choice("stage", stages, stage, style, widths[scales]);
  } else {
    step_through("stage", stages, stage, false);
  }
  if (stage != stage_before) commands_.push_back(command::SetStage{static_cast<StageName>(stage)});
  if (shown(undo)) {
    next(apart);
    act_button("undo", words_of("shell.undo"_key), "app.key.undo"_key);
    next();
    act_button("redo", words_of("shell.redo"_key), "app.key.redo"_key);
  }
  if (shown(open)) {
    next();
    act_button("open", words_of("shell.open"_key), "app.key.open"_key);
    next();
    act_button("save", save.c_str(), "app.key.save_as"_key);
  }
  // The rest stands at the right.
  float rest = -gap;
  for (const Part part : {language, colors, smaller, larger, help, menu}) rest += shown(part) ? widths[part] + gap : 0.0F;
  ImGui::SameLine(std::max(ImGui::GetItemRectMax().x - ImGui::GetWindowPos().x + gap, area.width - 0.6F * u - rest));
  first = true;
  if (shown(language)) {
    next();
    int chosen = static_cast<int>(state.view.locale);
    if (choice("language", kLanguages, chosen, style, widths[language]))
      commands_.push_back(command::SetLocale{static_cast<LocaleName>(chosen)});
  }
  if (shown(colors)) {
    next();
    int chosen = static_cast<int>(state.view.theme);
    if (choice("theme", themes, chosen, style, widths[colors])) commands_.push_back(command::SetTheme{static_cast<ThemeName>(chosen)});
  }
  if (shown(smaller)) {
    next();
    if (button("smaller", "A-", style, state.view.text_scale > 1.0F))
      commands_.push_back(command::SetTextScale{state.view.text_scale - 0.1F});
    next();
    if (button("larger", "A+", style, state.view.text_scale < 2.5F))
      commands_.push_back(command::SetTextScale{state.view.text_scale + 0.1F});
  }
  if (shown(help)) {
    next();
    act_button("help", words_of("shell.help"_key), "app.key.help"_key);
  }
  next();
  act_button("menu", words_of("shell.menu"_key), "app.key.menu"_key);
  ImGui::End();
}

void Shell::panel_window(const char* id, const Area& area, PanelName name) {
  place(area);
  ImGui::Begin(id, nullptr, kFixed);
  panel(name).draw(context());
  ImGui::End();
}

// Whether the tabs leave room for what they are tabs of.
bool Shell::tabs_fit(std::span<const char* const> words, const Area& area) const {
  const ImGuiStyle& style = ImGui::GetStyle();
  std::vector<float> widths;
  for (const char* word : words) widths.push_back(ImGui::CalcTextSize(word).x + 2.4F * style.FramePadding.x);
  const float rows = static_cast<float>(choice_cells(widths, ImGui::GetContentRegionAvail().x).back().row + 1);
  constexpr float kMaxOfIt = 0.4F;
  return rows * (ImGui::GetTextLineHeight() + 2.0F * style.FramePadding.y) <= kMaxOfIt * area.height;
}

// One word at a time, with a way to the one before and the next. At the ends it goes round if it may.
void Shell::step_through(const char* id, std::span<const char* const> words, int& chosen, bool round) {
  const int count = static_cast<int>(words.size());
  const auto to = [&](int index) { return round ? (index + count) % count : std::clamp(index, 0, count - 1); };
  push_id(id);
  if (icon_button("before", Icon::step_back, locale().text("shell.tab_before"_key), look(), round || chosen > 0)) chosen = to(chosen - 1);
  ImGui::SameLine(0.0F, 0.3F * unit_px_);
  if (icon_button("next", Icon::step_on, locale().text("shell.tab_next"_key), look(), round || chosen + 1 < count)) chosen = to(chosen + 1);
  ImGui::PopID();
  ImGui::SameLine(0.0F, 0.5F * unit_px_);
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(words[static_cast<std::size_t>(chosen)]);
}

void Shell::editor_tabs(const Area& area, bool with_curves) {
  place(area);
  ImGui::Begin("editor", nullptr, kFixed);
  // A marker chosen on the timeline brings its editor to the front. Tab, on its way over the markers, only goes from one
  // editor to the other: whoever is in another panel keeps it.
  PanelName front = view().front;
  const bool editing = front == PanelName::therapy || front == PanelName::dose;
  if (last_selection_ != session_.state().selection && (editing || !keys_are_in("timeline"))) {
    if (session_.state().selection.kind == MarkerKind::therapy) front = PanelName::therapy;
    if (session_.state().selection.kind == MarkerKind::dose) front = PanelName::dose;
  }
  last_selection_ = session_.state().selection;
  std::vector<const char*> words;
  std::vector<PanelName> names;
  for (const auto& panel : panels_) {
    if (panel->tab().id().empty() || (panel->name() == PanelName::curves && !with_curves)) continue;
    words.push_back(locale().text(panel->tab()));
    names.push_back(panel->name());
  }
  int chosen = static_cast<int>(std::find(names.begin(), names.end(), front) - names.begin());
  if (chosen == static_cast<int>(names.size())) chosen = 0;  // the curves, where they have a place of their own
  const int before = chosen;
  if (tabs_fit(words, area)) {
    choice("editor_tab", words, chosen, look());
  } else {
    step_through("tab", words, chosen, true);
  }
  const PanelName shown = names[static_cast<std::size_t>(chosen)];
  if (chosen != before) front = shown;
  if (front != view().front) commands_.push_back(command::SetPanel{front});
  const float above = ImGui::GetCursorScreenPos().y - area.y;
  ImGui::PushID(static_cast<int>(shown));  // each is scrolled by itself
  ImGui::BeginChild("editor_body", {0.0F, 0.0F});
  panel(shown).draw(context());
  needs_.editor = std::round(above + ImGui::GetCursorPosY() + ImGui::GetScrollY() + ImGui::GetStyle().WindowPadding.y);
  ImGui::EndChild();
  ImGui::PopID();
  ImGui::End();
}

void Shell::teaching_line(const Area& area) {
  place(area);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0.6F * unit_px_, 0.2F * unit_px_});
  ImGui::Begin("line", nullptr, kFixed | ImGuiWindowFlags_NoNavFocus);
  ImGui::PopStyleVar();
  ImGui::PushStyleColor(ImGuiCol_Text, as_vec(theme()[Role::muted]));
  // Where lines are dear the same is said in fewer words.
  const float room = ImGui::GetContentRegionAvail().x;
  std::string lines = wrapped(locale().text("shell.teaching_line"_key), room);
  const bool roomy = ImGui::GetIO().DisplaySize.y >= kRoomyHeight * unit_px_;
  if (!roomy && lines.find('\n') != std::string::npos) lines = wrapped(locale().text("shell.teaching_line_short"_key), room);
  needs_.line = 1 + static_cast<int>(std::count(lines.begin(), lines.end(), '\n'));
  ImGui::TextUnformatted(lines.c_str());
  ImGui::PopStyleColor();
  ImGui::End();
}

}  // namespace syn
