// What a session of ketamine changes for good: M, the durable change of addiction and PTSD.
//
//   at the end of an infusion, else at the dose:  M += mu h (1 - M),  h = D^2/(1 + D^2),  D = p F dose/kg / (1 mg/kg)
//   in between:                                   M' = -M/4800 h
//
// p: potency of esketamine, F: share that reaches the blood. mu is the condition's own (0 in depression), times the setting factor in
// PTSD, whose trials disagree most.
#pragma once

#include <vector>

#include "model/scenario/scenario.hpp"

namespace syn {

class Parameters;

class Insight {
 public:
  // Reads clinical.CONDITION.insight, clinical.insight_*.
  Insight(const Parameters& parameters, const Scenario& scenario);
  // A dose that ends at this very moment has counted.
  double at(double time_h) const;

 private:
  struct Step {
    double at_h, level;  // after it
  };
  std::vector<Step> steps_;
  double lifetime_h_;
};

}  // namespace syn
