#include "app/ui/look/keys.hpp"

#include <array>

namespace syn {

std::string key_text(const KeyPress& press, const Locale& locale) {
  constexpr std::array kNamed{"app.keyname.escape"_key, "app.keyname.enter"_key,    "app.keyname.tab"_key,       "app.keyname.left"_key,
                              "app.keyname.right"_key,  "app.keyname.up"_key,       "app.keyname.down"_key,      "app.keyname.home"_key,
                              "app.keyname.end"_key,    "app.keyname.page_up"_key,  "app.keyname.page_down"_key, "app.keyname.insert"_key,
                              "app.keyname.delete"_key, "app.keyname.backspace"_key};
  std::string out;
  if (press.ctrl) out += "Ctrl+";
  if (press.shift) out += std::string(locale.text("app.keyname.shift"_key)) + "+";
  const auto code = static_cast<std::uint32_t>(press.key);
  const auto first_named = static_cast<std::uint32_t>(KeyCode::escape);
  if (press.key == key_of(' ')) return out + locale.text("app.keyname.space"_key);
  if (press.key == key_of('-')) return out + "\u2212";
  if (is_letter(press.key)) return out + static_cast<char>(code - 'a' + 'A');
  if (is_character(press.key)) return out + static_cast<char>(code);
  if (press.key >= KeyCode::f1) return out + "F" + std::to_string(code - static_cast<std::uint32_t>(KeyCode::f1) + 1);
  return out + locale.text(kNamed[code - first_named]);
}

}  // namespace syn
