#include "app/explain/inputs.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "model/calibration/published.hpp"
#include "model/scenario/scenario_fields.hpp"

namespace syn {
namespace {

constexpr std::array<std::string_view, 14> kNames{"weight_kg",    "age_years",    "baseline_score", "baseline_sd", "expectancy",
                                                  "trial_factor", "horizon_days", "population",     "seed",        "coupling",
                                                  "dose_amount",  "over_min",     "dose_time",      "session_time"};

template <class Owner, std::size_t N>
Range range_of(const NumberField<Owner> (&fields)[N], std::string_view name) {
  const auto* found =
      std::find_if(std::begin(fields), std::end(fields), [&](const NumberField<Owner>& field) { return field.name == name; });
  return found == std::end(fields) ? Range{} : found->range;
}

template <class Event>
const Event* chosen(const std::vector<Event>& events, MarkerKind kind, const Selection& selection) {
  if (events.empty()) return nullptr;
  const bool mine = selection.kind == kind && selection.index >= 0 && selection.index < static_cast<int>(events.size());
  return &events[mine ? static_cast<std::size_t>(selection.index) : 0];
}

// In the unit by which the route is limited.
Input amount_of(const Dose& dose, double weight_kg, const Parameters& parameters) {
  const double top = parameters[limit_key(dose.drug, dose.route) + "stop"];
  const double mg = dose.amount_mg(weight_kg);
  if (limit_per_kg(dose.route)) return {mg / weight_kg, {0.0, top}, 2, "panel.unit.mg_per_kg"_key};
  return {mg, {0.0, top}, 0, "panel.unit.mg"_key};
}

}  // namespace

std::span<const std::string_view> input_names() { return kNames; }

std::optional<Input> input_of(std::string_view name, const State& state, const Parameters& parameters) {
  const Scenario& s = state.scenario;
  const Range run{std::min(0.0, s.start_h()), s.end_h()};
  if (name == "weight_kg") return Input{s.patient.weight_kg, range_of(kPatientNumbers, name), 0, "panel.unit.kg"_key};
  if (name == "age_years") return Input{s.patient.age_years, range_of(kPatientNumbers, name), 0, "panel.unit.years"_key};
  if (name == "baseline_score") return Input{s.patient.baseline_score, range_of(kPatientNumbers, name), 0, "panel.unit.points"_key};
  if (name == "baseline_sd") return Input{s.patient.baseline_sd, range_of(kPatientNumbers, name), 1, "panel.unit.points"_key};
  if (name == "expectancy") return Input{expectancy_of(s, parameters), kSettingNumbers[0].range, 2, {}};
  if (name == "trial_factor") return Input{s.setting.trial_factor, kSettingNumbers[1].range, 2, {}};
  if (name == "horizon_days") return Input{s.horizon_days, kHorizonDays, 1, "panel.unit.days"_key};
  if (name == "population") return Input{1.0 * s.population, range_of(kScenarioNumbers, name), 0, "panel.unit.people"_key};
  if (name == "seed") return Input{static_cast<double>(s.seed), range_of(kScenarioNumbers, name), 0, {}};
  if (name == "coupling") return Input{s.model.coupling, kModelNumbers[0].range, 1, {}};
  if (name == "session_time") {
    const Therapy* session = chosen(s.therapies, MarkerKind::therapy, state.selection);
    return session == nullptr ? std::nullopt : std::optional(Input{session->at_h, run, 0, "app.unit.h"_key});
  }
  const Dose* dose = chosen(s.doses, MarkerKind::dose, state.selection);
  if (dose == nullptr) return std::nullopt;
  if (name == "dose_amount") return amount_of(*dose, s.patient.weight_kg, parameters);
  if (name == "over_min" && dose->route == Route::iv_infusion)
    return Input{dose->over_min, range_of(kDoseNumbers, name), 0, "app.unit.min"_key};
  if (name == "dose_time") return Input{dose->at_h, run, 0, "app.unit.h"_key};
  return std::nullopt;
}

}  // namespace syn
