#include "model/calibration/rodent.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "model/data/parameters.hpp"

namespace syn {
namespace {

Surroundings surroundings_of(const Rodent& rodent, const Parameters& parameters) {
  Scenario scenario;
  scenario.experiments = rodent.experiments;
  scenario.patient.bdnf = rodent.bdnf;
  for (ExperimentUse& use : scenario.experiments) {
    // Without doses of a scenario the usual window of rapamycin would be empty.
    if (use.kind == Experiment::rapamycin && !use.from_h) use.from_h = -std::numeric_limits<double>::infinity();
  }
  return {scenario, parameters};
}

}  // namespace

Rodent Rodent::with(Experiment kind, std::optional<double> from_h, std::optional<double> hours) const {
  Rodent out = *this;
  out.experiments.push_back({kind, from_h, hours});
  return out;
}

RodentCourse::RodentCourse(const Rodent& rodent, const Parameters& parameters, double end_h, double tolerance)
    : rodent_(rodent),
      end_h_(end_h),
      receptor_(parameters),
      around_(surroundings_of(rodent, parameters)),
      plasticity_(PlasticityConstants(parameters, Species::rodent), PlasticityRoutes{}, {}) {
  assert(end_h > 0.0);
  double start = 0.0;
  if (rodent.stress_to_h > rodent.stress_from_h) start = std::min(start, rodent.stress_from_h);
  for (const Stop& stop : around_.stops(false)) start = std::min(start, stop.at_h);
  for (const Rodent::Injection& injection : rodent.injections) start = std::min(start, injection.at_h);

  IntegratorOptions options;
  options.relative_tolerance = tolerance;
  options.absolute_tolerance = tolerance * 1e-2;
  // Whatever acts all along, genes above all, shapes the balance that the animal starts in.
  const double before = std::nextafter(start, -std::numeric_limits<double>::infinity());
  plasticity_ = Plasticity(plasticity_.constants(), PlasticityRoutes{}, around_.switches(before));
  PlasticityArray y = to_array(plasticity_.healthy_start());
  double density_before = plasticity_.healthy_start().spine_density();
  double from = start;
  for (const double to : stops(start)) {
    plasticity_.switches() = around_.switches(from);
    const double middle = 0.5 * (from + to);
    integrate(
        y, from, to, options,
        [&](double t, const PlasticityArray& values, PlasticityArray& d) {
          d = to_array(plasticity_.motion(from_array(values), input(t, middle)).slope);
        },
        [&](const Step& step) { steps_.push_back(step); });
    if (to == 0.0) density_before = from_array(y).spine_density();
    if (std::find(around_.erasures_h().begin(), around_.erasures_h().end(), to) != around_.erasures_h().end()) {
      PlasticityState state = from_array(y);
      plasticity_.erase_new_spines(state, density_before);
      y = to_array(state);
    }
    from = to;
  }
}

std::vector<double> RodentCourse::stops(double start_h) const {
  std::vector<double> out{0.0, end_h_, rodent_.stress_from_h, rodent_.stress_to_h};
  for (const Rodent::Injection& injection : rodent_.injections) out.push_back(injection.at_h);
  for (const Stop& stop : around_.stops(false)) out.push_back(stop.at_h);
  std::erase_if(out, [&](double at_h) { return !(at_h > start_h && at_h <= end_h_); });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

PlasticityState RodentCourse::at(double time_h) const {
  const double held = std::clamp(time_h, steps_.front().begin_h(), steps_.back().end_h());
  const auto step = std::upper_bound(steps_.begin(), steps_.end(), held, [](double t, const Step& s) { return t < s.end_h(); });
  return from_array(step == steps_.end() ? steps_.back().at(held) : step->at(held));
}

PlasticityRates RodentCourse::rates(double time_h) const {
  Plasticity brain = plasticity_;
  brain.switches() = around_.switches(time_h);
  return brain.rates(at(time_h), input_at(time_h));
}

PlasticityInput RodentCourse::input(double time_h, double stress_time_h) const {
  PlasticityInput in;
  double drive = 0.0;
  for (const Rodent::Injection& injection : rodent_.injections)
    drive += receptor_.rodent_drive(injection.mg_per_kg, time_h - injection.at_h);
  in.block = drive / (1.0 + drive);
  in.stress = stress_time_h >= rodent_.stress_from_h && stress_time_h < rodent_.stress_to_h ? 1.0 : 0.0;
  in.acute_stress = around_.acute_stress(time_h);
  return in;
}

double RodentCourse::mean(double from_h, double to_h, const std::function<double(double)>& value) const {
  constexpr int kMoments = 2000;
  double sum = 0.0;
  for (int i = 0; i < kMoments; ++i) sum += value(from_h + (i + 0.5) / kMoments * (to_h - from_h));
  return sum / kMoments;
}

double RodentCourse::largest(double from_h, double to_h, const std::function<double(const PlasticityState&)>& value) const {
  constexpr int kMoments = 4000;
  const double spacing_h = (to_h - from_h) / kMoments;
  double best_h = from_h;
  double best = -std::numeric_limits<double>::infinity();
  for (int i = 0; i <= kMoments; ++i) {
    const double time_h = i == kMoments ? to_h : from_h + i * spacing_h;
    if (const double here = value(at(time_h)); here > best) {
      best = here;
      best_h = time_h;
    }
  }
  double low = std::max(from_h, best_h - spacing_h);
  double high = std::min(to_h, best_h + spacing_h);
  constexpr int kThirds = 40;  // of the bracket, which then is a ten millionth of what it was
  for (int i = 0; i < kThirds; ++i) {
    const double left = low + (high - low) / 3.0;
    const double right = high - (high - low) / 3.0;
    const double at_left = value(at(left));
    const double at_right = value(at(right));
    best = std::max({best, at_left, at_right});
    (at_left < at_right ? low : high) = at_left < at_right ? left : right;
  }
  return best;
}

}  // namespace syn
