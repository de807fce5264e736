// What of a scenario acts, and what its condition brings where it says nothing.
#pragma once

#include "model/data/parameters.hpp"
#include "model/scenario/scenario.hpp"

namespace syn {

// The scenario without what changes nothing in its run: burdens of level 0, memories that have no effect, experiments
// that begin at the end or meet nothing they could act on, changed parameters that equal the program's own. Solved with
// it, a run has the same digits with and without such an entry: the steps of the solver end where something begins, so
// that an idle entry would move the last digits of everything else. Rows, marks and words are those of the whole
// scenario. `parameters` are the program's, without the scenario's changes.
Scenario acting(const Scenario& scenario, const Parameters& parameters);

// How a run counts expectancy: the scenario's own, or the parameter of its condition.
std::string expectancy_key(Condition condition);
double expectancy_of(const Scenario& scenario, const Parameters& parameters);

// A scenario of this condition in which nothing happens: starting score and setting factor are the condition's usual ones
// (scenario.default_*). Days and shares of abstinence have no starting score; the field then stands at that of depression.
Scenario usual_scenario(Condition condition, const Parameters& parameters);

// Which medicines a condition knows, in the order of files; and whether doses over days may be given.
std::vector<MedicineKind> medicines_of(Condition condition);
bool is_pain(Condition condition);
bool follows_abstinence(Condition condition);
// From when the condition's abstinence counts: detox_h, with smoking quit_h. Empty: 0.
std::optional<double>& abstinent_from(Scenario& scenario);
const std::optional<double>& abstinent_from(const Scenario& scenario);
// Whether numbers of this kind of therapy were found for this condition, with or without ketamine.
bool was_tried(TherapyKind kind, Condition condition);
// Starting scores that the scale of a condition allows, points.
Range baseline_range(Condition condition, const Parameters& parameters);

}  // namespace syn
