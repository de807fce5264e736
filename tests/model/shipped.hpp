// The parameters and scenarios that come with the program, as tests read them.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

#include "core/files.hpp"
#include "model/data/parameters.hpp"
#include "model/scenario/scenario.hpp"

namespace syn::test {

inline const DataFiles& source_tree() {
  static const DataFiles files({SYN_SOURCE_DIR});
  return files;
}

inline const Parameters& shipped() {
  static const Parameters parameters = [] {
    auto loaded = Parameters::load(source_tree());
    if (!loaded) {
      std::fputs(to_text(loaded.error()).c_str(), stderr);
      std::abort();
    }
    return *loaded;
  }();
  return parameters;
}

// 0.5 mg/kg of racemate into a vein over 40 min at 0 h, 70 kg, nothing else.
inline Scenario one_infusion() {
  Scenario scenario;
  Dose dose;
  dose.mg_per_kg = 0.5;
  scenario.doses.push_back(dose);
  return scenario;
}

// Esketamine spray at 0 h.
inline Scenario one_spray(int devices) {
  Scenario scenario;
  Dose dose;
  dose.drug = Drug::esketamine;
  dose.route = Route::intranasal;
  dose.sprays = devices;
  scenario.doses.push_back(dose);
  return scenario;
}

}  // namespace syn::test
