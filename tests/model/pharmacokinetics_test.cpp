#include "model/drug/pharmacokinetics.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "math/matrix.hpp"
#include "model/data/parameters.hpp"
#include "shipped.hpp"

using namespace syn;

namespace {

Scenario nasal_racemic(double mg, double weight_kg) {
  Scenario scenario;
  scenario.patient.weight_kg = weight_kg;
  Dose dose;
  dose.route = Route::intranasal;
  dose.mg = mg;
  scenario.doses.push_back(dose);
  return scenario;
}

struct Curve {
  double peak = 0.0;
  double peak_h = 0.0;
  double area_24h = 0.0;
};

// Peak and area of one level, by a fine grid.
template <class Pick>
Curve curve_of(const Scenario& scenario, Pick pick) {
  const Pharmacokinetics drug(scenario, test::shipped());
  Curve out;
  constexpr double kStep = 0.002;
  for (int i = 0; i <= 12000; ++i) {
    const double value = pick(drug.at(kStep * i));
    out.area_24h += (i == 0 || i == 12000 ? 0.5 : 1.0) * kStep * value;
    if (value > out.peak) {
      out.peak = value;
      out.peak_h = kStep * i;
    }
  }
  return out;
}

double plasma(const Levels& levels) { return levels.plasma_ng_ml; }
double norketamine(const Levels& levels) { return levels.norketamine_ng_ml; }
double hnk(const Levels& levels) { return levels.hnk_ng_ml; }

// The differential equations written out once more and stepped by the matrix exponential: an independent answer for one
// dose at 0 h. States: Ad Ag Ac Ap1 Ap2 Ah An1 An2 Am Ce, and a constant 1 that carries the input.
struct Oracle {
  Disposition d;
  double infusion_mg_h = 0.0, infusion_h = 0.0;
  double direct_mg = 0.0, swallowed_mg = 0.0;

  Matrix rates(double into_central, double into_gut) const {
    Matrix m(11, 11);
    const auto flow = [&](std::size_t from, std::size_t to, double rate) {
      m(to, from) += rate;
      m(from, from) -= rate;
    };
    flow(0, 2, d.direct_uptake);
    m(1, 1) -= d.swallowed_uptake;
    m(5, 1) += d.gut_passing * d.swallowed_uptake;
    m(6, 1) += d.gut_to_norketamine * (1.0 - d.gut_passing) * d.swallowed_uptake;
    flow(2, 3, d.shallow_flow / d.central_volume);
    flow(3, 2, d.shallow_flow / d.shallow_volume);
    flow(2, 4, d.deep_flow / d.central_volume);
    flow(4, 2, d.deep_flow / d.deep_volume);
    flow(2, 5, d.liver_flow / d.central_volume);
    flow(5, 2, d.liver_flow / d.liver_volume);
    m(5, 5) -= d.liver_loss;
    m(6, 5) += d.liver_to_norketamine * d.liver_loss;
    m(6, 6) -= d.norketamine_clearance / d.norketamine_volume;
    flow(6, 7, d.norketamine_flow / d.norketamine_volume);
    flow(7, 6, d.norketamine_flow / d.norketamine_tissue_volume);
    m(8, 6) += d.norketamine_to_hnk * d.norketamine_clearance / d.norketamine_volume;
    m(8, 8) -= d.hnk_clearance / d.hnk_volume;
    m(9, 2) += 1000.0 * d.effect_site_rate / d.central_volume;
    m(9, 9) -= d.effect_site_rate;
    m(2, 10) = into_central;
    m(1, 10) = into_gut;
    return m;
  }
  Levels at(double time_h) const {
    std::vector<double> x(11, 0.0);
    x[0] = direct_mg;
    x[10] = 1.0;
    const double length = infusion_h > 0.0 ? infusion_h : d.swallowed_release_h;
    const Matrix on = rates(infusion_mg_h, infusion_h > 0.0 ? 0.0 : swallowed_mg / length);
    x = multiply(exponential(on * std::min(time_h, length)), x);
    if (time_h > length) x = multiply(exponential(rates(0.0, 0.0) * (time_h - length)), x);
    Levels out;
    out.plasma_ng_ml = 1000.0 * x[2] / d.central_volume;
    out.norketamine_ng_ml = 1000.0 * x[6] / d.norketamine_volume;
    out.hnk_ng_ml = 1000.0 * x[8] / d.hnk_volume;
    out.effect_site_ng_ml = x[9];
    return out;
  }
};

double worst_difference(const Pharmacokinetics& drug, const Oracle& oracle) {
  double worst = 0.0;
  for (const double h : {0.01, 0.1, 0.3, 0.53, 0.6, 0.7, 1.0, 2.0, 4.0, 8.0, 24.0, 72.0}) {
    const Levels a = drug.at(h);
    const Levels b = oracle.at(h);
    const auto compare = [&](double got, double wanted) { worst = std::max(worst, std::abs(got - wanted) / (std::abs(wanted) + 1e-3)); };
    compare(a.plasma_ng_ml, b.plasma_ng_ml);
    compare(a.norketamine_ng_ml, b.norketamine_ng_ml);
    compare(a.hnk_ng_ml, b.hnk_ng_ml);
    compare(a.effect_site_ng_ml, b.effect_site_ng_ml);
  }
  return worst;
}

Oracle oracle_of(const Scenario& scenario) {
  const Dose& dose = scenario.doses.front();
  Oracle out;
  out.d = disposition(test::shipped(), dose.drug, dose.route, scenario.patient);
  const double mg = dose.amount_mg(scenario.patient.weight_kg);
  if (dose.route == Route::iv_infusion) {
    out.infusion_h = dose.over_min / 60.0;
    out.infusion_mg_h = mg / out.infusion_h;
  } else {
    const double direct = nasal_direct_share(test::shipped(), dose.drug, mg);
    out.direct_mg = direct * mg;
    out.swallowed_mg = (1.0 - direct) * mg;
  }
  return out;
}

}  // namespace

