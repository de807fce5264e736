// From blocked receptors to new spines: twenty coupled quantities of one patch of prefrontal cortex.
//
//   block -> glutamate burst -> AMPA throughput --+                          +-> surface AMPA receptors: hours to days
//     |                                           +-> BDNF -> TrkB -> kinases-+
//     +---> less p-eEF2 -> more BDNF protein -----+                          +-> mTORC1 -> proteins -> spines: weeks
//
// Growth needs both arms: the burst AND the larger BDNF pool. Everything is a ratio to a healthy, unstressed, undrugged
// brain (= 1) unless its comment says otherwise. Fitted for this program to rodent work (the sources stand beside each
// number in assets/parameters/plasticity.toml); people differ by three constants, see PlasticityConstants.
#pragma once

#include <array>
#include <cstddef>

#include "core/bits.hpp"
#include "model/scenario/scenario.hpp"

namespace syn {

class Parameters;

// The state. Names in brackets are the symbols of the equations, which stand in plasticity.cpp one function each.
struct PlasticityState {
  double adaptation = 0.0;         // [H]  0..1, how far the burst has worn out
  double glutamate = 1.0;          // [G]  synaptic glutamate that drives the chain (3 min); not the column glutamate_ratio.
                                   //      Without the part that an acute stressor adds, which drives nothing: see glutamate()
  double eef2_phospho = 1.0;       // [E]  p-eEF2: the brake on protein elongation
  double bdnf_pool = 1.0;          // [Bp] dendritic BDNF protein
  double bdnf_released = 1.0;      // [Br]
  double trkb = 1.0;               // [T]
  double akt = 1.0;                // [Ak]
  double erk = 1.0;                // [Er]
  double gsk3 = 1.0;               // [Gs] active enzyme
  double mtorc1 = 1.0;             // [M]
  double s6k = 1.0;                // [S6] p70S6K; 4E-BP1 phosphorylation follows the same curve
  double ampar = 1.0;              // [R]  AMPA receptors at the surface
  double glua1_excess = 0.0;       // [xA] above the stress-lowered base
  double psd95_excess = 0.0;       // [xP]
  double growth_signal_1 = 0.0;    // [V1] three equal delays between proteins and formation
  double growth_signal_2 = 0.0;    // [V2]
  double growth_signal_3 = 0.0;    // [V3]
  double spines_nascent = 0.0;     // [N]  share of the healthy density
  double spines_persistent = 0.0;  // [Ms]
  double stress_load = 0.0;        // [L]  0..1, chronic glucocorticoid load

