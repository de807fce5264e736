#include "app/ui/plot/plot_math.hpp"

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

double count_of(double step, double low, double high) { return std::floor(high / step + 1e-9) - std::ceil(low / step - 1e-9) + 1.0; }

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

double log_time(double time_h) { return std::copysign(std::log10(1.0 + std::abs(time_h) * 60.0), time_h); }
double time_of_log(double position) { return std::copysign((std::pow(10.0, std::abs(position)) - 1.0) / 60.0, position); }

std::vector<LogTick> log_time_ticks(double low_h, double high_h) {
  constexpr double kDay = 24.0;
  constexpr std::array kTicks{
      LogTick{0.0, 0.0, ClockUnit::min},      LogTick{1.0 / 60.0, 1.0, ClockUnit::min}, LogTick{10.0 / 60.0, 10.0, ClockUnit::min},
      LogTick{1.0, 1.0, ClockUnit::h},        LogTick{6.0, 6.0, ClockUnit::h},          LogTick{kDay, 1.0, ClockUnit::d},
      LogTick{7.0 * kDay, 7.0, ClockUnit::d}, LogTick{28.0 * kDay, 28.0, ClockUnit::d}, LogTick{112.0 * kDay, 112.0, ClockUnit::d}};
  std::vector<LogTick> out;
  for (const LogTick& tick : kTicks) {
    if (tick.time_h >= low_h && tick.time_h <= high_h) out.push_back(tick);
  }
  return out;
}

double PlotMap::share_of(double time_h) const {
  if (!log_time) return (time_h - time_low_h) / (time_high_h - time_low_h);
  const double low = syn::log_time(time_low_h);
  return (syn::log_time(time_h) - low) / (syn::log_time(time_high_h) - low);
}
double PlotMap::time_at(double share) const {
  if (!log_time) return time_low_h + share * (time_high_h - time_low_h);
  const double low = syn::log_time(time_low_h);
  return time_of_log(low + share * (syn::log_time(time_high_h) - low));
}
float PlotMap::x_of(double time_h) const { return left + static_cast<float>(share_of(time_h)) * (right - left); }
float PlotMap::y_of(double value) const {
  return bottom - static_cast<float>((value - value_low) / (value_high - value_low)) * (bottom - top);
}
double PlotMap::time_of(float x) const {
  const double share = std::clamp(static_cast<double>(x - left) / static_cast<double>(right - left), 0.0, 1.0);
  return std::clamp(time_at(share), time_low_h, time_high_h);
}
double PlotMap::value_of(float y) const {
  return value_low + static_cast<double>(bottom - y) / static_cast<double>(bottom - top) * (value_high - value_low);
}

std::vector<PlotPoint> thin_curve(std::span<const double> times_h, std::span<const double> values, double low_h, double high_h, int columns,
                                  bool log_time) {
  std::vector<PlotPoint> out;
  if (times_h.empty() || !(low_h < high_h) || columns < 1) return out;
  const auto index = [&](auto at) { return static_cast<std::size_t>(at - times_h.begin()); };
  std::size_t i = index(std::lower_bound(times_h.begin(), times_h.end(), low_h));
  std::size_t end = index(std::upper_bound(times_h.begin(), times_h.end(), high_h));
  if (i > 0) --i;
  if (end < times_h.size()) ++end;
  if (low_h < times_h.front() && times_h.front() <= high_h) out.push_back({low_h, values.front()});
  PlotMap map;
  map.time_low_h = low_h;
  map.time_high_h = high_h;
  map.log_time = log_time;
  const auto column_of = [&](std::size_t k) {
    return std::clamp(std::floor(map.share_of(times_h[k]) * columns), -1.0, static_cast<double>(columns));
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

namespace {

// From these shares of the page, within the run, at least a minute long.
TimePage page_of(TimePage page, double low_share, double high_share, TimePage run, bool log_time) {
  PlotMap map;
  map.time_low_h = page.low_h;
  map.time_high_h = page.high_h;
  map.log_time = log_time;
  constexpr double kMin = 1.0 / 60.0;
  TimePage out{std::clamp(map.time_at(low_share), run.low_h, run.high_h), std::clamp(map.time_at(high_share), run.low_h, run.high_h)};
  if (out.high_h - out.low_h < kMin) return page;
  return out;
}

}  // namespace

std::vector<float> spread_apart(std::span<const float> wishes, std::span<const float> heights, float low, float high) {
  // Without their heights they need only keep their order: neighbours that would not are pooled at their mean (isotonic
  // regression).
  struct Pool {
    float sum;
    std::size_t count;
    float mean() const { return sum / static_cast<float>(count); }
  };
  std::vector<Pool> pools;
  std::vector<float> over;  // heights of those above, and half of one's own
  float all = 0.0F;
  for (std::size_t i = 0; i < wishes.size(); ++i) {
    over.push_back(all + 0.5F * heights[i]);
    all += heights[i];
    pools.push_back({wishes[i] - over.back(), 1});
    while (pools.size() > 1 && pools[pools.size() - 2].mean() >= pools.back().mean()) {
      const Pool last = pools.back();
      pools.pop_back();
      pools.back().sum += last.sum;
      pools.back().count += last.count;
    }
  }
  std::vector<float> out;
  for (const Pool& pool : pools) {
    for (std::size_t k = 0; k < pool.count; ++k) out.push_back(std::max(low, std::min(pool.mean(), high - all)) + over[out.size()]);
  }
  return out;
}

TimePage zoomed(TimePage page, double at_h, double factor, TimePage run, bool log_time) {
  PlotMap map;
  map.time_low_h = page.low_h;
  map.time_high_h = page.high_h;
  map.log_time = log_time;
  const double at = map.share_of(at_h);
  return page_of(page, at - at * factor, at + (1.0 - at) * factor, run, log_time);
}

TimePage moved(TimePage page, double share, TimePage run, bool log_time) {
  // At the end of the run the page stops as it is; it does not shrink.
  PlotMap map;
  map.time_low_h = page.low_h;
  map.time_high_h = page.high_h;
  map.log_time = log_time;
  share = std::clamp(share, std::min(0.0, map.share_of(run.low_h)), std::max(0.0, map.share_of(run.high_h) - 1.0));
  return page_of(page, share, 1.0 + share, run, log_time);
}

TimePage page_around(double time_h, double start_h, double end_h, double span_h) {
  if (!(span_h > 0.0) || span_h >= end_h - start_h) return {start_h, end_h};
  const double half = 0.5 * span_h;
  const double page = std::max(0.0, std::floor((time_h - start_h) / half) - 1.0);
  const double low = std::min(start_h + page * half, end_h - span_h);
  return {low, low + span_h};
}

}  // namespace syn
