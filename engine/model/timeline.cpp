#include "model/timeline.hpp"

#include <algorithm>
#include <cmath>

namespace syn {
namespace {

constexpr double kSameMomentHours = 1e-6 / 3600.0;
constexpr double kDenseHours = 3.0;
constexpr double kDenseSpacingHours = 1.0 / 60.0;

}  // namespace

std::vector<Event> events_of(const Scenario& scenario) {
  std::vector<Event> events;
  const double start = scenario.start_h();
  const double end = scenario.end_h();
  const auto add = [&](double at_h, EventKind kind, std::size_t index) {
    if (at_h >= start && at_h <= end) events.push_back({at_h, kind, static_cast<int>(index)});
  };
  for (std::size_t i = 0; i < scenario.doses.size(); ++i) {
    add(scenario.doses[i].at_h, EventKind::dose_start, i);
    if (scenario.doses[i].end_h() > scenario.doses[i].at_h) add(scenario.doses[i].end_h(), EventKind::dose_end, i);
  }
  for (std::size_t i = 0; i < scenario.therapies.size(); ++i) add(scenario.therapies[i].at_h, EventKind::therapy, i);
  for (std::size_t i = 0; i < scenario.visits.size(); ++i) add(scenario.visits[i].at_h, EventKind::visit, i);
  for (std::size_t i = 0; i < scenario.medications.size(); ++i) {
    add(scenario.medications[i].start_h, EventKind::medication_start, i);
    if (scenario.medications[i].stop_h) add(*scenario.medications[i].stop_h, EventKind::medication_end, i);
  }
  for (std::size_t i = 0; i < scenario.stressors.size(); ++i) {
    add(scenario.stressors[i].at_h, EventKind::stressor_start, i);
    add(scenario.stressors[i].at_h + scenario.stressors[i].hours, EventKind::stressor_end, i);
  }
  for (std::size_t i = 0; i < scenario.retrievals.size(); ++i)
    add(scenario.retrievals[i].at_h, EventKind::retrieval, i);
  for (std::size_t i = 0; i < scenario.experiments.size(); ++i) {
    const ExperimentUse& use = scenario.experiments[i];
    if (!use.from_h) continue;
    add(*use.from_h, EventKind::experiment_start, i);
    if (use.hours) add(*use.from_h + *use.hours, EventKind::experiment_end, i);
  }
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
    return a.at_h < b.at_h || (a.at_h == b.at_h && a.kind < b.kind);
  });
  return events;
}

std::vector<double> row_times_h(const Scenario& scenario, const std::vector<Event>& events,
                                const SimulateOptions& options) {
  const double start = scenario.start_h();
  const double end = scenario.end_h();
  // Events first: where a grid moment falls on one, the event's own number stays.
  std::vector<double> fixed{start, end};
  if (0.0 > start && 0.0 < end) fixed.push_back(0.0);
  for (const Event& event : events) fixed.push_back(event.at_h);
  for (const double moment : options.also_h) {
    if (moment > start && moment < end) fixed.push_back(moment);
  }
  std::sort(fixed.begin(), fixed.end());
  fixed.erase(std::unique(fixed.begin(), fixed.end(), [](double a, double b) { return b - a < kSameMomentHours; }),
              fixed.end());
  if (fixed.back() < end) fixed.back() = end;

  std::vector<double> grid;
  const double spacing = options.every_min / 60.0;
  for (double k = std::ceil(start / spacing); k * spacing < end; ++k) grid.push_back(k * spacing);
  if (options.dense_start) {
    for (const Event& event : events) {
      if (event.kind != EventKind::dose_start) continue;
      for (double minute = 1.0; minute * kDenseSpacingHours <= kDenseHours; ++minute)
        grid.push_back(event.at_h + minute * kDenseSpacingHours);
    }
    std::sort(grid.begin(), grid.end());
  }

  std::vector<double> times;
  times.reserve(grid.size() + fixed.size());
  std::size_t next = 0;
  for (const double at : grid) {
    for (; next < fixed.size() && fixed[next] <= at + kSameMomentHours; ++next) times.push_back(fixed[next]);
    if (at >= end) break;
    if (times.empty() || at - times.back() > kSameMomentHours) times.push_back(at);
  }
  for (; next < fixed.size(); ++next) times.push_back(fixed[next]);
  return times;
}

}  // namespace syn
