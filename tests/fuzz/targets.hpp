// What the fuzzer does with the bytes that it makes up, one function for each reader. A function returns, whatever the bytes
// are; what must not be ends the program (a sanitizer, an assert, `require`).
#pragma once

#include <span>
#include <string_view>

namespace syn::fuzz {

struct Target {
  std::string_view name;
  void (*run)(std::string_view bytes);
};

// scenario, protocol, parameters, settings, share, locale, tables, commands, models, moments, lecture, hand_in.
std::span<const Target> targets();

}  // namespace syn::fuzz