  double spine_density() const { return spines_nascent + spines_persistent; }  // [S]
  static constexpr std::size_t size = 20;
};
static_assert(sizeof(PlasticityState) == PlasticityState::size * sizeof(double));

// Drugs and genes that act on the chain besides ketamine. Shares blocked are 0..1; 0.95 stands for "full".
struct PlasticitySwitches {
  double block_at_rest = 1.0;        // [r]  how much of the block counts on the rest arm; memantine 0.1
  double block_disinhibition = 1.0;  // [rd] ... on the burst arm; memantine 0.3
  double ampa_blocked = 0.0;         // [bA] NBQX
  double calcium_blocked = 0.0;      // [bV] L-type calcium channels
  double trkb_blocked = 0.0;         // [bT]
  double bdnf_bound = 0.0;           // [bAB] antibody against BDNF
  double pi3k_blocked = 0.0;         // [bP]
  double mek_blocked = 0.0;          // [bM]
  double mtorc1_blocked = 0.0;       // [bR] rapamycin
  double eef2k_blocked = 0.0;        // [bK] acute inhibitor of the eEF2 kinase
  double gsk3_blocked = 0.0;         // [bL] lithium; below 1
  double bdnf_secretion = 1.0;       // [m]  1 Val/Val; the Met allele secretes less
  double eef2k_gene = 1.0;           // [kappa] 0 = knock-out
  double gsk3_knock_in = 0.0;        // [KI] 1 = GSK3 that cannot be inhibited
};

// What comes from outside at one moment.
struct PlasticityInput {
  double block = 0.0;         // [B] effective block, 0..1
  double stress = 0.0;        // [sigma] 1 while chronic stress goes on
  double acute_stress = 0.0;  // [As] sum of acute_stressor() over the stressors so far
  // Hypotheses beyond the two arms; all 0 unless a scenario lists them.
  double extrasynaptic_block = 0.0;  // [b2B] block of extrasynaptic GluN2B receptors, 0..1
  double metabolite_drive = 0.0;     // [gD h/(h + KH)] AMPA throughput added by hydroxynorketamine
  double trkb_direct = 0.0;          // [gT K/(K + 20)] what direct binding adds to the answer of TrkB
  double steadying = 0.0;            // [0.5 xi kappa u] extra share of new spines kept because they are used
};

// Which arms of the chain exist, and whether both are needed (chain with "and") or each suffices ("either").
// "either" with both arms listed is the same as "and".
struct PlasticityRoutes {
  bool burst = true;
  bool rest_block = true;
  RouteLogic logic = RouteLogic::both;
  static PlasticityRoutes of(const ModelOptions& options);
};

// Species differ in how fast proteins are made (kP, kA), and in how long the burst stays worn out (tH): people get the
// rodent rate times a factor, because after an infusion the block falls slowly and the rodent rates overshoot.
enum class Species { human, rodent };

// All constants, from plasticity.*; symbols as in the equations.
struct PlasticityConstants {
  PlasticityConstants(const Parameters& parameters, Species species);

  double K1, n1, K2, n2, kHp, kHg, tH, gG, gGa, tG;         // burst
  double wr, tE, wS;                                        // elongation brake
  double gBt, tBp, gBr, rho0, rho1, tBr, tT, KT;            // BDNF and TrkB
  double gAk, tAk, gEr, tEr, wG, tGs;                       // kinases
  double gM, phi0, phiK, tM, tS6;                           // mTORC1
  double gel, KD, kP, kA, Pmax, tP, synapsin;               // translation and proteins
  double kR, wR1, wR2, Rmax, tR;                            // surface AMPA receptors
  double tV, gf, KV, fN, tN, pc, pmax, gp, Smax, hS, knat;  // spines
  double gd;                                                // how far growth follows the deficit
  double sM, sP, sB, sf, se, Sfl, tL;                       // chronic stress
  double erased_from_nascent;
  double acute_size, acute_fall, acute_rise, acute_formation, acute_loss;
  double lone_burst_pool, lone_rest_throughput;  // "either": what stands in for the missing arm
  double serine_gain;                            // read-out of GSK3 phosphorylation
  double gC, wC;                                 // extrasynaptic block on mTORC1 and on surface AMPA receptors
};

// The rates that the rest of the model reads, all 1/h.
struct PlasticityRates {
  double ampar_production = 0.0;  // JR: surface AMPA receptors made; source of the fast drive
  double drug_formation = 0.0;    // fx: formation of spines above what happens anyway; source of the labile spines
  double formation = 0.0;         // f: all spines formed, as a share of the healthy density
  double loss = 0.0;              // N/tN (1 - pv) + e Ms: all spines lost
  double persistent_loss = 0.0;   // e Ms: the part of `loss` that were persistent
};

struct PlasticityMotion {
  PlasticityState slope;  // time derivative of each quantity, 1/h
  PlasticityRates rates;
};

class Plasticity {
 public:
  Plasticity(const PlasticityConstants& constants, const PlasticityRoutes& routes, const PlasticitySwitches& switches);

  // Where a run starts. Healthy: no stress so far. Patient: chronic stress for so long that nothing moves any more;
  // closed form but for the persistent spines, whose balance of gain and loss is solved here.
  PlasticityState healthy_start() const;
  PlasticityState patient_start() const;

