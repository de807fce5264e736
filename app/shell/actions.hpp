// What a person can do with the whole of the program: one table, read by the keys, the menu, the bar, the help page, the
// printed page and the tests. A new action is a line of actions.cpp and its sentence.
#pragma once

#include <array>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "app/state/command.hpp"
#include "app/state/history.hpp"
#include "app/state/wish.hpp"
#include "app/ui/look/keys.hpp"

namespace syn {

struct ScreenParts;

// Where a key counts. While text is being typed only F1 to F12 and keys with Ctrl count, and of these not undo and
// redo, which the text field has for itself.
enum class KeyScope {
  anywhere,
  scene,  // only while the picture has the keyboard focus; elsewhere the key belongs to the control
  // Acted on by the controls themselves while they have the focus (a marker on the timeline, Tab everywhere): in the
  // table for the help page, never answered by action_of.
  control,
  // Acted on by the mode Present itself while a lecture is given: likewise never answered by action_of.
  lecture
};

struct Action {
  struct Traits {
    KeyScope scope = KeyScope::anywhere;
    bool repeats = false;  // it moves something (camera, playhead, lens): it goes on while the key is held. All else is done once
    int menu = 0;          // its place in the menu, from 1; 0 = none
    bool (*when)(const History&) = nullptr;  // it can be done; empty = always
  };
  using Keys = std::array<KeyPress, 2>;
  // A command made from the state, a wish, something with the parts of the screen; none where the controls do it.
  using Doing = std::variant<std::monostate, Command (*)(const State&), Wish, void (*)(ScreenParts&)>;

  TextKey words;  // what it does, and its name; neighbours with the same words share a line of the help page
  Keys keys;      // the second may be empty
  Doing does;
  Traits traits = {};

  bool possible(const History& history) const { return traits.when == nullptr || traits.when(history); }
  std::span<const KeyPress> pressed_by() const { return {keys.data(), keys[1] == KeyPress{} ? 1U : 2U}; }
};

std::span<const Action> actions();  // in the order of the help page
// Of this name, which must be there.
const Action& action_named(TextKey words);
// The first that the key means; null = none. `scene_focus`: the picture has the keyboard focus. `typing`: a text field has
// it. `letters` off: keys of a single letter, digit or sign do nothing unless the picture has the focus (WCAG 2.1.4).
const Action* action_of(const KeyPress& press, bool scene_focus, bool typing, bool letters = true);
// True for a key of this action that `letters` switches off.
bool is_single_character(const Action& action, const KeyPress& press);

// The lines of the help page.
struct KeyLine {
  std::string keys;  // "Space  K"
  TextKey words;
  bool single_character;  // of its first key
};
std::vector<KeyLine> key_lines(const Locale& locale);

}  // namespace syn
