// A laboratory animal: ketamine into the belly, stress, interventions and genes, and what its prefrontal cortex does.
//
// The chain of plasticity.hpp with the rodent's constants, driven by an empirical curve of the block after an injection
// (Receptor::rodent_drive) instead of pharmacokinetics. This is what the chain was fitted to; people are Course.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "math/integrator.hpp"
#include "model/cortex/plasticity.hpp"
#include "model/cortex/surroundings.hpp"
#include "model/drug/receptor.hpp"
#include "model/scenario/scenario.hpp"

namespace syn {

class Parameters;

// What is done to one animal. Times are hours; 0 is the moment of the first injection, or would be.
struct Rodent {
  struct Injection {
    double at_h = 0.0;
    double mg_per_kg = 0.0;
    bool operator==(const Injection&) const = default;
  };
  std::vector<Injection> injections;
  // As in a scenario (Surroundings says what each does); without a window an intervention acts all along, also
  // rapamycin. An erasure takes the spines above the density at 0 h.
  std::vector<ExperimentUse> experiments;
  Bdnf bdnf = Bdnf::val_val;
  double stress_from_h = 0.0;  // chronic stress over [from, to); none if they are equal
  double stress_to_h = 0.0;
  bool operator==(const Rodent&) const = default;

  Rodent with(Experiment kind, std::optional<double> from_h = {}, std::optional<double> hours = {}) const;
};

// The whole solution from the first event, or 0, to `end_h` (above 0), at any moment in between.
class RodentCourse {
 public:
  // Reads plasticity.* and receptor.rodent*; keeps no reference. `tolerance` is the relative error of a step.
  RodentCourse(const Rodent& rodent, const Parameters& parameters, double end_h, double tolerance = 1e-8);

  // At the moment of an event: after it. Held at the ends.
  PlasticityState at(double time_h) const;
  PlasticityInput input_at(double time_h) const { return input(time_h, time_h); }
  PlasticityRates rates(double time_h) const;
  double block(double time_h) const { return input_at(time_h).block; }
  const Plasticity& plasticity() const { return plasticity_; }  // as at the end of the run
  double end_h() const { return end_h_; }

  // Mean of a quantity over a window; `value` takes the time, h.
  double mean(double from_h, double to_h, const std::function<double(double)>& value) const;
  // Largest value over a window: the best of 4000 even moments, and the curve's top beside it.
  double largest(double from_h, double to_h, const std::function<double(const PlasticityState&)>& value) const;

 private:
  using Step = DenseStep<PlasticityState::size>;
  // Block and acute stress at `time_h`, chronic stress as at `stress_time_h` (the middle of an integrated stretch).
  PlasticityInput input(double time_h, double stress_time_h) const;
  std::vector<double> stops(double start_h) const;

  Rodent rodent_;
  double end_h_;
  Receptor receptor_;
  Surroundings around_;
  Plasticity plasticity_;
  std::vector<Step> steps_;
};

}  // namespace syn
