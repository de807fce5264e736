#include "model/clinic/pain.hpp"

#include <algorithm>

#include "core/maths.hpp"
#include "model/data/parameters.hpp"
#include "model/drug/disposition.hpp"
#include "model/scenario/acting.hpp"

namespace syn {

PainRelief::PainRelief(const Parameters& parameters, const Scenario& scenario)
    : top_(parameters["clinical.pain.relief"]),
      half_(parameters["clinical.pain.half_dose"]),
      power_(parameters["clinical.pain.dose_power"]),
      lifetime_h_(parameters["clinical.pain.lifetime"]),
      summed_h_(parameters["clinical.pain.summed_over"]) {
  if (!is_pain(scenario.condition)) return;
  for (const Dose& dose : scenario.doses) {
    const double counts = dose.drug == Drug::esketamine ? parameters["clinical.pain.esketamine"] : 1.0;
    doses_.push_back({dose.at_h, dose.end_h(),
                      counts * reaching_share(parameters, dose, scenario.patient) * dose.amount_mg(scenario.patient.weight_kg) /
                          scenario.patient.weight_kg});
  }
}

double PainRelief::sum(double until_h) const {
  double out = 0.0;
  for (const Given& dose : doses_) {
    const double from_h = std::max(dose.from_h, until_h - summed_h_);
    const double to_h = std::min(dose.end_h, until_h);
    if (dose.end_h > dose.from_h) {
      out += dose.mg_per_kg * std::max(0.0, to_h - from_h) / (dose.end_h - dose.from_h);
    } else if (dose.from_h >= until_h - summed_h_ && dose.from_h <= until_h) {
      out += dose.mg_per_kg;
    }
  }
  return out;
}

double PainRelief::lasting(double time_h) const {
  double best = 0.0;
  for (const Given& dose : doses_) {
    if (time_h < dose.from_h) continue;
    const double given = sum(std::min(time_h, dose.end_h));
    if (given <= 0.0) continue;
    const double share = 1.0 / (1.0 + maths::pow(half_ / given, power_));
    best = std::max(best, top_ * share * maths::exp(-std::max(0.0, time_h - dose.end_h) / lifetime_h_));
  }
  return best;
}

}  // namespace syn
