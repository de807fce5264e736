#include "model/drives.hpp"

#include <algorithm>
#include <cmath>

#include "model/parameters.hpp"

namespace syn {
namespace {

constexpr double kWidest = 3.0;  // in units of the spread
constexpr double kSpacing = 2.0 * kWidest / static_cast<double>(kLifetimes - 1);

}  // namespace

DriveConstants::DriveConstants(const Parameters& parameters)
    : fast_power(parameters["drive.fast.power"]),
      fast_memory_h(parameters["drive.fast.memory"]),
      spine_power(parameters["drive.spine.power"]),
      spine_memory_share(parameters["drive.spine.memory_share"]),
      spine_lifetime_h(parameters["drive.spine.lifetime"]),
      spine_lifetime_spread(parameters["drive.spine.lifetime_spread"]),
      consolidation_h(parameters["drive.stable.gain_time"]),
      stable_lifetime_h(parameters["drive.stable.lifetime"]),
      reference_labile_peak(parameters["drive.reference.labile_peak"]) {
  for (std::size_t i = 0; i < kLifetimes; ++i) {
    const double deviate = kSpacing * (static_cast<double>(i) - static_cast<double>(kTypicalLifetime));
    lifetimes_h[i] = spine_lifetime_h * std::exp(spine_lifetime_spread * deviate);
  }
}

double DriveConstants::fast(double fast_store) const { return std::pow(std::max(fast_store, 0.0), fast_power); }
double DriveConstants::labile(double labile_store) const { return std::pow(std::max(labile_store, 0.0), spine_power); }

DriveState drive_slope(const DriveConstants& c, const DriveScale& scale, const DriveState& state,
                       double ampar_production, double drug_formation) {
  DriveState d;
  d.fast_store = ampar_production / scale.fast - state.fast_store / c.fast_memory_h;
  const double gain = drug_formation / scale.spine;
  for (std::size_t i = 0; i < kLifetimes; ++i) {
    d.labile_store[i] = gain - state.labile_store[i] / (c.spine_memory_share * c.lifetimes_h[i]);
    d.stable[i] = c.labile(state.labile_store[i]) / c.consolidation_h * (1.0 - state.stable[i]) -
                  state.stable[i] / c.stable_lifetime_h;
  }
  return d;
}

LifetimePlace lifetime_place(double deviate) {
  const double x = (std::clamp(deviate, -kWidest, kWidest) + kWidest) / kSpacing;
  const double last = static_cast<double>(kLifetimes - 4);
  const double first = std::clamp(std::floor(x) - 1.0, 0.0, last);
  const double u = x - first;  // 0..3, mostly 1..2
  LifetimePlace place;
  place.first = static_cast<std::size_t>(first);
  place.weight = {-(u - 1.0) * (u - 2.0) * (u - 3.0) / 6.0, u * (u - 2.0) * (u - 3.0) / 2.0,
                  -u * (u - 1.0) * (u - 3.0) / 2.0, u * (u - 1.0) * (u - 2.0) / 6.0};
  return place;
}

}  // namespace syn
