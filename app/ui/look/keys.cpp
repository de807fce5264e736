#include "app/ui/look/keys.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace syn {
namespace {

using enum KeyAction;
using enum KeyScope;

constexpr KeyPress plain(char c) { return {key_of(c)}; }
constexpr KeyPress plain(KeyCode key) { return {key}; }
constexpr KeyPress ctrl(char c) { return {key_of(c), true}; }

constexpr std::array kBindings{
    KeyBinding{plain(' '), pause, anywhere, "app.key.pause"_key},
    KeyBinding{plain('k'), pause, anywhere, "app.key.pause"_key},
    KeyBinding{plain('j'), step, anywhere, "app.key.step"_key},
    KeyBinding{{key_of('j'), false, true}, step_back, anywhere, "app.key.step_back"_key},
    KeyBinding{plain('n'), next_event, anywhere, "app.key.next_event"_key},
    KeyBinding{plain(KeyCode::page_down), next_event, anywhere, "app.key.next_event"_key},
    KeyBinding{{key_of('n'), false, true}, previous_event, anywhere, "app.key.previous_event"_key},
    KeyBinding{plain(KeyCode::page_up), previous_event, anywhere, "app.key.previous_event"_key},
    KeyBinding{plain('['), lens_coarser, anywhere, "app.key.lens_coarser"_key},
    KeyBinding{plain(']'), lens_finer, anywhere, "app.key.lens_finer"_key},
    KeyBinding{plain('2'), stage_circuit, anywhere, "app.key.stage_circuit"_key},
    KeyBinding{plain('4'), stage_dendrite, anywhere, "app.key.stage_dendrite"_key},
    KeyBinding{plain('5'), stage_synapse, anywhere, "app.key.stage_synapse"_key},
    KeyBinding{plain('6'), stage_receptor, anywhere, "app.key.stage_receptor"_key},
    KeyBinding{plain(KeyCode::left), orbit_left, scene, "app.key.orbit"_key},
    KeyBinding{plain(KeyCode::right), orbit_right, scene, "app.key.orbit"_key},
    KeyBinding{plain(KeyCode::up), orbit_up, scene, "app.key.orbit"_key},
    KeyBinding{plain(KeyCode::down), orbit_down, scene, "app.key.orbit"_key},
    KeyBinding{plain('+'), zoom_in, scene, "app.key.zoom"_key},
    KeyBinding{plain('-'), zoom_out, scene, "app.key.zoom"_key},
    KeyBinding{plain(KeyCode::home), rescue_camera, anywhere, "app.key.rescue_camera"_key},
    KeyBinding{plain(KeyCode::backspace), previous_view, anywhere, "app.key.previous_view"_key},
    KeyBinding{plain('h'), next_hypothesis, anywhere, "app.key.next_hypothesis"_key},
    KeyBinding{plain(KeyCode::tab), next_stop, control, "app.key.next_stop"_key},
    KeyBinding{{KeyCode::tab, false, true}, previous_stop, control, "app.key.next_stop"_key},
    KeyBinding{plain('a'), add_dose, anywhere, "app.key.add_dose"_key},
    KeyBinding{{key_of('a'), false, true}, add_therapy, anywhere, "app.key.add_therapy"_key},
    KeyBinding{plain(KeyCode::left), move_marker, control, "app.key.move_marker"_key},
    KeyBinding{plain(KeyCode::right), move_marker, control, "app.key.move_marker"_key},
    KeyBinding{{KeyCode::left, false, true}, leap_marker, control, "app.key.leap_marker"_key},
    KeyBinding{{KeyCode::right, false, true}, leap_marker, control, "app.key.leap_marker"_key},
    KeyBinding{plain(KeyCode::enter), seek_marker, control, "app.key.seek_marker"_key},
    KeyBinding{plain(KeyCode::del), remove_marker, control, "app.key.remove_marker"_key},
    KeyBinding{ctrl('c'), copy_marker, anywhere, "app.key.copy_marker"_key},
    KeyBinding{ctrl('v'), paste_marker, anywhere, "app.key.paste_marker"_key},
    KeyBinding{ctrl('d'), duplicate_marker, anywhere, "app.key.duplicate_marker"_key},
    KeyBinding{plain('l'), language, anywhere, "app.key.language"_key},
    KeyBinding{plain('t'), theme, anywhere, "app.key.theme"_key},
    KeyBinding{plain('m'), reduced_motion, anywhere, "app.key.reduced_motion"_key},
    KeyBinding{plain(KeyCode::f11), full_screen, anywhere, "app.key.full_screen"_key},
    KeyBinding{plain(KeyCode::f5), full_screen, anywhere, "app.key.full_screen"_key},
    KeyBinding{plain('.'), present, anywhere, "app.key.present"_key},
    KeyBinding{plain('b'), present, anywhere, "app.key.present"_key},
    KeyBinding{ctrl('z'), undo, anywhere, "app.key.undo"_key},
    KeyBinding{ctrl('y'), redo, anywhere, "app.key.redo"_key},
    KeyBinding{plain('c'), compare, anywhere, "app.key.compare"_key},
    KeyBinding{ctrl('s'), save, anywhere, "app.key.save"_key},
    KeyBinding{ctrl('e'), export_table, anywhere, "app.key.export_table"_key},
    KeyBinding{{key_of('s'), true, true}, save_as, anywhere, "app.key.save_as"_key},
    KeyBinding{ctrl('o'), open, anywhere, "app.key.open"_key},
    KeyBinding{{key_of('c'), true, true}, share, anywhere, "app.key.share"_key},
    KeyBinding{ctrl('p'), print, anywhere, "app.key.print"_key},
    KeyBinding{plain('v'), speak, anywhere, "app.key.speak"_key},
    KeyBinding{ctrl(','), settings, anywhere, "app.key.settings"_key},
    KeyBinding{plain(KeyCode::f10), menu, anywhere, "app.key.menu"_key},
    KeyBinding{plain(KeyCode::f12), picture, anywhere, "app.key.picture"_key},
    KeyBinding{plain('i'), inspector, anywhere, "app.key.inspector"_key},
    KeyBinding{plain('s'), sources, anywhere, "app.key.sources"_key},
    KeyBinding{plain('g'), glossary, anywhere, "app.key.glossary"_key},
    KeyBinding{plain(KeyCode::f1), help, anywhere, "app.key.help"_key},
    KeyBinding{plain('?'), help, anywhere, "app.key.help"_key},
    KeyBinding{ctrl('q'), quit, anywhere, "app.key.quit"_key},
};

constexpr bool is_letter(KeyCode key) { return key >= key_of('a') && key <= key_of('z'); }
constexpr bool is_character(KeyCode key) { return static_cast<std::uint32_t>(key) < 0x110000U; }

// Shift is part of a sign that it types, but a choice of its own with letters and named keys.
constexpr bool same(const KeyPress& a, const KeyPress& b) {
  const bool shift_matters = is_letter(a.key) || !is_character(a.key);
  return a.key == b.key && a.ctrl == b.ctrl && (!shift_matters || a.shift == b.shift);
}

}  // namespace