  // Time derivative and rates.
  PlasticityMotion motion(const PlasticityState& state, const PlasticityInput& input) const;
  // Puts the ten quantities that follow within minutes (glutamate to S6K, not the adaptation) where they tend to go.
  // With `drift`, their own slopes (1/h), they stand behind by their lag: y = target - tau y'.
  void settle(PlasticityState& state, const PlasticityInput& input, const PlasticityState* drift = nullptr) const;
  // The motion of a settled state, in which those ten do not move by themselves. For stretches far from doses.
  PlasticityMotion settled_motion(const PlasticityState& settled, const PlasticityInput& input) const;
  PlasticityRates rates(const PlasticityState& state, const PlasticityInput& input) const;

  // Read-outs.
  double glutamate(const PlasticityState& state, const PlasticityInput& input) const;  // with an acute stressor's part
  double glua1(const PlasticityState& state) const;
  double psd95(const PlasticityState& state) const;
  double synapsin(const PlasticityState& state) const;
  double synaptic_protein(const PlasticityState& state) const;  // mean of the three
  // How much of the protein synthesis that the signal can order is under way: 0 at rest .. 1.
  double translation(const PlasticityState& state) const;
  double gsk3_serine(const PlasticityState& state) const;  // pSer-GSK3
  double resting_formation() const { return f0_; }         // f of a healthy, undrugged brain, 1/h

  const PlasticityConstants& constants() const { return c_; }
  const PlasticitySwitches& switches() const { return s_; }
  PlasticitySwitches& switches() { return s_; }
  // Erases the spines that came since `density_before`, most of them nascent, with the proteins and signals of growth.
  void erase_new_spines(PlasticityState& state, double density_before) const;

 private:
  // Glutamate release at a block, and how far deep block has shut it down; both 0..1.
  struct Burst {
    double drive;
    double shutdown;
  };
  struct Formation;
  Burst burst(double block) const;
  Formation formation(const PlasticityState& state, const PlasticityInput& input) const;
  double trkb_signal(const PlasticityState& state) const;
  double ampar_production(const PlasticityState& state, const PlasticityInput& input) const;
  // Where each fast quantity tends to go, given the others.
  double glutamate_target(const PlasticityState& state, const Burst& burst) const;
  double brake_target(const PlasticityState& state, const PlasticityInput& input) const;
  double pool_target(const PlasticityState& state) const;
  double release_target(const PlasticityState& state, const PlasticityInput& input) const;
  double gsk3_target(const PlasticityState& state) const;
  double mtorc1_target(const PlasticityState& state, const PlasticityInput& input) const;
  double trkb_target(const PlasticityState& state, const PlasticityInput& input) const;
  PlasticityRates rates(const PlasticityState& state, const PlasticityInput& input, const Formation& form) const;
  void move_slow(const PlasticityState& state, const PlasticityInput& input, double shutdown, PlasticityMotion& out) const;

  PlasticityConstants c_;
  PlasticityRoutes routes_;
  PlasticitySwitches s_;
  struct {
    double tG, tE, tBp, tBr, tT, tAk, tEr, tGs, tM, tS6, tH, tR, tP, tV, tN, tL;
  } rate_;                             // 1 over each time constant, 1/h
  double f0_, e0_;                     // formation and loss of persistent spines at rest, 1/h
  double half_drive_, half_shutdown_;  // K1^n1 and K2^n2
  int whole_n1_, whole_n2_;            // n1 and n2 if they are whole numbers, else 0
};

// Shape of the response to one acute stressor `hours` after it: size (e^(-u/fall) - e^(-u/rise)), 0 before it.
double acute_stressor(const PlasticityConstants& constants, double hours);

// The start of a run by the patient's stress.
PlasticityState start_state(const Plasticity& plasticity, Stress stress);

// For the integrator, which knows plain arrays.
using PlasticityArray = std::array<double, PlasticityState::size>;
inline PlasticityArray to_array(const PlasticityState& state) { return syn::bit_cast<PlasticityArray>(state); }
inline PlasticityState from_array(const PlasticityArray& values) { return syn::bit_cast<PlasticityState>(values); }

}  // namespace syn
