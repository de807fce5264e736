#include "model/clinic/abstinence.hpp"

#include <algorithm>
#include <cmath>

#include "core/maths.hpp"
#include "model/data/parameters.hpp"
#include "model/scenario/acting.hpp"

namespace syn {
namespace {

constexpr double kDay = 24.0;

// Steps of 6 h, and closer ones where a dose has just been given and R moves fast.
std::vector<double> knots_of(const Scenario& scenario, double from_h) {
  constexpr double kStep = 6.0;
  constexpr double kAfterDose[] = {0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.0, 9.0};
  const double start_h = scenario.start_h();
  const double end_h = scenario.end_h();
  std::vector<double> out{start_h, end_h, from_h};
  for (double t = kStep * std::ceil(start_h / kStep); t < end_h; t += kStep) out.push_back(t);
  const auto shortly_after = [&](double at_h) {
    out.push_back(at_h);
    for (const double hours : kAfterDose) out.push_back(at_h + hours);
  };
  for (const Dose& dose : scenario.doses) {
    shortly_after(dose.at_h);
    out.push_back(dose.end_h());
  }
  for (const auto& visit : scenario.visits) shortly_after(visit.at_h);
  for (const Therapy& therapy : scenario.therapies) out.push_back(therapy.at_h);
  std::erase_if(out, [&](double t) { return t < start_h || t > end_h; });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end(), [](double a, double b) { return b - a < kSameMomentHours; }), out.end());
  return out;
}

}  // namespace

RelapseHazard::RelapseHazard(const Parameters& parameters, const Scenario& scenario)
    : condition_(scenario.condition), from_h_(abstinent_from(scenario).value_or(0.0)) {
  if (!follows_abstinence(condition_)) return;
  const std::string name = "clinical." + std::string(name_of(condition_)) + ".";
  size_ = parameters[name + "hazard"];
  time_d_ = parameters[name + "hazard_time"];
  if (condition_ == Condition::alcohol) late_ = parameters[name + "hazard_late"];
  if (condition_ == Condition::smoking) power_ = parameters[name + "hazard_power"];
  knots_h_ = knots_of(scenario, from_h_);
}

double RelapseHazard::sum(double time_h) const {
  const double days = (time_h - from_h_) / kDay;
  if (days <= 0.0 || size_ == 0.0) return 0.0;
  if (condition_ == Condition::smoking) return size_ * maths::pow(days / time_d_, power_);
  return size_ * time_d_ * -maths::expm1(-days / time_d_) + late_ * days;
}

bool RelapseHazard::is_knot(double time_h) const {
  const auto next = std::lower_bound(knots_h_.begin(), knots_h_.end(), time_h - kSameMomentHours);
  return next != knots_h_.end() && *next < time_h + kSameMomentHours;
}

void Abstinence::move_to(double hazard, bool knot, std::span<const double> left) {
  const double more = begun_ ? 0.5 * (hazard - hazard_) : 0.0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const double sum = sums_[i] + more * (left_[i] + left[i]);
    kept_[i] = maths::exp(-sum);
    if (knot) sums_[i] = sum;
  }
  if (!knot && begun_) return;
  std::copy(left.begin(), left.end(), left_.begin());
  hazard_ = hazard;
  begun_ = true;
}

}  // namespace syn