std::span<const KeyBinding> key_bindings() { return kBindings; }

bool is_single_character(const KeyBinding& binding) {
  return is_character(binding.press.key) && binding.press.key != key_of(' ') && !binding.press.ctrl && binding.scope == KeyScope::anywhere;
}

std::optional<KeyAction> action_of(const KeyPress& press, bool scene_focus, bool typing, bool letters) {
  // A text field has an undo and a clipboard of its own.
  constexpr std::string_view kOfTheField = "zycvd";
  const bool of_the_field = std::any_of(kOfTheField.begin(), kOfTheField.end(), [&](char c) { return press.key == key_of(c); });
  const bool works_while_typing = press.key >= KeyCode::f1 || (press.ctrl && !of_the_field);
  if (typing && !works_while_typing) return std::nullopt;
  for (const KeyBinding& binding : kBindings) {
    if (!same(binding.press, press) || binding.scope == KeyScope::control) continue;
    if (binding.scope == KeyScope::scene && !scene_focus) continue;
    if (!letters && is_single_character(binding)) continue;
    return binding.action;
  }
  return std::nullopt;
}

bool repeats(KeyAction action) {
  constexpr std::array kMoves{step,     step_back,  next_event, previous_event, lens_coarser, lens_finer,  orbit_left, orbit_right,
                              orbit_up, orbit_down, zoom_in,    zoom_out,       move_marker,  leap_marker, next_stop,  previous_stop};
  return std::find(kMoves.begin(), kMoves.end(), action) != kMoves.end();
}

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
