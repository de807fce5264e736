// What the window's keyboard events press: letters and Shift, held keys, layouts without Latin letters.
#include "app/platform/key_events.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <vector>

namespace syn {
namespace {

SDL_Event down(SDL_Scancode place, SDL_Keycode sym, int mod = KMOD_NONE, bool repeat = false) {
  SDL_Event event{};
  event.type = SDL_KEYDOWN;
  event.key.keysym.scancode = place;
  event.key.keysym.sym = sym;
  event.key.keysym.mod = static_cast<Uint16>(mod);
  event.key.repeat = repeat ? 1 : 0;
  return event;
}
SDL_Event up(SDL_Scancode place, SDL_Keycode sym) {
  SDL_Event event = down(place, sym);
  event.type = SDL_KEYUP;
  return event;
}
SDL_Event text(const char* words) {
  SDL_Event event{};
  event.type = SDL_TEXTINPUT;
  std::strncpy(event.text.text, words, sizeof event.text.text - 1);
  return event;
}
std::vector<PressedKey> pressed(KeyEvents& keys, std::initializer_list<SDL_Event> events) {
  std::vector<PressedKey> out;
  for (const SDL_Event& event : events) {
    if (const auto key = keys.take(event)) out.push_back(*key);
  }
  return out;
}
using Pressed = std::vector<PressedKey>;

constexpr KeyPress kA{key_of('a')};
constexpr KeyPress kShiftA{key_of('a'), false, true};
bool latin() { return true; }
bool not_latin() { return false; }

TEST_CASE("keys: a letter follows Shift and not Caps Lock") {
  KeyEvents keys(&latin);
  CHECK(pressed(keys, {down(SDL_SCANCODE_A, SDLK_a), text("a")}) == Pressed{{kA}});
  CHECK(pressed(keys, {down(SDL_SCANCODE_A, SDLK_a, KMOD_CAPS), text("A")}) == Pressed{{kA}});
  CHECK(pressed(keys, {down(SDL_SCANCODE_A, SDLK_a, KMOD_LSHIFT), text("A")}) == Pressed{{kShiftA}});
  CHECK(pressed(keys, {down(SDL_SCANCODE_A, SDLK_a, KMOD_CAPS | KMOD_RSHIFT), text("a")}) == Pressed{{kShiftA}});
  // An input method types without a key: only its capitals say anything.
  KeyEvents method(&latin);
  CHECK(pressed(method, {text("a"), text("A")}) == Pressed{{kA}, {kShiftA}});
  CHECK(pressed(method, {down(SDL_SCANCODE_C, SDLK_c, KMOD_LCTRL), up(SDL_SCANCODE_C, SDLK_c), text("A")}) ==
        Pressed{{{key_of('c'), true}}, {kShiftA}});
  // A sign is what was typed, wherever it stands: ? on a Swedish and on a US keyboard.
  CHECK(pressed(keys, {down(SDL_SCANCODE_MINUS, SDLK_PLUS, KMOD_LSHIFT), text("?")}) == Pressed{{{key_of('?')}}});
  CHECK(pressed(keys, {down(SDL_SCANCODE_8, SDLK_8, KMOD_RALT), text("[")}) == Pressed{{{key_of('[')}}});
  CHECK(pressed(keys, {down(SDL_SCANCODE_LEFTBRACKET, 0xE5), text("å")}).empty());
}

TEST_CASE("keys: what is held says so, in letters too") {
  KeyEvents keys(&latin);
  CHECK(pressed(keys, {down(SDL_SCANCODE_A, SDLK_a), text("a"), down(SDL_SCANCODE_A, SDLK_a, 0, true), text("a")}) ==
        Pressed{{kA, false}, {kA, true}});
  CHECK(pressed(keys, {down(SDL_SCANCODE_E, SDLK_e, KMOD_LCTRL), down(SDL_SCANCODE_E, SDLK_e, KMOD_LCTRL, true)}) ==
        Pressed{{{key_of('e'), true}, false}, {{key_of('e'), true}, true}});
  CHECK(pressed(keys, {down(SDL_SCANCODE_F12, SDLK_F12, 0, true)}) == Pressed{{{KeyCode::f12}, true}});
  CHECK(pressed(keys, {down(SDL_SCANCODE_F12, SDLK_F12)}) == Pressed{{{KeyCode::f12}, false}});
}

TEST_CASE("keys: Ctrl goes by the letter on a Latin layout, and by the place where there are none") {
  KeyEvents latin_keys(&latin);
  CHECK(pressed(latin_keys, {down(SDL_SCANCODE_SEMICOLON, SDLK_s, KMOD_LCTRL)}) == Pressed{{{key_of('s'), true}}});  // Dvorak
  CHECK(pressed(latin_keys, {down(SDL_SCANCODE_W, SDLK_COMMA, KMOD_LCTRL)}) == Pressed{{{key_of(','), true}}});
  CHECK(pressed(latin_keys, {down(SDL_SCANCODE_LEFTBRACKET, 0xE5, KMOD_LCTRL)}).empty());  // Swedish å
  KeyEvents keys(&not_latin);
  CHECK(pressed(keys, {down(SDL_SCANCODE_S, 0x44B, KMOD_LCTRL)}) == Pressed{{{key_of('s'), true}}});  // Russian ы
  CHECK(pressed(keys, {down(SDL_SCANCODE_S, 0x44B, KMOD_LCTRL | KMOD_LSHIFT)}) == Pressed{{{key_of('s'), true, true}}});
  CHECK(pressed(keys, {down(SDL_SCANCODE_Q, SDLK_SEMICOLON, KMOD_RCTRL)}) == Pressed{{{key_of('q'), true}}});    // Greek ;
  CHECK(pressed(keys, {down(SDL_SCANCODE_COMMA, 0x431, KMOD_LCTRL)}) == Pressed{{{key_of(','), true}}});         // Russian б
  CHECK(pressed(keys, {down(SDL_SCANCODE_Z, 0x44F, KMOD_LCTRL), text("я")}) == Pressed{{{key_of('z'), true}}});  // once, whatever it types
}

TEST_CASE("keys: letters go by their place, too, where the layout has none") {
  KeyEvents keys(&not_latin);
  CHECK(pressed(keys, {down(SDL_SCANCODE_A, 0x444), text("ф")}) == Pressed{{kA}});
  CHECK(pressed(keys, {down(SDL_SCANCODE_A, 0x444, KMOD_LSHIFT), text("Ф")}) == Pressed{{kShiftA}});
  CHECK(pressed(keys, {down(SDL_SCANCODE_A, 0x444, KMOD_CAPS), text("Ф")}) == Pressed{{kA}});
  CHECK(pressed(keys, {down(SDL_SCANCODE_LEFTBRACKET, 0x445), text("х")}) == Pressed{{{key_of('[')}}});
  CHECK(pressed(keys, {down(SDL_SCANCODE_SLASH, SDLK_PERIOD), text(".")}) == Pressed{{{key_of('.')}}});
  CHECK(pressed(keys, {down(SDL_SCANCODE_7, SDLK_7, KMOD_LSHIFT), text("?")}) == Pressed{{{key_of('?')}}});
  CHECK(pressed(keys, {down(SDL_SCANCODE_SPACE, SDLK_SPACE), text(" ")}) == Pressed{{{key_of(' ')}}});
}

TEST_CASE("keys: what the desktop does with Alt and its own key is no letter") {
  KeyEvents keys(&latin);
  CHECK(pressed(keys, {down(SDL_SCANCODE_A, SDLK_a, KMOD_LALT), text("a")}).empty());
  CHECK(pressed(keys, {down(SDL_SCANCODE_L, SDLK_l, KMOD_LGUI), text("l")}).empty());
}

TEST_CASE("keys: a clicker's keys are the program's") {
  KeyEvents keys(&latin);
  CHECK(pressed(keys, {down(SDL_SCANCODE_PAGEDOWN, SDLK_PAGEDOWN), down(SDL_SCANCODE_PAGEUP, SDLK_PAGEUP),
                       down(SDL_SCANCODE_F5, SDLK_F5)}) == Pressed{{{KeyCode::page_down}}, {{KeyCode::page_up}}, {{KeyCode::f5}}});
}

}  // namespace
}  // namespace syn
