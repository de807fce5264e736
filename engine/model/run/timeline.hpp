// When things happen in a scenario, and at which moments a trajectory has rows.
#pragma once

#include <span>
#include <vector>

#include "model/run/simulate.hpp"
#include "model/run/trajectory.hpp"
#include "model/scenario/scenario.hpp"

namespace syn {

// Every event of the scenario within its run, by time; at the same time in the order dose start, dose end, therapy,
// visit, then the rest. A dose that takes no time (a spray) has no end of its own.
std::vector<Event> events_of(const Scenario& scenario);

// A peak nearer than this, h, to another row has its row there: it is higher by less than a part in a million.
inline constexpr double kPeakApartHours = 3e-6;

// Start, end, 0, every event, every multiple of `every_min`, and with `dense_start` each minute for 3 h after a dose; also
// the moments where a curve has a kink (`kinks_h`) or is highest (`peaks_h`): strictly increasing, at least two. Moments
// closer than kSameMomentHours to an event are that event.
std::vector<double> row_times_h(const Scenario& scenario, const std::vector<Event>& events, const SimulateOptions& options,
                                std::span<const double> kinks_h = {}, std::span<const double> peaks_h = {});

}  // namespace syn
