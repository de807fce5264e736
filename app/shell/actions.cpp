#include "app/shell/actions.hpp"

#include <algorithm>
#include <cassert>
#include <string_view>

#include "app/shell/shell.hpp"

namespace syn {
namespace {

constexpr KeyPress key(char c) { return {key_of(c)}; }
constexpr KeyPress key(KeyCode code) { return {code}; }
constexpr KeyPress ctrl(char c) { return {key_of(c), true}; }
constexpr KeyPress shift(char c) { return {key_of(c), false, true}; }
constexpr KeyPress shift(KeyCode code) { return {code, false, true}; }
constexpr KeyPress ctrl_shift(char c) { return {key_of(c), true, true}; }

constexpr Action::Traits kRepeats{.repeats = true};
constexpr Action::Traits kInScene{.scope = KeyScope::scene, .repeats = true};
constexpr Action::Traits kOfControl{.scope = KeyScope::control};
constexpr Action::Traits kOfControlRepeats{.scope = KeyScope::control, .repeats = true};
constexpr Action::Traits kOfLecture{.scope = KeyScope::lecture};
constexpr std::monostate kByControl, kByLecture;
constexpr float kTurn = 0.08F;
constexpr float kNearer = 0.9F;

Command lens_by(const State& state, int steps) {
  const int lens = std::clamp(static_cast<int>(state.view.lens) + steps, 0, static_cast<int>(Lens::wk));
  return command::SetLens{static_cast<Lens>(lens)};
}

// Shift is part of a sign that it types, but a choice of its own with letters and named keys.
bool same(const KeyPress& a, const KeyPress& b) {
  const bool shift_matters = is_letter(a.key) || !is_character(a.key);
  return a.key == b.key && a.ctrl == b.ctrl && (!shift_matters || a.shift == b.shift);
}

}  // namespace

// clang-format off
std::span<const Action> actions() {
  static constexpr std::array kActions{
    Action{"app.key.pause"_key, {key(' '), key('k')}, [](const State& s) -> Command { return command::Play{!s.playhead.playing}; }},
    Action{"app.key.step"_key, {key('j')}, [](const State&) -> Command { return command::Step{1}; }, kRepeats},
    Action{"app.key.step_back"_key, {shift('j')}, [](const State&) -> Command { return command::Step{-1}; }, kRepeats},
    Action{"app.key.next_event"_key, {key(KeyCode::page_down)}, [](const State&) -> Command { return command::NextEvent{1}; }, kRepeats},
    Action{"app.key.previous_event"_key, {key(KeyCode::page_up)}, [](const State&) -> Command { return command::NextEvent{-1}; }, kRepeats},
    Action{"app.key.next_moment"_key, {key('n')}, [](ScreenParts& s) { s.moments.step(1); }},
    Action{"app.key.previous_moment"_key, {shift('n')}, [](ScreenParts& s) { s.moments.step(-1); }},
    Action{"app.key.lens_coarser"_key, {key('[')}, [](const State& s) { return lens_by(s, 1); }, kRepeats},
    Action{"app.key.lens_finer"_key, {key(']')}, [](const State& s) { return lens_by(s, -1); }, kRepeats},
    Action{"app.key.stage_circuit"_key, {key('2')}, [](ScreenParts& s) { s.scene.go_to(StageName::circuit); }},
    Action{"app.key.stage_dendrite"_key, {key('4')}, [](ScreenParts& s) { s.scene.go_to(StageName::dendrite); }},
    Action{"app.key.stage_synapse"_key, {key('5')}, [](ScreenParts& s) { s.scene.go_to(StageName::synapse); }},
    Action{"app.key.stage_receptor"_key, {key('6')}, [](ScreenParts& s) { s.scene.go_to(StageName::receptor); }},
    Action{"app.key.orbit"_key, {key(KeyCode::left)}, [](ScreenParts& s) { s.scene.turn(-kTurn, 0.0F, 1.0F); }, kInScene},
    Action{"app.key.orbit"_key, {key(KeyCode::right)}, [](ScreenParts& s) { s.scene.turn(kTurn, 0.0F, 1.0F); }, kInScene},
    Action{"app.key.orbit"_key, {key(KeyCode::up)}, [](ScreenParts& s) { s.scene.turn(0.0F, kTurn, 1.0F); }, kInScene},
    Action{"app.key.orbit"_key, {key(KeyCode::down)}, [](ScreenParts& s) { s.scene.turn(0.0F, -kTurn, 1.0F); }, kInScene},
    Action{"app.key.zoom"_key, {key('+')}, [](ScreenParts& s) { s.scene.turn(0.0F, 0.0F, kNearer); }, kInScene},
    Action{"app.key.zoom"_key, {key('-')}, [](ScreenParts& s) { s.scene.turn(0.0F, 0.0F, 1.0F / kNearer); }, kInScene},
    Action{"app.key.rescue_camera"_key, {key(KeyCode::home)}, [](ScreenParts& s) { s.scene.rescue_camera(); }, {.menu = 17}},
    Action{"app.key.previous_view"_key, {key(KeyCode::backspace)}, [](ScreenParts& s) { s.scene.go_back(); }},
    Action{"app.key.next_hypothesis"_key, {key('h')}, [](ScreenParts& s) { s.editing.next_hypothesis(); }, {.menu = 12}},
    Action{"app.key.next_stop"_key, {key(KeyCode::tab)}, kByControl, kOfControlRepeats},
    Action{"app.key.next_stop"_key, {shift(KeyCode::tab)}, kByControl, kOfControlRepeats},
    Action{"app.key.add_dose"_key, {key('a')}, [](ScreenParts& s) { s.editing.add(MarkerKind::dose); }},
    Action{"app.key.add_therapy"_key, {shift('a')}, [](ScreenParts& s) { s.editing.add(MarkerKind::therapy); }},
    Action{"app.key.move_marker"_key, {key(KeyCode::left), key(KeyCode::right)}, kByControl, kOfControlRepeats},
    Action{"app.key.leap_marker"_key, {shift(KeyCode::left), shift(KeyCode::right)}, kByControl, kOfControlRepeats},
    Action{"app.key.seek_marker"_key, {key(KeyCode::enter)}, kByControl, kOfControl},
    Action{"app.key.remove_marker"_key, {key(KeyCode::del)}, kByControl, kOfControl},
    Action{"app.key.copy_marker"_key, {ctrl('c')}, [](ScreenParts& s) { s.editing.copy(); }},
    Action{"app.key.paste_marker"_key, {ctrl('v')}, [](ScreenParts& s) { s.editing.paste(); }},
    Action{"app.key.duplicate_marker"_key, {ctrl('d')}, [](ScreenParts& s) { s.editing.duplicate(); }},
    Action{"app.key.language"_key, {key('l')}, [](const State& s) -> Command { return command::SetLocale{s.view.locale == LocaleName::en ? LocaleName::sv : LocaleName::en}; }, {.menu = 13}},
    Action{"app.key.theme"_key, {key('t')}, [](const State& s) -> Command { return command::SetTheme{following(s.view.shown_theme())}; }, {.menu = 14}},
    Action{"app.key.reduced_motion"_key, {key('m')}, [](const State& s) -> Command { return command::SetReducedMotion{!s.view.reduced_motion}; }, {.menu = 15}},
    Action{"app.key.full_screen"_key, {key(KeyCode::f11)}, Wish::full_screen, {.menu = 16}},
    Action{"app.key.present"_key, {key(KeyCode::f5)}, [](const State&) -> Command { return command::SetMode{Mode::present}; }, {.menu = 20}},
    Action{"app.key.next_beat"_key, {key(KeyCode::page_down), key(KeyCode::right)}, kByLecture, kOfLecture},
    Action{"app.key.previous_beat"_key, {key(KeyCode::page_up), key(KeyCode::left)}, kByLecture, kOfLecture},
    Action{"app.key.first_of_chapter"_key, {key(KeyCode::home)}, kByLecture, kOfLecture},
    Action{"app.key.overview"_key, {key(KeyCode::end)}, kByLecture, kOfLecture},
    Action{"app.key.back_to_beat"_key, {key(KeyCode::backspace)}, kByLecture, kOfLecture},
    Action{"app.key.blank"_key, {key('.'), key('b')}, kByLecture, kOfLecture},
    Action{"app.key.freeze"_key, {key('f')}, kByLecture, kOfLecture},
    Action{"app.key.spotlight"_key, {key('o')}, kByLecture, kOfLecture},
    Action{"app.key.beat_notes"_key, {key('d')}, kByLecture, kOfLecture},
    Action{"app.key.beat_sources"_key, {key('s')}, kByLecture, kOfLecture},
    Action{"app.key.predict"_key, {key('p')}, kByLecture, kOfLecture},
    Action{"app.key.leave_lecture"_key, {key(KeyCode::escape)}, kByLecture, kOfLecture},
    Action{"app.key.record_beat"_key, {ctrl('r')}, Wish::beat, {.menu = 21}},
    Action{"app.key.undo"_key, {ctrl('z')}, [](ScreenParts& s) { s.editing.undo_or_redo(true); }, {.menu = 1, .when = [](const History& h) { return h.can_undo(); }}},
    Action{"app.key.redo"_key, {ctrl('y')}, [](ScreenParts& s) { s.editing.undo_or_redo(false); }, {.menu = 2, .when = [](const History& h) { return h.can_redo(); }}},
    Action{"app.key.compare"_key, {key('c')}, [](const State& s) -> Command { if (s.pinned) return command::ClearPin{}; return command::SetPin{}; }, {.menu = 11}},
    Action{"app.key.save"_key, {ctrl('s')}, [](ScreenParts& s) { s.chrome.files().save(); }, {.menu = 4}},
    Action{"app.key.export_table"_key, {ctrl('e')}, Wish::table, {.menu = 7}},
    Action{"app.key.save_as"_key, {ctrl_shift('s')}, [](ScreenParts& s) { s.chrome.files().ask_save(); }, {.menu = 5}},
    Action{"app.key.open"_key, {ctrl('o')}, [](ScreenParts& s) { s.chrome.files().ask_open(); }, {.menu = 3}},
    Action{"app.key.share"_key, {ctrl_shift('c')}, [](ScreenParts& s) { s.chrome.files().share(s.screen.locale()); }, {.menu = 6}},
    Action{"app.key.print"_key, {ctrl('p')}, Wish::page, {.menu = 9}},
    Action{"app.key.speak"_key, {key('v')}, [](ScreenParts& s) { s.scene.speak(); }, {.menu = 10}},
    Action{"app.key.settings"_key, {ctrl(',')}, [](const State&) -> Command { return command::SetDialog{Dialog::settings}; }, {.menu = 18}},
    Action{"app.key.menu"_key, {key(KeyCode::f10)}, [](const State&) -> Command { return command::SetDialog{Dialog::menu}; }},
    Action{"app.key.picture"_key, {key(KeyCode::f12)}, Wish::picture, {.menu = 8}},
    Action{"app.key.panels"_key, {key('r')}, [](ScreenParts& s) { s.panels.fold_or_open(); }},
    Action{"app.key.curves_large"_key, {key('e')}, [](const State& s) -> Command { return command::PlacePanels{s.view.panels == PanelPlace::large ? PanelPlace::folded : PanelPlace::large}; }},
    Action{"app.key.inspector"_key, {key('i')}, [](ScreenParts& s) { s.look_up.turn_to(LookupPage::thing); }},
    Action{"app.key.sources"_key, {key('s')}, [](ScreenParts& s) { s.look_up.turn_to(LookupPage::sources); }},
    Action{"app.key.glossary"_key, {key('g')}, [](ScreenParts& s) { s.look_up.turn_to(LookupPage::glossary); }},
    Action{"app.key.help"_key, {key(KeyCode::f1), key('?')}, [](const State&) -> Command { return command::SetDialog{Dialog::help}; }, {.menu = 19}},
    Action{"app.key.quit"_key, {ctrl('q')}, [](const State&) -> Command { return command::SetDialog{Dialog::quit}; }, {.menu = 22}},
  };
  return kActions;
}
// clang-format on

const Action& action_named(TextKey words) {
  const auto all = actions();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Action& action) { return action.words == words; });
  assert(found != all.end());
  return *found;
}

