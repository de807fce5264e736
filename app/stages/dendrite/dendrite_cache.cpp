#include "app/stages/dendrite/dendrite_cache.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace syn::dendrite {
namespace {

// Everything of a trajectory that a history is made of.
std::array<std::span<const double>, 7> inputs_of(const Trajectory& trajectory) {
  return {trajectory.times_h(),
          trajectory.column(Column::spine_density),
          trajectory.inner(Inner::formation_rate),
          trajectory.inner(Inner::loss_rate),
          trajectory.inner(Inner::spines_nascent),
          trajectory.inner(Inner::spines_persistent),
          trajectory.inner(Inner::psd95_excess)};
}

bool is_stressed(const Trajectory& trajectory) { return trajectory.scenario().patient.stress == Stress::chronic; }

}  // namespace

bool HistoryCache::knows(const Trajectory& trajectory, std::uint64_t seed) const {
  if (seed != seed_ || is_stressed(trajectory) != stressed_) return false;
  auto known = inputs_.begin();
  for (const std::span<const double> input : inputs_of(trajectory)) {
    if (static_cast<std::size_t>(inputs_.end() - known) < input.size()) return false;
    if (!std::equal(input.begin(), input.end(), known)) return false;
    known += static_cast<std::ptrdiff_t>(input.size());
  }
  return known == inputs_.end();
}

const SpineHistory& HistoryCache::of(const Trajectory& trajectory, std::uint64_t seed) {
  if (knows(trajectory, seed)) return history_;
  inputs_.clear();
  for (const std::span<const double> input : inputs_of(trajectory)) {
    inputs_.insert(inputs_.end(), input.begin(), input.end());
  }
  stressed_ = is_stressed(trajectory);
  seed_ = seed;
  history_ = SpineHistory::build(trajectory, seed);
  ++version_;
  return history_;
}

}  // namespace syn::dendrite
