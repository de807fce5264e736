// The last history of spines, kept between frames.
#pragma once

#include <cstdint>
#include <vector>

#include "model/sampling/spine_population.hpp"

namespace syn::dendrite {

// Keeps the last history, so that frames of one run share it. A trajectory is recognised by what the history is made
// of, not by its address: the answer is always that of SpineHistory::build. Not for several threads at once.
class HistoryCache {
 public:
  const SpineHistory& of(const Trajectory& trajectory, std::uint64_t seed);
  // Counts the histories built: what was made for one version holds until it changes.
  unsigned version() const { return version_; }

 private:
  bool knows(const Trajectory& trajectory, std::uint64_t seed) const;
  std::vector<double> inputs_;
  bool stressed_ = false;
  std::uint64_t seed_ = 0;
  SpineHistory history_;
  unsigned version_ = 0;
};

}  // namespace syn::dendrite
