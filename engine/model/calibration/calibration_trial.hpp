// One row of the trial table and the scenarios it stands for, made by the rules of assets/calibration/README.md from
// the row's own columns and nothing else.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/csv.hpp"
#include "model/calibration/calibration.hpp"
#include "model/clinic/setting.hpp"
#include "model/data/parameters.hpp"
#include "model/scenario/scenario.hpp"

namespace syn::calibration {

struct Trial {
  CalibrationRow row;     // without the model's answer
  std::string_view kind;  // of quantity: under which summary the row stands
  Condition condition = Condition::trd;
  double s0_mean = 0.0, s0_sd = 0.0;
  double weight_kg = 0.0;
  std::optional<Drug> drug;  // none = a control arm
  Route route = Route::iv_infusion;
  std::optional<double> mg_per_kg, mg;
  double over_min = 0.0;
  std::vector<double> dose_times_h, visits_h;
  std::vector<Therapy> therapies;
  std::vector<Medication> medications;
  double expectancy = 0.0;
  TrialKind kind_of_trial = TrialKind::small;
  double trials = 1.0;  // put together
  Masking masking = Masking::open;
  double setting_factor = 1.0;             // the middle of that kind
  std::optional<double> remission_points;  // of the trial, where it counted by others than the scenario's
  double time_h = 0.0;                     // of the score; where days are counted, the moment they are counted from
  std::uint64_t seed = Scenario{}.seed;    // of the people
  std::optional<double> responders_at_h;   // only people who respond at this hour count

  double last_h() const;  // of everything that happens
};

// What a comparison arm goes without; its visits stay.
struct Without {
  bool drug = false;
  bool therapy = false;
  bool medication = false;
};

// Fails into `in`'s problems: unknown names, a dose that no scenario may hold.
Trial read_trial(const CsvReader& in, const Parameters& parameters);

// The arm, or what it is compared with: the same made-up people (same seed), `end_h` hours long.
Scenario scenario_of(const Trial& trial, double end_h, const Without& without = {});

// People simulated in each arm.
inline constexpr int kPeople = 4000;

}  // namespace syn::calibration