TEST_CASE("the reference levels of 35 mg over 40 min come out to the digit") {
  const Pharmacokinetics drug(test::one_infusion(), test::shipped());
  CHECK(std::abs(drug.at(2.0 / 3.0).plasma_ng_ml - 194.0166) < 5e-5);
  CHECK(std::abs(drug.at(1.0).plasma_ng_ml - 93.5492) < 5e-5);
  CHECK(std::abs(drug.at(2.0).plasma_ng_ml - 48.4881) < 5e-5);
  CHECK(std::abs(drug.at(6.0).plasma_ng_ml - 14.3063) < 5e-5);
  // The chain's table for the same infusion.
  CHECK(std::abs(drug.at(24.0).plasma_ng_ml - 1.2204) < 5e-5);
  CHECK(std::abs(drug.at(72.0).plasma_ng_ml - 0.0137) < 5e-5);
  CHECK(std::abs(drug.at(2.0 / 3.0).norketamine_ng_ml - 38.8651) < 5e-5);
  CHECK(std::abs(drug.at(2.0).norketamine_ng_ml - 84.8172) < 5e-5);
  CHECK(std::abs(drug.at(24.0).norketamine_ng_ml - 6.4050) < 5e-5);
  CHECK(std::abs(drug.at(2.0 / 3.0).hnk_ng_ml - 1.4418) < 5e-5);
  CHECK(std::abs(drug.at(2.0).hnk_ng_ml - 18.0763) < 5e-5);
  CHECK(std::abs(drug.at(24.0).hnk_ng_ml - 18.7483) < 5e-5);
  CHECK(std::abs(drug.at(2.0 / 3.0).effect_site_um - 0.4475) < 5e-5);
  CHECK(std::abs(drug.at(1.0).effect_site_um - 0.2178) < 5e-5);
  CHECK(std::abs(drug.at(2.0).effect_site_um - 0.1124) < 5e-5);
}

