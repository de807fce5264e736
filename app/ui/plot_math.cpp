#include "ui/plot_math.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace syn {
namespace {

std::vector<double> multiples(double step, double low, double high) {
  std::vector<double> out;
  const double first = std::ceil(low / step - 1e-9);
  for (double k = first; k * step <= high + 1e-9 * step; k += 1.0) out.push_back(k == 0.0 ? 0.0 : k * step);
  return out;
}

double count_of(double step, double low, double high) {
  return std::floor(high / step + 1e-9) - std::ceil(low / step - 1e-9) + 1.0;
}

}  // namespace

std::vector<double> round_ticks(double low, double high, int most) {
  if (!(low < high) || !std::isfinite(high - low)) return {};
  const double rough = (high - low) / std::max(most, 2);
  double decade = std::pow(10.0, std::floor(std::log10(rough)));
  for (;; decade *= 10.0) {
    for (const double mantissa : {1.0, 2.0, 5.0}) {
      const double step = mantissa * decade;
      if (count_of(step, low, high) <= most) return multiples(step, low, high);
    }
  }
}

int tick_decimals(std::span<const double> ticks) {
  if (ticks.size() < 2) return 0;
  const double step = ticks[1] - ticks[0];
  return std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 6);
}

AxisRange round_range(double low, double high) {
  if (!(low < high)) high = low + 1.0;
  const std::vector<double> ticks = round_ticks(low, high, 6);
  const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : high - low;
  return {std::floor(low / step + 1e-9) * step, std::ceil(high / step - 1e-9) * step};
}

TimeTicks time_ticks(double low_h, double high_h, int most) {
  struct Step {
    double hours;
    ClockUnit unit;
    double hours_per_unit;
  };
  constexpr double kMin = 1.0 / 60.0;
  constexpr double kSec = kMin / 60.0;
  constexpr double kDay = 24.0;
  constexpr std::array kSteps{Step{kSec, ClockUnit::s, kSec},
                              Step{2 * kSec, ClockUnit::s, kSec},
                              Step{5 * kSec, ClockUnit::s, kSec},
                              Step{10 * kSec, ClockUnit::s, kSec},
                              Step{30 * kSec, ClockUnit::s, kSec},
                              Step{kMin, ClockUnit::min, kMin},
                              Step{2 * kMin, ClockUnit::min, kMin},
                              Step{5 * kMin, ClockUnit::min, kMin},
                              Step{10 * kMin, ClockUnit::min, kMin},
                              Step{20 * kMin, ClockUnit::min, kMin},
                              Step{30 * kMin, ClockUnit::min, kMin},
                              Step{1, ClockUnit::h, 1},
                              Step{2, ClockUnit::h, 1},
                              Step{3, ClockUnit::h, 1},
                              Step{6, ClockUnit::h, 1},
                              Step{12, ClockUnit::h, 1},
                              Step{kDay, ClockUnit::d, kDay},
                              Step{2 * kDay, ClockUnit::d, kDay},
                              Step{7 * kDay, ClockUnit::d, kDay},
                              Step{14 * kDay, ClockUnit::d, kDay},
                              Step{28 * kDay, ClockUnit::d, kDay},
                              Step{56 * kDay, ClockUnit::d, kDay},
                              Step{112 * kDay, ClockUnit::d, kDay}};
  TimeTicks ticks;
  if (!(low_h < high_h)) return ticks;
  const Step* step = kSteps.data();
  while (step != &kSteps.back() && count_of(step->hours, low_h, high_h) > most) ++step;
  ticks.unit = step->unit;
  ticks.hours_per_unit = step->hours_per_unit;
  ticks.times_h = multiples(step->hours, low_h, high_h);
  return ticks;
}

float PlotMap::x_of(double time_h) const {
  return left + static_cast<float>((time_h - time_low_h) / (time_high_h - time_low_h)) * (right - left);
}
float PlotMap::y_of(double value) const {
  return bottom - static_cast<float>((value - value_low) / (value_high - value_low)) * (bottom - top);
}
double PlotMap::time_of(float x) const {
  const double share = std::clamp(static_cast<double>(x - left) / static_cast<double>(right - left), 0.0, 1.0);
  return time_low_h + share * (time_high_h - time_low_h);
}
double PlotMap::value_of(float y) const {
  return value_low + static_cast<double>(bottom - y) / static_cast<double>(bottom - top) * (value_high - value_low);
}

std::vector<PlotPoint> thin_curve(std::span<const double> times_h, std::span<const double> values, double low_h,
                                  double high_h, int columns) {
  std::vector<PlotPoint> out;
  if (times_h.empty() || !(low_h < high_h) || columns < 1) return out;
  const auto index = [&](auto at) { return static_cast<std::size_t>(at - times_h.begin()); };
  std::size_t i = index(std::lower_bound(times_h.begin(), times_h.end(), low_h));
  std::size_t end = index(std::upper_bound(times_h.begin(), times_h.end(), high_h));
  if (i > 0) --i;
  if (end < times_h.size()) ++end;
  const double width = (high_h - low_h) / columns;
  const auto column_of = [&](std::size_t k) {
    return std::clamp(std::floor((times_h[k] - low_h) / width), -1.0, static_cast<double>(columns));
  };
  while (i < end) {
    const double column = column_of(i);
    std::array<std::size_t, 4> keep{i, i, i, i};  // first, lowest, highest, last
    for (; i < end && column_of(i) == column; ++i) {
      if (values[i] < values[keep[1]]) keep[1] = i;
      if (values[i] > values[keep[2]]) keep[2] = i;
      keep[3] = i;
    }
    std::sort(keep.begin(), keep.end());
    for (std::size_t k = 0; k < keep.size(); ++k) {
      if (k == 0 || keep[k] != keep[k - 1]) out.push_back({times_h[keep[k]], values[keep[k]]});
    }
  }
  return out;
}

double value_at(std::span<const double> times_h, std::span<const double> values, double time_h) {
  const auto after = std::upper_bound(times_h.begin(), times_h.end(), time_h);
  if (after == times_h.begin()) return values.front();
  if (after == times_h.end()) return values.back();
  const auto k = static_cast<std::size_t>(after - times_h.begin());
  const double share = (time_h - times_h[k - 1]) / (times_h[k] - times_h[k - 1]);
  return values[k - 1] + share * (values[k] - values[k - 1]);
}

TimePage page_around(double time_h, double start_h, double end_h, double span_h) {
  if (!(span_h > 0.0) || span_h >= end_h - start_h) return {start_h, end_h};
  const double half = 0.5 * span_h;
  const double page = std::max(0.0, std::floor((time_h - start_h) / half) - 1.0);
  const double low = std::min(start_h + page * half, end_h - span_h);
  return {low, low + span_h};
}

}  // namespace syn
