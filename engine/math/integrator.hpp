// Solving ordinary differential equations: the explicit Runge-Kutta pair of order 5(4) of Dormand and Prince
// (J Comput Appl Math 1980;6:19, doi:10.1016/0771-050X(80)90013-3) with its continuous extension of order 4.
//
// A run goes from one event to the next: `integrate` starts fresh at `from`, lands on `to` exactly and never looks
// across it, so a jump of the input (start or end of an infusion) costs no accuracy. In between the step follows the
// error estimate. Rows of a table are read from the continuous extension and do not influence the steps: asking for
// more rows changes no digit of the others.
#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>

#include "core/maths.hpp"

namespace syn {

struct IntegratorOptions {
  double relative_tolerance = 1e-6;  // largest local error of a component, relative to its size
  double absolute_tolerance = 1e-8;  // ... and in the unit of the state, for components near 0
  double first_step_h = 0.005;       // the error test corrects a wrong guess
  double longest_step_h = 24.0;
};

struct IntegratorWork {
  int steps = 0;
  int rejected = 0;
  int slopes = 0;  // evaluations of the right-hand side
  IntegratorWork& operator+=(const IntegratorWork& other) {
    steps += other.steps;
    rejected += other.rejected;
    slopes += other.slopes;
    return *this;
  }
};

// The solution anywhere inside one step.
template <std::size_t N>
class DenseStep {
 public:
  using State = std::array<double, N>;

  double begin_h() const { return begin_h_; }
  double end_h() const { return end_h_; }

  // The solution at begin_h <= time_h <= end_h, continuous over steps together with its slope.
  State at(double time_h) const {
    const double x = (time_h - begin_h_) / (end_h_ - begin_h_);
    const double rest = 1.0 - x;
    State y;
    for (std::size_t i = 0; i < N; ++i) y[i] = c_[0][i] + x * (c_[1][i] + rest * (c_[2][i] + x * (c_[3][i] + rest * c_[4][i])));
    return y;
  }

 private:
  template <std::size_t>
  friend class TakenStep;
  double begin_h_ = 0.0;
  double end_h_ = 1.0;
  std::array<State, 5> c_;
};

// One accepted step as the observer sees it. Most steps hold no row of a table, so the solution inside is only worked
// out when asked for; becomes a DenseStep to keep.
template <std::size_t N>
class TakenStep {
 public:
  using State = std::array<double, N>;

  double begin_h() const { return begin_h_; }
  double end_h() const { return end_h_; }
  State at(double time_h) const {
    if (!worked_out_) dense_ = work_out();
    worked_out_ = true;
    return dense_.at(time_h);
  }
  operator DenseStep<N>() const { return work_out(); }
  // State and slope (1/h) at the two ends.
  const State& begin() const { return *stages_[0]; }
  const State& end() const { return *stages_[1]; }
  const State& begin_slope() const { return *stages_[2]; }
  const State& end_slope() const { return *stages_[7]; }

 private:
  template <std::size_t M, class Slope, class Observer>
  friend IntegratorWork integrate(std::array<double, M>& y, double from_h, double to_h, const IntegratorOptions& options, Slope&& slope,
                                  Observer&& observe, const std::array<double, M>* weights);
  TakenStep(double begin_h, double end_h, double step_h, const std::array<const State*, 8>& stages)
      : begin_h_(begin_h), end_h_(end_h), step_h_(step_h), stages_(stages) {}

  DenseStep<N> work_out() const {
    constexpr double d1 = -12715105075.0 / 11282082432.0, d3 = 87487479700.0 / 32700410799.0, d4 = -10690763975.0 / 1880347072.0,
                     d5 = 701980252875.0 / 199316789632.0, d6 = -1453857185.0 / 822651844.0, d7 = 69997945.0 / 29380423.0;
    const auto& [y, next, k1, k3, k4, k5, k6, k7] = stages_;
    const double h = step_h_;
    DenseStep<N> out;
    out.begin_h_ = begin_h_;
    out.end_h_ = end_h_;
    for (std::size_t i = 0; i < N; ++i) {
      const double change = (*next)[i] - (*y)[i];
      const double bend = h * (*k1)[i] - change;
      out.c_[0][i] = (*y)[i];
      out.c_[1][i] = change;
      out.c_[2][i] = bend;
      out.c_[3][i] = change - h * (*k7)[i] - bend;
      out.c_[4][i] = h * (d1 * (*k1)[i] + d3 * (*k3)[i] + d4 * (*k4)[i] + d5 * (*k5)[i] + d6 * (*k6)[i] + d7 * (*k7)[i]);
    }
    return out;
  }

