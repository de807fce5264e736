// The competing ideas of how ketamine may work, each with the sources that speak for and against it.
//
// assets/hypotheses.toml holds one table an idea, named as a scenario's [model] hypotheses lists it:
//   [burst]
//   letter = "a"
//   supports = ["moghaddam_1997"]      # keys of assets/sources.toml, the strongest first; at least one
//   contradicts = ["rotaru_2011"]      # at least one: no idea is shown without what speaks against it
// Its words stand in the locale files: hypothesis.<key>.name, .claim, .supports and .contradicts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/files.hpp"
#include "core/result.hpp"
#include "model/data/parameters.hpp"

namespace syn {

struct HypothesisEvidence {
  std::string key;     // as name_of(Hypothesis) and scenario files write it
  std::string letter;  // "a".."g", the order of the list in teaching
  std::vector<std::string> supports;
  std::vector<std::string> contradicts;
};

// The file, in its order. Fails with every problem at once: a source that is not listed (with the nearest name), a side
// without evidence, a source on both sides, a letter or a key used twice.
Result<std::vector<HypothesisEvidence>> load_hypotheses(const DataFiles& files, const Parameters& parameters);
Result<std::vector<HypothesisEvidence>> parse_hypotheses(std::string_view text, const std::string& file, const Parameters& parameters);

}  // namespace syn
