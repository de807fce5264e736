// The shell's dialogs: help, opening a scenario, and the one question before it ends.
#include <imgui.h>

#include <algorithm>
#include <array>

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

void Shell::help_window(float width_px, float height_px) {
  if (begin_dialog("help", "shell.keys_title"_key, width_px, height_px, 46.0F, help_)) {
    paragraph(locale().text("shell.picture_help"_key), look());
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(locale().text("shell.quality"_key));
    ImGui::SameLine();
    const std::array qualities{locale().text("shell.quality_low"_key), locale().text("shell.quality_default"_key),
                               locale().text("shell.quality_high"_key)};
    int quality = static_cast<int>(session_.state().view.quality);
    if (choice("quality", qualities, quality, look(), 20.0F * unit_px_))
      commands_.push_back(command::SetQuality{static_cast<QualityName>(quality)});
    const auto bindings = key_bindings();
    const std::size_t half = (bindings.size() + 1) / 2;
    if (ImGui::BeginTable("keys", 4, ImGuiTableFlags_SizingStretchProp)) {
      for (std::size_t row = 0; row < half; ++row) {
        for (const std::size_t index : {row, row + half}) {
          ImGui::TableNextColumn();
          if (index < bindings.size()) ImGui::TextUnformatted(key_text(bindings[index].press, locale()).c_str());
          ImGui::TableNextColumn();
          if (index < bindings.size()) ImGui::TextWrapped("%s", locale().text(bindings[index].words));
        }
      }
      ImGui::EndTable();
    }
    if (button("close", locale().text("shell.close"_key), look())) help_ = false;
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
