#include "app/stages/synapse/synapse_events.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "app/stages/common/course_events.hpp"
#include "app/stages/synapse/synapse_moment.hpp"
#include "app/stages/synapse/synapse_shares.hpp"

namespace syn::synapse {
namespace {

constexpr double kPlume_ms = 0.3;  // after the vesicle opened: it streams
constexpr int kNearestSite = 0;    // the vesicle over the receptor that is cut open
constexpr double kRise = 1.02;     // of a signal, over what it was before the doses: less is no event

// Where to look for releases.
Hours around(const Run& run) {
  const Found peak = course::ketamine_peak(run);
  return std::holds_alternative<Happening>(peak) ? std::get<Happening>(peak).at : course::before_doses(run);
}

// A moment so long after the so-many-th release from there on.
Hours after_release(Hours from, int number, double ms) { return Hours::from_seconds(std::ceil(from.seconds()) + number + 1.0e-3 * ms); }

// When most gates stand open, after a release.
double open_most_ms(const ReceptorShares& shares, const Trajectory& trajectory, Hours time) {
  double best = 0.0, ms = 1.0;
  for (double since = 1.0; since < 60.0; since += 0.5) {
    if (const double open = shares.at(trajectory, time, Lens::ms, since).open; open > best) best = open, ms = since;
  }
  return ms;
}

int conducting(const ReceptorMoments& receptors) {
  return static_cast<int>(
      std::count_if(receptors.begin(), receptors.end(), [](const ReceptorMoment& r) { return r.state == ReceptorState::open; }));
}

// The release of which good(receptors) holds with most open and empty pores, at the time when most gates are open. Magnesium
// sits in most of them: at rest one or two let ions through.
Found find_release(const RunPtr& run, const std::function<bool(const ReceptorMoments&)>& good) {
  ReceptorShares shares;
  shares.enter(*run);
  const Hours from = around(*run);
  const double ms = open_most_ms(shares, run->trajectory, from);
  int most = 0;
  Hours best;
  for (int number = 0; number < kReleasesLookedAt && most < kOpenEnough; ++number) {
    const Hours at = after_release(from, number, ms);
    if (at.value > run->trajectory.end().value) break;
    if (last_release(run->scenario().seed, at).site != kNearestSite) continue;
    const ReceptorMoments receptors = receptors_at(run->scenario().seed, at, Lens::ms, shares.at(run->trajectory, at, Lens::ms, ms));
    if (good(receptors) && conducting(receptors) > most) most = conducting(receptors), best = at;
  }
  if (most > 0) return Happening{best};
  return Sentence{"moment.reason.no_release"_key, {{"number", Quantity{kReleasesLookedAt, 0}}}};
}

Found release(const RunPtr& run) {
  const Hours from = around(*run);
  for (int number = 0; number < kReleasesLookedAt; ++number) {
    const Hours at = after_release(from, number, kPlume_ms);
    if (at.value <= run->trajectory.end().value && last_release(run->scenario().seed, at).site == kNearestSite) return Happening{at};
  }
  return Sentence{"moment.reason.after_end"_key, {}};
}

Found receptors_open(const RunPtr& run) {
  return find_release(run, [](const ReceptorMoments&) { return true; });
}

Found blocked_stays_dark(const RunPtr& run) {
  const Found peak = course::ketamine_peak(*run);
  if (std::holds_alternative<Sentence>(peak)) return peak;
  return find_release(run, [](const ReceptorMoments& receptors) { return receptors[0].ketamine > 0.99F && receptors[0].arrival >= 1.0F; });
}

Found peak_of(const RunPtr& run, const course::Course& level) {
  const Hours peak = course::highest(*run, level);
  if (level(peak) <= kRise * level(course::before_doses(*run)) + 1.0e-6) return Sentence{"moment.reason.no_rise"_key, {}};
  return Happening{peak};
}

template <class Which>
Found highest_signal(const RunPtr& run, Which which) {
  return peak_of(run, [&](Hours h) { return run->trajectory.at(which, h); });
}

Found bdnf_leaves(const RunPtr& run) { return highest_signal(run, Inner::bdnf_released); }
Found chain_runs(const RunPtr& run) { return highest_signal(run, Column::mtorc1); }
Found new_protein(const RunPtr& run) { return highest_signal(run, Inner::translation); }
Found spine_grows(const RunPtr& run) { return highest_signal(run, Column::synaptic_protein); }

}  // namespace

std::span<const EventSearch> synapse_events() {
  static constexpr std::array kEvents{EventSearch{"release", release},
                                      EventSearch{"receptors_open", receptors_open},
                                      EventSearch{"blocked_stays_dark", blocked_stays_dark},
                                      EventSearch{"bdnf_leaves", bdnf_leaves},
                                      EventSearch{"chain_runs", chain_runs},
                                      EventSearch{"new_protein", new_protein},
                                      EventSearch{"spine_grows", spine_grows}};
  return kEvents;
}

}  // namespace syn::synapse
