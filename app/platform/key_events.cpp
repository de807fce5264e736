#include "app/platform/key_events.hpp"

#include <SDL_keyboard.h>

#include <cstring>

namespace syn {
namespace {

bool is_letter(SDL_Keycode key) { return key >= SDLK_a && key <= SDLK_z; }

// What stands at a place of a US keyboard, without Shift; 0 for what no key of the table types.
char us_sign(SDL_Scancode place) {
  if (place >= SDL_SCANCODE_A && place <= SDL_SCANCODE_Z) return static_cast<char>('a' + (place - SDL_SCANCODE_A));
  if (place >= SDL_SCANCODE_1 && place <= SDL_SCANCODE_9) return static_cast<char>('1' + (place - SDL_SCANCODE_1));
  switch (place) {
    case SDL_SCANCODE_0: return '0';
    case SDL_SCANCODE_LEFTBRACKET: return '[';
    case SDL_SCANCODE_RIGHTBRACKET: return ']';
    case SDL_SCANCODE_COMMA: return ',';
    case SDL_SCANCODE_PERIOD: return '.';
    default: return 0;
  }
}
bool is_letter_place(SDL_Scancode place) { return place >= SDL_SCANCODE_A && place <= SDL_SCANCODE_Z; }

std::optional<KeyCode> named(SDL_Keycode key) {
  if (key >= SDLK_F1 && key <= SDLK_F12) {
    return static_cast<KeyCode>(static_cast<std::uint32_t>(KeyCode::f1) + static_cast<std::uint32_t>(key - SDLK_F1));
  }
  switch (key) {
    case SDLK_ESCAPE: return KeyCode::escape;
    case SDLK_RETURN:
    case SDLK_KP_ENTER: return KeyCode::enter;
    case SDLK_LEFT: return KeyCode::left;
    case SDLK_RIGHT: return KeyCode::right;
    case SDLK_UP: return KeyCode::up;
    case SDLK_DOWN: return KeyCode::down;
    case SDLK_HOME: return KeyCode::home;
    case SDLK_PAGEUP: return KeyCode::page_up;
    case SDLK_PAGEDOWN: return KeyCode::page_down;
    case SDLK_BACKSPACE: return KeyCode::backspace;
    case SDLK_END: return KeyCode::end;
    default: return std::nullopt;
  }
}

}  // namespace

bool KeyEvents::types_latin_letters() {
  for (int place = SDL_SCANCODE_A; place <= SDL_SCANCODE_Z; ++place) {
    if (is_letter(SDL_GetKeyFromScancode(static_cast<SDL_Scancode>(place)))) return true;
  }
  return false;
}

std::optional<PressedKey> KeyEvents::take(const SDL_Event& event) {
  std::optional<KeyPress> press;
  if (event.type == SDL_KEYDOWN) {
    last_ = event.key;
    press = down(event.key.keysym);
  } else if (event.type == SDL_KEYUP) {
    if (last_ && last_->keysym.scancode == event.key.keysym.scancode) last_.reset();  // what comes now it did not type
  } else if (event.type == SDL_TEXTINPUT) {
    press = typed(event.text.text);
  }
  if (!press) return std::nullopt;
  return PressedKey{*press, last_ && last_->repeat != 0};
}

std::optional<KeyPress> KeyEvents::down(const SDL_Keysym& key) const {
  const bool ctrl = (key.mod & KMOD_CTRL) != 0;
  const bool shift = (key.mod & KMOD_SHIFT) != 0;
  if (const auto code = named(key.sym)) return KeyPress{*code, ctrl, shift};
  if (!ctrl) return std::nullopt;  // it comes as text
  // With Ctrl held a key types nothing.
  const bool by_layout = key.sym > SDLK_SPACE && key.sym < SDLK_DELETE;
  if (by_layout && (is_letter(key.sym) || !is_letter_place(key.scancode) || latin_()))
    return KeyPress{key_of(static_cast<char>(key.sym)), true, shift};
  const char sign = latin_() ? '\0' : us_sign(key.scancode);
  if (sign == 0) return std::nullopt;
  return KeyPress{key_of(sign), true, shift};
}

std::optional<KeyPress> KeyEvents::typed(const char* text) const {
  const std::uint16_t held = last_ ? last_->keysym.mod : std::uint16_t{KMOD_NONE};
  const bool alt_graph = (held & (KMOD_RALT | KMOD_MODE)) != 0;
  // Some layouts type something with Ctrl, too, and Alt and the system's key belong to the desktop.
  if ((held & (KMOD_CTRL | KMOD_LALT | KMOD_GUI)) != 0 && !alt_graph) return std::nullopt;
  const bool shift = (held & KMOD_SHIFT) != 0;
  const bool one = text[0] != '\0' && text[1] == '\0' && static_cast<unsigned char>(text[0]) < 127;
  const char lower = one && text[0] >= 'A' && text[0] <= 'Z' ? static_cast<char>(text[0] - 'A' + 'a') : text[0];
  if (one && is_letter(lower)) {
    // Without the key that typed it (an input method) only its capitals say whether Shift is meant.
    const bool known = last_ && last_->keysym.sym == lower;
    return KeyPress{key_of(lower), false, known ? shift : text[0] != lower};
  }
  const bool from_place = last_ && (!one || is_letter_place(last_->keysym.scancode)) && std::strlen(text) <= 4 && !latin_();
  const char sign = from_place ? us_sign(last_->keysym.scancode) : '\0';
  if (sign != 0) return KeyPress{key_of(sign), false, shift};
  if (!one) return std::nullopt;
  return KeyPress{key_of(text[0]), false, false};
}

}  // namespace syn
