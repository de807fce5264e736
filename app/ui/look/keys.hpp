// Keys as values and in words. No windowing library here; the window turns its events into KeyPress values. What they do
// stands in the table of actions.
#pragma once

#include <cstdint>
#include <string>

#include "app/ui/look/locale.hpp"

namespace syn {

// A key by the character it types without Ctrl ('k', '[', '?': lower case, whatever the layout), or one of the named
// ones, which lie above every character.
enum class KeyCode : std::uint32_t {
  escape = 0x110000,
  enter,
  tab,
  left,
  right,
  up,
  down,
  home,
  end,
  page_up,
  page_down,
  insert,
  del,
  backspace,
  f1,
  f2,
  f3,
  f4,
  f5,
  f6,
  f7,
  f8,
  f9,
  f10,
  f11,
  f12
};
constexpr KeyCode key_of(char character) { return static_cast<KeyCode>(static_cast<unsigned char>(character)); }

struct KeyPress {
  KeyCode key{};
  bool ctrl = false;
  bool shift = false;  // ignored for keys that type a character: '?' already says it
  bool operator==(const KeyPress&) const = default;
};

constexpr bool is_letter(KeyCode key) { return key >= key_of('a') && key <= key_of('z'); }
constexpr bool is_character(KeyCode key) { return key < KeyCode::escape; }

// "Ctrl+Z", "Space", "←".
std::string key_text(const KeyPress& press, const Locale& locale);

}  // namespace syn
