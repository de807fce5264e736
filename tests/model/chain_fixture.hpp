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

// The numbers of the first edition of the depression part, with the terms switched off that it did not have. Its check values
// stand for as long as the program can still be set to it.
inline Parameters first_edition() {
  return shipped().with({{"clinical.trd.fast_gain", 0.39},
                         {"clinical.trd.labile_gain", 0.30},
                         {"clinical.trd.stable_gain", 0.55},
                         {"clinical.trd.non_responders_fast", 0.38},
                         {"clinical.trd.non_responders_lasting", 0.38},
                         {"clinical.trd.day_lift", 0.0},
                         {"clinical.trd.course", 0.0},
                         {"clinical.trd.fluctuation", 0.22},
                         {"clinical.expectancy_rise", 0.0},
                         {"clinical.patients.fast_spread", 0.36},
                         {"clinical.patients.lasting_spread", 0.36},
                         {"clinical.patients.lasting_correlation", 1.0},
                         {"clinical.patients.expectancy_spread", 0.94},
                         {"clinical.patients.medicine_spread", 1.0},
                         {"clinical.ssri.effect", 0.5},
                         {"drive.spine.lifetime", 288.0},
                         {"drive.spine.lifetime_spread", 0.7},
                         {"drive.stable.cooperation", 1.0},
                         {"drive.stable.gain_time", 1440.0},
                         {"drive.stable.lifetime", 2160.0},
                         {"drive.reference.labile_peak", 0.756},
                         {"pk.brain_entry_norketamine", 0.0},
                         {"receptor.block_half", 0.40},
                         {"plasticity.spine.deficit_share", 0.0},
                         {"safety.cadss_forgetting", 0.0}});
}
// What the second edition began its fit from.
inline Parameters second_edition_start() {
  return first_edition().with({{"clinical.trd.course", 0.189},
                               {"clinical.course_time", 2245.0},
                               {"drive.spine.lifetime", 340.0},
                               {"drive.spine.lifetime_spread", 0.30},
                               {"drive.stable.cooperation", 4.30},
                               {"drive.stable.gain_time", 927.0},
                               {"drive.reference.labile_peak", 0.766}});
}

inline Trajectory simulate_typical(const Scenario& scenario, double every_min = 12.0, const Parameters& parameters = shipped()) {
  SimulateOptions options;
  options.every_min = every_min;
  options.patients = 1;
  options.threads = 1;
  return simulate(scenario, parameters, options);
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
