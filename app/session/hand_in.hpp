// What a student hands in, as one file: a picture, and inside it scenario, answers and table with seed, version and parameter hash. And
// what a reader makes of it: the run is computed anew and compared.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/state/lab_book.hpp"
#include "core/enum_table.hpp"
#include "model/data/parameters.hpp"
#include "model/run/simulate.hpp"

namespace syn {

using HandInTexts = std::vector<std::pair<std::string, std::string>>;  // by name; for to_png(), from png_texts()

// Of the table: a row every six hours.
SimulateOptions hand_in_options();
// `parameters`: of the program. The scenario has passed its checks.
HandInTexts hand_in_texts(const Scenario& scenario, const LabBook& book, const Parameters& parameters, const std::string& version);

enum class Verdict {
  agrees,            // every number comes out again
  changed_number,    // one does not
  other_parameters,  // made with other numbers of the model: nothing can be said about the table
  missing_part,      // scenario, answers, table, seed or parameters
  not_a_hand_in
};
template <>
inline constexpr auto kWords<Verdict> = words("agrees", "changed number", "other parameters", "missing part", "not a hand-in");

struct Grade {
  Verdict verdict = Verdict::not_a_hand_in;
  std::string what;   // which part, which number, which parameters
  std::string title;  // of the scenario, if it could be read
  LabBook answers;    // likewise
};
Grade grade(const HandInTexts& texts, const Parameters& parameters);

// Of an answer in words: which of these numbers stand in it, to two of a hundred, with either decimal sign; percent count as such.
std::size_t numbers_found(const std::string& answer, const std::vector<double>& expected);

}  // namespace syn
