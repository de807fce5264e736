#include "core/text.hpp"

#include <cstddef>
#include <cstdint>

namespace syn {

bool is_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const std::size_t length = first < 0x80U              ? 1
                               : (first & 0xE0U) == 0xC0U ? 2
                               : (first & 0xF0U) == 0xE0U ? 3
                               : (first & 0xF8U) == 0xF0U ? 4
                                                          : 0;
    if (length == 0 || i + length > bytes.size()) return false;
    if (length == 1) {
      ++i;
      continue;
    }
    std::uint32_t letter = first & (0x7FU >> length);
    for (std::size_t k = 1; k < length; ++k) {
      const auto next = static_cast<unsigned char>(bytes[i + k]);
      if ((next & 0xC0U) != 0x80U) return false;
      letter = (letter << 6U) | (next & 0x3FU);
    }
    constexpr std::uint32_t kMin[] = {0, 0, 0x80U, 0x800U, 0x10000U};
    if (letter < kMin[length] || letter > 0x10FFFFU || (letter >= 0xD800U && letter <= 0xDFFFU)) return false;
    i += length;
  }
  return true;
}

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20) out += c;  // control characters may not stand in XML
    }
  }
  return out;
}

}  // namespace syn
