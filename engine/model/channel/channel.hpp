// One NMDA receptor channel: 8 gating conformations times 3 things that can be in the pore = 24 states.
//
// Gating: Banke & Traynelis 2003 with the rates of Erreger et al. 2005 (room temperature). The pore can be entered and
// left only while the gate is open; when the gate shuts on a blocker, the blocker is trapped. Gating is the same
// whatever sits in the pore.
//
//   R -2kon g-> RA -kon g-> RA2 ;  RA2 <-> D1, D2 (desensitised) ;  RA2 <-> F, S (one step done) <-> O (gate open)
//   O(empty) <-> O(magnesium)   on kMg,off(V)/KMg(V) [Mg], off kMg,off(V) = 5400 exp(V/47)
//   O(empty) <-> O(ketamine)    on 5 /uM/s [ketamine], off on * Kd(V), Kd(V) = Kd66 exp(0.79 (V + 66)/25.4)
//   KMg(V) = s 3.57 exp(0.062 V) mM  (Jahr & Stevens 1990; Ascher & Nowak 1988; Gilling et al. 2009)
//
// Only O(empty) conducts. Every loop satisfies detailed balance, so equilibria have a closed form.
// Time here is in milliseconds, rates in 1/ms, concentrations in uM except magnesium (mM), voltage in mV.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/enum_table.hpp"
#include "math/matrix.hpp"
#include "model/channel/blocker.hpp"

namespace syn {

class Parameters;

// Factors of the rates at channel.temperature against the 22 degrees of the recordings (Q10 each), and RT/F there.
struct Warming {
  explicit Warming(const Parameters& parameters);
  double gating, magnesium, drug;
  double thermal_mv;
};

// The transient of one release is followed in bins of even length; after them glutamate is what it was before.
inline constexpr double kReleaseBinMs = 0.1;
inline constexpr std::size_t kReleaseBins = 120;

enum class Subtype { glun2a, glun2b, glun2d };  // glun2d: a preset for interneurons, not fitted rates
template <>
inline constexpr auto kWords<Subtype> = words("glun2a", "glun2b", "glun2d");

// Conformations, in the order of the states.
enum class Gate : std::size_t { r, ra, ra2, d1, d2, f, s, o };
inline constexpr std::size_t kGates = 8;
enum class Pore : std::size_t { empty, magnesium, ketamine };
inline constexpr std::size_t kPores = 3;
inline constexpr std::size_t kChannelStates = kGates * kPores;

// Probabilities of the 24 states; index 8 * pore + gate. They sum to 1.
using ChannelState = std::array<double, kChannelStates>;
using GateShares = std::array<double, kGates>;
using PoreShares = std::array<double, kPores>;
constexpr std::size_t state_index(Pore pore, Gate gate) { return kGates * static_cast<std::size_t>(pore) + static_cast<std::size_t>(gate); }

// What the receptor sees; constant while it is stepped.
struct ChannelConditions {
  double glutamate_um = 0.0;
  double voltage_mv = -66.0;
  double magnesium_mm = 1.0;
  double ketamine_um = 0.0;  // free; of the blocker the channel was made for (racemic ketamine unless said)
  double second_site = 0.0;  // share 0..1 of the second site that is taken (SecondSite); 0 = the site is left out
};

// Sums over the states.
double open_probability(const ChannelState& state);  // conducting: gate open and pore empty
GateShares gate_shares(const ChannelState& state);
PoreShares pore_shares(const ChannelState& state);
// Share of receptors that hold ketamine behind a shut gate.
double trapped_share(const ChannelState& state);
// All receptors unbound, gate shut, pore empty.
ChannelState resting_state();
// Gate and pore independent of each other.
ChannelState product_state(const GateShares& gates, const PoreShares& pores);

class Channel {
 public:
  // Reads channel.* and blocker.*; the parameters must already carry the scenario's changes. Whatever says "ketamine"
  // below means `blocker`, which must be measured at the subtype.
  Channel(const Parameters& parameters, Subtype subtype, PoreBlocker blocker = PoreBlocker::ketamine);