TEST_CASE("the reference levels of 1, 2 and 3 spray devices come out to the digit") {
  constexpr double kTimes[] = {0.25, 0.6, 1.0, 2.0, 6.0, 24.0};
  constexpr double kLevels[3][6] = {{34.436, 43.927, 39.164, 22.024, 5.788, 0.818},
                                    {56.018, 72.916, 66.913, 38.957, 10.127, 1.419},
                                    {77.600, 101.905, 94.661, 55.890, 14.466, 2.019}};
  for (int devices = 1; devices <= 3; ++devices) {
    const Pharmacokinetics drug(test::one_spray(devices), test::shipped());
    for (std::size_t i = 0; i < 6; ++i) {
      CAPTURE(devices);
      CAPTURE(kTimes[i]);
      CHECK(std::abs(drug.at(kTimes[i]).plasma_ng_ml - kLevels[devices - 1][i]) < 5.1e-4);
    }
  }
}

TEST_CASE("metabolites of an infusion peak when and where they should") {
  const Curve nor = curve_of(test::one_infusion(), norketamine);
  CHECK(nor.peak == doctest::Approx(87.5).epsilon(1e-3));
  CHECK(60.0 * nor.peak_h == doctest::Approx(96.0).epsilon(0.006));
  CHECK(nor.area_24h == doctest::Approx(667.0).epsilon(1e-3));
  const Curve metabolite = curve_of(test::one_infusion(), hnk);
  CHECK(metabolite.peak == doctest::Approx(44.0).epsilon(1e-3));
  CHECK(metabolite.peak_h == doctest::Approx(7.6).epsilon(0.01));
}

TEST_CASE("peaks and areas of the spray agree with the published population values") {
  constexpr double kPeak[] = {43.8, 72.5, 101.0}, kArea[] = {147.3, 254.7, 362.2}, kNorPeak[] = {59.1, 119.7, 180.0};
  for (int devices = 1; devices <= 3; ++devices) {
    CAPTURE(devices);
    const Curve parent = curve_of(test::one_spray(devices), plasma);
    CHECK(parent.peak == doctest::Approx(kPeak[devices - 1]).epsilon(0.015));
    CHECK(parent.area_24h == doctest::Approx(kArea[devices - 1]).epsilon(0.015));
    CHECK(parent.peak_h > 20.0 / 60.0);
    CHECK(parent.peak_h < 41.0 / 60.0);
    CHECK(curve_of(test::one_spray(devices), norketamine).peak == doctest::Approx(kNorPeak[devices - 1]).epsilon(0.015));
  }
}

TEST_CASE("weight changes the racemic column only, and 0.5 mg/kg gives 185, 194 and 204 ng/mL") {
  constexpr double kLevel[][2] = {{50.0, 185.0}, {70.0, 194.0}, {100.0, 204.0}};
  for (const auto& [weight, level] : kLevel) {
    Scenario scenario = test::one_infusion();
    scenario.patient.weight_kg = weight;
    CHECK(std::abs(Pharmacokinetics(scenario, test::shipped()).at(2.0 / 3.0).plasma_ng_ml - level) < 0.5);
    Scenario spray = test::one_spray(2);
    spray.patient.weight_kg = weight;
    CHECK(Pharmacokinetics(spray, test::shipped()).at(1.0).plasma_ng_ml ==
          Pharmacokinetics(test::one_spray(2), test::shipped()).at(1.0).plasma_ng_ml);
  }
}

TEST_CASE("age above 60 slows the liver: spray peaks at 70 years") {
  constexpr double kPeak[] = {44.8, 74.3, 103.9};
  for (int devices = 1; devices <= 3; ++devices) {
    Scenario scenario = test::one_spray(devices);
    scenario.patient.age_years = 70.0;
    CHECK(curve_of(scenario, plasma).peak == doctest::Approx(kPeak[devices - 1]).epsilon(1e-3));
  }
  Patient old;
  old.age_years = 100.0;
  const Disposition slow = disposition(test::shipped(), Drug::racemic, Route::iv_infusion, old);
  CHECK(slow.liver_flow == doctest::Approx(151.0 - 2.19 * 40.0));
  CHECK(slow.clearance() > 0.0);
  CHECK(slow.clearance() < slow.liver_flow);
  Patient sixty;
  sixty.age_years = 60.0;
  CHECK(disposition(test::shipped(), Drug::racemic, Route::iv_infusion, sixty) ==
        disposition(test::shipped(), Drug::racemic, Route::iv_infusion, Patient{}));
}