  double begin_h_, end_h_, step_h_;
  std::array<const State*, 8> stages_;  // y, next, k1, k3 .. k7
  mutable bool worked_out_ = false;
  mutable DenseStep<N> dense_;
};

// Advances y from `from_h` to `to_h` >= from_h. slope(time_h, y, dy) fills dy = dy/dt in 1/h; observe(TakenStep<N>) is
// called once for each accepted step, in order, the last one ending at `to_h`. A step whose result is not finite is
// taken again with a smaller length. `weights` (null: all 1) say how much the error of each component counts.
template <std::size_t N, class Slope, class Observer>
IntegratorWork integrate(std::array<double, N>& y, double from_h, double to_h, const IntegratorOptions& options, Slope&& slope,
                         Observer&& observe, const std::array<double, N>* weights = nullptr) {
  using State = std::array<double, N>;
  constexpr double a21 = 1.0 / 5.0;
  constexpr double a31 = 3.0 / 40.0, a32 = 9.0 / 40.0;
  constexpr double a41 = 44.0 / 45.0, a42 = -56.0 / 15.0, a43 = 32.0 / 9.0;
  constexpr double a51 = 19372.0 / 6561.0, a52 = -25360.0 / 2187.0, a53 = 64448.0 / 6561.0, a54 = -212.0 / 729.0;
  constexpr double a61 = 9017.0 / 3168.0, a62 = -355.0 / 33.0, a63 = 46732.0 / 5247.0, a64 = 49.0 / 176.0, a65 = -5103.0 / 18656.0;
  constexpr double b1 = 35.0 / 384.0, b3 = 500.0 / 1113.0, b4 = 125.0 / 192.0, b5 = -2187.0 / 6784.0, b6 = 11.0 / 84.0;
  constexpr double e1 = 71.0 / 57600.0, e3 = -71.0 / 16695.0, e4 = 71.0 / 1920.0, e5 = -17253.0 / 339200.0, e6 = 22.0 / 525.0,
                   e7 = -1.0 / 40.0;
  constexpr double safety = 0.9, slowest = 0.2, fastest = 5.0, smoothing = 0.04, order = 0.2 - 0.75 * smoothing;
  constexpr double shortest_step_h = 1e-9;

  IntegratorWork work;
  assert(to_h >= from_h);
  if (!(to_h > from_h)) return work;

  State k1, k2, k3, k4, k5, k6, k7, trial, next, weight;
  weight.fill(1.0);
  if (weights != nullptr) weight = *weights;
  double t = from_h;
  double h = std::min(options.first_step_h, to_h - from_h);
  double last_error = 1e-4;
  slope(t, y, k1);
  ++work.slopes;
  while (t < to_h) {
    // The last step lands on the end; a step that would leave a sliver is halved instead.
    const double left = to_h - t;
    const bool lands = h >= left;
    if (lands) {
      h = left;
    } else if (h > 0.5 * left) {
      h = 0.5 * left;
    }
    for (std::size_t i = 0; i < N; ++i) trial[i] = y[i] + h * a21 * k1[i];
    slope(t + 0.2 * h, trial, k2);
    for (std::size_t i = 0; i < N; ++i) trial[i] = y[i] + h * (a31 * k1[i] + a32 * k2[i]);
    slope(t + 0.3 * h, trial, k3);
    for (std::size_t i = 0; i < N; ++i) trial[i] = y[i] + h * (a41 * k1[i] + a42 * k2[i] + a43 * k3[i]);
    slope(t + 0.8 * h, trial, k4);
    for (std::size_t i = 0; i < N; ++i) trial[i] = y[i] + h * (a51 * k1[i] + a52 * k2[i] + a53 * k3[i] + a54 * k4[i]);
    slope(t + 8.0 / 9.0 * h, trial, k5);
    for (std::size_t i = 0; i < N; ++i) trial[i] = y[i] + h * (a61 * k1[i] + a62 * k2[i] + a63 * k3[i] + a64 * k4[i] + a65 * k5[i]);
    const double end = lands ? to_h : t + h;
    slope(end, trial, k6);
    for (std::size_t i = 0; i < N; ++i) next[i] = y[i] + h * (b1 * k1[i] + b3 * k3[i] + b4 * k4[i] + b5 * k5[i] + b6 * k6[i]);
    slope(end, next, k7);
    work.slopes += 6;

    double error = 0.0;
    for (std::size_t i = 0; i < N; ++i) {
      const double size = std::max(std::abs(y[i]), std::abs(next[i]));
      const double scale = options.absolute_tolerance + options.relative_tolerance * size;
      const double off = h * (e1 * k1[i] + e3 * k3[i] + e4 * k4[i] + e5 * k5[i] + e6 * k6[i] + e7 * k7[i]) / scale;
      error = std::isfinite(off) ? std::max(error, weight[i] * std::abs(off)) : 1e12;
    }
    if (error > 1.0 && h > shortest_step_h) {
      h *= std::max(slowest, safety * maths::pow(error, -order));
      ++work.rejected;
      continue;
    }
    observe(static_cast<const TakenStep<N>&>(TakenStep<N>(t, end, h, {&y, &next, &k1, &k3, &k4, &k5, &k6, &k7})));
    ++work.steps;
    t = end;
    y = next;
    k1 = k7;
    error = std::max(error, 1e-10);
    const double factor = safety * maths::pow(error, -order) * maths::pow(last_error, smoothing);
    h = std::min(options.longest_step_h, h * std::clamp(factor, slowest, fastest));
    last_error = std::max(error, 1e-4);
  }
  return work;
}

}  // namespace syn
