// The disinhibition circuit: mean rates of pyramidal cells (E) and of the parvalbumin (P) and somatostatin (S)
// interneurons, whose NMDA receptors ketamine blocks more easily than those of the pyramidal cells.
//
//   bE = K/(K + 5.2), bP = bS = K/(K + 1.9)      hX = 1 - nX bX
//   tauE E' = -E + [(JE + wEE E) hE - wEP P - wES S]+
//   tauP P' = -P + [(JP + wPE E) hP]+            tauS S' = -S + [(JS + wSE E) hS]+
//
// Rates settle within 0.1 s, so on the scale of minutes only the fixed point matters, and it has a closed form.
// Fitted for this program to published dose-response of pyramidal firing and prefrontal glutamate in rats
// (Moghaddam 1997, Homayoun & Moghaddam 2007); n ordered after Rotaru 2011 and Ali 2020.
#pragma once

#include "model/drug/receptor.hpp"

namespace syn {

// Mean firing rates, Hz.
struct CircuitRates {
  double pyramidal = 0.0;
  double parvalbumin = 0.0;
  double somatostatin = 0.0;
};

// Share (0..1) of each class's NMDA channels that holds the drug.
struct CircuitBlocks {
  double pyramidal = 0.0;
  double parvalbumin = 0.0;
  double somatostatin = 0.0;
};

class Circuit {
 public:
  // Reads circuit.* and receptor.*. `disinhibition` false (hypothesis "burst" not listed) takes the block away from
  // the interneurons (bP = bS = 0): pyramidal firing then only falls.
  Circuit(const Parameters& parameters, bool disinhibition);

  // Fixed point at K uM of potency-weighted unbound drug (K >= 0). Rates are never negative.
  CircuitRates rates(double k_um) const { return rates_under(equilibrium_blocks(k_um)); }
  // The two halves of it: the blocks at equilibrium with K (bE, bP, bS), and the fixed point under any blocks.
  CircuitBlocks equilibrium_blocks(double k_um) const;
  CircuitRates rates_under(const CircuitBlocks& blocks) const;
  const CircuitRates& resting() const { return resting_; }

  // E/E0, the column pyramidal_rate_ratio; 1 without drug, 1.22 at the end of 0.5 mg/kg over 40 min.
  double pyramidal_ratio(double k_um) const { return rates(k_um).pyramidal / resting_.pyramidal; }
  // Where extracellular glutamate tends to, relative to no drug: 1 + gain (E/E0 - 1). The column glutamate_ratio
  // follows it: Gl' = (glutamate_target - Gl) / glutamate_lag_h, Gl = 1 at the start.
  double glutamate_target(double k_um) const { return glutamate_target_of(pyramidal_ratio(k_um)); }
  double glutamate_target_of(double rate_ratio) const { return 1.0 + glutamate_gain_ * (rate_ratio - 1.0); }
  double glutamate_lag_h() const { return glutamate_lag_h_; }
  // Gamma power relative to no drug, never below a floor (a teaching proxy).
  double gamma_ratio(double k_um) const;

  // Time derivative of the rates, Hz/ms, at any rates: what the closed form is the zero of. For tests and for
  // pictures on the millisecond clock.
  CircuitRates slope(const CircuitRates& now, double k_um) const;

 private:
  struct Cell {
    double drive_hz;    // J
    double nmda_share;  // n: NMDA share of the excitatory drive
    double tau_ms;
  };
  struct Gains {
    double e, p, s;  // h of each cell type
  };
  Gains gains(const CircuitBlocks& blocks) const;

  Receptor receptor_;
  bool disinhibition_;
  Cell e_, p_, s_;
  double w_ee_, w_ep_, w_es_, w_pe_, w_se_;
  double glutamate_gain_;
  double glutamate_lag_h_;
  double gamma_gain_;
  double gamma_floor_;
  CircuitRates resting_;
};

}  // namespace syn
