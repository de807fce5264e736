// Medicines beside ketamine, and the stress of everyday life, as they act on symptoms.
//
//   antidepressant   A = a (1 - exp(-(t - start)/tau_A)), fading after the last tablet
//   naltrexone       under the hypothesis "opioid": the drug's gains times 1 - 0.8 while a tablet acts (24 h)
// Sources: onset of an SSRI, Taylor 2006; size, STAR*D; naltrexone before ketamine, Williams 2018 (a trial of 65 people
// in 2025 saw no such loss).
#pragma once

#include <vector>

#include "model/scenario/scenario.hpp"

namespace syn {

class Parameters;

class Medicines {
 public:
  // Reads clinical.ssri.* and clinical.naltrexone.*.
  Medicines(const Parameters& parameters, const Scenario& scenario);

  // A: share of the symptoms that the antidepressant takes away in a typical person, 0 or more.
  double antidepressant(double time_h) const;
  // What is left of the gains of ketamine, 0..1; 1 unless the hypothesis "opioid" is listed and naltrexone acts.
  double drug_factor(double time_h) const;
  // Moments at which the drug factor jumps.
  std::vector<double> jumps_h() const;

 private:
  std::vector<Medication> medications_;
  bool opioid_;
  double effect_, onset_h_, fade_h_;
  double naltrexone_h_, naltrexone_loss_;
};

}  // namespace syn
