#include "app/ui/widgets/wrap.hpp"

#include <algorithm>

namespace syn {
namespace {

float width_of(std::string_view text) { return ImGui::CalcTextSize(text.data(), text.data() + text.size()).x; }

// How many bytes of a word too long for a line stand on this one: up to its last hyphen or slash that fits, else as
// many letters as fit, at least one.
std::size_t head_of(std::string_view word, float width_px) {
  std::size_t letters = 0;
  std::size_t mark = 0;
  for (std::size_t i = 0; i < word.size();) {
    std::size_t next = i + 1;
    while (next < word.size() && (static_cast<unsigned char>(word[next]) & 0xC0U) == 0x80U) ++next;
    if (letters > 0 && width_of(word.substr(0, next)) > width_px) break;
    letters = next;
    if (word[i] == '-' || word[i] == '/') mark = next;
    i = next;
  }
  return mark > 0 ? mark : letters;
}

// The end of the word at `at`. What counts a number stays with it: "8 ×" and "40 %" are one word.
std::size_t end_of_word(std::string_view text, std::size_t at) {
  std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
  while (end + 1 < text.size() && text[end] == ' ' && (text.substr(end + 1).starts_with("×") || text[end + 1] == '%'))
    end = std::min(text.find_first_of(" \n", end + 1), text.size());
  return end;
}

}  // namespace

std::string wrapped(std::string_view text, float width_px) {
  std::string out;
  std::size_t line = 0;  // where the last line of `out` starts
  std::size_t at = 0;
  while (at <= text.size()) {
    const std::size_t end = end_of_word(text, at);
    std::string_view word = text.substr(at, end - at);
    if (out.size() > line) {
      std::string longer = out.substr(line) + ' ';
      longer += word;
      const bool fits = ImGui::CalcTextSize(longer.c_str()).x <= width_px;
      out += fits ? ' ' : '\n';
      if (!fits) line = out.size();
    }
    while (width_of(word) > width_px) {
      const std::size_t head = head_of(word, width_px);
      if (head >= word.size()) break;
      out += word.substr(0, head);
      out += '\n';
      line = out.size();
      word.remove_prefix(head);
    }
    out += word;
    if (end < text.size() && text[end] == '\n') {
      out += '\n';
      line = out.size();
    }
    at = end + 1;
  }
  return out;
}

ImVec2 wrapped_size(std::string_view text, float width_px) { return ImGui::CalcTextSize(wrapped(text, width_px).c_str()); }

}  // namespace syn
