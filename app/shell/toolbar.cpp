// The bar above, and the line at the foot.
#include <imgui.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>

#include "app/shell/chrome.hpp"
#include "app/ui/widgets/widgets.hpp"
#include "app/ui/widgets/wrap.hpp"

namespace syn {

// One row. What does not fit goes, the least needed first; all of it is in the menu too.
const Action* Chrome::bar(const Area& area, bool panels) {
  struct Piece {
    float px;  // 0 = there is no room for it
    int goes;  // when it does; those of one number go together, 0 = never
    std::function<void()> draw;
  };
  constexpr std::size_t kScales = 1, kUndo = 2, kRight = 6;  // in the list below; from kRight on they stand at the right
  constexpr int kStepper = 8;                                // the last to go: the scales shrink to one at a time
  place(area);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0.6F * screen_.unit_px, 0.25F * screen_.unit_px});
  ImGui::Begin("bar", nullptr, kFixed);
  ImGui::PopStyleVar();
  const View& view = screen_.view();
  const float u = screen_.unit_px;
  // As wide as the longest name needs, so that the scales stay in one row in every language.
  const auto cell_px = [&](std::span<const char* const> words) {
    float longest = 0.0F;
    for (const char* word : words) longest = std::max(longest, ImGui::CalcTextSize(word).x);
    return (longest + 0.65F * u) * static_cast<float>(words.size());
  };
  std::array<const char*, kStageNames.size()> stages{};
  for (const StageName stage : kStageNames) stages[static_cast<std::size_t>(stage)] = screen_.text(named_key<"shell.">(stage));
  constexpr std::array kLanguages{"EN", "SV"};
  const std::array themes{screen_.text("shell.dark"_key), screen_.text("shell.light"_key), screen_.text("shell.projector"_key)};
  const float stages_px = cell_px(stages), languages_px = cell_px(kLanguages), themes_px = cell_px(themes);
  const float stepper_px = 2.0F * ImGui::GetFrameHeight() + 0.8F * u + stages_px / static_cast<float>(stages.size());
  ImGui::PushFont(screen_.fonts.heading);
  const float name_px = ImGui::CalcTextSize(screen_.text("shell.name"_key)).x;
  ImGui::PopFont();

  bool stepper = false;
  const Action* pressed = nullptr;
  const auto acts = [&](const char* id, TextKey words, TextKey name, int goes, const char* sign = "", const char* widest = "") {
    const std::string word = screen_.text(words);
    return Piece{button_width((word + widest).c_str()), goes, [&, id, name, shown = word + sign] {
                   const Action& action = action_named(name);
                   if (button(id, shown.c_str(), screen_.look(), action.possible(screen_.session.history()))) pressed = &action;
                 }};
  };
  const char* unsaved = screen_.user_data.document.unsaved(screen_.state().scenario) ? " *" : "";
  std::array pieces{
      Piece{name_px, 1,
            [&] {
              ImGui::AlignTextToFramePadding();
              ImGui::PushFont(screen_.fonts.heading);
              ImGui::TextUnformatted(screen_.text("shell.name"_key));
              ImGui::PopFont();
            }},
      Piece{stages_px, kStepper, [&] { choose<command::SetStage>("stage", stages, view.stage, stages_px, stepper); }},
      acts("undo", "shell.undo"_key, "app.key.undo"_key, 6),
      acts("redo", "shell.redo"_key, "app.key.redo"_key, 6),
      acts("open", "shell.open"_key, "app.key.open"_key, 5),
      acts("save", "shell.save"_key, "app.key.save_as"_key, 5, unsaved, " *"),  // the row stands still when it comes
      Piece{languages_px, 3, [&] { choose<command::SetLocale>("language", kLanguages, view.locale, languages_px); }},
      Piece{themes_px, 2, [&] { choose<command::SetTheme>("theme", themes, view.theme, themes_px); }},
      Piece{button_width("A-"), 7, [&] { resize_text("smaller", "A-", -0.1F); }},
      Piece{button_width("A+"), 7, [&] { resize_text("larger", "A+", 0.1F); }},
      acts("help", "shell.help"_key, "app.key.help"_key, 4),
      acts("panels", "shell.panels"_key, "app.key.panels"_key, 0),
      acts("menu", "shell.menu"_key, "app.key.menu"_key, 0),
  };
  if (!panels) pieces[pieces.size() - 2].px = 0.0F;
  const float gap = 0.6F * u;
  const float room = area.width - 1.2F * u;
  const auto used = [&](std::size_t from) {
    float sum = -gap;
    for (std::size_t i = from; i < pieces.size(); ++i) sum += pieces[i].px > 0.0F ? pieces[i].px + gap : 0.0F;
    return sum;
  };
  for (int step = 1; step <= kStepper && used(0) > room; ++step) {
    stepper = step == kStepper;
    for (Piece& piece : pieces) piece.px = piece.goes != step ? piece.px : stepper ? stepper_px : 0.0F;
  }
  const float apart = std::min(1.2F * u, std::max(0.0F, room - used(0)) * 0.25F);
  bool first = true;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i == kRight) {
      ImGui::SameLine(std::max(ImGui::GetItemRectMax().x - ImGui::GetWindowPos().x + gap, area.width - 0.6F * u - used(kRight)));
      first = true;
    }
    if (pieces[i].px <= 0.0F) continue;
    if (!first) ImGui::SameLine(0.0F, i == kScales || i == kUndo ? gap + apart : gap);
    first = false;
    pieces[i].draw();
  }
  ImGui::End();
  return pressed;
}

int Chrome::teaching_line(const Area& area) {
  place(area);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0.6F * screen_.unit_px, 0.2F * screen_.unit_px});
  ImGui::Begin("line", nullptr, kFixed | ImGuiWindowFlags_NoNavFocus);
  ImGui::PopStyleVar();
  ImGui::PushStyleColor(ImGuiCol_Text, as_vec(screen_.theme()[Role::muted]));
  // Where lines are dear the same is said in fewer words.
  const float room = ImGui::GetContentRegionAvail().x;
  std::string lines = wrapped(screen_.text("shell.teaching_line"_key), room);
  const bool roomy = ImGui::GetIO().DisplaySize.y >= kRoomyHeight * screen_.unit_px;
  if (!roomy && lines.find('\n') != std::string::npos) lines = wrapped(screen_.text("shell.teaching_line_short"_key), room);
  ImGui::TextUnformatted(lines.c_str());
  ImGui::PopStyleColor();
  ImGui::End();
  return 1 + static_cast<int>(std::count(lines.begin(), lines.end(), '\n'));
}

}  // namespace syn