TEST_CASE("derived constants agree with the published ones") {
  const Patient patient;
  const Disposition racemic = disposition(test::shipped(), Drug::racemic, Route::iv_infusion, patient);
  CHECK(racemic.clearance() == doctest::Approx(90.0));
  CHECK(racemic.extraction() == doctest::Approx(0.596).epsilon(1e-3));
  CHECK(racemic.liver_loss == doctest::Approx(2.2058).epsilon(1e-4));
  CHECK(racemic.steady_state_volume() == doctest::Approx(431.0).epsilon(1e-3));
  CHECK(racemic.terminal_half_life_h() == doctest::Approx(7.4171).epsilon(1e-5));
  CHECK(racemic.bioavailability(0.31) == doctest::Approx(0.45).epsilon(0.01));
  CHECK(racemic.bioavailability(0.0) == doctest::Approx(0.200).epsilon(1e-3));
  const Disposition spray = disposition(test::shipped(), Drug::esketamine, Route::intranasal, patient);
  CHECK(spray.clearance() == doctest::Approx(109.0).epsilon(1e-3));
  CHECK(spray.extraction() == doctest::Approx(0.722).epsilon(1e-3));
  CHECK(spray.steady_state_volume() == doctest::Approx(780.0).epsilon(1e-3));
  CHECK(spray.terminal_half_life_h() == doctest::Approx(11.0332).epsilon(1e-5));
  constexpr double kDirect[] = {0.540, 0.4374, 0.4032}, kTotal[] = {0.62, 0.54, 0.51};
  for (int devices = 1; devices <= 3; ++devices) {
    const double direct = nasal_direct_share(test::shipped(), Drug::esketamine, 28.0 * devices);
    CHECK(direct == doctest::Approx(kDirect[devices - 1]).epsilon(1e-4));
    CHECK(spray.bioavailability(direct) == doctest::Approx(kTotal[devices - 1]).epsilon(0.01));
  }
  CHECK(nasal_direct_share(test::shipped(), Drug::esketamine, 14.0) == 0.54);
}

TEST_CASE("the total exposure is dose over clearance, also for esketamine into a vein") {
  Scenario scenario = test::one_infusion();
  scenario.doses.front().drug = Drug::esketamine;
  const Pharmacokinetics drug(scenario, test::shipped());
  double area = 0.0;
  constexpr double kStep = 0.005;
  for (int i = 1; i < 40000; ++i) area += kStep * drug.at(kStep * i).plasma_ng_ml;
  CHECK(area == doctest::Approx(1000.0 * 35.0 / 97.0).epsilon(1e-4));
  // Potency and acute weight of esketamine.
  const Levels levels = drug.at(1.0);
  CHECK(levels.potency_weighted_um == doctest::Approx(1.65 * levels.effect_site_um));
  CHECK(levels.acute_ng_ml == doctest::Approx(2.0 * levels.effect_site_ng_ml));
}

