#include "app/session/address.hpp"

#include <algorithm>
#include <charconv>

namespace syn {
namespace {

constexpr std::string_view kUnreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Takes the beginning off, whatever its capitals (they mean nothing in a scheme and in a host).
bool take(std::string_view& text, std::string_view beginning) {
  if (text.size() < beginning.size()) return false;
  if (!std::equal(beginning.begin(), beginning.end(), text.begin(), [](char a, char b) { return a == lower(b); })) return false;
  text.remove_prefix(beginning.size());
  return true;
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      unsigned char byte = 0;
      const char* digits = text.data() + i + 1;
      if (const auto [end, code] = std::from_chars(digits, digits + 2, byte, 16); code == std::errc() && end == digits + 2) {
        out += static_cast<char>(byte);
        i += 2;
        continue;
      }
    }
    out += text[i];
  }
  return out;
}

}  // namespace

std::string file_address(const std::filesystem::path& path) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out = "file://";
  for (const char c : path.string()) {
    if (c == '/' || kUnreserved.find(c) != std::string_view::npos) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
  }
  return out;
}

std::optional<std::filesystem::path> path_of_address(std::string_view address) {
  if (!take(address, "file:")) return std::nullopt;
  if (take(address, "//")) take(address, "localhost");
  if (!address.starts_with('/') || address.starts_with("//")) return std::nullopt;
  std::string path = decoded(address);
  if (path.find('\0') != std::string::npos) return std::nullopt;
  return std::filesystem::path(std::move(path));
}

}  // namespace syn
