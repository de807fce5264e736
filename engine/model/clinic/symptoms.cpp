#include "model/clinic/symptoms.hpp"

#include <algorithm>
#include <string>

#include "model/data/parameters.hpp"
#include "model/scenario/acting.hpp"

namespace syn {
namespace {

std::string key_of(Condition condition, std::string_view name) {
  return "clinical." + std::string(name_of(condition)) + "." + std::string(name);
}

double own_or_none(const Parameters& parameters, Condition condition, std::string_view name) {
  const Parameter* own = parameters.find(key_of(condition, name));
  return own != nullptr ? own->value : 0.0;
}

Readout readout_of(Condition condition) {
  if (condition == Condition::alcohol) return Readout::days;
  return condition == Condition::opioid || condition == Condition::smoking ? Readout::survival : Readout::points;
}

}  // namespace

double own_or_common(const Parameters& parameters, Condition condition, std::string_view name) {
  const Parameter* own = parameters.find(key_of(condition, name));
  return own != nullptr ? own->value : parameters["clinical." + std::string(name)];
}

SymptomConstants::SymptomConstants(const Parameters& parameters, Condition condition) {
  const auto own = [&](std::string_view name) { return parameters[key_of(condition, name)]; };
  fast_gain = own("fast_gain");
  labile_gain = own("labile_gain");
  stable_gain = own("stable_gain");
  scale_top = own("scale_top");
  response_share = own_or_none(parameters, condition, "response_share");
  remission_points = own_or_none(parameters, condition, "remission_points");
  fluctuation = own("fluctuation");
  most_removed = parameters["clinical.most_removed"];
  fluctuation_memory_h = parameters["clinical.fluctuation_memory"];
  rating_error = own_or_common(parameters, condition, "rating_error");
  rating_memory_h = parameters["clinical.rating_memory"];
  stress_score = parameters["clinical.stress.score"];
  memory_share = parameters["drive.memory.symptom_share"];
  pain_share = is_pain(condition) ? 1.0 : 0.0;
  use_share = own_or_none(parameters, condition, "use_share");
  remission_with_response = condition == Condition::ptsd;
  readout = readout_of(condition);
}

double SymptomConstants::score_of(double left, double baseline) const {
  const double score = readout == Readout::points ? baseline * left : 100.0 * (1.0 - use_share * left);
  return std::clamp(score, 0.0, scale_top);
}

bool SymptomConstants::responds(double score, double baseline) const {
  if (readout == Readout::points) return score <= (1.0 - response_share) * baseline;
  return readout == Readout::days && 100.0 - score <= (1.0 - response_share) * 100.0 * use_share;
}

Gains gains(const SymptomConstants& c, double setting_factor, const Multipliers& who) {
  const double lasting = setting_factor * who.lasting;
  return {
      c.fast_gain * setting_factor * who.fast, c.labile_gain * lasting, c.stable_gain * lasting, who.expectancy, who.medicine, who.learning,
      c.pain_share * setting_factor * who.fast};
}

double remaining(const SymptomConstants& c, const Gains& g, const Drives& d) {
  const auto left = [&](double removed) { return left_after(removed, c.most_removed); };
  const double n = d.drug_factor;
  double out = left(n * g.fast * d.fast) * left(n * g.labile * d.labile) * left(n * g.stable * d.stable) *
               left(g.expectancy * d.expectancy) * left(g.expectancy * d.course) * left(g.medicine * d.medicine) *
               left(g.learning * d.insight) * memory_left(c, d.memory);
  for (const double learning : d.learning) out *= left(g.learning * learning);
  // Exactly 1 each where there is none, so that depression keeps its digits.
  return out * left(d.steady) * pain_left(g.pain * d.pain_lasting, c.pain_share * d.pain_acute, c.most_removed);
}

}  // namespace syn
