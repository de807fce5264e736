// Which of the equally likely branches is shown: the one nearest to the mean.
//
// A history is one draw of a random process. Its number of spines is the model's by construction; how large the heads are,
// how many spines are new and how many are gone scatter from seed to seed. Of kBranches seeds the one is taken whose course
// lies nearest to the mean of them all, among those where the stretch that is looked at closely has something to see. All
// of it is judged on a course that is the same whatever is given when, so that the branch stays the same branch while
// doses move, and beside a run without drug.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/run/run.hpp"
#include "model/sampling/spine_population.hpp"

namespace syn::dendrite {

inline constexpr std::uint32_t kBranches = 128;  // enough for some of them to have births, a full growth and a loss where one looks

// A piece of the branch, um along it: what fills the frame from near. The branch lies level there and nearer to the eye.
struct Stretch {
  double low_um = 4.0;
  double high_um = 11.5;
  bool holds(double place_um) const { return place_um >= low_um && place_um <= high_um; }
};

// A spine and when there is something to see of it; hours on the scenario's clock.
struct SpineStory {
  std::uint32_t id = 0;  // of SpineHistory::lives()
  double place_um = 0.0;
  double birth_h = 0.0;
  double mature_h = 0.0;  // full-grown from here on; infinite if it dies before
  double death_h = 0.0;   // infinite for those that stay
  bool mushroom = false;  // once it is full-grown
};

// The moment before the first dose, hours, or the start if that is later; empty without a dose.
std::optional<double> day_zero(const Trajectory& trajectory);

// What happens in a stretch after a moment: those born later, and those that stood then and are lost later. By birth.
std::vector<SpineStory> stories_in(const SpineHistory& history, const Stretch& stretch, double from_h);

// The seed of the branch nearest to the mean over this course. The same for the same scenario's seed and course.
std::uint64_t nearest_to_mean(const Trajectory& course, std::uint64_t seed);

// The seed of the branch that a run shows: judged on one usual infusion of a person under the same stress.
std::uint64_t branch_seed(const Run& run);

// The stories of that branch where one looks closely, since day 0 (since the start without a dose). Simulates, and builds
// kBranches histories: some hundredths of a second.
std::vector<SpineStory> stories_of(const Run& run);

}  // namespace syn::dendrite
