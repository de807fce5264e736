#include "model/run/timeline.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace syn {
namespace {

constexpr double kDenseMinutes = 180.0;
constexpr double kMinutesPerHour = 60.0;

// A moment of a grid. The same one has the same digits on every grid it lies on: 10 times 7 minutes and 700 times 0.1
// differ in their last bit, a thousand millionth of a minute further up they do not.
double hours_of_minutes(double minutes) {
  constexpr double kParts = 1e9;
  return std::round(minutes * kParts) / kParts / kMinutesPerHour;
}

// Adds the moments of `more` (increasing) that are no moment of `rows` (increasing) yet.
void add_between(std::vector<double>& rows, const std::vector<double>& more, double apart_h = kSameMomentHours) {
  std::vector<double> fresh;
  for (const double at_h : more) {
    const auto next = std::lower_bound(rows.begin(), rows.end(), at_h);
    if (next != rows.end() && *next - at_h < apart_h) continue;
    if (next != rows.begin() && at_h - *std::prev(next) < apart_h) continue;
    if (fresh.empty() || at_h - fresh.back() >= apart_h) fresh.push_back(at_h);
  }
  const auto middle = static_cast<std::ptrdiff_t>(rows.size());
  rows.insert(rows.end(), fresh.begin(), fresh.end());
  std::inplace_merge(rows.begin(), rows.begin() + middle, rows.end());
}

std::vector<double> inside(std::span<const double> moments_h, double start_h, double end_h) {
  std::vector<double> out;
  std::copy_if(moments_h.begin(), moments_h.end(), std::back_inserter(out), [&](double at_h) { return at_h > start_h && at_h < end_h; });
  std::sort(out.begin(), out.end());
  return out;
}

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
  for (std::size_t i = 0; i < scenario.retrievals.size(); ++i) add(scenario.retrievals[i].at_h, EventKind::retrieval, i);
  for (std::size_t i = 0; i < scenario.experiments.size(); ++i) {
    const ExperimentUse& use = scenario.experiments[i];
    if (!use.from_h) continue;
    add(*use.from_h, EventKind::experiment_start, i);
    if (use.hours) add(*use.from_h + *use.hours, EventKind::experiment_end, i);
  }
  std::stable_sort(events.begin(), events.end(),
                   [](const Event& a, const Event& b) { return a.at_h < b.at_h || (a.at_h == b.at_h && a.kind < b.kind); });
  return events;
}

std::vector<double> row_times_h(const Scenario& scenario, const std::vector<Event>& events, const SimulateOptions& options,
                                std::span<const double> kinks_h, std::span<const double> peaks_h) {
  const double start = scenario.start_h();
  const double end = scenario.end_h();
  // What comes first keeps its own number: events, then what was asked for, then what follows from them, then the grid.
  std::vector<double> times{start, end};
  if (0.0 > start && 0.0 < end) times.push_back(0.0);
  for (const Event& event : events) times.push_back(event.at_h);
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  add_between(times, inside(options.also_h, start, end));
  add_between(times, inside(kinks_h, start, end));
  add_between(times, inside(peaks_h, start, end), kPeakApartHours);

  std::vector<double> grid;
  for (double k = std::ceil(start * kMinutesPerHour / options.every_min);; ++k) {
    const double at_h = hours_of_minutes(k * options.every_min);
    if (at_h >= end) break;
    if (at_h > start) grid.push_back(at_h);
  }
  add_between(times, grid);
  if (options.dense_start) {
    std::vector<double> dense;
    for (const Event& event : events) {
      if (event.kind != EventKind::dose_start) continue;
      for (double minute = 1.0; minute <= kDenseMinutes; ++minute) dense.push_back(hours_of_minutes(event.at_h * kMinutesPerHour + minute));
    }
    add_between(times, inside(dense, start, end));
  }
  return times;
}

}  // namespace syn
