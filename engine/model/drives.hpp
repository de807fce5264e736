// From biology to relief: three drives that fade at their own pace.
//
//   Phi' = JR/J_F - Phi/40 h            F = Phi^0.5   fast drive: surface AMPA receptors made; days
//   Pi'  = fx/J_P - Pi/(0.8 tau_P)      P = Pi^0.8    labile new spines; about two weeks, differs between people
//   Q'   = (P/1440 h)(1 - Q) - Q/2160 h               consolidated spines; months
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
inline constexpr std::size_t kLifetimes = 13;
inline constexpr std::size_t kTypicalLifetime = kLifetimes / 2;
template <class T>
using PerLifetime = std::array<T, kLifetimes>;

struct DriveConstants {
  explicit DriveConstants(const Parameters& parameters);

  double fast(double fast_store) const;      // F of Phi
  double labile(double labile_store) const;  // P of Pi

  double fast_power;
  double fast_memory_h;
  double spine_power;
  double spine_memory_share;
  double spine_lifetime_h;       // median tau_P
  double spine_lifetime_spread;  // SD of ln tau_P between people
  double consolidation_h;
  double stable_lifetime_h;
  double reference_labile_peak;
  PerLifetime<double> lifetimes_h;  // tau_P of each solved lifetime, increasing
};

// J_F and J_P, dimensionless.
struct DriveScale {
  double fast = 1.0;
  double spine = 1.0;
};

// The stores as they are integrated, beside the biology.
struct DriveState {
  double fast_store = 0.0;             // Phi
  PerLifetime<double> labile_store{};  // Pi
  PerLifetime<double> stable{};        // Q
};

// Time derivative of the stores, 1/h. Steady sources: JR and fx in 1/h.
DriveState drive_slope(const DriveConstants& constants, const DriveScale& scale, const DriveState& state,
                       double ampar_production, double drug_formation);

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
