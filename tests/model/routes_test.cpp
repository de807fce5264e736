// The other routes: printed reference levels, published bioavailability, and the limits of a session.
#include <doctest/doctest.h>

#include <utility>

#include "chain_fixture.hpp"
#include "model/drug/disposition.hpp"
#include "model/drug/pharmacokinetics.hpp"

using namespace syn;
using namespace syn::test;

namespace {

Dose by(Route route, double mg, Drug drug = Drug::racemic) {
  Dose dose;
  dose.route = route;
  dose.drug = drug;
  dose.mg = mg;
  return dose;
}

Pharmacokinetics given(const Dose& dose, Patient patient = {}) {
  Scenario scenario = check_scenario({dose}, 14.0);
  scenario.patient = patient;
  return Pharmacokinetics(scenario, shipped());
}

// Area under the plasma curve to the end of all drug, ng h/mL.
double area(const Pharmacokinetics& drug) {
  double sum = 0.0;
  const double step = 0.005;
  for (double t = 0.5 * step; t < 200.0; t += step) sum += step * drug.at(t).plasma_ng_ml;
  return sum;
}

}  // namespace

TEST_CASE("35 mg into muscle and by mouth give the printed levels, to their last digit") {
  const std::pair<double, double> muscle[] = {{0.25, 242.876}, {0.5, 154.365}, {1.0, 70.989}, {2.0, 42.438}};
  const std::pair<double, double> mouth[] = {{0.5, 22.036}, {1.0, 23.229}, {2.0, 12.140}, {6.0, 3.155}};
  const Pharmacokinetics im = given(by(Route::im, 35.0));
  const Pharmacokinetics oral = given(by(Route::oral, 35.0));
  for (const auto& [t, level] : muscle) CHECK(std::abs(im.at(t).plasma_ng_ml - level) < 6e-4);
  for (const auto& [t, level] : mouth) CHECK(std::abs(oral.at(t).plasma_ng_ml - level) < 6e-4);
}

TEST_CASE("what reaches the blood by each route is what was measured") {
  const double vein = area(given(by(Route::iv_infusion, 50.0)));
  CHECK(area(given(by(Route::iv_bolus, 50.0))) == doctest::Approx(vein).epsilon(3e-4));
  const std::pair<Route, double> published[] = {
      {Route::im, 0.93}, {Route::sc, 0.93}, {Route::intranasal, 0.45}, {Route::sublingual, 0.296}, {Route::oral, 0.20}};
  for (const auto& each : published) {
    const auto& route = each.first;
    const auto& share = each.second;
    CAPTURE(name_of(route));
    CHECK(area(given(by(route, 50.0))) / vein == doctest::Approx(share).epsilon(0.005));
  }
  Dose spat = by(Route::sublingual, 50.0);
  spat.swallowed = false;
  const double kept = area(given(spat)) / vein;
  CHECK(kept > 0.12);
  CHECK(kept < 0.18);
  // Swallowed esketamine has a column of its own.
  CHECK(disposition(shipped(), Drug::esketamine, Route::oral, {}).bioavailability(0.0) == doctest::Approx(0.178).epsilon(0.005));
}

TEST_CASE("peaks come when they were seen") {
  const auto peak = [](const Pharmacokinetics& drug) {
    std::pair<double, double> best{0.0, 0.0};
    for (double t = 0.005; t < 6.0; t += 0.005) {
      if (const double level = drug.at(t).plasma_ng_ml; level > best.second) best = {t, level};
    }
    return best;
  };
  CHECK(std::abs(peak(given(by(Route::im, 35.0))).first * 60.0 - 16.0) < 2.0);
  CHECK(peak(given(by(Route::im, 35.0))).second == doctest::Approx(240.0).epsilon(0.25));  // Grant 1981
  CHECK(std::abs(peak(given(by(Route::sublingual, 25.0))).first - 0.68) < 0.05);           // Rolan 2014: 0.75 h, 0.25 to 1
  CHECK(std::abs(peak(given(by(Route::oral, 35.0))).first * 60.0 - 44.0) < 2.0);
  CHECK(peak(given(by(Route::sc, 35.0))).first > peak(given(by(Route::im, 35.0))).first);
}

