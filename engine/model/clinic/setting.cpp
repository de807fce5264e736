#include "model/clinic/setting.hpp"

#include <algorithm>
#include <cmath>

#include "core/maths.hpp"
#include "core/random.hpp"
#include "model/data/parameters.hpp"

namespace syn {
namespace {

double middle_of(const Parameters& parameters, TrialKind kind) {
  switch (kind) {
    case TrialKind::small: return parameters["scenario.trial.single_centre"];
    case TrialKind::large: return parameters["scenario.trial.large_blinded"];
    case TrialKind::unknown: break;
  }
  return parameters["scenario.trial.typical"];
}

// Three points that have the mean and the first five moments of a standard normal number (Gauss and Hermite).
struct Point {
  double z, weight;
};
constexpr std::array<Point, 3> kNormal{Point{-1.7320508075688772, 1.0 / 6.0}, Point{0.0, 2.0 / 3.0}, Point{1.7320508075688772, 1.0 / 6.0}};

}  // namespace

SettingDistribution::SettingDistribution(const Parameters& parameters, TrialKind kind, double trials)
    : middle(middle_of(parameters, kind)),
      spread(parameters[kind == TrialKind::unknown && trials == 1.0 ? "prediction.setting_spread_unknown" : "prediction.setting_spread"] /
             std::sqrt(trials)) {}

double SettingDistribution::at(double deviate) const { return middle * maths::exp(spread * deviate); }

OtherSettings::OtherSettings(const Scenario& scenario, const Parameters& parameters)
    : symptoms_(parameters, scenario.condition), own_(scenario.setting.trial_factor) {
  const SettingDistribution unknown(parameters, TrialKind::unknown);
  const double ends = normal_quantile(1.0 - parameters["prediction.tail"]);
  weakest_ = unknown.at(-ends);
  strongest_ = unknown.at(ends);
  const CohortConstants c(parameters, scenario.condition);
  const double r = c.lasting_correlation;
  const double neither = std::min(c.non_responders_fast, c.non_responders_lasting);
  const double one = std::max(c.non_responders_fast, c.non_responders_lasting) - neither;
  const bool fast_first = c.non_responders_fast < c.non_responders_lasting;
  const double none = c.non_responder_drug;
  people_.push_back({none, none, neither});
  for (const Point& first : kNormal) {
    const double fast = c.fast_answer(first.z);
    if (fast_first) people_.push_back({fast, none, one * first.weight});
    if (!fast_first) people_.push_back({none, c.lasting_answer(first.z), one * first.weight});
    for (const Point& second : kNormal) {
      const double lasting = c.lasting_answer(r * first.z + std::sqrt(1.0 - r * r) * second.z);
      people_.push_back({fast, lasting, (1.0 - neither - one) * first.weight * second.weight});
    }
  }
}

double OtherSettings::drug_left(double factor, const Drives& d) const {
  const auto left = [&](double removed) { return left_after(factor * d.drug_factor * removed, symptoms_.most_removed); };
  double out = 0.0;
  for (const Person& who : people_) {
    out +=
        who.weight * left(symptoms_.fast_gain * who.fast * d.fast) * left(symptoms_.labile_gain * who.lasting * d.labile) *
        left(symptoms_.stable_gain * who.lasting * d.stable) *
        pain_left(symptoms_.pain_share * factor * who.fast * d.pain_lasting, symptoms_.pain_share * d.pain_acute, symptoms_.most_removed);
  }
  return out;
}

OtherSettings::Apart OtherSettings::apart(const Drives& typical) const {
  if (typical.fast == 0.0 && typical.labile == 0.0 && typical.stable == 0.0 && typical.pain_lasting == 0.0) return {0.0, 0.0};
  Drives others = typical;
  others.fast = others.labile = others.stable = others.pain_lasting = others.pain_acute = 0.0;
  const double rest = remaining(symptoms_, gains(symptoms_, own_), others);
  const double own = drug_left(own_, typical);
  return {rest * (drug_left(strongest_, typical) - own), rest * (drug_left(weakest_, typical) - own)};
}

}  // namespace syn
