// Drugs that block the NMDA channel from inside its pore, and the second place where ketamine may act.
//
// A blocker enters an open pore at `on` (the same at every voltage) and leaves at on * Kd(V): what the membrane voltage
// does, it does to leaving (MacDonald et al. 1991).
//
//   Kd(V) = Kd(-66 mV) exp(depth (V + 66)/(RT/F))
//
// Where the numbers come from (assets/parameters/blockers.toml, receptor.toml): racemic ketamine and memantine have a
// Kd for each subtype (Kotermanski & Johnson 2009); the isomers and norketamines have the ratio of their affinity to
// the racemate's (Ebert 1997), the same in every subtype. On-rate, depth and escape from a shut channel are ketamine's
// unless the drug has its own. Several blockers at once exclude one another: K/Kd becomes the sum of C_i/Kd_i.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "core/enum_table.hpp"

namespace syn {

class Parameters;
enum class Subtype;

enum class PoreBlocker {
  ketamine,    // racemic
  s_ketamine,  // esketamine
  r_ketamine,
  norketamine,  // racemic
  s_norketamine,
  r_norketamine,
  memantine,
  ketamine_human,  // racemic ketamine as on human GluN1/2A (Gilling 2009); that subtype only
};
template <>
inline constexpr auto kWords<PoreBlocker> = words("ketamine", "s_ketamine", "r_ketamine", "norketamine", "s_norketamine", "r_norketamine",
                                                  "memantine", "ketamine_human");
inline constexpr auto kPoreBlockers = kValues<PoreBlocker>;

// How one drug blocks one subtype.
struct BlockerRates {
  double on_per_um_ms = 0.0;
  double kd_reference_um = 0.0;  // at reference_mv
  double depth = 0.0;            // share of the membrane voltage that the drug feels in its place
  double leak_per_ms = 0.0;      // escape from a shut channel
  double reference_mv = 0.0;
  double thermal_mv = 0.0;  // RT/F

  double kd_um(double voltage_mv) const;
  double off_per_ms(double voltage_mv) const { return on_per_um_ms * kd_um(voltage_mv); }
};

// Whether there are numbers for this drug at this subtype (ketamine_human: GluN2A only).
bool is_measured(const Parameters& parameters, PoreBlocker blocker, Subtype subtype);
// Reads blocker.* and channel.*; must be measured. Warmed to channel.temperature.
BlockerRates blocker_rates(const Parameters& parameters, PoreBlocker blocker, Subtype subtype);

// A drug in a mixture.
struct Dissolved {
  PoreBlocker blocker = PoreBlocker::ketamine;
  double um = 0.0;
};
// Sum of C_i/Kd_i at this voltage: what stands for K/Kd in the closed forms of Channel. 1 halves the current of a
// channel without magnesium.
double blocking_strength(const Parameters& parameters, Subtype subtype, std::span<const Dissolved> drugs, double voltage_mv);

// The second site (a hypothesis, off unless asked for): at 0.1 uM ketamine reaches a place at the membrane side that
// slows the fast step of opening, kf+ -> kf+ (1 - effect y). It fills within a second and only in receptors that hold
// two glutamates, so that single synaptic currents escape and tonic ones do not (Abbott, Liu & Popescu 2024).
class SecondSite {
 public:
  explicit SecondSite(const Parameters& parameters);
  // y after `ms` of constant drug, from `y` before; `bound` is the share of receptors with two glutamates.
  //   y' = (bound K/(K + EC50) - y) / tau
  double advance(double y, double drug_um, double bound, double ms) const;

 private:
  double ec50_um_;
  double tau_ms_;
};

}  // namespace syn
