// Medicines beside ketamine, and the stress of everyday life, as they act on symptoms.
//
//   antidepressant   A = a (1 - exp(-(t - start)/tau_A)), fading after the last tablet
//   naltrexone       under the hypothesis "opioid": the drug's gains times 1 - 0.8 while a tablet acts (24 h)
// In dependence, at once, the same in everybody, and until some time after the last of it:
//   naltrexone tablet   alcohol   A' = 0.15, 24 h
//   naltrexone depot    opioid    A' = 0.27, 28 d
//   bupropion           smoking   A' = 0.225, from a week after the first tablet to a week after the last
// Sources: onset of an SSRI, Taylor 2006; size, STAR*D; naltrexone before ketamine, Williams 2018 (a trial of 65 people
// in 2025 saw no such loss); naltrexone for alcohol, Rosner 2010; depot, Krupitsky 2011; bupropion, Hughes 2014.
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
  // A': share of use that a medicine against dependence takes away, 0..1, the same in everybody.
  double steady(double time_h) const;
  // What is left of the gains of ketamine, 0..1; 1 unless the hypothesis "opioid" is listed and naltrexone acts.
  double drug_factor(double time_h) const;
  // Moments at which one of these jumps.
  std::vector<double> jumps_h() const;

 private:
  std::vector<Medication> medications_;
  Condition condition_;
  bool opioid_;
  // What a medicine against dependence does in this condition.
  struct Steady {
    MedicineKind kind;
    double effect, onset_h, gone_h;
  };
  std::vector<Steady> steady_;
  double effect_, onset_h_, fade_h_;
  double naltrexone_h_, naltrexone_loss_;
};

}  // namespace syn
