// The controls of the panels. Every one is in the Tab order, shows the focus ring, works by mouse and by keys, and says
// what it is in words. Texts come in already worded; `id` tells controls of one window apart in any language.
#pragma once

#include <imgui.h>

#include <optional>
#include <span>
#include <string>

#include "app/ui/widgets/badge.hpp"
#include "app/ui/widgets/glyph.hpp"
#include "app/ui/widgets/style.hpp"
#include "core/config.hpp"

namespace syn {

void heading(const char* text, const UiLook& look);
void paragraph(const char* text, const UiLook& look);  // wrapped, muted
// A wrapped text in a box with a sign before it: a warning, an assumption.
void notice(BadgeGlyph sign, const char* text, const UiLook& look);
void warning(const char* text, const UiLook& look);  // cross-hatched: what could harm

// Words, and a button at the right end of the line; true when it was pressed.
bool title_row(const char* id, const char* title, const char* word, const UiLook& look);

bool button(const char* id, const char* word, const UiLook& look, bool enabled = true);
float button_width(const char* word);
// The next item stands beside the last one if it has room there, else below. `gap_px` below 0: the usual gap.
void same_line_if_fits(float width_px, float gap_px = -1.0F);

enum class Icon {
  play,
  pause,
  step_back,
  step_on,
  previous_event,
  next_event,
  add,
  remove,
  reset,
  add_dose,
  add_session,
  copy,
  closer,
  farther,
  whole
};
// A button with a drawn picture; `words` is what it says on hover and on focus.
bool icon_button(const char* id, Icon icon, const char* words, const UiLook& look, bool enabled = true);
// What the last item says of itself, on hover and on focus alike.
void explain_item(const char* words, const UiLook& look);
// With a word beside the picture.
bool word_icon_button(const char* id, Icon icon, const char* word, const char* words, const UiLook& look, bool enabled = true);
float word_icon_width(const char* word);
// The one thing to do first: a filled disc of this diameter with its word beside it.
bool primary_button(const char* id, Icon icon, const char* word, float disc_px, const UiLook& look);
float primary_width(const char* word, float disc_px);

// One of several words side by side (a radio group), on several rows where they do not fit on one (choice_layout.hpp):
// click, or left and right arrows; up and down between the rows. True when it changed.
// None is chosen where `chosen` is -1. `width_px` 0 = all that is left of the line.
bool choice(const char* id, std::span<const char* const> words, int& chosen, const UiLook& look, float width_px = 0.0F);

// An on/off switch with its words; true when it changed.
bool toggle(const char* id, const char* words, bool& on, const UiLook& look);

// A row of a list: sign, words, and a button that removes it.
struct RowAnswer {
  bool chosen = false;
  bool removed = false;
};
RowAnswer list_row(const char* id, Glyph sign, Color color, const char* words, bool selected, const char* remove_words, const UiLook& look);

// A number by slider, arrows (Shift: in leaps) and typing. Typed numbers take the point and the comma; one that cannot
// be taken is answered with the range below the slider once the field is left.
struct SliderSpec {
  double low = 0.0, high = 1.0;
  double step = 0.1, leap = 1.0;
  int decimals = 1;
  const char* unit = "";                  // beside the typed number
  std::optional<double> standard = {};    // a tick at the usual value
  std::optional<double> warn_above = {};  // hatched from here on
  std::optional<Range> plausible = {};    // a band where most values lie
  std::optional<Range> typed = {};        // what may be typed, where that is more than low to high
  const char* hint = "";                  // said on hover and focus of the number
};
bool slider(const char* id, const char* words, double& value, const SliderSpec& spec, const UiLook& look, int& gesture);

// The number alone, for what has no scale (a seed).
bool number_input(const char* id, const char* words, double& value, const SliderSpec& spec, const UiLook& look, int& gesture);

// A line to type words into, with a word in it while it is empty; true when they changed.
bool text_input(const char* id, const char* empty_words, std::string& text, const UiLook& look);

// The mark of a changed value, before its control: a button that takes the value back, or the same room left empty. The
// control follows on the same line. Pressing it hands the focus to that control.
bool reset_mark(const char* id, bool changed, const char* words, const UiLook& look);
float reset_mark_width(const UiLook& look);

// How many decimals a number has when it is written out, at most 10.
int decimals_of(double value);

// Reads a typed number, with either decimal sign; empty when it is none.
std::optional<double> parse_number(std::string_view text);

}  // namespace syn
