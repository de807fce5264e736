// Relief of pain that outlasts the drug, by the amount given over two weeks and not by its peak.
//
//   lasting = max over infusions of 0.62 h(Dc) exp(-(t - end)/30 d),  h = Dc^1.5/(6^1.5 + Dc^1.5)
//
// Dc: mg/kg of racemate (of S-ketamine twice as much) that reached the blood in the 14 days up to the end of that infusion, or up to now
// while it runs. Fitted to one trial of four days (Sigtermans 2009).
#pragma once

#include <vector>

#include "model/scenario/scenario.hpp"

namespace syn {

class Parameters;

class PainRelief {
 public:
  // Reads clinical.pain.*. Without pain it is 0 at all times.
  PainRelief(const Parameters& parameters, const Scenario& scenario);
  double lasting(double time_h) const;

 private:
  struct Given {
    double from_h, end_h, mg_per_kg;
  };
  double sum(double until_h) const;  // Dc
  std::vector<Given> doses_;
  double top_, half_, power_, lifetime_h_, summed_h_;
};

}  // namespace syn
