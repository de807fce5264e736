// What a trial's setting does to the drug effect: the setting factor m, which nobody knows beforehand.
//
// Its logarithm is normal: mean by the kind of trial (scenario.trial.*), SD prediction.setting_spread, divided by the root of
// the number of trials where several were put together, and wider where the kind is not known.
#pragma once

#include <array>

#include "core/enum_table.hpp"
#include "model/clinic/cohort.hpp"

namespace syn {

// Small or early; large and masked, with a new antidepressant in both arms; not known, or mixed.
enum class TrialKind { small, large, unknown };
template <>
inline constexpr auto kWords<TrialKind> = words("small", "large", "unknown");

struct SettingDistribution {
  SettingDistribution(const Parameters& parameters, TrialKind kind, double trials = 1.0);
  // The factor so many standard deviations of its logarithm from the middle.
  double at(double deviate) const;
  double middle;
  double spread;  // SD of its logarithm
};

// How much better or worse the same people would fare in another setting, its kind not known: at the ends of the middle 90 %
// of its factors. The mean over people of what the drug's brackets leave is worked out on a few people that stand for
// all (classes of answer, three points of each spread); what else acts is taken as in the typical patient.
class OtherSettings {
 public:
  OtherSettings(const Scenario& scenario, const Parameters& parameters);
  // Shares of the symptoms that are left more (above 0) or less than in the scenario's own setting.
  struct Apart {
    double best, worst;  // best: least is left
  };
  Apart apart(const Drives& typical) const;

 private:
  struct Person {
    double fast, lasting, weight;
  };
  double drug_left(double factor, const Drives& typical) const;
  SymptomConstants symptoms_;
  std::vector<Person> people_;
  double own_, weakest_, strongest_;
};

}  // namespace syn
