// What stands around the picture: the bar, the tabs of the right column, the line at the foot.
#include <imgui.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "app/shell.hpp"
#include "app/shell_parts.hpp"
#include "ui/choice_layout.hpp"
#include "ui/widgets.hpp"
#include "ui/wrap.hpp"

namespace syn {
namespace {

// The tabs of the right column, in order: one line a panel. The curves have a place of their own where there is room.
struct EditorTab {
  PanelName panel;
  TextKey words;
};
constexpr std::array kEditorTabs{
    EditorTab{PanelName::dose, "shell.dose_tab"_key},
    EditorTab{PanelName::therapy, "shell.therapy_tab"_key},
    EditorTab{PanelName::person, "shell.person_tab"_key},
    EditorTab{PanelName::lab, "shell.lab_tab"_key},
    EditorTab{PanelName::parameters, "shell.parameters_tab"_key},
    EditorTab{PanelName::curves, "shell.curves"_key},
    EditorTab{PanelName::inspector, "lookup.tab"_key},
    EditorTab{PanelName::words, "words.tab"_key},
};

}  // namespace

void Shell::bar(const Area& area) {
  place(area);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0.6F * unit_px_, 0.25F * unit_px_});
  ImGui::Begin("bar", nullptr, kFixed);
  ImGui::PopStyleVar();
  const UiLook style = look();
  const State& state = session_.state();
  const float u = unit_px_;
  // Where the text is large for the window, the controls stand closer, and go on below where they must.
  constexpr float kRoomy = 64.0F;
  const bool tight = area.width < kRoomy * u;
  rows_.bar = 1;
  const auto beside = [&](float width, float gap) {
    const float left = ImGui::GetItemRectMax().x + gap;
    if (left + width <= area.right() - 0.6F * u) {
      ImGui::SameLine(0.0F, gap);
    } else {
      ++rows_.bar;
    }
  };
  const float near = tight ? 0.25F * u : ImGui::GetStyle().ItemSpacing.x;
  const float apart = tight ? 0.5F * u : 1.5F * u;
  const auto width_of = [](const char* word) {
    return ImGui::CalcTextSize(word).x + 2.4F * ImGui::GetStyle().FramePadding.x;
  };
  const auto pressed = [&](const char* id, const char* word, float gap, bool enabled = true) {
    beside(width_of(word), gap);
    return button(id, word, style, enabled);
  };
  if (!tight) {
    ImGui::AlignTextToFramePadding();
    ImGui::PushFont(gui_.fonts().heading);
    ImGui::TextUnformatted(locale().text("shell.name"_key));
    ImGui::PopFont();
    ImGui::SameLine(0.0F, apart);
  }

  const std::array stages{locale().text("shell.circuit"_key), locale().text("shell.dendrite"_key), locale().text("shell.synapse"_key),
                          locale().text("shell.receptor"_key)};
  // As wide as the longest name needs, so that the scales stay in one row in every language.
  float longest = 0.0F;
  for (const char* name : stages) longest = std::max(longest, ImGui::CalcTextSize(name).x);
  const float ladder_px = (longest + 0.65F * u) * static_cast<float>(stages.size());
  int stage = static_cast<int>(state.view.stage);
  if (choice("stage", stages, stage, style, ladder_px)) commands_.push_back(command::SetStage{static_cast<StageName>(stage)});

  if (pressed("undo", locale().text("shell.undo"_key), apart, session_.history().can_undo())) undo_or_redo(true);
  if (pressed("redo", locale().text("shell.redo"_key), near, session_.history().can_redo())) undo_or_redo(false);
  if (pressed("open", locale().text("shell.open"_key), near)) files_box_.ask_open();
  const std::string save = std::string(locale().text("shell.save"_key)) + (desk_.document.unsaved(state.scenario) ? " *" : "");
  if (pressed("save", save.c_str(), near)) files_box_.ask_save();

  const float language_px = (tight ? 4.2F : 5.0F) * u;
  const float theme_px = (tight ? 7.5F : 9.0F) * u;
  if (tight) {
    beside(language_px, near);
  } else {
    const float after_save = ImGui::GetItemRectMax().x - ImGui::GetWindowPos().x + near;
    ImGui::SameLine(std::max(after_save, area.width - 29.0F * u));
  }
  constexpr std::array kLanguages{"EN", "SV"};
  int language = static_cast<int>(state.view.locale);
  if (choice("language", kLanguages, language, style, language_px)) commands_.push_back(command::SetLocale{static_cast<LocaleName>(language)});
  beside(theme_px, near);
  const std::array themes{locale().text("shell.dark"_key), locale().text("shell.light"_key)};
  int chosen = static_cast<int>(state.view.theme);
  if (choice("theme", themes, chosen, style, theme_px)) commands_.push_back(command::SetTheme{static_cast<ThemeName>(chosen)});
  if (pressed("smaller", "A-", near, state.view.text_scale > 1.0F)) commands_.push_back(command::SetTextScale{state.view.text_scale - 0.1F});
  if (pressed("larger", "A+", near, state.view.text_scale < 2.5F)) commands_.push_back(command::SetTextScale{state.view.text_scale + 0.1F});
  if (pressed("help", locale().text("shell.help"_key), near)) help_ = true;
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
  constexpr float kMostOfIt = 0.4F;
  return rows * (ImGui::GetTextLineHeight() + 2.0F * style.FramePadding.y) <= kMostOfIt * area.height;
}

