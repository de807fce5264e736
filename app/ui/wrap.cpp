#include "ui/wrap.hpp"

#include <algorithm>

namespace syn {

std::string wrapped(std::string_view text, float width_px) {
  std::string out;
  std::size_t line = 0;  // where the last line of `out` starts
  std::size_t at = 0;
  while (at <= text.size()) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (out.size() > line) {
      std::string longer = out.substr(line) + ' ';
      longer += word;
      const bool fits = ImGui::CalcTextSize(longer.c_str()).x <= width_px;
      out += fits ? ' ' : '\n';
      if (!fits) line = out.size();
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

ImVec2 wrapped_size(std::string_view text, float width_px) {
  return ImGui::CalcTextSize(wrapped(text, width_px).c_str());
}

}  // namespace syn
