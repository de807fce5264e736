// From biology to relief: three drives that fade at their own pace.
//
//   Phi' = JR/J_F - Phi/40 h            F = Phi^0.5   fast drive: surface AMPA receptors made; days
//   Pi'  = fx/J_P - Pi/(0.8 tau_P)      P = Pi^0.8    labile new spines; about two weeks, differs between people
//   Q'   = (P^c/tC)(1 - Q) - Q/tQ       Q             consolidated spines; months
//
// Everyday stress s lets labile spines fade (1 + k_s s) times as fast; sessions may steady them (0 by default). Under the
// hypothesis "habenula", F is half of the above plus half of BL over its peak, BL' = 1.0 K (1 - BL) - BL/24 h.
//
// JR and fx come from Plasticity::rates. A power a with memory a*tau keeps the e-fold of F and P at tau (80 h for F).
// The two scales J_F and J_P make the reference run (0.5 mg/kg intravenously over 40 min, an ordinary stressed patient)
// peak at F = 1 and P = 0.756. They are the solution of that run, found by the program, and belong to the parameters
// as they stand in the files: a scenario that changes a parameter or a hypothesis is measured on the same scale.
// Powers and memories were fitted for this program to trial means; they have no biological reading.
#pragma once

#include <array>
#include <cstddef>

namespace syn {

class Parameters;

// Lifetimes of labile spines for which P and Q are solved. People differ in tau_P (lognormal); any one of them is
// found between these by cubic interpolation in ln tau_P, to a few parts in 10000. The middle one is the typical
// patient's.
inline constexpr std::size_t kLifetimes = 9;
inline constexpr std::size_t kTypicalLifetime = kLifetimes / 2;
template <class T>
using PerLifetime = std::array<T, kLifetimes>;

struct DriveConstants {
  explicit DriveConstants(const Parameters& parameters);

  double fast(double fast_store) const;  // F of Phi
  double fast_with_habenula(double fast_store, double habenula) const;
  double labile(double labile_store) const;         // P of Pi
  double consolidating(double labile_store) const;  // P^c of Pi

  double fast_power;
  double fast_memory_h;
  double spine_power;
  double spine_memory_share;
  double spine_lifetime_h;       // median tau_P
  double spine_lifetime_spread;  // SD of ln tau_P between people
  double cooperation;            // c: above 1 consolidation is cooperative, one dose leaves little and a course much
  double consolidation_h;
  double stable_lifetime_h;
  double reference_labile_peak;
  double habenula_gain, habenula_lifetime_h, habenula_weight, habenula_peak;
  double memory_share;              // share of the symptoms that a called-up memory carries
  double stress_spine_loss;         // k_s
  PerLifetime<double> lifetimes_h;  // tau_P of each solved lifetime, increasing
};

// J_F and J_P, dimensionless.
struct DriveScale {
  double fast = 1.0;
  double spine = 1.0;
};

// The stores as they are integrated, beside the biology, for `N` lifetimes: all of them for a population, or the typical
// patient's alone.
template <std::size_t N>
struct DriveStores {
  double fast_store = 0.0;               // Phi
  double habenula = 0.0;                 // BL: habenula bursts silenced by trapped drug (a hypothesis)
  double memory = 0.0;                   // ln Me: a called-up memory, 0 = untouched (a hypothesis)
  std::array<double, N> labile_store{};  // Pi
  std::array<double, N> stable{};        // Q
};

// What feeds the stores at one moment.
struct DriveSources {
  double ampar_production = 0.0;  // JR, 1/h
  double drug_formation = 0.0;    // fx, 1/h
  double stress = 0.0;            // s, everyday stress 0..1
  double steadying = 0.0;         // 0.5 xi kappa u, see PlasticityInput
  double potency_um = 0.0;        // K
  double memory_slope = 0.0;      // d ln(Me)/dt, 1/h
};

// Time derivative of the stores, 1/h. Lifetimes: those of `constants`, or for N = 1 the typical one.
template <std::size_t N>
DriveStores<N> drive_slope(const DriveConstants& c, const DriveScale& scale, const DriveStores<N>& now, const DriveSources& sources) {
  DriveStores<N> d;
  d.fast_store = sources.ampar_production / scale.fast - now.fast_store / c.fast_memory_h;
  d.habenula = c.habenula_gain * sources.potency_um * (1.0 - now.habenula) - now.habenula / c.habenula_lifetime_h;
  d.memory = sources.memory_slope;
  const double gain = sources.drug_formation / scale.spine;
  const double hurry = 1.0 + c.stress_spine_loss * sources.stress;
  for (std::size_t i = 0; i < N; ++i) {
    const double lifetime_h = c.lifetimes_h[N == 1 ? kTypicalLifetime : i];
    d.labile_store[i] = gain - now.labile_store[i] * hurry / (c.spine_memory_share * lifetime_h);
    d.stable[i] = c.consolidating(now.labile_store[i]) / c.consolidation_h * (1.0 + sources.steadying) * (1.0 - now.stable[i]) -
                  now.stable[i] / c.stable_lifetime_h;
  }
  return d;
}

// Where a person's lifetime lies between the solved ones: the value of any quantity q is sum weight[j] q[first + j].
struct LifetimePlace {
  std::size_t first = 0;
  std::array<double, 4> weight{};
  double of(const PerLifetime<double>& quantity) const {
    return weight[0] * quantity[first] + weight[1] * quantity[first + 1] + weight[2] * quantity[first + 2] +
           weight[3] * quantity[first + 3];
  }
};
// `deviate` = ln(tau_P / median) / spread: a standard normal number; beyond +-3 it is held there.
LifetimePlace lifetime_place(double deviate);

}  // namespace syn
