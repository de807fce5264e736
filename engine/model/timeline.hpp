// When things happen in a scenario, and at which moments a trajectory has rows.
#pragma once

#include <vector>

#include "model/scenario.hpp"
#include "model/simulate.hpp"
#include "model/trajectory.hpp"

namespace syn {

// Every event of the scenario within its run, by time; at the same time in the order dose start, dose end, therapy,
// visit, then the rest. A dose that takes no time (a spray) has no end of its own.
std::vector<Event> events_of(const Scenario& scenario);

// Start, end, 0, every event, every multiple of `every_min`, and with `dense_start` each minute for 3 h after a dose:
// strictly increasing, at least two. Moments closer than a microsecond to an event are that event.
std::vector<double> row_times_h(const Scenario& scenario, const std::vector<Event>& events,
                                const SimulateOptions& options);

}  // namespace syn
