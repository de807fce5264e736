// The shell's dialogs: help, settings, and the one question before it ends. Opening and saving: files_box.
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/explore/dialog.hpp"
#include "app/explore/shell.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/widgets.hpp"

namespace syn {
// One window for each dialog; over everything else, and Esc closes it.
void Shell::dialog_window(float width_px, float height_px) {
  struct Page {
    TextKey title;
    float width_units;
    void (Shell::*content)();
  };
  constexpr std::array kPages{Page{"shell.keys_title"_key, 58.0F, &Shell::help_window},
                              Page{"settings.title"_key, 34.0F, &Shell::settings_window},
                              Page{"shell.menu"_key, 46.0F, &Shell::menu_window}, Page{"shell.quit_yes"_key, 34.0F, &Shell::quit_window}};
  static_assert(kPages.size() + 1 == kValues<Dialog>.size());
  const Dialog dialog = view().dialog;
  if (dialog == Dialog::none) return;
  const Page& page = kPages[static_cast<std::size_t>(dialog) - 1];
  ImGui::SetNextWindowFocus();
  begin_dialog_window(name_of(dialog).data(), locale().text(page.title), look(), width_px, height_px, page.width_units);
  (this->*page.content)();
  ImGui::End();
}

// Muted: switched off.
void Shell::key_table(bool letters) const {
  const std::vector<KeyLine> lines = key_lines(locale());
  // Two pairs of columns where there is room for them.
  constexpr float kRoomForTwo = 38.0F;
  const std::size_t pairs = ImGui::GetContentRegionAvail().x >= kRoomForTwo * unit_px_ ? 2 : 1;
  const std::size_t rows = (lines.size() + pairs - 1) / pairs;
  if (!ImGui::BeginTable("keys", static_cast<int>(2 * pairs))) return;
  float widest = 0.0F;
  for (const KeyLine& line : lines) widest = std::max(widest, ImGui::CalcTextSize(line.keys.c_str()).x);
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    ImGui::TableSetupColumn("keys", ImGuiTableColumnFlags_WidthFixed, widest + 0.5F * unit_px_);
    ImGui::TableSetupColumn("words", ImGuiTableColumnFlags_WidthStretch);
  }
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t index = row; index < pairs * rows; index += rows) {
      const bool there = index < lines.size();
      const bool off = there && !letters && lines[index].single_character;
      ImGui::PushStyleColor(ImGuiCol_Text, as_vec(theme()[off ? Role::muted : Role::text]));
      ImGui::TableNextColumn();
      if (there) ImGui::TextUnformatted(lines[index].keys.c_str());
      ImGui::TableNextColumn();
      if (there) ImGui::TextWrapped("%s%s", locale().text(lines[index].words), off ? locale().text("shell.key_off"_key) : "");
      ImGui::PopStyleColor();
    }
  }
  ImGui::EndTable();
}

void Shell::help_window() {
  paragraph(locale().text("shell.picture_help"_key), look());
  if (button("settings", locale().text("settings.title"_key), look())) show(Dialog::settings);
  bool letters = view().letter_keys;
  if (toggle("letters", locale().text("shell.letter_keys"_key), letters, look())) commands_.push_back(command::SetLetterKeys{letters});
  // Close stands before the list: Tab need not go through it.
  if (button("close", locale().text("shell.close"_key), look())) show(Dialog::none);
  ImGui::Separator();
  key_table(letters);
  if (help_scroll_ != 0.0F) {
    ImGui::SetScrollY(std::clamp(ImGui::GetScrollY() + help_scroll_ * ImGui::GetTextLineHeightWithSpacing(), 0.0F, ImGui::GetScrollMaxY()));
    help_scroll_ = 0.0F;
  }
}

