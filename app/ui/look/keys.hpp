// The keys: one table, read by the window, the help page and the tests. No windowing library here; the window turns
// its events into KeyPress values.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "app/ui/look/locale.hpp"

namespace syn {

// A key by the character it types without Ctrl ('k', '[', '?': lower case, whatever the layout), or one of the named
// ones, which lie above every character.
enum class KeyCode : std::uint32_t {
  escape = 0x110000,
  enter,
  tab,
  left,
  right,
  up,
  down,
  home,
  end,
  page_up,
  page_down,
  insert,
  del,
  backspace,
  f1,
  f2,
  f3,
  f4,
  f5,
  f6,
  f7,
  f8,
  f9,
  f10,
  f11,
  f12
};
constexpr KeyCode key_of(char character) { return static_cast<KeyCode>(static_cast<unsigned char>(character)); }

struct KeyPress {
  KeyCode key{};
  bool ctrl = false;
  bool shift = false;  // ignored for keys that type a character: '?' already says it
  bool operator==(const KeyPress&) const = default;
};

enum class KeyAction {
  pause,
  step,
  step_back,
  next_event,
  previous_event,
  lens_coarser,
  lens_finer,
  stage_circuit,
  stage_dendrite,
  stage_synapse,
  stage_receptor,
  orbit_left,
  orbit_right,
  orbit_up,
  orbit_down,
  zoom_in,
  zoom_out,
  rescue_camera,
  previous_view,
  next_hypothesis,
  language,
  theme,
  reduced_motion,
  full_screen,
  add_dose,
  add_therapy,
  copy_marker,
  paste_marker,
  duplicate_marker,
  remove_marker,
  move_marker,
  leap_marker,
  seek_marker,
  next_stop,
  previous_stop,
  undo,
  redo,
  compare,
  save,
  export_table,
  save_as,
  open,
  share,
  print,
  speak,
  settings,
  menu,
  picture,
  help,
  inspector,
  sources,
  glossary,
  present,
  quit
};

// Where a key counts. While text is being typed only F1 to F12 and keys with Ctrl count, and of these not undo and
// redo, which the text field has for itself.
enum class KeyScope {
  anywhere,
  scene,  // only while the picture has the keyboard focus; elsewhere the key belongs to the control
  // Acted on by the controls themselves while they have the focus (a marker on the timeline, Tab everywhere): in the
  // table for the help page, never answered by action_of.
  control
};

struct KeyBinding {
  KeyPress press;
  KeyAction action;
  KeyScope scope;
  TextKey words;  // what it does; neighbours with the same words share a line of the help page
};

std::span<const KeyBinding> key_bindings();  // in the order of the help page
// The first binding that fits. `scene_focus`: the picture has the keyboard focus. `typing`: a text field has it.
// `letters` off: keys of a single letter, digit or sign do nothing unless the picture has the focus (WCAG 2.1.4).
std::optional<KeyAction> action_of(const KeyPress& press, bool scene_focus, bool typing, bool letters = true);
// True for a binding that `letters` switches off.
bool is_single_character(const KeyBinding& binding);
// True for what moves (the camera, the playhead, the lens): it goes on while the key is held. All else is done once.
bool repeats(KeyAction action);
// "Ctrl+Z", "Space", "←".
std::string key_text(const KeyPress& press, const Locale& locale);

}  // namespace syn
