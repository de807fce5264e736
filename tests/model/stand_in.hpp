#pragma once

#include <array>
#include <bit>
#include <cmath>

#include "math/integrator.hpp"

namespace syn::test {

// The stand-in for everything upstream with which the symptom model was fitted: doses act at once on two delayed
// stores. Used only to drive the same symptom and cohort functions with inputs whose outcome is known.
struct StandIn {
  double fast_source = 0.0, fast = 0.0, spine_source = 0.0, labile = 0.0, stable = 0.0, active = 0.0;
};

inline double stand_in_hill(double x, double half) { return std::pow(x, 1.5) / (std::pow(half, 1.5) + std::pow(x, 1.5)); }

inline void give(StandIn& s, double effective_mg_per_kg) {
  s.fast_source += stand_in_hill(effective_mg_per_kg, 0.08) / stand_in_hill(0.5, 0.08) / 0.94604;
  s.spine_source += stand_in_hill(effective_mg_per_kg, 0.38) / stand_in_hill(0.5, 0.38) / 0.83124;
  s.active += effective_mg_per_kg;
}

inline StandIn advance(StandIn s, double hours, double lifetime_h = 288.0) {
  std::array<double, 6> y = std::bit_cast<std::array<double, 6>>(s);
  integrate(
      y, 0.0, hours, {1e-10, 1e-13, 0.01, 24.0},
      [&](double, const auto& v, auto& d) {
        d[0] = -v[0] / 1.0;
        d[1] = v[0] / 1.0 - v[1] / 80.0;
        d[2] = -v[2] / 18.0;
        d[3] = v[2] / 18.0 * std::max(0.0, 1.0 - v[3] / 2.0) - v[3] / lifetime_h;
        d[4] = v[3] / 1440.0 * (1.0 - v[4]) - v[4] / 2160.0;
        d[5] = -v[5] / 2.0;
      },
      [](const auto&) {});
  return std::bit_cast<StandIn>(y);
}

}  // namespace syn::test
