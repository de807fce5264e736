// The foot of the screen: that this is a teaching model, and what is done with the whole.
#include <imgui.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <utility>

#include "app/shell/chrome.hpp"
#include "app/ui/widgets/widgets.hpp"
#include "app/ui/widgets/wrap.hpp"

namespace syn {

// One row. The sentence comes first; of the controls those that do not fit go, the least needed first: all of it is in the menu too.
const Action* Chrome::foot(const Area& area, bool panels) {
  struct Piece {
    float px;  // 0 = there is no room for it
    int goes;  // when it does; those of one number go together, 0 = never
    std::function<void()> draw;
  };
  const float u = screen_.unit_px;
  const float pad = 0.75F * u;
  const bool roomy = ImGui::GetIO().DisplaySize.y >= kRoomyHeight * u;
  place(area);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {pad, roomy ? 0.15F * u : 0.05F * u});
  ImGui::Begin("line", nullptr, kFixed);
  ImGui::PopStyleVar();
  const View& view = screen_.view();
  constexpr std::array kLanguages{"EN", "SV"};
  const float languages_px = 2.0F * (ImGui::CalcTextSize("SV").x + 0.65F * u);
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
      acts("undo", "shell.undo"_key, "app.key.undo"_key, 3),
      acts("redo", "shell.redo"_key, "app.key.redo"_key, 3),
      acts("open", "shell.open"_key, "app.key.open"_key, 2),
      acts("save", "shell.save"_key, "app.key.save_as"_key, 2, unsaved, " *"),  // the row stands still when it comes
      // The last to go: who came to a language that they do not read must see the way back, and its sentence may be the longer one.
      Piece{languages_px, 5, [&] { choose<command::SetLocale>("language", kLanguages, view.locale, languages_px); }},
      Piece{button_width("A-"), 1, [&] { resize_text("smaller", "A-", -0.1F); }},
      Piece{button_width("A+"), 1, [&] { resize_text("larger", "A+", 0.1F); }},
      acts("help", "shell.help"_key, "app.key.help"_key, 4),
      acts("panels", "shell.panels"_key, "app.key.panels"_key, 0),
      acts("menu", "shell.menu"_key, "app.key.menu"_key, 0),
  };
  constexpr int kLast = 5;
  if (!panels) pieces[pieces.size() - 2].px = 0.0F;
  const float gap = 0.3F * u;
  const auto used = [&](int gone) {
    float sum = 0.0F;
    for (const Piece& piece : pieces) sum += piece.px > 0.0F && (piece.goes == 0 || piece.goes > gone) ? piece.px + gap : 0.0F;
    return sum;
  };
  const float width = area.width - 2.0F * pad - u;
  // Where lines are dear the same is said in fewer words.
  const char* sentence = screen_.text("shell.teaching_line"_key);
  if (!roomy && ImGui::CalcTextSize(sentence).x > width - used(kLast)) sentence = screen_.text("shell.teaching_line_short"_key);
  const std::string lines = wrapped(sentence, width - used(kLast));
  const float lines_px = ImGui::CalcTextSize(lines.c_str()).x;
  int gone = 0;
  while (gone < kLast && lines_px + used(gone) > width) ++gone;
  ImGui::PushStyleColor(ImGuiCol_Text, as_vec(screen_.theme()[Role::muted]));
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(lines.c_str());
  ImGui::PopStyleColor();
  foot_lines_ = 1 + static_cast<int>(std::count(lines.begin(), lines.end(), '\n'));
  ImGui::SameLine(std::max(pad + lines_px + gap, area.width - pad - used(gone) + gap));
  bool first = true;
  for (const Piece& piece : pieces) {
    if (piece.px <= 0.0F || (piece.goes > 0 && piece.goes <= gone)) continue;
    if (!std::exchange(first, false)) ImGui::SameLine(0.0F, gap);
    piece.draw();
  }
  ImGui::End();
  return pressed;
}

}  // namespace syn
