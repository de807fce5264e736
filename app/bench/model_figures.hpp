// How fast the model is: the figures of `bench` that need no picture. Seconds are reported; nothing asserts on them.
#pragma once

#include <functional>

#include "model/data/parameters.hpp"

namespace syn {

// Milliseconds of 28 days with 6 infusions and 8 sessions, unless said otherwise; medians.
struct ModelFigures {
  double typical_hourly_ms = 0.0;       // the whole chain of the typical patient, a row an hour, one thread
  double typical_10min_ms = 0.0;        // the same, a row every ten minutes
  double typical_56_days_ms = 0.0;      // twice as long, a row an hour: the slope over days
  double thousand_one_thread_ms = 0.0;  // 1,000 patients, rows of the file (10 min)
  double thousand_two_threads_ms = 0.0;
  double two_thousand_ms = 0.0;    // one thread: the slope over patients
  double varied_hundred_ms = 0.0;  // 100 patients, each with a chain of their own, a row an hour, all threads
  // A hand drags the last dose, as the window does it (200 people): until the typical patient's curve is there, and until
  // the population's bands are, with all threads but one.
  double drag_typical_ms = 0.0;
  double drag_bands_ms = 0.0;
};
// `progress` is told what share of the figures is there, 0..1.
ModelFigures measure_model(const Parameters& parameters, const std::function<void(double)>& progress = {});

}  // namespace syn
