// The arithmetic of plots: round ticks, time axes, the map between story and pixels, thinning. Pure, no ImGui.
#pragma once

#include <span>
#include <vector>

#include "app/ui/look/clock.hpp"

namespace syn {

// Multiples of 1, 2 or 5 times a power of ten within [low, high], at most `most` (>= 2) of them.
// Empty unless low < high.
std::vector<double> round_ticks(double low, double high, int most);
int tick_decimals(std::span<const double> ticks);  // decimals that tell them apart

// The range [0 or below .. above], widened to round ends: what an axis for data of this range shows.
struct AxisRange {
  double low = 0.0, high = 1.0;
};
AxisRange round_range(double low, double high);

// Ticks of a time axis, in a unit that fits its length: minutes, hours or days in steps that people count in.
struct TimeTicks {
  ClockUnit unit = ClockUnit::h;
  double hours_per_unit = 1.0;
  std::vector<double> times_h;
  double label_of(double time_h) const { return time_h / hours_per_unit; }
};
TimeTicks time_ticks(double low_h, double high_h, int most);

// Logarithmic time: log10(1 + t / 1 min), and the mirror image before 0. Strictly increasing, 0 at 0.
double log_time(double time_h);
double time_of_log(double position);
// Ticks of a logarithmic time axis within [low_h, high_h], in units that people count in: 1 min, 10 min, 1 h, 6 h, 1 d,
// 7 d, 28 d, and 0.
struct LogTick {
  double time_h = 0.0;
  double number = 0.0;
  ClockUnit unit = ClockUnit::h;
};
std::vector<LogTick> log_time_ticks(double low_h, double high_h);

// Linear, both ways (time also logarithmic), y upwards in values and downwards in pixels.
struct PlotMap {
  double time_low_h = 0.0, time_high_h = 1.0;
  double value_low = 0.0, value_high = 1.0;
  bool log_time = false;
  float left = 0.0F, top = 0.0F, right = 1.0F, bottom = 1.0F;
  double share_of(double time_h) const;  // 0 at the left edge, 1 at the right one
  double time_at(double share) const;
  float x_of(double time_h) const;
  float y_of(double value) const;
  double time_of(float x) const;  // clamped to the axis
  double value_of(float y) const;
};

struct PlotPoint {
  double time_h = 0.0;
  double value = 0.0;
};
// A curve as at most four points for each of `columns` equal parts of [low_h, high_h]: the first, the lowest, the
// highest and the last within it, in time order (equal on the logarithmic axis, if `log_time`). What a screen with that many pixel columns
// can show, no peak lost. The neighbours just outside come along, so that the line reaches the edges; before its first sample
// a curve stands where it begins. Times must increase.
std::vector<PlotPoint> thin_curve(std::span<const double> times_h, std::span<const double> values, double low_h, double high_h, int columns,
                                  bool log_time = false);

// Linear between the samples, held at the ends. Needs at least one sample.
double value_at(std::span<const double> times_h, std::span<const double> values, double time_h);

// Words in a column: the middles, in the given order from top to bottom, as near as can be to where each wishes to stand, none
// over another, all between `low` and `high` (where they fit; else from `low` on).
std::vector<float> spread_apart(std::span<const float> wishes, std::span<const float> heights, float low, float high);

// What part of the run a plot shows.
struct TimePage {
  double low_h = 0.0, high_h = 1.0;
  bool operator==(const TimePage&) const = default;
};
// The page a person asks for. Zooming by `factor` (below 1: closer) keeps `at_h` in its place on the axis, moving goes by
// a share of the page; both stay within the run and show at least a minute.
TimePage zoomed(TimePage page, double at_h, double factor, TimePage run, bool log_time);
TimePage moved(TimePage page, double share, TimePage run, bool log_time);
// All of the run, or a page of `span_h` that holds the moment and, once there is a past, at least half a page of it.
// Pages turn in half-page steps, so that the axis stands still in between.
TimePage page_around(double time_h, double start_h, double end_h, double span_h);

}  // namespace syn
