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

}  // namespace syn
