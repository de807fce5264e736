// The NMDA receptor as the synapse picture needs it: what the gate does after a release, and who is in the pore, as
// two independent questions.
//
// They are independent because gating is the same in the three arms and the pores are at equilibrium: at constant
// voltage, magnesium and drug, every visit of the open gate lets as many blockers in as out, so the joint probability
// stays the product gate x pore through a release (a test shows it with all 24 states).
#pragma once

#include <vector>

#include "model/channel/channel.hpp"
#include "model/drug/receptor.hpp"

namespace syn {

class SynapticChannel {
 public:
  // Reads channel.* and receptor.*. Builds its table: some milliseconds of work, so make it once.
  SynapticChannel(const Parameters& parameters, Subtype subtype);

  // Probability of each gate conformation `ms_after_release` of one vesicle, in the order of Gate; they sum to 1.
  // Before the release (negative): equilibrium with 25 nM of ambient glutamate. From a table of 0.1 ms for 12 ms,
  // 1 ms until 1 s, 10 ms until 10 s and 0.1 s until 1 min, linear in between; held afterwards.
  GateShares release_conformations(double ms_after_release) const;

  // Share of receptors with an empty pore, magnesium and ketamine at `k_um` of potency-weighted unbound drug.
  // The ketamine share is exactly the occupancy of the model: bE of Receptor for GluN2A and GluN2B, bI for GluN2D, at
  // any voltage. It holds at rest, where receptors spend their time: the IC50 of this scheme at -66 mV and 1 mM
  // magnesium is 5.9 (GluN2A) and 5.5 uM (GluN2B), the measured ones, 5.35 and 5.08, average to the model's 5.2.
  // A depolarisation of milliseconds moves magnesium (within 0.1 ms) but not ketamine (seconds); hence what is not
  // held by ketamine is divided between empty and magnesium by KMg(V).
  PoreShares pore_shares_at(double k_um, double voltage_mv) const;
  double resting_mv() const { return channel_.resting_mv(); }

  // Probability that one receptor conducts, and its mean current in pA.
  double conducting(double ms_after_release, double k_um, double voltage_mv) const;
  double current_pa(double ms_after_release, double k_um, double voltage_mv) const;

  const Channel& channel() const { return channel_; }

 private:
  Channel channel_;
  Receptor receptor_;
  bool interneuron_;
  GateShares before_;
  std::vector<GateShares> table_;
};

}  // namespace syn
