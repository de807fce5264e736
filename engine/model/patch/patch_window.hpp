// Measures the windows of a sweep while the current goes by: peak, end, charge, decay.
#pragma once

#include <cstdint>
#include <vector>

#include "model/patch/patch_clamp.hpp"

namespace syn {

// One window of one sweep.
class WindowMeter {
 public:
  WindowMeter(const Measure& measure, std::size_t sweep, const ClampValues& hold);

  std::int64_t from_us() const { return from_us_; }
  std::int64_t to_us() const { return to_us_; }
  // The current changes from `from_pa` to `to_pa` through a stretch within the window. Stretches come in order.
  void add(std::int64_t from_us, std::int64_t to_us, double from_pa, double to_pa);
  const PatchWindow& window() const { return window_; }

 private:
  void point(double ms, double pa);

  std::int64_t from_us_, to_us_;
  PatchWindow window_;
  bool started_ = false;
  double last_ms_ = 0.0, last_pa_ = 0.0;
};

// The windows of one sweep, of which only those under way are looked at. Windows begin and end where stretches do.
class WindowMeters {
 public:
  WindowMeters(const std::vector<Measure>& measures, std::size_t sweep, const ClampValues& hold);
  void add(std::int64_t from_us, std::int64_t to_us, double from_pa, double to_pa);
  const std::vector<WindowMeter>& all() const { return meters_; }  // in the order of the measures

 private:
  std::vector<WindowMeter> meters_;
  std::vector<std::size_t> waiting_;  // the next one last
  std::vector<std::size_t> running_;
};

// Fills in the ratios of each window to the first of its sweep and to its like in the sweep without drug. `windows` are
// all windows of all sweeps, in order.
void compare_with_control(std::vector<PatchWindow>& windows, const Protocol& protocol);

}  // namespace syn
