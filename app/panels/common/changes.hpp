// What the panels share that change a scenario's values: an edit is only pushed if it may be, a refused one is said in
// words, several edits count as one step back.
#pragma once

#include "app/panels/common/panel.hpp"
#include "app/ui/widgets/widgets.hpp"
#include "model/scenario/scenario_fields.hpp"

namespace syn {

class Changes {
 public:
  // Call first in every frame; forgets a refusal once the scenario is another one.
  void begin(const PanelContext& context);
  // Pushes those of the commands that are allowed one after the other; the rest is said by draw_refused().
  void offer(const PanelContext& context, const Commands& commands);
  // The same as one step back, whatever is being dragged.
  void offer_as_one(const PanelContext& context, const Commands& commands);
  bool refused() const { return refused_; }
  void draw_refused(const PanelContext& context, const UiLook& look) const;

 private:
  bool refused_ = false;
  Scenario refused_for_;
};

// A number with its reset mark: its field says its range, unit and decimals. Returns the new value if the person
// changed it; `standard` when the mark was pressed. Widgets of the row live under the identifiers (id, "reset"), (id, "value", ...).
struct NumberRow {
  const char* id;
  TextKey words;
  Field field;
  double value;
  double standard;
  double step, leap;
  double track = 0.0;  // how far the slider goes at least, where that is not the whole range
  std::optional<Range> plausible = {};
  std::optional<bool> changed = {};  // has the mark; empty: where it is not the standard
};
struct NumberAnswer {
  std::optional<double> value;  // what it shall be
  bool reset = false;           // ... because it was taken back
};
NumberAnswer number_row(const NumberRow& row, const PanelContext& context, const UiLook& look);

// One of several words, under its name, with a reset mark. Empty if nothing changed.
struct ChoiceRow {
  const char* id;
  TextKey words;
  std::span<const char* const> options;
  int chosen;
  int standard;
};
std::optional<int> choice_row(const ChoiceRow& row, const PanelContext& context, const UiLook& look);

// A switch with a reset mark; empty if nothing changed.
std::optional<bool> toggle_row(const char* id, const char* words, bool on, bool standard, const PanelContext& context, const UiLook& look);

// "Changed from the usual: 3" with a button that takes all back, or that nothing is changed.
bool reset_all_row(int changed, const PanelContext& context, const UiLook& look);

// The unit of a number of the model as it is written for people; nothing for a plain number.
std::string unit_words(std::string_view unit, const Locale& locale);

// "40 to 150 kg".
std::string range_text(Range range, const char* unit, const Locale& locale);

}  // namespace syn