void Shell::settings_window() {
  const Locale& words = locale();
  Settings settings = user_data_.settings();
  paragraph(words.text("settings.hint"_key), look());
  const auto row = [&](TextKey key) {
    ImGui::TextUnformatted(words.text(key));
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + std::ceil(0.15F * unit_px_));  // the focus ring keeps off the words
  };
  row("settings.language"_key);
  const std::array languages{resources_.locales[0].text("language"_key), resources_.locales[1].text("language"_key)};
  int language = static_cast<int>(view().locale);
  if (choice("language", languages, language, look())) commands_.push_back(command::SetLocale{static_cast<LocaleName>(language)});
  row("settings.theme"_key);
  const std::array themes{words.text("shell.dark"_key), words.text("shell.light"_key)};
  int chosen = static_cast<int>(view().theme);
  if (choice("theme", themes, chosen, look())) commands_.push_back(command::SetTheme{static_cast<ThemeName>(chosen)});
  row("settings.palette"_key);
  const std::array palettes{words.text("settings.palette_standard"_key), words.text("settings.palette_high_contrast"_key)};
  int palette = static_cast<int>(view().palette);
  if (choice("palette", palettes, palette, look())) commands_.push_back(command::SetPalette{static_cast<PaletteName>(palette)});
  row("settings.text"_key);
  const std::string size = words.number(100.0 * static_cast<double>(view().text_scale), 0) + " %";
  if (button("smaller", "A-", look(), view().text_scale > 1.0F)) commands_.push_back(command::SetTextScale{view().text_scale - 0.1F});
  ImGui::SameLine();
  if (button("larger", "A+", look(), view().text_scale < 2.5F)) commands_.push_back(command::SetTextScale{view().text_scale + 0.1F});
  ImGui::SameLine();
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(size.c_str());
  row("shell.quality"_key);
  const std::array qualities{words.text("settings.quality_auto"_key), words.text("shell.quality_low"_key),
                             words.text("shell.quality_default"_key), words.text("shell.quality_high"_key)};
  int quality = settings.quality ? static_cast<int>(*settings.quality) + 1 : 0;
  if (choice("quality", qualities, quality, look())) {
    settings.quality.reset();
    if (quality == 0) {
      wish(Wish::quality);
    } else {
      settings.quality = static_cast<QualityName>(quality - 1);
      commands_.push_back(command::SetQuality{*settings.quality});
    }
  }
  bool reduced = view().reduced_motion;
  if (toggle("motion", words.text("settings.motion"_key), reduced, look())) commands_.push_back(command::SetReducedMotion{reduced});
  bool letters = view().letter_keys;
  if (toggle("letters", words.text("settings.letters"_key), letters, look())) commands_.push_back(command::SetLetterKeys{letters});
  if (const auto kept = user_data_.change(settings); !kept) notify(to_text(kept.error()));
  if (button("close", words.text("shell.close"_key), look())) show(Dialog::none);
}

// Everything that the bar and the keys do with the whole, for a hand that has no keyboard or a screen without room.
void Shell::menu_window() {
  std::vector<const Action*> entries;
  for (const Action& action : actions()) {
    if (action.traits.menu > 0) entries.push_back(&action);
  }
  std::sort(entries.begin(), entries.end(), [](const Action* a, const Action* b) { return a->traits.menu < b->traits.menu; });
  const Action* chosen = nullptr;
  if (button("close", locale().text("shell.close"_key), look())) show(Dialog::none);
  ImGui::Separator();
  for (const Action* action : entries) {
    const std::string words = std::string(locale().text(action->words)) + "  " + key_text(action->keys[0], locale());
    if (action != entries.front()) same_line_if_fits(button_width(words.c_str()));
    push_id(std::string(action->words.id()).c_str());
    if (button("action", words.c_str(), look(), action->possible(session_.history()))) chosen = action;
    ImGui::PopID();
  }
  if (chosen == nullptr) return;
  show(Dialog::none);
  act(*chosen);
}

void Shell::quit_window() {
  const bool unsaved = user_data_.document.unsaved(session_.state().scenario);
  paragraph(locale().text(unsaved ? "shell.quit_unsaved"_key : "shell.quit_question"_key), look());
  if (unsaved && button("quit_save", locale().text("shell.quit_save"_key), look())) {
    show(Dialog::none);
    files_box_.save_and_quit();
  }
  const char* quit = locale().text(unsaved ? "shell.quit_lose"_key : "shell.quit_yes"_key);
  if (unsaved) same_line_if_fits(button_width(quit));
  if (button("quit_yes", quit, look())) wish(Wish::quit);
  same_line_if_fits(button_width(locale().text("shell.quit_no"_key)));
  if (button("quit_no", locale().text("shell.quit_no"_key), look())) show(Dialog::none);
}

}  // namespace syn
