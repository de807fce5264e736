#include "core/result.hpp"

#include <fmt/format.h>

#include <string_view>

namespace syn {
namespace {

// Words of a file come back in a message: not with signs that a terminal would obey, and not by the megabyte; each stays on its line.
std::string harmless(std::string_view text) {
  constexpr std::size_t kMost = 2000;
  constexpr std::size_t kHead = 800;
  const auto inside = [&](std::size_t at) { return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U; };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.size() > kMost && i >= kHead && i + kHead < text.size() && !inside(i)) {
      out += " ... ";
      i = text.size() - kHead;
      while (inside(i)) ++i;
    }
    const auto c = static_cast<unsigned char>(text[i]);
    // U+0080 to U+009F are such signs too; in UTF-8 they are C2 80 to C2 9F.
    const bool high = c == 0xC2U && inside(i + 1) && static_cast<unsigned char>(text[i + 1]) < 0xA0U;
    if (c == '\n' || c == '\r' || c == '\t') {
      out += ' ';
    } else if (c < 0x20U || c == 0x7FU) {
      out += fmt::format("\\x{:02X}", c);
    } else if (high) {
      out += fmt::format("\\u{:04X}", static_cast<unsigned char>(text[++i]));
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

std::string to_text(const Problem& problem) {
  std::string text = problem.file;
  if (problem.line > 0) text += fmt::format(":{}", problem.line);
  if (problem.line > 0 && problem.column > 0) text += fmt::format(":{}", problem.column);
  if (!text.empty()) text += ": ";
  text += problem.what;
  if (!problem.remedy.empty()) text += "; " + problem.remedy;
  return harmless(text);
}

std::string to_text(const Problems& problems) {
  std::string text;
  for (const Problem& problem : problems) text += to_text(problem) + "\n";
  return text;
}

}  // namespace syn