// One tab at a time, with a way to the one before and the next.
void Shell::tab_stepper(std::span<const char* const> words, int& chosen) {
  const int count = static_cast<int>(words.size());
  if (icon_button("tab_before", Icon::step_back, locale().text("shell.tab_before"_key), look())) chosen = (chosen + count - 1) % count;
  ImGui::SameLine();
  if (icon_button("tab_next", Icon::step_on, locale().text("shell.tab_next"_key), look())) chosen = (chosen + 1) % count;
  ImGui::SameLine();
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(words[static_cast<std::size_t>(chosen)]);
}

void Shell::editor_tabs(const Area& area, bool with_curves) {
  place(area);
  ImGui::Begin("editor", nullptr, kFixed);
  // A marker chosen on the timeline brings its editor to the front.
  if (last_selection_ != session_.state().selection) {
    if (session_.state().selection.kind == MarkerKind::therapy) editor_ = PanelName::therapy;
    if (session_.state().selection.kind == MarkerKind::dose) editor_ = PanelName::dose;
  }
  last_selection_ = session_.state().selection;
  std::vector<const char*> words;
  std::vector<PanelName> names;
  for (const EditorTab& tab : kEditorTabs) {
    if (tab.panel == PanelName::curves && !with_curves) continue;
    words.push_back(locale().text(tab.words));
    names.push_back(tab.panel);
  }
  int chosen = static_cast<int>(std::find(names.begin(), names.end(), editor_) - names.begin());
  if (chosen == static_cast<int>(names.size())) chosen = 0;
  if (tabs_fit(words, area)) {
    choice("editor_tab", words, chosen, look());
  } else {
    tab_stepper(words, chosen);
  }
  editor_ = names[static_cast<std::size_t>(chosen)];
  ImGui::BeginChild("editor_body", {0.0F, 0.0F});
  panel(editor_).draw(context());
  ImGui::EndChild();
  ImGui::End();
}

void Shell::teaching_line(const Area& area) {
  place(area);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0.6F * unit_px_, 0.2F * unit_px_});
  ImGui::Begin("line", nullptr, kFixed | ImGuiWindowFlags_NoNavFocus);
  ImGui::PopStyleVar();
  ImGui::PushStyleColor(ImGuiCol_Text, as_vec(theme()[Role::muted]));
  const std::string lines = wrapped(locale().text("shell.teaching_line"_key), ImGui::GetContentRegionAvail().x);
  rows_.line = 1 + static_cast<int>(std::count(lines.begin(), lines.end(), '\n'));
  ImGui::TextUnformatted(lines.c_str());
  ImGui::PopStyleColor();
  ImGui::End();
}

}  // namespace syn
