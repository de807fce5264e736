// Words as keys. A sentence on screen is a key plus values; only the locale turns it into text.
//
// A TextKey can only be made from a literal such as "panel.dose.title"_key, and the literal is checked while
// compiling: small letters, digits, dots and underscores. A raw sentence therefore does not compile.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/enum_table.hpp"

namespace syn {

class TextKey {
 public:
  constexpr TextKey() = default;
  constexpr std::string_view id() const { return id_; }
  constexpr bool empty() const { return id_.empty(); }
  constexpr bool operator==(const TextKey&) const = default;
  // For keys composed at run time out of a checked prefix and the name of a listed thing (a route, a stage).
  // The text must outlive the key; Locale::text reports a key that is not in the file.
  static constexpr TextKey unchecked(std::string_view id) { return TextKey(id); }

 private:
  constexpr explicit TextKey(std::string_view id) : id_(id) {}
  friend consteval TextKey operator""_key(const char* text, std::size_t length);
  std::string_view id_;
};

consteval TextKey operator""_key(const char* text, std::size_t length) {
  for (std::size_t i = 0; i < length; ++i) {
    const char c = text[i];
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    if (!plain) throw "a text key holds small letters, digits, dots and underscores only";
  }
  return TextKey(std::string_view(text, length));
}

// A text as an argument of a template.
template <std::size_t N>
struct Literal {
  char text[N]{};
  consteval Literal(const char (&from)[N]) {
    for (std::size_t i = 0; i < N; ++i) text[i] = from[i];
  }
};

// The words for an enumerator, found by its name: named_key<"hypothesis.", ".name">(Hypothesis::burst) is the key
// "hypothesis.burst.name". tests/app/locale_test.cpp looks whether every name has them.
template <Literal kBefore, Literal kAfter = "", Named E>
TextKey named_key(E value) {
  static const auto kKeys = [] {
    std::array<std::string, kWords<E>.size()> out;
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = std::string(kBefore.text).append(kWords<E>[i]).append(kAfter.text);
    return out;
  }();
  return TextKey::unchecked(kKeys[static_cast<std::size_t>(value)]);
}

// A number to be put into a sentence: the locale writes it with its own decimal sign.
struct Quantity {
  double value = 0.0;
  int decimals = 0;
  bool operator==(const Quantity&) const = default;
};

// A sentence: its key, and what its {placeholders} stand for: a number, another key, a name taken as it is, or a sentence
// of its own (a list of one).
struct Sentence {
  using Value = std::variant<Quantity, TextKey, std::string, std::vector<Sentence>>;
  TextKey key;
  std::vector<std::pair<std::string, Value>> values;
  bool operator==(const Sentence&) const = default;
};

}  // namespace syn
