#include "app/ui/look/keys.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <set>

using namespace syn;

namespace {
Locale shipped(std::string_view name) { return *Locale::load(DataFiles({std::filesystem::path(SYN_SOURCE_DIR)}), name); }
KeyPress plain(char c) { return {key_of(c)}; }
}  // namespace

TEST_CASE("no key means two things, and each says what it does in both languages") {
  const Locale en = shipped("en");
  const Locale sv = shipped("sv");
  std::set<std::pair<std::string, bool>> seen;  // what a focused control does with a key is its own
  for (const KeyBinding& binding : key_bindings()) {
    const std::string text = key_text(binding.press, en);
    CAPTURE(text);
    CHECK(seen.insert({text, binding.scope == KeyScope::control}).second);
    CHECK(en.has(binding.words));
    CHECK(sv.has(binding.words));
    // The table's own entries can be reached.
    if (binding.scope != KeyScope::control) CHECK(action_of(binding.press, true, false) == binding.action);
  }
}

TEST_CASE("keys work where they should and nowhere else") {
  CHECK(action_of(plain(' '), true, false) == KeyAction::pause);
  CHECK(action_of(plain(' '), false, false) == KeyAction::pause);  // whatever has the focus
  CHECK(!action_of(plain(' '), false, true));                      // but a text
  CHECK(action_of(plain('k'), false, false) == KeyAction::pause);
  CHECK(!action_of({KeyCode::left}, false, false));
  CHECK(action_of({KeyCode::left}, true, false) == KeyAction::orbit_left);
  CHECK(action_of(plain('2'), false, false) == KeyAction::stage_circuit);
  CHECK(action_of(plain('4'), false, false) == KeyAction::stage_dendrite);
  CHECK(action_of(plain('5'), false, false) == KeyAction::stage_synapse);
  CHECK(action_of(plain('6'), false, false) == KeyAction::stage_receptor);
  CHECK(!action_of(plain('9'), true, false));
}

TEST_CASE("while text is typed, letters are letters and the field keeps its own undo") {
  CHECK(!action_of(plain('k'), false, true));
  CHECK(!action_of({key_of('z'), true}, false, true));
  CHECK(action_of({key_of('z'), true}, false, false) == KeyAction::undo);
  CHECK(action_of({key_of('s'), true}, false, true) == KeyAction::save);
  CHECK(action_of({KeyCode::f1}, false, true) == KeyAction::help);
}

TEST_CASE("Shift chooses another action with letters and is part of a sign otherwise") {
  CHECK(action_of({key_of('j'), false, false}, false, false) == KeyAction::step);
  CHECK(action_of({key_of('j'), false, true}, false, false) == KeyAction::step_back);
  CHECK(action_of({key_of('?'), false, true}, false, false) == KeyAction::help);
  CHECK(action_of({key_of('?'), false, false}, false, false) == KeyAction::help);
  CHECK(!action_of({key_of('t'), true, false}, false, false));  // Ctrl+T is not T
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
  for (const KeyBinding& binding : key_bindings()) {
    if (binding.scope == KeyScope::control) continue;
    CAPTURE(static_cast<int>(binding.action));
    const auto answer = action_of(binding.press, true, false, false);
    CHECK(answer.has_value() == !is_single_character(binding));
    off += is_single_character(binding) ? 1 : 0;
  }
  CHECK(off > 10);
  CHECK(!action_of(plain('k'), false, false, false));
  CHECK(!action_of(plain('?'), false, false, false));
  CHECK(action_of({KeyCode::f1}, false, false, false) == KeyAction::help);
  CHECK(action_of({key_of('d'), true}, false, false, false) == KeyAction::duplicate_marker);
  CHECK(action_of(plain(' '), false, false, false) == KeyAction::pause);  // no letter, digit or sign
}

TEST_CASE("Explore has the keys of its table") {
  CHECK(action_of({KeyCode::backspace}, false, false) == KeyAction::previous_view);
  CHECK(!action_of({KeyCode::backspace}, false, true));
  CHECK(action_of(plain('h'), false, false) == KeyAction::next_hypothesis);
  CHECK(action_of({key_of('e'), true}, false, false) == KeyAction::export_table);
  CHECK(action_of({key_of('a'), false, false}, false, false) == KeyAction::add_dose);
  CHECK(action_of({key_of('a'), false, true}, false, false) == KeyAction::add_therapy);
  // A text field has its own clipboard.
  for (const char c : {'c', 'v', 'd'}) CHECK(!action_of({key_of(c), true}, false, true));
}

TEST_CASE("a clicker's keys: through the events, the whole screen, and a word on what is not there yet") {
  CHECK(action_of({KeyCode::page_down}, false, false) == KeyAction::next_event);
  CHECK(action_of({KeyCode::page_up}, true, false) == KeyAction::previous_event);
  CHECK(!action_of({KeyCode::page_down}, false, true));
  CHECK(action_of({KeyCode::f5}, false, false) == KeyAction::full_screen);
  CHECK(action_of({KeyCode::f11}, false, false) == KeyAction::full_screen);
  CHECK(action_of(plain('.'), false, false) == KeyAction::present);
  CHECK(action_of(plain('b'), false, false) == KeyAction::present);
  CHECK(shipped("en").has("shell.present_not_yet"_key));
  CHECK(shipped("sv").has("shell.present_not_yet"_key));
}

TEST_CASE("only what moves goes on while its key is held") {
  std::set<std::string> moves;
  for (const KeyBinding& binding : key_bindings()) {
    if (repeats(binding.action)) moves.insert(key_text(binding.press, shipped("en")));
  }
  CHECK(moves == std::set<std::string>{"J", "Shift+J", "N", "Shift+N", "Page up", "Page down", "[", "]", "←", "→", "↑", "↓", "Shift+←",
                                       "Shift+→", "+", "\u2212", "Tab", "Shift+Tab"});
}
