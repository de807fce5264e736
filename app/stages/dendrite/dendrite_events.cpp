#include "app/stages/dendrite/dendrite_events.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>

#include "app/stages/common/course_events.hpp"
#include "model/sampling/spine_choice.hpp"

namespace syn::dendrite {
namespace {

constexpr double kSeenAfter_h = 8.0;   // a newborn spine has come out
constexpr double kLives_h = 96.0;      // one that goes again soon is no example
constexpr double kBeforeEnd_h = 12.0;  // a lost one is seen leaving

// The first time in the close view, from the first dose on, that a spine of the kind wanted gets as far as `when` says.
Found first_in_view(const RunPtr& run, TextKey reason, const std::function<bool(const SpineStory&)>& wanted,
                    const std::function<double(const SpineStory&)>& when) {
  const SpineHistory history = SpineHistory::build(run->trajectory, branch_seed(*run));
  const Hours from = course::first_dose(*run).value_or(run->trajectory.start());
  std::optional<double> best;
  for (const SpineStory& story : stories_in(history, Stretch{}, from.value)) {
    if (!wanted(story)) continue;
    const double at = when(story);
    if (at >= from.value && at <= run->trajectory.end().value && (!best || at < *best)) best = at;
  }
  if (!best) return Sentence{reason, {}};
  return Happening{{*best}};
}

bool born_in(const RunPtr& run, const SpineStory& story) {
  return story.birth_h >= course::first_dose(*run).value_or(run->trajectory.start()).value;
}

Found spine_born(const RunPtr& run) {
  return first_in_view(
      run, "moment.reason.no_birth"_key, [&](const SpineStory& s) { return born_in(run, s) && s.death_h - s.birth_h >= kLives_h; },
      [](const SpineStory& s) { return s.birth_h + kSeenAfter_h; });
}

Found spine_matures(const RunPtr& run) {
  return first_in_view(
      run, "moment.reason.no_growth"_key, [&](const SpineStory& s) { return born_in(run, s) && std::isfinite(s.mature_h); },
      [](const SpineStory& s) { return s.mature_h; });
}

Found spine_lost(const RunPtr& run) {
  return first_in_view(
      run, "moment.reason.no_loss"_key, [](const SpineStory& s) { return std::isfinite(s.death_h) && s.death_h - s.birth_h >= kLives_h; },
      [](const SpineStory& s) { return s.death_h - kBeforeEnd_h; });
}

}  // namespace

std::span<const EventSearch> dendrite_events() {
  static constexpr std::array kEvents{EventSearch{"spine_born", spine_born}, EventSearch{"spine_matures", spine_matures},
                                      EventSearch{"spine_lost", spine_lost}};
  return kEvents;
}

}  // namespace syn::dendrite
