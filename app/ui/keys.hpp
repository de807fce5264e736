// The keys: one table, read by the window, the help page and the tests. No windowing library here; the window turns
// its events into KeyPress values.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "ui/locale.hpp"

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
  language,
  theme,
  reduced_motion,
  full_screen,
  undo,
  redo,
  save,
  save_as,
  open,
  share,
  settings,
  picture,
  help,
  quit
};

// Where a key counts. While text is being typed only F1 to F12 and keys with Ctrl count, and of these not undo and
// redo, which the text field has for itself.
enum class KeyScope {
  anywhere,
  scene  // only while the picture has the keyboard focus; elsewhere the key belongs to the control
};

struct KeyBinding {
  KeyPress press;
  KeyAction action;
  KeyScope scope;
  TextKey words;  // what it does
};

std::span<const KeyBinding> key_bindings();  // in the order of the help page
// The first binding that fits. `scene_focus`: the picture has the keyboard focus. `typing`: a text field has it.
std::optional<KeyAction> action_of(const KeyPress& press, bool scene_focus, bool typing);
// "Ctrl+Z", "Space", "←".
std::string key_text(const KeyPress& press, const Locale& locale);

}  // namespace syn