bool is_single_character(const Action& action, const KeyPress& press) {
  return is_character(press.key) && press.key != key_of(' ') && !press.ctrl && action.traits.scope == KeyScope::anywhere;
}

const Action* action_of(const KeyPress& press, bool scene_focus, bool typing, bool letters) {
  // A text field has an undo and a clipboard of its own.
  constexpr std::string_view kOfTheField = "zycvd";
  const bool of_the_field = std::any_of(kOfTheField.begin(), kOfTheField.end(), [&](char c) { return press.key == key_of(c); });
  const bool works_while_typing = press.key >= KeyCode::f1 || (press.ctrl && !of_the_field);
  if (typing && !works_while_typing) return nullptr;
  for (const Action& action : actions()) {
    if (action.traits.scope == KeyScope::control || action.traits.scope == KeyScope::lecture ||
        (action.traits.scope == KeyScope::scene && !scene_focus))
      continue;
    for (const KeyPress& own : action.pressed_by()) {
      if (same(own, press) && (letters || !is_single_character(action, own))) return &action;
    }
  }
  return nullptr;
}

std::vector<KeyLine> key_lines(const Locale& locale) {
  std::vector<KeyLine> lines;
  for (const Action& action : actions()) {
    for (const KeyPress& press : action.pressed_by()) {
      const std::string keys = key_text(press, locale);
      if (!lines.empty() && lines.back().words == action.words) {
        lines.back().keys += "  " + keys;
      } else {
        lines.push_back({keys, action.words, is_single_character(action, press)});
      }
    }
  }
  return lines;
}

}  // namespace syn
