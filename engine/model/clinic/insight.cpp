#include "model/clinic/insight.hpp"

#include <algorithm>
#include <string>

#include "core/maths.hpp"
#include "model/data/parameters.hpp"
#include "model/drug/disposition.hpp"

namespace syn {

Insight::Insight(const Parameters& parameters, const Scenario& scenario) : lifetime_h_(parameters["clinical.insight_lifetime"]) {
  const Parameter* size = parameters.find("clinical." + std::string(name_of(scenario.condition)) + ".insight");
  if (size == nullptr || size->value == 0.0) return;
  const double most = scenario.condition == Condition::ptsd ? size->value * scenario.setting.trial_factor : size->value;
  std::vector<std::pair<double, double>> doses;  // end, amount that counts in mg/kg
  for (const Dose& dose : scenario.doses) {
    const double potency = dose.drug == Drug::esketamine ? parameters["receptor.potency_esketamine"] : 1.0;
    doses.emplace_back(dose.end_h(), potency * reaching_share(parameters, dose, scenario.patient) *
                                         dose.amount_mg(scenario.patient.weight_kg) / scenario.patient.weight_kg);
  }
  std::sort(doses.begin(), doses.end());
  const double half = parameters["clinical.insight_half_dose"];
  for (const auto& [end_h, mg_per_kg] : doses) {
    const double before = at(end_h);
    const double share = mg_per_kg * mg_per_kg / (mg_per_kg * mg_per_kg + half * half);
    steps_.push_back({end_h, before + most * share * (1.0 - before)});
  }
}

double Insight::at(double time_h) const {
  const auto next = std::upper_bound(steps_.begin(), steps_.end(), time_h, [](double t, const Step& step) { return t < step.at_h; });
  if (next == steps_.begin()) return 0.0;
  const Step& last = *(next - 1);
  return last.level * maths::exp(-(time_h - last.at_h) / lifetime_h_);
}

}  // namespace syn
