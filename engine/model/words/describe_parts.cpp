#include "model/words/describe_parts.hpp"
#include "core/sentence.hpp"

#include <algorithm>
#include <cmath>

namespace syn::describing {
namespace {

// One number without its noise: 24.0 and 24 are said the same way.
Quantity rounded(double value) {
  const bool whole = value >= 10.0 || std::abs(value - std::round(value)) < 0.05;
  return {value, whole ? 0 : 1};
}

bool is_one(const Quantity& quantity) { return quantity.decimals == 0 && std::lround(quantity.value) == 1; }

template <class Event>
std::size_t begun(const std::vector<Event>& events, Hours now) {
  return static_cast<std::size_t>(std::count_if(events.begin(), events.end(), [&](const Event& event) { return event.at_h <= now.value; }));
}

}  // namespace

Instant::Instant(const Run& of, Hours at)
    : run(of.trajectory),
      scenario(of.scenario()),
      parameters(of.parameters),
      now(at),
      first_dose(scenario.doses.empty() ? run.start() : Hours{scenario.doses.front().at_h}),
      doses_begun(begun(scenario.doses, at)),
      sessions_begun(begun(scenario.therapies, at)) {
  // The rise of blood pressure is a one-to-one function of it, and the trajectory carries that.
  const double rise = this->at(Column::systolic_rise);
  acute_ng_ml = parameters["safety.systolic_half"] * rise / (parameters["safety.systolic_top"] - rise);
}

Quantity plain(double value) {
  const double size = std::abs(value);
  if (size >= 10.0) return {value, 0};
  if (size >= 1.0) return {value, 1};
  return {value, size >= 0.1 ? 2 : 3};
}

void add_span(Values& values, const std::string& name, double hours) {
  const double minutes = hours * 60.0;
  Quantity quantity;
  TextKey one, many;
  if (minutes < 89.5) {
    quantity = {std::round(minutes), 0};
    one = "describe.unit.minute"_key;
    many = "describe.unit.minutes"_key;
  } else if (hours < 47.95) {
    quantity = rounded(hours);
    one = "describe.unit.hour"_key;
    many = "describe.unit.hours"_key;
  } else {
    quantity = rounded(hours / 24.0);
    one = "describe.unit.day"_key;
    many = "describe.unit.days"_key;
  }
  values.emplace_back(name, quantity);
  values.emplace_back(name + "_unit", is_one(quantity) ? one : many);
}

Values span_values(const std::string& name, double hours) {
  Values values;
  add_span(values, name, hours);
  return values;
}

Values joined(Values first, Values second) {
  first.insert(first.end(), std::make_move_iterator(second.begin()), std::make_move_iterator(second.end()));
  return first;
}

void add_dose(Values& values, const Dose& dose, double weight_kg) {
  values.emplace_back("mg", plain(dose.amount_mg(weight_kg)));
  values.emplace_back("drug", dose.drug == Drug::esketamine ? "describe.drug.esketamine"_key : "describe.drug.racemic"_key);
  values.emplace_back("route", named_key<"describe.route.">(dose.route));
}

}  // namespace syn::describing
