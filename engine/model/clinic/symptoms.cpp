#include "model/clinic/symptoms.hpp"

#include <string>

#include "model/data/parameters.hpp"

namespace syn {

SymptomConstants::SymptomConstants(const Parameters& parameters, Condition condition) {
  const std::string name = "clinical." + std::string(name_of(condition)) + ".";
  fast_gain = parameters[name + "fast_gain"];
  labile_gain = parameters[name + "labile_gain"];
  stable_gain = parameters[name + "stable_gain"];
  scale_top = parameters[name + "scale_top"];
  response_share = parameters[name + "response_share"];
  remission_points = parameters[name + "remission_points"];
  fluctuation = parameters[name + "fluctuation"];
  most_removed = parameters["clinical.most_removed"];
  fluctuation_memory_h = parameters["clinical.fluctuation_memory"];
  rating_error = parameters["clinical.rating_error"];
  rating_memory_h = parameters["clinical.rating_memory"];
  stress_score = parameters["clinical.stress.score"];
  memory_share = parameters["drive.memory.symptom_share"];
}

Gains gains(const SymptomConstants& c, double setting_factor, const Multipliers& who) {
  const double lasting = setting_factor * who.lasting;
  return {c.fast_gain * setting_factor * who.fast,
          c.labile_gain * lasting,
          c.stable_gain * lasting,
          who.expectancy,
          who.medicine,
          who.learning};
}

double remaining(const SymptomConstants& c, const Gains& g, const Drives& d) {
  const auto left = [&](double removed) { return left_after(removed, c.most_removed); };
  const double n = d.drug_factor;
  double out = left(n * g.fast * d.fast) * left(n * g.labile * d.labile) * left(n * g.stable * d.stable) *
               left(g.expectancy * d.expectancy) * left(g.expectancy * d.course) * left(g.medicine * d.medicine) *
               left(g.learning * d.insight) * memory_left(c, d.memory);
  for (const double learning : d.learning) out *= left(g.learning * learning);
  return out;
}

}  // namespace syn
