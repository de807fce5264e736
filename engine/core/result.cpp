#include "core/result.hpp"

#include <fmt/format.h>

#include <string_view>

#include "core/text.hpp"

namespace syn {
namespace {

bool continues(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

// Words of a file come back in a message: without signs that a terminal would obey (U+0080 to U+009F are such signs too),
// on one line, and with bytes that are no text (in a file's name) told as numbers.
std::string harmless(std::string_view text) {
  std::string out;
  for (std::size_t i = 0, length = 1; i < text.size(); i += length) {
    length = 1;
    while (length < 4 && static_cast<unsigned char>(text[i]) >= 0xC0U && continues(text, i + length)) ++length;
    const std::string_view letter = text.substr(i, length);
    const auto first = static_cast<unsigned char>(letter.front());
    const bool high = first == 0xC2U && length == 2 && static_cast<unsigned char>(letter[1]) < 0xA0U;
    if (letter == "\n" || letter == "\r" || letter == "\t") {
      out += ' ';
    } else if (first < 0x20U || first == 0x7FU || high || !is_utf8(letter)) {
      for (const char byte : letter) out += fmt::format("\\x{:02X}", static_cast<unsigned char>(byte));
    } else {
      out += letter;
    }
  }
  return out;
}

// Not by the megabyte: what is very long loses its middle.
std::string shortened(std::string text) {
  constexpr std::size_t kMax = 2000;
  if (text.size() <= kMax) return text;
  std::size_t head = kMax * 2 / 5;
  while (continues(text, head)) --head;
  std::size_t tail = text.size() - kMax * 2 / 5;
  while (continues(text, tail)) ++tail;
  return text.substr(0, head) + " ... " + text.substr(tail);
}

}  // namespace

std::string to_text(const Problem& problem) {
  std::string text = problem.file;
  if (problem.line > 0) text += fmt::format(":{}", problem.line);
  if (problem.line > 0 && problem.column > 0) text += fmt::format(":{}", problem.column);
  if (!text.empty()) text += ": ";
  text += problem.what;
  if (!problem.remedy.empty()) text += "; " + problem.remedy;
  return shortened(harmless(text));
}

std::string to_text(const Problems& problems) {
  std::string text;
  for (const Problem& problem : problems) text += to_text(problem) + "\n";
  return text;
}

}  // namespace syn