TEST_CASE("doses and drugs add, and a double dose doubles every level") {
  const Parameters& parameters = test::shipped();
  Scenario course;
  for (const double at_h : {0.0, 2.0, 48.0}) {
    Dose dose;
    dose.at_h = at_h;
    dose.mg = 35.0;
    course.doses.push_back(dose);
  }
  Dose spray;
  spray.at_h = 1.0;
  spray.drug = Drug::esketamine;
  spray.route = Route::intranasal;
  spray.sprays = 3;
  course.doses.push_back(spray);
  Dose nasal;
  nasal.at_h = 3.0;
  nasal.route = Route::intranasal;
  nasal.mg = 50.0;
  course.doses.push_back(nasal);
  Dose vein;
  vein.at_h = 4.0;
  vein.drug = Drug::esketamine;
  vein.mg = 20.0;
  course.doses.push_back(vein);
  course.sort_events();

  const Pharmacokinetics together(course, parameters);
  std::vector<Pharmacokinetics> single;
  for (const Dose& dose : course.doses) {
    Scenario one;
    one.doses.push_back(dose);
    single.emplace_back(one, parameters);
  }
  Scenario twice = course;
  for (Dose& dose : twice.doses) {
    if (dose.mg) *dose.mg *= 2.0;
  }
  const Pharmacokinetics doubled(twice, parameters);
  for (double h = -1.0; h < 80.0; h += 0.37) {
    Levels sum;
    for (const Pharmacokinetics& one : single) {
      const Levels levels = one.at(h);
      sum.plasma_ng_ml += levels.plasma_ng_ml;
      sum.norketamine_ng_ml += levels.norketamine_ng_ml;
      sum.hnk_ng_ml += levels.hnk_ng_ml;
      sum.effect_site_um += levels.effect_site_um;
      sum.potency_weighted_um += levels.potency_weighted_um;
      sum.acute_ng_ml += levels.acute_ng_ml;
    }
    const Levels all = together.at(h);
    CHECK(std::abs(all.plasma_ng_ml - sum.plasma_ng_ml) < 1e-9);
    CHECK(std::abs(all.norketamine_ng_ml - sum.norketamine_ng_ml) < 1e-9);
    CHECK(std::abs(all.hnk_ng_ml - sum.hnk_ng_ml) < 1e-9);
    CHECK(std::abs(all.effect_site_um - sum.effect_site_um) < 1e-12);
    CHECK(std::abs(all.potency_weighted_um - sum.potency_weighted_um) < 1e-12);
    CHECK(std::abs(all.acute_ng_ml - sum.acute_ng_ml) < 1e-9);
    CHECK(together.potency_weighted_um(h) == doctest::Approx(all.potency_weighted_um).epsilon(1e-12));
    const double spray_plasma = single[1].at(h).plasma_ng_ml;  // devices were not doubled
    CHECK(std::abs(doubled.at(h).plasma_ng_ml + spray_plasma - 2.0 * all.plasma_ng_ml) < 1e-9);
  }
}

TEST_CASE("no milligram is lost: given is in the body or removed, to one part in a billion") {
  Scenario scenario = test::one_spray(3);
  Dose infusion;
  infusion.at_h = 0.3;
  infusion.mg_per_kg = 0.5;
  scenario.doses.push_back(infusion);
  Dose nasal;
  nasal.at_h = 5.0;
  nasal.route = Route::intranasal;
  nasal.mg = 50.0;
  scenario.doses.push_back(nasal);
  const Pharmacokinetics drug(scenario, test::shipped());
  for (double h = -0.5; h < 300.0; h = h < 6.0 ? h + 0.013 : h * 1.05) {
    const DrugMass mass = drug.mass(h);
    CHECK(std::abs(mass.given - mass.in_body - mass.removed) <= 1e-9 * 169.0);
    CHECK(mass.in_body >= -1e-10);
  }
  CHECK(drug.mass(-0.01).given == 0.0);
  CHECK(drug.mass(0.3 + 1.0 / 3.0).given == doctest::Approx(84.0 + 17.5).epsilon(1e-12));
  CHECK(drug.mass(1000.0).given == doctest::Approx(169.0).epsilon(1e-12));
  CHECK(drug.mass(1000.0).removed == doctest::Approx(169.0).epsilon(1e-9));
}

TEST_CASE("the sums of exponentials agree with stepping the equations by the matrix exponential") {
  for (const double weight : {40.0, 70.0, 93.0, 150.0}) {
    for (const double age : {25.0, 80.0}) {
      for (Scenario scenario : {test::one_infusion(), test::one_spray(2), nasal_racemic(50.0, weight)}) {
        scenario.patient.weight_kg = weight;
        scenario.patient.age_years = age;
        CAPTURE(weight);
        CAPTURE(age);
        CHECK(worst_difference(Pharmacokinetics(scenario, test::shipped()), oracle_of(scenario)) < 3e-9);
      }
    }
  }
}

