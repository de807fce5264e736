#include "model/cortex/circuit_course.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/maths.hpp"

namespace syn {
namespace {

// How far the next knot is, h, so long after the last kink of the drug's input. The effect site follows the blood with 11 s.
double spacing_h(double since_kink_h) {
  struct Pace {
    double until_h, spacing_h;
  };
  constexpr Pace kPaces[] = {{0.04, 0.001}, {0.25, 0.005}, {6.0, 1.0 / 60.0}};
  constexpr double kSlow = 0.1;
  for (const Pace& pace : kPaces) {
    if (since_kink_h < pace.until_h - 1e-9) return pace.spacing_h;
  }
  return kSlow;
}

}  // namespace

CircuitCourse::CircuitCourse(const Parameters& parameters, bool disinhibition, const Pharmacokinetics& drug)
    : drug_(drug),
      kinks_h_(drug.breakpoints_h()),
      knot_{CircuitKinetics(parameters, disinhibition), -std::numeric_limits<double>::infinity(), 1.0},
      now_(knot_) {}

void CircuitCourse::advance(Knot& knot, double time_h) {
  const double hours = time_h - knot.at_h;
  if (!(hours > 0.0)) return;
  const double before = knot.circuit.glutamate_target();
  knot.circuit.advance(drug_.potency_weighted_um(knot.at_h + 0.5 * hours), hours);
  // A first-order lag behind a target that moves in a straight line.
  const double lag_h = knot.circuit.circuit().glutamate_lag_h();
  const double behind = lag_h * (knot.circuit.glutamate_target() - before) / hours;
  const double start = before - behind;
  knot.glutamate = knot.circuit.glutamate_target() - behind + (knot.glutamate - start) * maths::exp(-hours / lag_h);
  knot.at_h = time_h;
}

void CircuitCourse::move_to(double time_h) {
  while (next_kink_ < kinks_h_.size() || std::isfinite(knot_.at_h)) {
    const double kink_h = next_kink_ < kinks_h_.size() ? kinks_h_[next_kink_] : std::numeric_limits<double>::infinity();
    double next_h = kink_h;
    if (std::isfinite(knot_.at_h)) {
      const double since_h = knot_.at_h - kinks_h_[next_kink_ - 1];
      next_h = std::min(kink_h, knot_.at_h + spacing_h(since_h));
    }
    if (next_h > time_h) break;
    if (std::isfinite(knot_.at_h)) {
      advance(knot_, next_h);
    } else {
      knot_.at_h = next_h;  // nothing moves before the first drug
    }
    if (next_h == kink_h) ++next_kink_;
  }
  now_ = knot_;
  if (std::isfinite(now_.at_h)) advance(now_, time_h);
}

}  // namespace syn
