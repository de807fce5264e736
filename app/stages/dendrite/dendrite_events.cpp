#include "app/stages/dendrite/dendrite_events.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "app/stages/common/course_events.hpp"
#include "app/stages/dendrite/dendrite_story.hpp"

namespace syn::dendrite {
namespace {

constexpr double kAfterDose_h = 6.0;   // what comes before has another cause
constexpr double kSeenAfter_h = 8.0;   // a newborn spine has come out
constexpr double kLives_h = 96.0;      // one that goes again soon is no example
constexpr double kBeforeEnd_h = 12.0;  // a lost one is seen leaving

// The branch that the picture shows, and its middle, which every view has in the frame.
constexpr std::uint64_t kArrangement = 30;
constexpr double kMiddle_um = 4.5;
SpineHistory shown_history(const Trajectory& trajectory) {
  return SpineHistory::build(trajectory, trajectory.scenario().seed + kArrangement);
}
bool in_view(const SpineLife& life) { return std::abs(life.place_um - 0.5 * kBranch_um) < kMiddle_um; }

// The first life, by what happens to it, that good(life) takes; `when` says when that is.
template <class Good, class When>
Found first_life(const RunPtr& run, TextKey reason, Good&& good, When&& when) {
  const SpineHistory history = shown_history(run->trajectory);
  const auto dose = course::first_dose(*run);
  const double from = dose ? dose->value + kAfterDose_h : run->trajectory.start().value;
  std::optional<double> best;
  for (const SpineLife& life : history.lives()) {
    if (!in_view(life) || !good(life)) continue;
    const double at = when(life);
    if (at >= from && at <= run->trajectory.end().value && (!best || at < *best)) best = at;
  }
  if (!best) return Sentence{reason, {}};
  return Happening{{*best}};
}

bool lives_long(const SpineLife& life) { return life.death_h - life.birth_h >= kLives_h; }

Found spine_born(const RunPtr& run) {
  return first_life(run, "moment.reason.no_birth"_key, lives_long, [](const SpineLife& life) { return life.birth_h + kSeenAfter_h; });
}

Found spine_matures(const RunPtr& run) {
  const double start = run->trajectory.start().value;
  const auto grown = [](const SpineLife& life) { return life.birth_h + life.mature_age_h; };
  const auto good = [&](const SpineLife& life) {
    return life.birth_h > start && life.death_h > grown(life) && life.adult != SpineKind::filopodium;
  };
  return first_life(run, "moment.reason.no_growth"_key, good, grown);
}

Found spine_lost(const RunPtr& run) {
  return first_life(
      run, "moment.reason.no_loss"_key, [](const SpineLife& life) { return std::isfinite(life.death_h) && lives_long(life); },
      [](const SpineLife& life) { return life.death_h - kBeforeEnd_h; });
}

}  // namespace

std::span<const EventSearch> dendrite_events() {
  static constexpr std::array kEvents{EventSearch{"spine_born", spine_born}, EventSearch{"spine_matures", spine_matures},
                                      EventSearch{"spine_lost", spine_lost}};
  return kEvents;
}

}  // namespace syn::dendrite