  // Q, 1/ms, 24 x 24: p' = p Q with p a row. Rows sum to zero.
  Matrix generator(const ChannelConditions& conditions) const;
  // The 8 x 8 part for the gate alone, whatever is in the pore. Feels the voltage only if channel.gating_voltage is 1.
  Matrix gate_generator(const ChannelConditions& conditions) const;
  Matrix gate_generator(double glutamate_um) const { return gate_generator(at_rest(glutamate_um)); }
  // exp(Q h): the exact step over h ms of constant conditions, p(t + h) = multiply_row(p(t), propagator).
  Matrix propagator(const ChannelConditions& conditions, double ms) const { return exponential(generator(conditions) * ms); }
  // One exact step; for a short time without the matrix exponential.
  ChannelState step(const ChannelState& state, const ChannelConditions& conditions, double ms) const;

  // Closed forms at equilibrium. Without glutamate every gate is unbound.
  GateShares gate_equilibrium(const ChannelConditions& conditions) const;
  GateShares gate_equilibrium(double glutamate_um) const { return gate_equilibrium(at_rest(glutamate_um)); }
  PoreShares pore_equilibrium(const ChannelConditions& conditions) const;
  ChannelState equilibrium(const ChannelConditions& conditions) const;
  // Current relative to the same channel without ketamine: (1 + Mg/KMg)/(1 + K/Kd + Mg/KMg), 0..1.
  double relative_current(const ChannelConditions& conditions) const;
  // The same for several blockers at once: K/Kd is their blocking_strength().
  double relative_current(double strength, double voltage_mv, double magnesium_mm) const;
  // Ketamine that halves the current at equilibrium, uM: Kd (1 + Mg/KMg). Hill coefficient 1.
  double ic50_um(double voltage_mv, double magnesium_mm) const;

  double magnesium_kd_mm(double voltage_mv) const;
  double ketamine_kd_um(double voltage_mv) const { return blocker_.kd_um(voltage_mv); }
  const BlockerRates& blocker() const { return blocker_; }
  double mean_open_ms() const;  // of the gate, per visit
  // Through one receptor, pA; inward is negative.
  double current_pa(double conducting_probability, double voltage_mv) const;

  // Glutamate in the cleft after one release, uM: ambient + peak exp(-t/tau); ambient before it. Averaged over the
  // stretch from `from_ms` to `until_ms` (both since the release, from < until).
  double released_glutamate_um(double from_ms, double until_ms) const;
  double ambient_glutamate_um() const { return ambient_um_; }
  // What a release adds in each of its kReleaseBins bins, uM.
  std::vector<double> release_bins_um() const;
  double resting_mv() const { return resting_mv_; }
  double magnesium_mm() const { return magnesium_mm_; }
  double reversal_mv() const { return reversal_mv_; }

 private:
  // The two steps of opening under these conditions, 1/ms.
  struct Steps {
    double fast_on, fast_off, slow_on, slow_off;
  };
  Steps steps(const ChannelConditions& conditions) const;
  ChannelConditions at_rest(double glutamate_um) const { return {glutamate_um, resting_mv_, magnesium_mm_, 0.0}; }

  double kon_, koff_, kd1_on_, kd1_off_, kd2_on_, kd2_off_, kf_on_, kf_off_, ks_on_, ks_off_;  // 1/ms, 1/uM/ms
  double magnesium_scale_, conductance_ps_;
  double magnesium_off_, magnesium_off_slope_mv_, magnesium_kd_zero_mm_, magnesium_kd_slope_;
  BlockerRates blocker_;
  double gating_voltage_, gating_voltage_slope_mv_, gating_voltage_zero_mv_, second_site_effect_;
  double reversal_mv_, resting_mv_, magnesium_mm_;
  double glutamate_peak_um_, glutamate_tau_ms_, ambient_um_;
};

// The steps through one release and after it: 0.1 ms bins for 12 ms, then bins of 1 ms. Building it costs 121 matrix
// exponentials; running it is cheap, so trains of releases reuse one.
class ReleaseStepper {
 public:
  // `between` gives voltage, magnesium, ketamine, and the glutamate that is there without a release.
  ReleaseStepper(const Channel& channel, const ChannelConditions& between);

  // States at bin_end(0), bin_end(1), ... up to `until_ms` after the release; `start` is the state at the release.
  std::vector<ChannelState> run(const ChannelState& start, double until_ms) const;
  static double bin_end_ms(std::size_t bin);

 private:
  std::vector<Matrix> early_;  // one for each bin of the transient
  Matrix late_;                // for 1 ms afterwards
};

}  // namespace syn
