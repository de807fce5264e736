#include "app/lecture/recording.hpp"

#include <fmt/format.h>

#include "app/lecture/staging.hpp"
#include "core/config.hpp"

namespace syn {

std::string with_beat(std::string_view text, const State& state) {
  std::string out(text);
  if (out.empty())
    out =
        "version = 1\ntitle = \"A recorded lecture\"\ntitle_sv = \"En inspelad föreläsning\"\n\n"
        "[[chapter]]\nname = \"Recorded\"\nname_sv = \"Inspelat\"\n";
  if (out.back() != '\n') out += '\n';
  int number = 1;
  while (out.find(fmt::format("id = \"recorded-{}\"", number)) != std::string::npos) ++number;
  out += fmt::format(
      "\n[[beat]]\nid = \"recorded-{}\"\nchapter = 1\nclaims = []\nbadge = \"background\"\nfor = [\"own_teaching\"]\n"
      "headline = \"Recorded {}\"\nheadline_sv = \"Inspelat {}\"\ncaption = \"What is said here.\"\ncaption_sv = \"Vad som sägs här.\"\n"
      "note = \"For your eyes.\"\nnote_sv = \"För dina ögon.\"\nscenario = \"one-infusion-cbt\"\n",
      number, number, number);
  if (state.view.front == PanelName::curves) out += "panel = \"curves\"\n";
  out += "commands = [\n";
  for (const Command& command : commands_to(state)) out += "  " + quote(to_text(command)) + ",\n";
  return out + "]\n";
}

}  // namespace syn
