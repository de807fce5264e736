// Between which knots of a person's ups and downs a moment lies, and how much each of them weighs.
#include <cmath>

#include "core/maths.hpp"
#include "model/clinic/cohort.hpp"

namespace syn {
namespace {

std::int64_t knot_before(double time_h, double spacing_h) { return static_cast<std::int64_t>(std::floor(time_h / spacing_h)); }

}  // namespace

KnotWeights fluctuation_weights(double time_h, double memory_h) {
  constexpr double h = kFluctuationKnotHours;
  // Away from day 0: `near` is the knot on its side.
  const double since = std::abs(time_h);
  const std::int64_t near = knot_before(since, h);
  const double u = since - static_cast<double>(near) * h;
  const double near_h = static_cast<double>(near) * h;
  const auto variance = [&](double since_start) { return -maths::expm1(-2.0 * since_start / memory_h); };
  const double v0 = variance(near_h);
  const double v1 = variance(near_h + h);
  const double wanted = variance(near_h + u);
  double weight_near = maths::sinh((h - u) / memory_h) / maths::sinh(h / memory_h);
  double weight_far = maths::sinh(u / memory_h) / maths::sinh(h / memory_h);
  const double given =
      weight_near * weight_near * v0 + weight_far * weight_far * v1 + 2.0 * weight_near * weight_far * v0 * maths::exp(-h / memory_h);
  const double scale = given > 0.0 ? std::sqrt(wanted / given) : 0.0;
  weight_near *= scale;
  weight_far *= scale;
  if (time_h >= 0.0) return {near, weight_near, weight_far};
  return {-near - 1, weight_far, weight_near};
}

KnotWeights rating_weights(double time_h, double memory_h) {
  KnotWeights out;
  out.knot = knot_before(time_h, memory_h);
  const double x = time_h / memory_h - static_cast<double>(out.knot);
  const double size = maths::hypot(1.0 - x, x);
  out.before = (1.0 - x) / size;
  out.after = x / size;
  return out;
}

}  // namespace syn
