#include "app/stages/common/course_events.hpp"

namespace syn::course {

Hours highest(const Run& run, const Course& course) {
  const auto times = run.trajectory.times_h();
  std::size_t best = 0;
  double value = course({times[0]});
  for (std::size_t i = 1; i < times.size(); ++i) {
    if (const double here = course({times[i]}); here > value) best = i, value = here;
  }
  return {times[best]};
}

Hours first_crossing(const Run& run, const Course& course, Hours from, Hours to, double value) {
  const bool under = course(from) < value;
  const auto crossed = [&](double h) { return (course({h}) < value) != under; };
  double before = from.value;
  for (const double h : run.trajectory.times_h()) {
    if (h <= from.value) continue;
    if (h > to.value) break;
    if (!crossed(h)) {
      before = h;
      continue;
    }
    double after = h;
    for (int i = 0; i < 40; ++i) {
      const double middle = 0.5 * (before + after);
      (crossed(middle) ? after : before) = middle;
    }
    return {after};
  }
  return to;
}

Found ketamine_peak(const Run& run) {
  const Course ketamine = [&](Hours h) { return run.trajectory.at(Column::brain_ketamine, h); };
  const Hours peak = highest(run, ketamine);
  if (ketamine(peak) < kKetamineThere_um) return Sentence{"moment.reason.no_ketamine"_key, {}};
  return Happening{peak};
}

}  // namespace syn::course
