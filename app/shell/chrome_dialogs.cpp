// Help, settings, menu, and the one question before the end. Opening and saving: files_box.
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/shell/chrome.hpp"
#include "app/shell/dialog.hpp"
#include "app/ui/widgets/focus.hpp"

namespace syn {
// Over everything else; a window for each, and Esc closes it.
const Action* Chrome::dialogs(float width_px, float height_px) {
  struct Page {
    TextKey title;
    float width_units;
    void (Chrome::*content)();
  };
  constexpr std::array kPages{Page{"shell.keys_title"_key, 58.0F, &Chrome::help_window},
                              Page{"settings.title"_key, 34.0F, &Chrome::settings_window},
                              Page{"shell.menu"_key, 46.0F, &Chrome::menu_window}, Page{"shell.quit_yes"_key, 34.0F, &Chrome::quit_window}};
  static_assert(kPages.size() + 1 == kValues<Dialog>.size());
  files_.draw(screen_.look(), width_px, height_px);
  const Dialog dialog = screen_.view().dialog;
  if (dialog == Dialog::none) return nullptr;
  const Page& page = kPages[static_cast<std::size_t>(dialog) - 1];
  ImGui::SetNextWindowFocus();
  begin_dialog_window(name_of(dialog).data(), screen_.text(page.title), screen_.look(), width_px, height_px, page.width_units);
  (this->*page.content)();
  ImGui::End();
  return std::exchange(chosen_, nullptr);
}

// Muted: switched off.
void Chrome::key_table(bool letters) const {
  const std::vector<KeyLine> lines = key_lines(screen_.locale());
  // Two pairs of columns where there is room for them.
  constexpr float kRoomForTwo = 38.0F;
  const std::size_t pairs = ImGui::GetContentRegionAvail().x >= kRoomForTwo * screen_.unit_px ? 2 : 1;
  const std::size_t rows = (lines.size() + pairs - 1) / pairs;
  if (!ImGui::BeginTable("keys", static_cast<int>(2 * pairs))) return;
  float widest = 0.0F;
  for (const KeyLine& line : lines) widest = std::max(widest, ImGui::CalcTextSize(line.keys.c_str()).x);
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    ImGui::TableSetupColumn("keys", ImGuiTableColumnFlags_WidthFixed, widest + 0.5F * screen_.unit_px);
    ImGui::TableSetupColumn("words", ImGuiTableColumnFlags_WidthStretch);
  }
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t index = row; index < pairs * rows; index += rows) {
      const bool there = index < lines.size();
      const bool off = there && !letters && lines[index].single_character;
      ImGui::PushStyleColor(ImGuiCol_Text, as_vec(screen_.theme()[off ? Role::muted : Role::text]));
      ImGui::TableNextColumn();
      if (there) ImGui::TextUnformatted(lines[index].keys.c_str());
      ImGui::TableNextColumn();
      if (there) ImGui::TextWrapped("%s%s", screen_.text(lines[index].words), off ? screen_.text("shell.key_off"_key) : "");
      ImGui::PopStyleColor();
    }
  }
  ImGui::EndTable();
}

void Chrome::help_window() {
  const UiLook look = screen_.look();
  paragraph(screen_.text("shell.picture_help"_key), look);
  if (button("settings", screen_.text("settings.title"_key), look)) screen_.show(Dialog::settings);
  bool letters = screen_.view().letter_keys;
  if (toggle("letters", screen_.text("shell.letter_keys"_key), letters, look)) screen_.give(command::SetLetterKeys{letters});
  // Close stands before the list: Tab need not go through it.
  if (button("close", screen_.text("shell.close"_key), look)) screen_.show(Dialog::none);
  ImGui::Separator();
  key_table(letters);
  if (help_scroll_ != 0.0F) {
    ImGui::SetScrollY(std::clamp(ImGui::GetScrollY() + help_scroll_ * ImGui::GetTextLineHeightWithSpacing(), 0.0F, ImGui::GetScrollMaxY()));
    help_scroll_ = 0.0F;
  }
}

