// What therapy leaves behind, and when: a plasticity window, and learning that grows session by session.
//
//   clinical window   W  = min(1, P)(1 - g)                                    P: labile spines; g: Receptor::gate
//   rodent window     Wb = (0.5 V3/0.0582 + 0.5 (R - 1)/0.4503)(1 - g)         growth signal and surface AMPA receptors
//   one session       L += min(1, eta (1 + kappa W) enc)(Lmax - L)             enc: Receptor::encoding
//   in between        L' = -L/tau_L
//
// Each kind of therapy has its own L, ceiling and tau_L, and in some conditions an eta of its own. Where a kind has not been tried
// with a condition, half of its eta is taken: a guess, and the program says so.
// kappa is the therapy's own synergy times the scenario's coupling. That drug and therapy help each other at all is a
// hypothesis: with coupling 0 their effects only add up. The two windows disagree after day 2, which is unsettled in
// people; kappa of the rodent window is scaled so that a session at 24 h counts the same.
#pragma once

#include <algorithm>
#include <vector>

#include "core/maths.hpp"
#include "model/cortex/plasticity.hpp"
#include "model/scenario/scenario.hpp"

namespace syn {

struct TherapyConstants {
  double eta;         // share of what is still to be learned, per session outside the window
  double kappa;       // extra gain inside the window
  double ceiling;     // Lmax
  double lifetime_h;  // tau_L
};
TherapyConstants therapy_constants(const Parameters& parameters, TherapyKind kind, Condition condition);

class Psychotherapy {
 public:
  // Reads therapy.*; `options` gives the window, the coupling and whether the drug costs learning.
  Psychotherapy(const Parameters& parameters, const ModelOptions& options, Condition condition);

  // The window at one moment, 0 or more, of a person with labile spines P, in a brain with this biology.
  double window(double labile, const PlasticityState& biology, double gate) const {
    if (kind_ == WindowKind::clinical) return std::min(1.0, labile) * (1.0 - gate);
    const double open =
        growth_weight_ * biology.growth_signal_3 / growth_scale_ + (1.0 - growth_weight_) * (biology.ampar - 1.0) / ampar_scale_;
    return std::max(0.0, open) * (1.0 - gate);
  }
  // Learning after one session that starts from `learning` with this window and encoding, 0..Lmax.
  double learn(double learning, TherapyKind kind, double window, double encoding) const;
  // What is left after `hours` of what this kind of therapy taught.
  double kept(TherapyKind kind, double hours) const { return maths::exp(-hours / constants(kind).lifetime_h); }

 private:
  const TherapyConstants& constants(TherapyKind kind) const { return kinds_[static_cast<std::size_t>(kind)]; }
  std::vector<TherapyConstants> kinds_;  // in the order of kValues<TherapyKind>
  WindowKind kind_;
  double coupling_;
  double growth_weight_;
  double growth_scale_;
  double ampar_scale_;
};

}  // namespace syn
