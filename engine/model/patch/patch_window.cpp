#include "model/patch/patch_window.hpp"

#include <algorithm>
#include <cmath>

#include "core/maths.hpp"

namespace syn {
namespace {

constexpr std::size_t kDrug = static_cast<std::size_t>(Clamp::drug_um);

double in_ms(std::int64_t us) { return 1e-3 * static_cast<double>(us); }

double ratio(double value, double reference) { return reference != 0.0 ? value / reference : 0.0; }

}  // namespace

WindowMeter::WindowMeter(const Measure& measure, std::size_t sweep, const ClampValues& hold)
    : from_us_(microseconds(measure.from_ms)), to_us_(microseconds(measure.to_ms)) {
  window_.sweep = sweep;
  window_.name = measure.name;
  window_.hold = hold;
}

void WindowMeter::add(std::int64_t from_us, std::int64_t to_us, double from_pa, double to_pa) {
  point(in_ms(from_us), from_pa);
  point(in_ms(to_us), to_pa);
  window_.charge_fc += 0.5 * (from_pa + to_pa) * in_ms(to_us - from_us);
  window_.end_pa = to_pa;
}

void WindowMeter::point(double ms, double pa) {
  constexpr double kMore = 1.0 + 1e-9;  // a steady current has its peak at the start, not where rounding puts it
  const double level = maths::exp(-1.0) * std::abs(window_.peak_pa);
  if (!started_ || std::abs(pa) > kMore * std::abs(window_.peak_pa)) {
    window_.peak_pa = pa;
    window_.peak_at_ms = ms;
    window_.decay_ms = -1.0;
  } else if (window_.decay_ms < 0.0 && std::abs(pa) <= level && level > 0.0) {
    const double fall = std::abs(last_pa_) - std::abs(pa);
    const double part = fall > 0.0 ? (std::abs(last_pa_) - level) / fall : 1.0;
    window_.decay_ms = last_ms_ + part * (ms - last_ms_) - window_.peak_at_ms;
  }
  started_ = true;
  last_ms_ = ms;
  last_pa_ = pa;
}

WindowMeters::WindowMeters(const std::vector<Measure>& measures, std::size_t sweep, const ClampValues& hold) {
  for (const Measure& measure : measures) {
    waiting_.push_back(meters_.size());
    meters_.emplace_back(measure, sweep, hold);
  }
  std::stable_sort(waiting_.begin(), waiting_.end(),
                   [this](std::size_t a, std::size_t b) { return meters_[a].from_us() > meters_[b].from_us(); });
}

void WindowMeters::add(std::int64_t from_us, std::int64_t to_us, double from_pa, double to_pa) {
  std::erase_if(running_, [&](std::size_t i) { return meters_[i].to_us() <= from_us; });
  for (; !waiting_.empty() && meters_[waiting_.back()].from_us() <= from_us; waiting_.pop_back()) running_.push_back(waiting_.back());
  for (const std::size_t i : running_) meters_[i].add(from_us, to_us, from_pa, to_pa);
}

void compare_with_control(std::vector<PatchWindow>& windows, const Protocol& protocol) {
  const std::vector<ClampValues> sweeps = protocol.sweeps();
  const std::size_t per_sweep = protocol.measures.size();
  const bool has_control = protocol.hold[kDrug].size() > 1;
  for (PatchWindow& window : windows) {
    const std::size_t place = static_cast<std::size_t>(&window - windows.data()) % per_sweep;
    window.peak_of_first = ratio(window.peak_pa, windows[window.sweep * per_sweep].peak_pa);
    if (!has_control) continue;
    ClampValues control = window.hold;
    control[kDrug] = 0.0;
    const auto found = std::find(sweeps.begin(), sweeps.end(), control);
    if (found == sweeps.end()) continue;
    const PatchWindow& other = windows[static_cast<std::size_t>(found - sweeps.begin()) * per_sweep + place];
    window.peak_of_control = ratio(window.peak_pa, other.peak_pa);
    window.end_of_control = ratio(window.end_pa, other.end_pa);
    window.charge_of_control = ratio(window.charge_fc, other.charge_fc);
  }
}

}  // namespace syn
