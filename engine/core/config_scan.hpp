// A look at a TOML text before it is parsed. A parser goes down one level of its stack, or of a table that it has to take
// apart again, for each level of the text, and makes room for every value: a text of some thousand signs could end the
// program. Internal to parse_config.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace syn {

// Far more than any file of the program, or any scenario, holds.
inline constexpr std::size_t kLargestConfig = 1U << 20U;  // bytes
inline constexpr std::size_t kMaxConfigValues = 30'000;   // values, items of lists and headers together
inline constexpr std::size_t kDeepestConfig = 32;         // levels of tables, lists and parts of dotted keys
inline constexpr std::size_t kLongestConfigKey = 256;     // bytes of one part of a key

// How much of the text was understood: all of it, or up to the first sign that no TOML has in its place. What stands
// behind that was not looked at and must not be parsed either.
struct ConfigScan {
  std::size_t understood = 0;
  int line = 1;  // of that sign
  bool whole = false;
};

// Fails, with the line, where the text goes beyond one of the limits above. Makes no room for anything.
Result<ConfigScan> scan_config(std::string_view text, const std::string& file);

}  // namespace syn
