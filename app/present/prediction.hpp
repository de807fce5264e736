// What somebody expects of a curve: values at a handful of days, drawn before the curve shows what it does. Kept nowhere, and never
// compared with what is true.
#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "app/ui/look/keys.hpp"
#include "app/ui/plot/plot_math.hpp"

namespace syn {

class Prediction {
 public:
  // Of another question: nothing is drawn. The first day is where what is known ends; none = nothing can be drawn.
  void ask(std::span<const double> days) {
    *this = Prediction();
    for (const double day : days) hours_.push_back(24.0 * day);
  }
  bool asked() const { return hours_.size() > 1; }
  double from_h() const { return hours_.front(); }
  // The curve at from_h(), and the axis. The line starts level, and stays on the axis.
  void stand(double known, AxisRange axis) {
    if (values_.empty()) values_.assign(hours_.size(), known);
    axis_ = axis;
  }

  // True: the key was for the line. Left and Right choose a day, but not past the first and the last, where they lead on through the
  // lecture; Up and Down move the value there.
  bool press(KeyCode key) {
    if (locked_ || values_.empty()) return false;
    if (key == KeyCode::left && at_ > 1) return --at_, true;
    if (key == KeyCode::right && at_ + 1 < hours_.size()) return ++at_, true;
    if (key != KeyCode::up && key != KeyCode::down) return false;
    constexpr double kSteps = 40.0;  // of the whole axis
    put(at_, values_[at_] + (key == KeyCode::up ? 1.0 : -1.0) * (axis_.high - axis_.low) / kSteps);
    return true;
  }
  // The mouse draws: the nearest day that is not known yet.
  void drag(double time_h, double value) {
    if (locked_ || values_.empty()) return;
    const auto near =
        std::min_element(hours_.begin() + 1, hours_.end(), [&](double a, double b) { return std::abs(a - time_h) < std::abs(b - time_h); });
    at_ = static_cast<std::size_t>(near - hours_.begin());
    put(at_, value);
  }
  void lock() { locked_ = true; }
  bool locked() const { return locked_; }
  bool drawn() const { return drawn_; }  // somebody moved it
  std::size_t at() const { return at_; }
  std::span<const double> hours() const { return hours_; }
  std::span<const double> values() const { return values_; }

 private:
  void put(std::size_t at, double value) {
    values_[at] = std::clamp(value, axis_.low, axis_.high);
    drawn_ = true;
  }
  std::vector<double> hours_, values_;
  AxisRange axis_;
  std::size_t at_ = 1;
  bool locked_ = false, drawn_ = false;
};

}  // namespace syn
