// What acts on the chain besides ketamine itself: stress, sessions, called-up memories, and the interventions of the
// laboratory, each at any moment of a scenario.
#pragma once

#include <vector>

#include "model/cortex/plasticity.hpp"
#include "model/scenario/scenario.hpp"

namespace syn {

class Parameters;

// A stretch of time, h; `from_h <= t < until_h`.
struct Span {
  double from_h = 0.0;
  double until_h = 0.0;
  bool holds(double time_h) const { return from_h <= time_h && time_h < until_h; }
};

// A moment at which something begins, ends or happens. After a `kick` the fast quantities of the chain move.
struct Stop {
  double at_h = 0.0;
  bool kick = false;
};

class Surroundings {
 public:
  // Reads plasticity.acute_stress.*, plasticity.experiment.*, plasticity.bdnf.*, drive.memory.*, drive.steadying.*.
  Surroundings(const Scenario& scenario, const Parameters& parameters);

  // Blockers, genes and drugs of the laboratory at one moment; the patient's own BDNF gene is among them.
  PlasticitySwitches switches(double time_h) const;
  // Whether an experiment of the scenario acts at a moment; an erasure and an acute stressor count from theirs on.
  bool acts(Experiment kind, double time_h) const;
  // Whether an experiment or an acute stressor begins at this very moment.
  bool begins_at(double time_h) const;
  // When an experiment of the scenario acts, in order of time; infinite where it has no beginning or no end. An erasure
  // and an acute stressor are a moment: from_h == until_h. Empty if it is not switched on.
  std::vector<Span> spans(Experiment kind) const;
  // s: everyday stress, 0..1; stressors that overlap add, up to 1.
  double stress_level(double time_h) const;
  // As: the sum of the acute stressors so far.
  double acute_stress(double time_h) const;
  bool has_acute_stress() const { return !acute_h_.empty(); }
  // u: 1 at a session, fading with 24 h; 0 before the first.
  double session_trace(double time_h) const;
  // Moments when all new spines of the drug are erased.
  const std::vector<double>& erasures_h() const { return erasures_h_; }
  // Every moment at which one of the above jumps, increasing; sessions only if asked for.
  std::vector<Stop> stops(bool with_sessions) const;

  // Memories: how changeable the last one is (0..1), and since when.
  struct Memory {
    double lability = 0.0;  // ell
    double called_h = 0.0;  // moment of the call
  };
  Memory memory(double time_h) const;
  bool has_memories() const { return !retrievals_h_.empty() && (weakening_ > 0.0 || strengthening_ > 0.0); }
  // d ln(Me)/dt, 1/h, at a block now and at the call: -ell B (delta (1 - a) - omega a), a = B_call/(B_call + 0.1).
  double memory_slope(const Memory& memory, double block, double block_at_call) const;

 private:
  struct Action {
    Experiment kind;
    std::vector<Span> spans;
  };
  PlasticitySwitches own_;  // of the patient and of the genes, all along
  std::vector<Action> actions_;
  std::vector<Stressor> stressors_;
  std::vector<double> sessions_h_, retrievals_h_, erasures_h_, acute_h_;
  double full_, lithium_, eef2k_inhibitor_, memantine_rest_, memantine_burst_;
  double acute_size_, acute_fall_h_, acute_rise_h_;
  double session_h_;
  double lability_h_, weakening_, strengthening_, half_block_;
};

}  // namespace syn
