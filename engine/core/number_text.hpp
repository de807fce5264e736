// A number from its text. libc++ reads no floating point with std::from_chars before 20, and the C library reads it in the
// language of the machine.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace syn {

enum class Notation : std::uint8_t {
  any,   // 12.5, -.5, 3., 1e-3
  fixed  // without an exponent
};

// The whole text as the nearest double, with a point in every language. Empty for anything else: blanks, a plus in front,
// hexadecimal, infinities, and what a double cannot hold. A number too small for any double but 0 is refused, too.
std::optional<double> plain_number(std::string_view text, Notation notation = Notation::any);
// The same as the nearest float.
std::optional<float> plain_float(std::string_view text);

}  // namespace syn
