// The circuit with a block that follows use: ketamine enters and leaves only channels that open, so that each class of
// cells has a block of its own that comes on and goes off with its own firing (X = E, P, S):
//
//   dBX/dt = qX kon uX [ K (1 - BX) - IC50X BX ]      uX = 1/(1 + Mg/KMg) at rest
//   qX     = activity (rateX AX) + tonicX             hX = 1 - nX BX
//
// qX is the share of time the gate is open, whatever is in the pore: firing rate of the class itself times the open
// time of one release, plus what ambient glutamate opens. It stands before entry and exit alike. The dissociation
// constant is set so that the equilibrium is the block K/(K + IC50X) that Circuit uses: Circuit is the fast limit of
// this one.
//
// At the resting rates the blocks settle within seconds (interneurons first), so that through an infusion the two
// circuits nearly agree; they part where cells fall silent. The scheme behind it: Channel; slow form after MacDonald
// 1991.
#pragma once

#include "model/cortex/circuit.hpp"

namespace syn {

class CircuitKinetics {
 public:
  // Reads circuit.*, receptor.* and channel.*. `disinhibition` as in Circuit: false keeps interneurons free of block.
  CircuitKinetics(const Parameters& parameters, bool disinhibition);

  // Advances the blocks over `hours` (>= 0) with K uM of potency-weighted unbound drug. Exact for constant rates; the
  // rates are those of the circuit itself, taken together with the blocks in steps of at most half a time constant.
  // `activity` scales the releases (1 = as the rates say; 0 = silence, which leaves ambient glutamate only).
  void advance(double k_um, double hours, double activity = 1.0);
  // Puts the blocks where they settle at K.
  void settle(double k_um) { blocks_ = circuit_.equilibrium_blocks(k_um); }

  const CircuitBlocks& blocks() const { return blocks_; }
  CircuitRates rates() const { return circuit_.rates_under(blocks_); }
  double pyramidal_ratio() const { return rates().pyramidal / circuit_.resting().pyramidal; }
  // As Circuit has it: where extracellular glutamate tends to, relative to no drug.
  double glutamate_target() const { return circuit_.glutamate_target_of(pyramidal_ratio()); }
  const Circuit& circuit() const { return circuit_; }

  // qX at the present rates, and the rate 1/h at which the blocks approach their equilibrium at K.
  CircuitBlocks opening(double activity = 1.0) const { return opening_at(rates(), activity); }
  CircuitBlocks approach_per_h(double k_um, double activity = 1.0) const;

 private:
  struct Cell {
    double open_time_h;     // A: of one release
    double tonic;           // share of time open in ambient glutamate
    double entry_per_um_h;  // kon u
    double ic50_um;
  };
  CircuitBlocks opening_at(const CircuitRates& rates, double activity) const;
  CircuitBlocks relaxed(const CircuitBlocks& from, const CircuitBlocks& opening, double k_um, double hours) const;

  Circuit circuit_;
  bool disinhibition_;
  Cell e_, i_;
  CircuitBlocks blocks_;
};

}  // namespace syn
