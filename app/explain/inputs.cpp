#include "app/explain/inputs.hpp"

#include <algorithm>
#include <vector>

#include "model/scenario/acting.hpp"
#include "model/scenario/scenario_fields.hpp"

namespace syn {
namespace {

// The numbers of a scenario and its parts; those of its doses and sessions are those of the chosen one.
template <class Visit>
struct EachNumber {
  Visit visit;
  template <class T>
  void operator()(const Field& field, const T& value, const auto&...) const {
    if constexpr (Part<T>) {
      fields(*this, value);
    } else if constexpr (Number<T>) {
      visit(field, static_cast<double>(value));
    } else if constexpr (std::same_as<T, std::optional<double>>) {
      visit(field, value);
    }
  }
};
template <class Visit>
EachNumber(Visit) -> EachNumber<Visit>;

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
  if (limit_per_kg(dose.route)) return {mg / weight_kg, {0.0, top}, 2, "mg/kg"};
  return {mg, {0.0, top}, 0, "mg"};
}

}  // namespace

std::span<const std::string_view> input_names() {
  static const auto kNames = [] {
    std::vector<std::string_view> out{"dose_amount", "over_min", "dose_time", "session_time"};
    const Scenario any;
    fields(EachNumber{[&](const Field& field, std::optional<double>) { out.push_back(field.name); }}, any);
    return out;
  }();
  return kNames;
}

std::optional<Input> input_of(std::string_view name, const State& state, const Parameters& parameters) {
  const Scenario& s = state.scenario;
  const Range run{std::min(0.0, s.start_h()), s.end_h()};
  const Therapy* session = chosen(s.therapies, MarkerKind::therapy, state.selection);
  if (name == "session_time" && session != nullptr) return Input{session->at_h, run, 0, "h"};
  const Dose* dose = chosen(s.doses, MarkerKind::dose, state.selection);
  if (dose != nullptr) {
    const Field length = field_of(&Dose::over_min);
    if (name == "dose_amount") return amount_of(*dose, s.patient.weight_kg, parameters);
    if (name == "dose_time") return Input{dose->at_h, run, 0, "h"};
    if (name == length.name && dose->route == Route::iv_infusion) return Input{dose->over_min, length.range, length.decimals, length.unit};
  }
  std::optional<Input> out;
  const auto look = [&](const Field& field, std::optional<double> value) {
    if (field.name != name) return;
    const double usual = field.name == field_of(&Setting::expectancy).name ? expectancy_of(s, parameters) : 0.0;
    out = Input{value.value_or(usual), field.range, field.decimals, field.unit};
  };
  fields(EachNumber{look}, s);
  return out;
}

}  // namespace syn
