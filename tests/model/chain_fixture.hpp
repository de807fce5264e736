// Shared by the tests of the chain: scenarios of the check runs, and a solver that drives the plasticity equations of a
// rodent with switches that scenarios do not offer.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "model/course.hpp"
#include "model/integrator.hpp"
#include "model/parameters.hpp"
#include "model/plasticity.hpp"
#include "model/receptor.hpp"
#include "model/simulate.hpp"
#include "shipped.hpp"

namespace syn::test {

inline Dose infusion(double at_h, double mg_per_kg = 0.5) {
  Dose dose;
  dose.at_h = at_h;
  dose.mg_per_kg = mg_per_kg;
  return dose;
}

inline Dose spray(double at_h, int devices = 3) {
  Dose dose;
  dose.at_h = at_h;
  dose.drug = Drug::esketamine;
  dose.route = Route::intranasal;
  dose.sprays = devices;
  return dose;
}

// A check run: 70 kg, expectancy 0.20, setting factor 1.
inline Scenario check_scenario(std::vector<Dose> doses, double horizon_days) {
  Scenario scenario;
  scenario.horizon_days = horizon_days;
  scenario.setting.expectancy = 0.20;
  scenario.setting.trial_factor = 1.0;
  scenario.population = 1;
  scenario.doses = std::move(doses);
  return scenario;
}

inline Trajectory simulate_typical(const Scenario& scenario, double every_min = 12.0) {
  SimulateOptions options;
  options.every_min = every_min;
  options.patients = 1;
  options.threads = 1;
  return simulate(scenario, shipped(), options);
}

// One animal: doses into the belly, drugs and genes, stress. Keeps the whole solution.
struct Animal {
  struct Injection {
    double at_h;
    double mg_per_kg;
  };
  std::vector<Injection> injections;
  PlasticitySwitches switches;
  double rapamycin_from_h = 1e9;  // mtorc1_blocked 0.95 until rapamycin_to_h
  double rapamycin_to_h = 1e9;
  double stress_from_h = 0.0;  // chronic stress over [from, to)
  double stress_to_h = 0.0;
  std::vector<double> stressors_h;
  double erase_spines_h = 1e9;  // new spines erased; the density before the drug is that at 0
};

class AnimalCourse {
 public:
  using Step = DenseStep<PlasticityState::size>;

  AnimalCourse(const Animal& animal, double end_h, double tolerance = 1e-8)
      : animal_(animal),
        receptor_(shipped()),
        plasticity_(PlasticityConstants(shipped(), Species::rodent), PlasticityRoutes{}, animal.switches) {
    const double start = std::min({0.0, animal.stress_from_h, animal.rapamycin_from_h});
    std::vector<double> stops{0.0,
                              end_h,
                              animal.stress_from_h,
                              animal.stress_to_h,
                              animal.rapamycin_from_h,
                              animal.rapamycin_to_h,
                              animal.erase_spines_h};
    for (const auto& injection : animal.injections) stops.push_back(injection.at_h);
    stops.insert(stops.end(), animal.stressors_h.begin(), animal.stressors_h.end());
    std::sort(stops.begin(), stops.end());
    IntegratorOptions options;
    options.relative_tolerance = tolerance;
    options.absolute_tolerance = tolerance * 1e-2;
    PlasticityArray y = to_array(plasticity_.healthy_start());
    double from = start;
    for (const double to : stops) {
      if (to <= from || to > end_h) continue;
      set_rapamycin(from);
      const double middle = 0.5 * (from + to);
      integrate(
          y, from, to, options,
          [&](double t, const PlasticityArray& values, PlasticityArray& d) {
            d = to_array(plasticity_.motion(from_array(values), input(t, middle)).slope);
          },
          [&](const Step& step) { steps_.push_back(step); });
      if (to == 0.0) density_before_ = from_array(y).spine_density();
      if (to == animal.erase_spines_h) y = erase(y);
      from = to;
    }
  }

  // At a moment of an event: after it.
  PlasticityState at(double time_h) const {
    const auto step =
        std::upper_bound(steps_.begin(), steps_.end(), time_h, [](double t, const Step& s) { return t < s.end_h(); });
    return from_array(step == steps_.end() ? steps_.back().at(time_h) : step->at(time_h));
  }
  PlasticityInput input_at(double time_h) const { return input(time_h, time_h); }
  PlasticityRates rates(double time_h) const { return plasticity_.rates(at(time_h), input_at(time_h)); }
  double block(double time_h) const { return input_at(time_h).block; }
  const Plasticity& plasticity() const { return plasticity_; }

  double mean(double from_h, double to_h, const std::function<double(double)>& value) const {
    double sum = 0.0;
    constexpr int n = 2000;
    for (int i = 0; i < n; ++i) sum += value(from_h + (i + 0.5) / n * (to_h - from_h));
    return sum / n;
  }
  double extreme(double from_h, double to_h, double sign,
                 const std::function<double(const PlasticityState&)>& value) const {
    double best = -1e9;
    constexpr int n = 4000;
    for (int i = 0; i <= n; ++i)
      best = std::max(best, sign * value(at(from_h + static_cast<double>(i) / n * (to_h - from_h))));
    return sign * best;
  }

 private:
  PlasticityInput input(double time_h, double stress_time_h) const {
    PlasticityInput in;
    double drive = 0.0;
    for (const auto& injection : animal_.injections)
      drive += receptor_.rodent_drive(injection.mg_per_kg, time_h - injection.at_h);
    in.block = drive / (1.0 + drive);
    in.stress = stress_time_h >= animal_.stress_from_h && stress_time_h < animal_.stress_to_h ? 1.0 : 0.0;
    for (const double at : animal_.stressors_h) in.acute_stress += acute_stressor(plasticity_.constants(), time_h - at);
    return in;
  }
  void set_rapamycin(double time_h) {
    const bool on = time_h >= animal_.rapamycin_from_h && time_h < animal_.rapamycin_to_h;
    plasticity_.switches().mtorc1_blocked = on ? 0.95 : animal_.switches.mtorc1_blocked;
  }
  PlasticityArray erase(const PlasticityArray& values) const {
    PlasticityState y = from_array(values);
    const double excess = y.spine_density() - density_before_;
    y.spines_nascent -= 0.7 * excess;
    y.spines_persistent -= 0.3 * excess;
    y.glua1_excess = y.psd95_excess = y.growth_signal_1 = y.growth_signal_2 = y.growth_signal_3 = 0.0;
    return to_array(y);
  }

  Animal animal_;
  Receptor receptor_;
  Plasticity plasticity_;
  double density_before_ = 1.0;
  std::vector<Step> steps_;
};

inline Animal injected(double mg_per_kg) {
  Animal animal;
  if (mg_per_kg > 0.0) animal.injections = {{0.0, mg_per_kg}};
  return animal;
}

// Three weeks of stress that end with the injection.
inline Animal stressed(double mg_per_kg) {
  Animal animal = injected(mg_per_kg);
  animal.stress_from_h = -504.0;
  return animal;
}

}  // namespace syn::test
