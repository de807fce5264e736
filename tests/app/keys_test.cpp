#include "ui/keys.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <set>

using namespace syn;

namespace {
Locale shipped(std::string_view name) {
  return *Locale::load(DataFiles({std::filesystem::path(SYN_SOURCE_DIR)}), name);
}
KeyPress plain(char c) { return {key_of(c)}; }
}  // namespace

TEST_CASE("no key means two things, and each says what it does in both languages") {
  const Locale en = shipped("en");
  const Locale sv = shipped("sv");
  std::set<std::string> seen;
  for (const KeyBinding& binding : key_bindings()) {
    const std::string text = key_text(binding.press, en);
    CAPTURE(text);
    CHECK(seen.insert(text).second);
    CHECK(en.has(binding.words));
    CHECK(sv.has(binding.words));
    // The table's own entries can be reached.
    CHECK(action_of(binding.press, true, false) == binding.action);
  }
}

TEST_CASE("keys work where they should and nowhere else") {
  CHECK(action_of(plain(' '), true, false) == KeyAction::pause);
  CHECK(!action_of(plain(' '), false, false));  // presses the focused button instead
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
