#include "app/stages/circuit/circuit_events.hpp"

#include <array>

#include "app/stages/common/course_events.hpp"

namespace syn::circuit {
namespace {

constexpr double kChange = 0.02;  // of a rate, against before the doses: less is no event

course::Course rate(const RunPtr& run, Inner which) {
  return [run, which](Hours h) { return run->trajectory.at(which, h); };
}

Found rest(const RunPtr& run) { return Happening{course::before_doses(*run)}; }

// Half of the way down of the cells that hold the tufts back, which feel the drug most.
Found brake_blocked(const RunPtr& run) {
  const course::Course brake = rate(run, Inner::somatostatin_hz);
  const course::Course less = [&](Hours h) { return -brake(h); };
  const Hours before = course::before_doses(*run), lowest = course::highest(*run, less);
  const double held = brake(before), least = brake(lowest);
  if (least > (1.0 - kChange) * held || lowest.value <= before.value) return Sentence{"moment.reason.brake_holds"_key, {}};
  return Happening{course::first_crossing(*run, brake, before, lowest, 0.5 * (held + least))};
}

Found pyramidal_fire(const RunPtr& run) {
  const course::Course pyramidal = rate(run, Inner::pyramidal_hz);
  const Hours peak = course::highest(*run, pyramidal);
  if (pyramidal(peak) < (1.0 + kChange) * pyramidal(course::before_doses(*run))) return Sentence{"moment.reason.no_burst"_key, {}};
  return Happening{peak};
}

}  // namespace

std::span<const EventSearch> circuit_events() {
  static constexpr std::array kEvents{EventSearch{"rest", rest}, EventSearch{"brake_blocked", brake_blocked},
                                      EventSearch{"pyramidal_fire", pyramidal_fire}};
  return kEvents;
}

}  // namespace syn::circuit
