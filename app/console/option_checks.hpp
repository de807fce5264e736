// What a word behind an option must be, before the parser of options sees it: that one takes "nan", "0x10", "010" (as 8)
// and " 5" for numbers. Each check refuses with what would be right, and writes the word the plain way.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/enum_table.hpp"

namespace syn {

// "1280x720": both at least 64, at most 8192.
std::optional<std::pair<int, int>> parse_size(std::string_view text);

CLI::Validator number_from(double low, double high);
CLI::Validator whole_from(std::uint64_t low, std::uint64_t high);
CLI::Validator a_size();
CLI::Validator a_time();
CLI::Validator a_length_of_time();  // more than nothing
// A file to read or to write: not an empty name; "-" is the standard input or output.
CLI::Validator an_input();
CLI::Validator an_output();
CLI::Validator not_empty();

// One of the names of an enumeration.
template <Named E>
CLI::Validator one_of() {
  return CLI::Validator(
      [](std::string& text) { return from_name<E>(text) ? std::string() : "\"" + text + "\" is not one of: " + words_of<E>(); },
      words_of<E>());
}

}  // namespace syn
