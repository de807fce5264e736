#include "core/png_text.hpp"

#include <array>

namespace syn {
namespace {

constexpr std::string_view kSignature{"\x89PNG\r\n\x1a\n", 8};
constexpr std::size_t kAround = 12;  // length, type and check sum of a chunk

std::uint32_t big_endian(std::string_view four) {
  std::uint32_t value = 0;
  for (const char byte : four.substr(0, 4)) value = value << 8U | static_cast<std::uint8_t>(byte);
  return value;
}

// keyword, 0, text; in iTXt there are two flags (0: not compressed), a language and a translated keyword between them.
void take_text(std::string_view type, std::string_view data, PngTexts& texts) {
  const std::size_t end = data.find('\0');
  if (end == std::string_view::npos) return;
  const std::string_view keyword = data.substr(0, end);
  data.remove_prefix(end + 1);
  if (type == "iTXt") {
    if (data.size() < 2 || data[0] != 0) return;
    data.remove_prefix(2);
    for (int skipped = 0; skipped < 2; ++skipped) {
      const std::size_t next = data.find('\0');
      if (next == std::string_view::npos) return;
      data.remove_prefix(next + 1);
    }
  }
  texts.emplace_back(keyword, data);
}

}  // namespace

std::uint32_t png_crc(std::string_view bytes) {
  static const std::array<std::uint32_t, 256> table = [] {
    std::array<std::uint32_t, 256> out{};
    for (std::uint32_t n = 0; n < 256; ++n) {
      std::uint32_t c = n;
      for (int k = 0; k < 8; ++k) c = (c & 1U) != 0 ? 0xEDB88320U ^ (c >> 1U) : c >> 1U;
      out[n] = c;
    }
    return out;
  }();
  std::uint32_t c = 0xFFFFFFFFU;
  for (const char byte : bytes) c = table[(c ^ static_cast<std::uint8_t>(byte)) & 0xFFU] ^ (c >> 8U);
  return c ^ 0xFFFFFFFFU;
}

Result<PngTexts> png_texts(std::string_view bytes, const std::string& file) {
  const auto damaged = [&](const char* what) { return failure({file, 0, 0, what, "a whole PNG file"}); };
  if (!bytes.starts_with(kSignature)) return damaged("is no PNG picture");
  bytes.remove_prefix(kSignature.size());
  PngTexts texts;
  while (bytes.size() >= kAround) {
    const std::size_t length = big_endian(bytes);
    if (length > bytes.size() - kAround) return damaged("ends in the middle of a part");
    const std::string_view type = bytes.substr(4, 4), data = bytes.substr(8, length);
    if (big_endian(bytes.substr(8 + length)) != png_crc(bytes.substr(4, 4 + length))) return damaged("has a part that was damaged");
    if (type == "tEXt" || type == "iTXt") take_text(type, data, texts);
    if (type == "IEND") return texts;
    bytes.remove_prefix(kAround + length);
  }
  return damaged("has no end");
}

}  // namespace syn
