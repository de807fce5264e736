#include "app/stages/receptor/receptor_events.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "app/stages/common/course_events.hpp"
#include "app/stages/receptor/receptor_moment.hpp"
#include "model/sampling/receptor_blocking.hpp"

namespace syn::receptor {
namespace {

// Of the time that a molecule takes through the gate: it is seen in the middle of the way.
constexpr double kOnTheWay = 0.45;
constexpr double kSeenShut_s = 0.9;  // after it began to shut: now it is shut, and the caption says so

double ms_of(double viewer_s) { return viewer_s * 3.6e6 * lens_hours_per_second(Lens::ms); }

Hours beside(const StatePath& path, const Turn& turn, double by_ms) { return path.time_of(turn.at) + Hours::from_seconds(1.0e-3 * by_ms); }
double through_ms(const Turn& turn) { return std::clamp(turn.open_ms, ms_of(kMinThrough_s), ms_of(kThrough_s)); }

// Calls here(path, blocking) with the first blocking at the peak of the drug.
Found in_blocking(const RunPtr& run, const std::function<Hours(const StatePath&, const Blocking&)>& here) {
  const Found peak = course::ketamine_peak(*run);
  if (std::holds_alternative<Sentence>(peak)) return peak;
  StatePath path;
  path.enter(run);
  const auto blocking = find_blocking(path, std::get<Happening>(peak).at, kMostLookedAt);
  if (!blocking) return Sentence{"moment.reason.no_blocking"_key, {{"number", Quantity{kMostLookedAt, 0}}}};
  const Hours at = here(path, *blocking);
  if (at.value > run->trajectory.end().value) return Sentence{"moment.reason.after_end"_key, {}};
  return Happening{at, blocking->receptor};
}

Found magnesium_leaves(const RunPtr& run) {
  const auto when = [](const StatePath& path, const Turn& turn) { return beside(path, turn, 0.5 * ms_of(kBlend_s)); };
  Found found = in_blocking(run, [&](const StatePath& path, const Blocking& b) { return when(path, b.magnesium_leaves); });
  if (std::holds_alternative<Happening>(found)) return found;
  // It does so without the drug, too.
  StatePath path;
  path.enter(run);
  const auto turn = find_magnesium_leaving(path, course::before_doses(*run));
  if (!turn) return found;
  return Happening{when(path, *turn)};
}

Found ketamine_enters(const RunPtr& run) {
  return in_blocking(run, [](const StatePath& path, const Blocking& b) {
    return beside(path, b.ketamine_enters, -kOnTheWay * through_ms(b.ketamine_enters));
  });
}

Found gate_shuts(const RunPtr& run) {
  return in_blocking(run, [](const StatePath& path, const Blocking& b) { return beside(path, b.gate_shuts, ms_of(kSeenShut_s)); });
}

Found ketamine_leaves(const RunPtr& run) {
  return in_blocking(
      run, [](const StatePath& path, const Blocking& b) { return beside(path, b.ketamine_leaves, kOnTheWay * ms_of(kMinThrough_s)); });
}

}  // namespace

std::span<const EventSearch> receptor_events() {
  static constexpr std::array kEvents{EventSearch{"magnesium_leaves", magnesium_leaves}, EventSearch{"ketamine_enters", ketamine_enters},
                                      EventSearch{"gate_shuts", gate_shuts}, EventSearch{"ketamine_leaves", ketamine_leaves}};
  return kEvents;
}

}  // namespace syn::receptor
