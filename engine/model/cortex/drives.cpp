#include "model/cortex/drives.hpp"

#include <algorithm>
#include <cmath>

#include "core/maths.hpp"
#include "model/data/parameters.hpp"

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
      cooperation(parameters["drive.stable.cooperation"]),
      consolidation_h(parameters["drive.stable.gain_time"]),
      stable_lifetime_h(parameters["drive.stable.lifetime"]),
      reference_labile_peak(parameters["drive.reference.labile_peak"]),
      habenula_gain(parameters["plasticity.habenula.gain"]),
      habenula_lifetime_h(parameters["plasticity.habenula.lifetime"]),
      habenula_weight(parameters["drive.habenula.weight"]),
      habenula_peak(parameters["drive.habenula.peak"]),
      memory_share(parameters["drive.memory.symptom_share"]),
      stress_spine_loss(parameters["clinical.stress.spine_loss"]) {
  for (std::size_t i = 0; i < kLifetimes; ++i) {
    const double deviate = kSpacing * (static_cast<double>(i) - static_cast<double>(kTypicalLifetime));
    lifetimes_h[i] = spine_lifetime_h * maths::exp(spine_lifetime_spread * deviate);
  }
}

double DriveConstants::fast(double fast_store) const {
  return fast_power == 0.5 ? std::sqrt(std::max(fast_store, 0.0)) : maths::pow(std::max(fast_store, 0.0), fast_power);
}
double DriveConstants::labile(double labile_store) const { return labile_store > 0.0 ? maths::pow(labile_store, spine_power) : 0.0; }

double DriveConstants::consolidating(double labile_store) const {
  return labile_store > 0.0 ? maths::pow(labile_store, spine_power * cooperation) : 0.0;
}

double DriveConstants::fast_with_habenula(double fast_store, double habenula) const {
  return (1.0 - habenula_weight) * fast(fast_store) + habenula_weight * habenula / habenula_peak;
}

LifetimePlace lifetime_place(double deviate) {
  const double x = (std::clamp(deviate, -kWidest, kWidest) + kWidest) / kSpacing;
  const double last = static_cast<double>(kLifetimes - 4);
  const double first = std::clamp(std::floor(x) - 1.0, 0.0, last);
  const double u = x - first;  // 0..3, mostly 1..2
  LifetimePlace place;
  place.first = static_cast<std::size_t>(first);
  place.weight = {-(u - 1.0) * (u - 2.0) * (u - 3.0) / 6.0, u * (u - 2.0) * (u - 3.0) / 2.0, -u * (u - 1.0) * (u - 3.0) / 2.0,
                  u * (u - 1.0) * (u - 2.0) / 6.0};
  return place;
}

}  // namespace syn
