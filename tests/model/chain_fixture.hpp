// Shared by the tests of the chain: scenarios of the check runs, and rodents.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "math/integrator.hpp"
#include "model/calibration/rodent.hpp"
#include "model/cortex/plasticity.hpp"
#include "model/data/parameters.hpp"
#include "model/drug/receptor.hpp"
#include "model/run/course.hpp"
#include "model/run/simulate.hpp"
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

inline RodentCourse solved(const Rodent& rodent, double end_h, double tolerance = 1e-8) { return {rodent, shipped(), end_h, tolerance}; }

inline Rodent injected(double mg_per_kg) {
  Rodent rodent;
  if (mg_per_kg > 0.0) rodent.injections = {{0.0, mg_per_kg}};
  return rodent;
}

// Three weeks of stress that end with the injection.
inline Rodent stressed(double mg_per_kg) {
  Rodent rodent = injected(mg_per_kg);
  rodent.stress_from_h = -504.0;
  return rodent;
}

}  // namespace syn::test
