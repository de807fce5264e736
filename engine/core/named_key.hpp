// The words for an enumerator, found by its name: named_key<"hypothesis.", ".name">(Hypothesis::burst) is the key
// "hypothesis.burst.name". tests/app/locale_test.cpp looks whether every name has them.
#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "core/enum_table.hpp"
#include "core/sentence.hpp"

namespace syn {

// A text as an argument of a template.
template <std::size_t N>
struct Literal {
  char text[N]{};
  consteval Literal(const char (&from)[N]) {
    for (std::size_t i = 0; i < N; ++i) text[i] = from[i];
  }
};

template <Literal kBefore, Literal kAfter = "", Named E>
TextKey named_key(E value) {
  static const auto kKeys = [] {
    std::array<std::string, kWords<E>.size()> out;
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = std::string(kBefore.text).append(kWords<E>[i]).append(kAfter.text);
    return out;
  }();
  return TextKey::unchecked(kKeys[static_cast<std::size_t>(value)]);
}

}  // namespace syn
