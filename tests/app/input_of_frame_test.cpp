// What one frame may take of fast hands on a slow computer.
#include "app/platform/input_of_frame.hpp"

#include <doctest/doctest.h>

#include <initializer_list>
#include <vector>

namespace syn {
namespace {

SDL_Event key(Uint32 type, SDL_Scancode code, SDL_Keycode sym, int mod = KMOD_NONE, bool repeat = false) {
  SDL_Event event{};
  event.type = type;
  event.key.keysym.scancode = code;
  event.key.keysym.sym = sym;
  event.key.keysym.mod = static_cast<Uint16>(mod);
  event.key.repeat = repeat ? 1 : 0;
  return event;
}
SDL_Event other(Uint32 type) {
  SDL_Event event{};
  event.type = type;
  return event;
}

// How many events each frame handles until all are done.
std::vector<int> frames(std::initializer_list<SDL_Event> events) {
  std::vector<int> counts{0};
  InputOfFrame frame;
  for (const SDL_Event& event : events) {
    if (!frame.takes(event)) {
      frame = {};
      counts.push_back(0);
      REQUIRE(frame.takes(event));  // the first always may
    }
    ++counts.back();
  }
  return counts;
}

const SDL_Event kTabDown = key(SDL_KEYDOWN, SDL_SCANCODE_TAB, SDLK_TAB);
const SDL_Event kTabUp = key(SDL_KEYUP, SDL_SCANCODE_TAB, SDLK_TAB);
const SDL_Event kShiftDown = key(SDL_KEYDOWN, SDL_SCANCODE_LSHIFT, SDLK_LSHIFT, KMOD_LSHIFT);
const SDL_Event kShiftUp = key(SDL_KEYUP, SDL_SCANCODE_LSHIFT, SDLK_LSHIFT);

TEST_CASE("input: a key that is pressed and let go between two frames is held for one") {
  CHECK(frames({kTabDown, kTabUp}) == std::vector{1, 1});
  CHECK(frames({kTabDown, kTabUp, kTabDown, kTabUp}) == std::vector{1, 1, 1, 1});
}

TEST_CASE("input: the second of two keys waits for where the first one leads") {
  const SDL_Event enter = key(SDL_KEYDOWN, SDL_SCANCODE_RETURN, SDLK_RETURN);
  CHECK(frames({kTabDown, enter}) == std::vector{1, 1});
}

TEST_CASE("input: Shift belongs to the key that is pressed with it") {
  CHECK(frames({kShiftDown, kTabDown, kTabUp, kShiftUp}) == std::vector{2, 1, 1});
  CHECK(frames({kTabDown, kTabUp, kShiftDown, kTabDown}) == std::vector{1, 1, 2});
}

TEST_CASE("input: typing and a held key wait for no frame") {
  const SDL_Event a = key(SDL_KEYDOWN, SDL_SCANCODE_A, SDLK_a);
  const SDL_Event a_up = key(SDL_KEYUP, SDL_SCANCODE_A, SDLK_a);
  CHECK(frames({a, other(SDL_TEXTINPUT), a_up, a, other(SDL_TEXTINPUT), a_up}) == std::vector{6});
  const SDL_Event again = key(SDL_KEYDOWN, SDL_SCANCODE_LEFT, SDLK_LEFT, KMOD_NONE, true);
  CHECK(frames({again, again, again}) == std::vector{3});
  // With Ctrl a letter is a command.
  const SDL_Event ctrl_a = key(SDL_KEYDOWN, SDL_SCANCODE_A, SDLK_a, KMOD_LCTRL);
  CHECK(frames({ctrl_a, key(SDL_KEYUP, SDL_SCANCODE_A, SDLK_a, KMOD_LCTRL)}) == std::vector{1, 1});
}

TEST_CASE("input: a click is where the mouse was, not where it went") {
  CHECK(frames({other(SDL_MOUSEMOTION), other(SDL_MOUSEMOTION), other(SDL_MOUSEBUTTONDOWN), other(SDL_MOUSEMOTION),
                other(SDL_MOUSEBUTTONUP), other(SDL_MOUSEMOTION)}) == std::vector{3, 2, 1});
}

}  // namespace
}  // namespace syn
