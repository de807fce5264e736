#include "app/shell/actions.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>

using namespace syn;

namespace {
Locale shipped(std::string_view name) { return *Locale::load(DataFiles({std::filesystem::path(SYN_SOURCE_DIR)}), name); }
KeyPress plain(char c) { return {key_of(c)}; }
// "app.key." + its name, or nothing.
std::string what(const KeyPress& press, bool scene_focus, bool typing, bool letters = true) {
  const Action* action = action_of(press, scene_focus, typing, letters);
  return action == nullptr ? std::string() : std::string(action->words.id()).substr(std::string("app.key.").size());
}
}  // namespace

TEST_CASE("no key means two things, and each says what it does in both languages") {
  const Locale en = shipped("en");
  const Locale sv = shipped("sv");
  std::set<std::pair<std::string, int>> seen;  // what a focused control, or a lecture, does with a key is its own
  for (const Action& action : actions()) {
    CHECK(en.has(action.words));
    CHECK(sv.has(action.words));
    for (const KeyPress& press : action.pressed_by()) {
      const std::string text = key_text(press, en);
      CAPTURE(text);
      CHECK(seen.insert({text, std::max(0, static_cast<int>(action.traits.scope) - static_cast<int>(KeyScope::scene))}).second);
      // The table's own entries can be reached.
      if (action.traits.scope < KeyScope::control) CHECK(action_of(press, true, false) == &action);
    }
  }
}

TEST_CASE("every action does something, and each place of the menu is taken once") {
  std::set<int> places;
  for (const Action& action : actions()) {
    CAPTURE(action.words.id());
    CHECK(std::holds_alternative<std::monostate>(action.does) == (action.traits.scope >= KeyScope::control));
    if (action.traits.menu > 0) CHECK(places.insert(action.traits.menu).second);
    CHECK(action_named(action.words).words == action.words);
  }
  CHECK(places.size() == 22);
  CHECK(*places.rbegin() == 22);
}

TEST_CASE("keys work where they should and nowhere else") {
  CHECK(what(plain(' '), true, false) == "pause");
  CHECK(what(plain(' '), false, false) == "pause");  // whatever has the focus
  CHECK(what(plain(' '), false, true).empty());      // but a text
  CHECK(what(plain('k'), false, false) == "pause");
  CHECK(what({KeyCode::left}, false, false).empty());
  CHECK(what({KeyCode::left}, true, false) == "orbit");
  CHECK(what(plain('2'), false, false) == "stage_circuit");
  CHECK(what(plain('4'), false, false) == "stage_dendrite");
  CHECK(what(plain('5'), false, false) == "stage_synapse");
  CHECK(what(plain('6'), false, false) == "stage_receptor");
  CHECK(what(plain('9'), true, false).empty());
}

TEST_CASE("while text is typed, letters are letters and the field keeps its own undo") {
  CHECK(what(plain('k'), false, true).empty());
  CHECK(what({key_of('z'), true}, false, true).empty());
  CHECK(what({key_of('z'), true}, false, false) == "undo");
  CHECK(what({key_of('s'), true}, false, true) == "save");
  CHECK(what({KeyCode::f1}, false, true) == "help");
}

TEST_CASE("Shift chooses another action with letters and is part of a sign otherwise") {
  CHECK(what({key_of('j'), false, false}, false, false) == "step");
  CHECK(what({key_of('j'), false, true}, false, false) == "step_back");
  CHECK(what({key_of('?'), false, true}, false, false) == "help");
  CHECK(what({key_of('?'), false, false}, false, false) == "help");
  CHECK(what({key_of('t'), true, false}, false, false).empty());  // Ctrl+T is not T
}

TEST_CASE("keys are written as they stand on the keyboard") {
  const Locale en = shipped("en");
  const Locale sv = shipped("sv");
  CHECK(key_text({key_of('z'), true}, en) == "Ctrl+Z");
  CHECK(key_text(plain(' '), en) == "Space");
  CHECK(key_text(plain(' '), sv) == "Mellanslag");
  CHECK(key_text({key_of('j'), false, true}, sv) == "Skift+J");
  CHECK(key_text({KeyCode::f11}, en) == "F11");
  CHECK(key_text({KeyCode::left}, en) == "←");
}

TEST_CASE("single letters, digits and signs can be switched off, and nothing else goes with them") {
  int off = 0;
  for (const Action& action : actions()) {
    if (action.traits.scope >= KeyScope::control) continue;
    CAPTURE(action.words.id());
    for (const KeyPress& press : action.pressed_by()) {
      CHECK((action_of(press, true, false, false) == nullptr) == is_single_character(action, press));
      off += is_single_character(action, press) ? 1 : 0;
    }
  }
  CHECK(off > 10);
  CHECK(what(plain('k'), false, false, false).empty());
  CHECK(what(plain('?'), false, false, false).empty());
  CHECK(what({KeyCode::f1}, false, false, false) == "help");
  CHECK(what({key_of('d'), true}, false, false, false) == "duplicate_marker");
  CHECK(what(plain(' '), false, false, false) == "pause");  // no letter, digit or sign
}

TEST_CASE("Explore has the keys of its table") {
  CHECK(what({KeyCode::backspace}, false, false) == "previous_view");
  CHECK(what({KeyCode::backspace}, false, true).empty());
  CHECK(what(plain('h'), false, false) == "next_hypothesis");
  CHECK(what({key_of('e'), true}, false, false) == "export_table");
  CHECK(what({key_of('a'), false, false}, false, false) == "add_dose");
  CHECK(what({key_of('a'), false, true}, false, false) == "add_therapy");
  // A text field has its own clipboard.
  for (const char c : {'c', 'v', 'd'}) CHECK(what({key_of(c), true}, false, true).empty());
}

TEST_CASE("a clicker's keys: through the events, the whole screen, and a word on what is not there yet") {
  CHECK(what({KeyCode::page_down}, false, false) == "next_event");
  CHECK(what({KeyCode::page_up}, true, false) == "previous_event");
  CHECK(what({KeyCode::page_down}, false, true).empty());
  CHECK(what({KeyCode::f5}, false, false) == "present");
  CHECK(what({KeyCode::f11}, false, false) == "full_screen");
  CHECK(what(plain('.'), false, false) == "");
  CHECK(what(plain('b'), false, false) == "");
}

TEST_CASE("only what moves goes on while its key is held") {
  std::set<std::string> moves;
  for (const Action& action : actions()) {
    if (!action.traits.repeats) continue;
    for (const KeyPress& press : action.pressed_by()) moves.insert(key_text(press, shipped("en")));
  }
  CHECK(moves == std::set<std::string>{"J", "Shift+J", "Page up", "Page down", "[", "]", "←", "→", "↑", "↓", "Shift+←", "Shift+→", "+",
                                       "\u2212", "Tab", "Shift+Tab"});
}