TEST_CASE("levels stay right when the uptake rate coincides with a rate of the body") {
  // At 70 kg the fastest rate is 6.304077 /h; it falls with weight to the power -0.25 and meets the nose's 6 /h.
  const double meeting_kg = 70.0 * std::pow(6.304077 / 6.0, 4.0);
  for (const double off : {-1e-3, -1e-5, -1e-6, -1e-7, 0.0, 1e-7, 1e-6, 1e-5, 1e-3}) {
    const Scenario scenario = nasal_racemic(50.0, meeting_kg * (1.0 + off));
    CAPTURE(off);
    CHECK(worst_difference(Pharmacokinetics(scenario, test::shipped()), oracle_of(scenario)) < 3e-6);
  }
  // Exactly equal rates all over the place: effect site, HNK and both depots.
  const Parameters same = test::shipped().with({{"pk.racemic_nasal.direct_uptake", 4.0}, {"pk.racemic_nasal.swallowed_uptake", 4.0}});
  const Pharmacokinetics drug(nasal_racemic(50.0, 70.0), same);
  for (double h = 0.0; h < 30.0; h += 0.1) {
    CHECK(std::isfinite(drug.at(h).plasma_ng_ml));
    CHECK(std::isfinite(drug.at(h).hnk_ng_ml));
    const DrugMass mass = drug.mass(h);
    CHECK(std::abs(mass.given - mass.in_body - mass.removed) < 1e-6);
  }
}

TEST_CASE("there is nothing before the first dose, and every level starts at exactly zero") {
  const Pharmacokinetics drug(test::one_infusion(), test::shipped());
  for (const double h : {-1000.0, -1e-9, 0.0}) {
    const Levels levels = drug.at(h);
    CHECK(levels.plasma_ng_ml == 0.0);
    CHECK(levels.norketamine_ng_ml == 0.0);
    CHECK(levels.hnk_ng_ml == 0.0);
    CHECK(levels.potency_weighted_um == 0.0);
  }
  CHECK(Pharmacokinetics(Scenario{}, test::shipped()).at(5.0).plasma_ng_ml == 0.0);
  CHECK(Pharmacokinetics(Scenario{}, test::shipped()).breakpoints_h().empty());
}

TEST_CASE("levels run on across breakpoints, never fall below zero, and do not depend on the order of asking") {
  Scenario scenario = test::one_spray(1);
  scenario.doses.push_back(test::one_infusion().doses.front());
  scenario.doses.back().at_h = 24.0;
  const Pharmacokinetics drug(scenario, test::shipped());
  const auto breaks = drug.breakpoints_h();
  REQUIRE(breaks.size() == 4);
  CHECK(breaks[1] == 0.53);
  CHECK(breaks[3] == doctest::Approx(24.0 + 2.0 / 3.0));
  for (const double at : breaks) {
    const Levels before = drug.at(at - 1e-10);
    const Levels after = drug.at(at + 1e-10);
    CHECK(std::abs(before.plasma_ng_ml - after.plasma_ng_ml) < 1e-6);
    CHECK(std::abs(before.effect_site_ng_ml - after.effect_site_ng_ml) < 1e-6);
    CHECK(std::abs(before.norketamine_ng_ml - after.norketamine_ng_ml) < 1e-6);
  }
  Pharmacokinetics::Cursor cursor(drug);
  for (int i = 0; i < 4000; ++i) {
    const double h = 30.0 * (0.5 + 0.5 * std::sin(1.3 * i));  // back and forth
    const Levels levels = drug.at(h);
    CHECK(levels.plasma_ng_ml >= 0.0);
    CHECK(levels.hnk_ng_ml >= 0.0);
    CHECK(cursor.at(h).plasma_ng_ml == levels.plasma_ng_ml);
    CHECK(cursor.potency_weighted_um(h) == drug.potency_weighted_um(h));
  }
  CHECK(drug.at(8784.0).plasma_ng_ml >= 0.0);
  CHECK(drug.at(8784.0).plasma_ng_ml < 1e-100);
}

TEST_CASE("the effect site follows plasma with a half-time of eleven seconds") {
  // After a jump of plasma the distance halves in ln 2 / ke0; in a steadily rising infusion the site lags by 1/ke0.
  const Pharmacokinetics drug(test::one_infusion(), test::shipped());
  const double half_time_s =
      3600.0 * std::log(2.0) / disposition(test::shipped(), Drug::racemic, Route::iv_infusion, Patient{}).effect_site_rate;
  CHECK(half_time_s == doctest::Approx(11.0).epsilon(0.01));
  const double lag_h = half_time_s / 3600.0 / std::log(2.0);
  CHECK(drug.at(0.5).effect_site_ng_ml == doctest::Approx(drug.at(0.5 - lag_h).plasma_ng_ml).epsilon(1e-3));
}