TEST_CASE("norketamine and hydroxynorketamine follow 35 mg into a vein as printed") {
  const Pharmacokinetics drug = given(by(Route::iv_infusion, 35.0));
  double nor = 0.0, nor_h = 0.0, hnk = 0.0, hnk_h = 0.0, nor_area = 0.0;
  const double step = 0.005;
  for (double t = 0.5 * step; t < 24.0; t += step) {
    const Levels level = drug.at(t);
    if (level.norketamine_ng_ml > nor) nor = level.norketamine_ng_ml, nor_h = t;
    if (level.hnk_ng_ml > hnk) hnk = level.hnk_ng_ml, hnk_h = t;
    nor_area += step * level.norketamine_ng_ml;
  }
  CHECK(nor == doctest::Approx(87.5).epsilon(1e-3));
  CHECK(std::abs(nor_h * 60.0 - 96.0) < 1.5);
  CHECK(nor_area == doctest::Approx(667.0).epsilon(1e-3));
  CHECK(hnk == doctest::Approx(44.0).epsilon(2e-3));
  CHECK(std::abs(hnk_h - 7.6) < 0.1);
  // The active form is 65 % of what the racemate makes, and nothing of what esketamine makes.
  CHECK(drug.at(8.0).active_hnk_um == doctest::Approx(0.65 * drug.at(8.0).hnk_ng_ml / 239.7));
  CHECK(given(by(Route::iv_infusion, 35.0, Drug::esketamine)).at(8.0).active_hnk_um == 0.0);
}

TEST_CASE("a spray does not scale with weight, a drip does, and liver flow falls after 60") {
  Patient light;
  light.weight_kg = 50.0;
  Patient heavy;
  heavy.weight_kg = 100.0;
  const Dose spray = by(Route::intranasal, 84.0, Drug::esketamine);
  CHECK(given(spray, light).at(1.0).plasma_ng_ml == given(spray, heavy).at(1.0).plasma_ng_ml);
  const std::pair<Patient, double> drips[] = {{light, 185.0}, {Patient{}, 194.0}, {heavy, 204.0}};
  for (const auto& [patient, level] : drips)
    CHECK(given(by(Route::iv_infusion, 0.5 * patient.weight_kg), patient).at(2.0 / 3.0).plasma_ng_ml ==
          doctest::Approx(level).epsilon(0.003));
  Patient old;
  old.age_years = 80.0;
  CHECK(disposition(shipped(), Drug::racemic, Route::oral, old).liver_flow == doctest::Approx(151.0 - 2.19 * 20.0));
}

TEST_CASE("each route warns above its usual range and refuses above its hard stop") {
  struct Limit {
    Route route;
    Drug drug;
    double warn, stop;  // mg/kg or mg
  };
  const Limit limits[] = {{Route::iv_infusion, Drug::racemic, 1.0, 2.0}, {Route::iv_bolus, Drug::racemic, 0.5, 1.0},
                          {Route::im, Drug::racemic, 1.5, 4.0},          {Route::sc, Drug::racemic, 1.0, 4.0},
                          {Route::intranasal, Drug::racemic, 100, 200},  {Route::intranasal, Drug::esketamine, 84, 112},
                          {Route::sublingual, Drug::racemic, 300, 600},  {Route::oral, Drug::racemic, 300, 600}};
  for (const Limit& limit : limits) {
    CAPTURE(name_of(limit.route));
    const auto with = [&](double amount) {
      Dose dose;
      dose.route = limit.route;
      dose.drug = limit.drug;
      (limit_per_kg(limit.route) ? dose.mg_per_kg : dose.mg) = amount;
      return check_scenario({dose}, 7.0);
    };
    CHECK(scenario_warnings(with(limit.warn), shipped()).empty());
    CHECK_FALSE(scenario_warnings(with(1.01 * limit.warn), shipped()).empty());
    CHECK(check_scenario(with(limit.stop), shipped()).empty());
    CHECK_FALSE(check_scenario(with(1.01 * limit.stop), shipped()).empty());
  }
}
