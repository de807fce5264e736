#include "app/view/symptom_events.hpp"

#include <algorithm>
#include <array>

#include "app/stages/common/course_events.hpp"

namespace syn {
namespace {

constexpr double kFall = 1.0;      // points: less is no fall
constexpr double kLearned = 0.01;  // of the drive of learning: less holds nothing

using course::Course;

// The score, the moment before the doses, and the lowest after it.
struct Fall {
  Course score;
  Hours before, lowest;
  double from = 0.0, to = 0.0;
};
Found with_fall(const RunPtr& run, Found (*find)(const RunPtr&, const Fall&)) {
  if (run->scenario().patient.stress == Stress::none) return Sentence{"moment.reason.healthy"_key, {}};
  Fall fall{[run](Hours h) { return run->trajectory.at(Column::symptom_mean, h); }, course::before_doses(*run), {}};
  fall.lowest = course::highest(*run, [&](Hours h) { return h.value < fall.before.value ? -1.0e9 : -fall.score(h); });
  fall.from = fall.score(fall.before);
  fall.to = fall.score(fall.lowest);
  if (fall.from - fall.to < kFall) return Sentence{"moment.reason.no_fall"_key, {}};
  return find(run, fall);
}

Found the_fall(const RunPtr& run) {
  return with_fall(run, [](const RunPtr& r, const Fall& fall) -> Found {
    return Happening{course::first_crossing(*r, fall.score, fall.before, fall.lowest, 0.5 * (fall.from + fall.to))};
  });
}

// Half of what was gained is lost again.
Found the_return(const RunPtr& run) {
  return with_fall(run, [](const RunPtr& r, const Fall& fall) -> Found {
    const double half = 0.5 * (fall.from + fall.to);
    const Hours end = r->trajectory.end();
    const Hours at = course::first_crossing(*r, fall.score, fall.lowest, end, half);
    if (fall.score(at) < half) return Sentence{"moment.reason.no_return"_key, {}};
    return Happening{at};
  });
}

Found therapy_holds(const RunPtr& run) {
  return with_fall(run, [](const RunPtr& r, const Fall&) -> Found {
    const Course learned = [&](Hours h) { return r->trajectory.at(Column::therapy_learning, h); };
    const Hours most = course::highest(*r, learned);
    if (learned(most) < kLearned) return Sentence{"moment.reason.no_therapy"_key, {}};
    return Happening{most};
  });
}

}  // namespace

std::span<const EventSearch> symptom_events() {
  static constexpr std::array kEvents{EventSearch{"fall", the_fall}, EventSearch{"return", the_return},
                                      EventSearch{"therapy_holds", therapy_holds}};
  return kEvents;
}

}  // namespace syn