void Chrome::settings_window() {
  const UiLook look = screen_.look();
  const Locale& words = screen_.locale();
  Settings settings = screen_.user_data.settings();
  paragraph(words.text("settings.hint"_key), look);
  const auto row = [&](TextKey key) {
    ImGui::TextUnformatted(words.text(key));
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + std::ceil(0.15F * screen_.unit_px));  // the focus ring keeps off the words
  };
  row("settings.language"_key);
  const std::array languages{screen_.resources.locales[0].text("language"_key), screen_.resources.locales[1].text("language"_key)};
  choose<command::SetLocale>("language", languages, screen_.view().locale);
  row("settings.theme"_key);
  choose<command::SetTheme>("theme",
                            std::array{words.text("shell.dark"_key), words.text("shell.light"_key), words.text("shell.projector"_key)},
                            screen_.view().shown_theme());
  row("settings.palette"_key);
  const std::array palettes{words.text("settings.palette_standard"_key), words.text("settings.palette_high_contrast"_key)};
  choose<command::SetPalette>("palette", palettes, screen_.view().palette);
  row("settings.text"_key);
  const std::string size = words.number(100.0 * static_cast<double>(screen_.view().text_scale), 0) + " %";
  resize_text("smaller", "A-", -0.1F);
  ImGui::SameLine();
  resize_text("larger", "A+", 0.1F);
  ImGui::SameLine();
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(size.c_str());
  row("shell.quality"_key);
  const std::array qualities{words.text("settings.quality_auto"_key), words.text("shell.quality_low"_key),
                             words.text("shell.quality_default"_key), words.text("shell.quality_high"_key)};
  int quality = settings.quality ? static_cast<int>(*settings.quality) + 1 : 0;
  if (choice("quality", qualities, quality, look)) {
    settings.quality.reset();
    if (quality == 0) {
      screen_.wish(Wish::quality);
    } else {
      settings.quality = static_cast<QualityName>(quality - 1);
      screen_.give(command::SetQuality{*settings.quality});
    }
  }
  bool reduced = screen_.view().reduced_motion;
  if (toggle("motion", words.text("settings.motion"_key), reduced, look)) screen_.give(command::SetReducedMotion{reduced});
  bool hall = screen_.view().hall;
  if (toggle("hall", words.text("settings.hall"_key), hall, look)) screen_.give(command::SetHall{hall});
  bool letters = screen_.view().letter_keys;
  if (toggle("letters", words.text("settings.letters"_key), letters, look)) screen_.give(command::SetLetterKeys{letters});
  if (const auto kept = screen_.user_data.change(settings); !kept) screen_.notify(to_text(kept.error()));
  if (button("close", words.text("shell.close"_key), look)) screen_.show(Dialog::none);
}

// Everything that the bar and the keys do with the whole, for who has no keyboard and for a screen without room.
void Chrome::menu_window() {
  const UiLook look = screen_.look();
  std::vector<const Action*> entries;
  for (const Action& action : actions()) {
    if (action.traits.menu > 0) entries.push_back(&action);
  }
  std::sort(entries.begin(), entries.end(), [](const Action* a, const Action* b) { return a->traits.menu < b->traits.menu; });
  if (button("close", screen_.text("shell.close"_key), look)) screen_.show(Dialog::none);
  ImGui::Separator();
  for (const Action* action : entries) {
    const std::string words = std::string(screen_.text(action->words)) + "  " + key_text(action->keys[0], screen_.locale());
    if (action != entries.front()) same_line_if_fits(button_width(words.c_str()));
    push_id(std::string(action->words.id()).c_str());
    if (button("action", words.c_str(), look, action->possible(screen_.session.history()))) chosen_ = action;
    ImGui::PopID();
  }
  if (chosen_ != nullptr) screen_.show(Dialog::none);
}

void Chrome::quit_window() {
  const UiLook look = screen_.look();
  const bool unsaved = screen_.user_data.document.unsaved(screen_.state().scenario);
  paragraph(screen_.text(unsaved ? "shell.quit_unsaved"_key : "shell.quit_question"_key), look);
  if (unsaved && button("quit_save", screen_.text("shell.quit_save"_key), look)) {
    screen_.show(Dialog::none);
    files_.save_and_quit();
  }
  const char* quit = screen_.text(unsaved ? "shell.quit_lose"_key : "shell.quit_yes"_key);
  if (unsaved) same_line_if_fits(button_width(quit));
  if (button("quit_yes", quit, look)) screen_.wish(Wish::quit);
  same_line_if_fits(button_width(screen_.text("shell.quit_no"_key)));
  if (button("quit_no", screen_.text("shell.quit_no"_key), look)) screen_.show(Dialog::none);
}

}  // namespace syn
