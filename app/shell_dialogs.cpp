// The shell's dialogs: help, opening a scenario, and the one question before it ends.
#include <imgui.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "app/shell.hpp"
#include "ui/focus.hpp"
#include "ui/widgets.hpp"

namespace syn {
namespace {

// Placed by the program; only its content scrolls.
constexpr ImGuiWindowFlags kDialog =
    (ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings) & ~ImGuiWindowFlags_NoScrollbar;

}  // namespace

bool Shell::begin_dialog(const char* id, TextKey title, float width_px, float height_px, float width_units, bool& open) {
  const float width = std::min(width_units * unit_px_, 0.94F * width_px);
  ImGui::SetNextWindowPos({width_px / 2.0F, height_px / 2.0F}, ImGuiCond_Always, {0.5F, 0.5F});
  ImGui::SetNextWindowSizeConstraints({width, 0.0F}, {width, 0.92F * height_px});
  ImGui::SetNextWindowFocus();
  ImGui::Begin(id, nullptr, kDialog | ImGuiWindowFlags_AlwaysAutoResize);
  heading(locale().text(title), look());
  touch();
  return open;
}

// Every binding of the one table; those with the same meaning share a line. Muted: switched off.
void Shell::key_table(bool letters) const {
  struct Line {
    std::string keys;
    const KeyBinding* binding;
  };
  std::vector<Line> lines;
  for (const KeyBinding& binding : key_bindings()) {
    const std::string keys = key_text(binding.press, locale());
    if (!lines.empty() && lines.back().binding->words == binding.words) {
      lines.back().keys += "  " + keys;
    } else {
      lines.push_back({keys, &binding});
    }
  }
  // Two pairs of columns where there is room for them.
  constexpr float kRoomForTwo = 38.0F;
  const std::size_t pairs = ImGui::GetContentRegionAvail().x >= kRoomForTwo * unit_px_ ? 2 : 1;
  const std::size_t rows = (lines.size() + pairs - 1) / pairs;
  if (!ImGui::BeginTable("keys", static_cast<int>(2 * pairs))) return;
  float widest = 0.0F;
  for (const Line& line : lines) widest = std::max(widest, ImGui::CalcTextSize(line.keys.c_str()).x);
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    ImGui::TableSetupColumn("keys", ImGuiTableColumnFlags_WidthFixed, widest + 0.5F * unit_px_);
    ImGui::TableSetupColumn("words", ImGuiTableColumnFlags_WidthStretch);
  }
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t index = row; index < pairs * rows; index += rows) {
      const bool there = index < lines.size();
      const bool off = there && !letters && is_single_character(*lines[index].binding);
      ImGui::PushStyleColor(ImGuiCol_Text, as_vec(theme()[off ? Role::muted : Role::text]));
      ImGui::TableNextColumn();
      if (there) ImGui::TextUnformatted(lines[index].keys.c_str());
      ImGui::TableNextColumn();
      if (there) ImGui::TextWrapped("%s%s", locale().text(lines[index].binding->words), off ? locale().text("shell.key_off"_key) : "");
      ImGui::PopStyleColor();
    }
  }
  ImGui::EndTable();
}

void Shell::help_window(float width_px, float height_px) {
  if (begin_dialog("help", "shell.keys_title"_key, width_px, height_px, 58.0F, help_)) {
    paragraph(locale().text("shell.picture_help"_key), look());
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(locale().text("shell.quality"_key));
    ImGui::SameLine();
    const std::array qualities{locale().text("shell.quality_low"_key), locale().text("shell.quality_default"_key),
                               locale().text("shell.quality_high"_key)};
    int quality = static_cast<int>(session_.state().view.quality);
    if (choice("quality", qualities, quality, look(), 20.0F * unit_px_))
      commands_.push_back(command::SetQuality{static_cast<QualityName>(quality)});
    bool letters = session_.state().view.letter_keys;
    if (toggle("letters", locale().text("shell.letter_keys"_key), letters, look()))
      commands_.push_back(command::SetLetterKeys{letters});
    // Close stands before the list: Tab need not go through it.
    if (button("close", locale().text("shell.close"_key), look())) help_ = false;
    ImGui::Separator();
    key_table(letters);
    if (help_scroll_ != 0.0F) {
      ImGui::SetScrollY(std::clamp(ImGui::GetScrollY() + help_scroll_ * ImGui::GetTextLineHeightWithSpacing(), 0.0F, ImGui::GetScrollMaxY()));
      help_scroll_ = 0.0F;
    }
  }
  ImGui::End();
}

void Shell::open_window(float width_px, float height_px) {
  if (begin_dialog("open", "shell.open_title"_key, width_px, height_px, 34.0F, open_)) {
    paragraph(locale().text("shell.open_hint"_key), look());
    for (const auto& path : files_.list("assets/scenarios", ".toml")) {
      if (button(path.filename().c_str(), path.stem().c_str(), look())) {
        open_ = false;
        open_scenario(path);
      }
    }
    if (button("close", locale().text("shell.close"_key), look())) open_ = false;
  }
  ImGui::End();
}

void Shell::quit_window(float width_px, float height_px) {
  if (begin_dialog("quit", "shell.quit_yes"_key, width_px, height_px, 30.0F, quit_question_)) {
    paragraph(locale().text("shell.quit_question"_key), look());
    if (button("quit_yes", locale().text("shell.quit_yes"_key), look())) quit_ = true;
    ImGui::SameLine();
    if (button("quit_no", locale().text("shell.quit_no"_key), look())) quit_question_ = false;
  }
  ImGui::End();
}

}  // namespace syn
