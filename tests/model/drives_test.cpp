#include "model/cortex/drives.hpp"

#include "chain_fixture.hpp"
#include "core/random.hpp"
#include "thorough.hpp"

using namespace syn;
using namespace syn::test;

TEST_CASE("the reference run gives the scales of the drives") {
  const DriveScale first = reference_scale(first_edition(), {});
  CHECK(std::abs(first.fast - 0.50675) < 1e-5);
  CHECK(std::abs(first.spine - 0.14432) < 1e-5);
  // In the second edition spines last longer and the peak is higher, so that the scale stays where it was.
  const DriveScale second = reference_scale(second_edition_start(), {});
  CHECK(std::abs(second.fast - 0.50675) < 1e-5);
  CHECK(std::abs(second.spine - 0.14432) < 5e-5);
  const DriveScale now = reference_scale(shipped(), {});
  MESSAGE("J_F " << now.fast << ", J_P " << now.spine << "; " << second.spine);
  CHECK(std::abs(now.fast - 0.50675) < 0.005);
  CHECK(std::abs(now.spine - 0.14432) < 0.002);
}

TEST_CASE("the scales belong to the parameters, not to a scenario's choices, except one arm alone with either") {
  const Parameters first = first_edition();
  const DriveScale base = reference_scale(first, {});
  ModelOptions one;
  one.hypotheses = {Hypothesis::burst};
  one.coupling = 0.0;
  one.window = WindowKind::rodent;
  CHECK(reference_scale(first, one).spine == base.spine);
  one.route_logic = RouteLogic::either;
  CHECK(reference_scale(first, one).spine == doctest::Approx(0.05139).epsilon(1e-3));
  CHECK(reference_scale(first, one).fast == doctest::Approx(base.fast).epsilon(1e-3));
  one.hypotheses = {Hypothesis::rest_block};
  CHECK(reference_scale(first, one).spine == doctest::Approx(0.01806).epsilon(1e-3));
  CHECK(reference_scale(first, one).fast == doctest::Approx(base.fast).epsilon(1e-3));
  one.hypotheses = {Hypothesis::burst, Hypothesis::rest_block};
  CHECK(reference_scale(first, one).spine == base.spine);
  one.hypotheses = {};
  CHECK(reference_scale(first, one).spine == base.spine);
}

TEST_CASE("the drives peak at 1 after 6 h and at 0.766 after two days in the reference run") {
  const Trajectory run = simulate_typical(check_scenario({infusion(0.0)}, 4.0), 6.0);
  const auto peak = [&](Column column) {
    const auto values = run.column(column);
    const auto best = std::max_element(values.begin(), values.end());
    return std::pair(run.times_h()[static_cast<std::size_t>(best - values.begin())], *best);
  };
  CHECK(peak(Column::drive_fast).second == doctest::Approx(1.0).epsilon(1e-5));
  CHECK(std::abs(peak(Column::drive_fast).first - 6.0) < 0.1);
  CHECK(peak(Column::drive_spines_labile).second == doctest::Approx(shipped()["drive.reference.labile_peak"]).epsilon(1e-5));
  CHECK(std::abs(peak(Column::drive_spines_labile).first - 49.0) < 2.0);
}

TEST_CASE("left alone, F fades with 80 h, P with its own lifetime, and Q with 90 days") {
  const DriveConstants constants(shipped());
  using Stores = DriveStores<kLifetimes>;
  Stores start;
  start.fast_store = 1.0;
  start.labile_store.fill(1e-9);
  start.stable.fill(0.5);
  std::array<double, sizeof(Stores) / sizeof(double)> y = std::bit_cast<decltype(y)>(start);
  integrate(
      y, 0.0, 100.0, {1e-10, 1e-18, 0.01, 10.0},
      [&](double, const auto& v, auto& d) {
        d = std::bit_cast<std::remove_reference_t<decltype(d)>>(drive_slope(constants, {}, std::bit_cast<Stores>(v), {}));
      },
      [](const auto&) {});
  const Stores end = std::bit_cast<Stores>(y);
  CHECK(constants.fast(end.fast_store) == doctest::Approx(std::exp(-100.0 / 80.0)).epsilon(1e-6));
  for (std::size_t i = 0; i < kLifetimes; ++i) {
    const double kept = constants.labile(end.labile_store[i]) / constants.labile(start.labile_store[i]);
    CHECK(kept == doctest::Approx(std::exp(-100.0 / constants.lifetimes_h[i])).epsilon(1e-6));
    CHECK(end.stable[i] == doctest::Approx(0.5 * std::exp(-100.0 / 2160.0)).epsilon(1e-5));
  }
  CHECK(constants.lifetimes_h[kTypicalLifetime] == doctest::Approx(shipped()["drive.spine.lifetime"]));
}

TEST_CASE("any person's spine drive is found between the solved lifetimes") {
  const Scenario scenario = check_scenario({infusion(0.0), infusion(72.0)}, 60.0);
  const DriveScale scale = reference_scale(shipped(), {});
  std::vector<double> times;
  for (double t = 0.0; t <= 1440.0; t += 6.0) times.push_back(t);
  const std::vector<CourseRow> solved = Course(scenario, shipped(), scale).rows(times);
  double worst = 0.0;
  const double usual = shipped()["drive.spine.lifetime"];
  const double usual_spread = shipped()["drive.spine.lifetime_spread"];
  for (const double spread : {0.93 * usual_spread, 0.74 * usual_spread}) {
    // With a smaller spread the solved lifetimes lie elsewhere, on people in between those of the usual spread.
    const Parameters other = shipped().with({{"drive.spine.lifetime_spread", spread}});
    const std::vector<CourseRow> direct = Course(scenario, other, scale).rows(times);
    for (std::size_t k = 0; k < kLifetimes; ++k) {
      const double deviate = std::log(DriveConstants(other).lifetimes_h[k] / usual) / usual_spread;
      const LifetimePlace place = lifetime_place(deviate);
      CHECK(place.weight[0] + place.weight[1] + place.weight[2] + place.weight[3] == doctest::Approx(1.0));
      for (std::size_t i = 0; i < times.size(); ++i) {
        worst = std::max(worst, std::abs(place.of(solved[i].labile) - direct[i].labile[k]));
        worst = std::max(worst, std::abs(place.of(solved[i].stable) - direct[i].stable[k]));
      }
    }
  }
  MESSAGE("largest difference " << worst);
  CHECK(worst < 1e-3);
  CHECK(lifetime_place(0.0).of(solved.back().labile) == solved.back().typical_labile());
  CHECK(lifetime_place(9.0).of(solved.back().labile) == doctest::Approx(solved.back().labile.back()));
}

TEST_CASE("taking fast quantities as settled, and larger steps, change nothing that matters") {
  Scenario scenario = check_scenario({infusion(0.0), infusion(48.0), infusion(168.0, 1.0)}, 21.0);
  scenario.patient.stress = Stress::none;
  std::vector<double> times;
  for (double t = 0.0; t <= 500.0; t += 0.7) times.push_back(t);
  const DriveScale scale = reference_scale(shipped(), {});
  CourseOptions exact;
  exact.integrator.relative_tolerance = 1e-10;
  exact.integrator.absolute_tolerance = 1e-12;
  exact.settled_block = 0.0;
  for (const Stress stress : {Stress::none, Stress::chronic}) {
    scenario.patient.stress = stress;
    Course ordinary(scenario, shipped(), scale);
    const std::vector<CourseRow> rows = ordinary.rows(times);
    const std::vector<CourseRow> reference = Course(scenario, shipped(), scale, exact).rows(times);
    double biology = 0.0;
    double drives = 0.0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const PlasticityArray a = to_array(rows[i].biology);
      const PlasticityArray b = to_array(reference[i].biology);
      for (std::size_t k = 0; k < a.size(); ++k) {
        biology = std::max(biology, std::abs(a[k] - b[k]));
      }
      drives = std::max(drives, std::abs(rows[i].fast - reference[i].fast));
      drives = std::max(drives, std::abs(rows[i].glutamate - reference[i].glutamate));
      for (std::size_t k = 0; k < kLifetimes; ++k) drives = std::max(drives, std::abs(rows[i].labile[k] - reference[i].labile[k]));
    }
    MESSAGE("largest difference: biology " << biology << ", drives " << drives << "; " << ordinary.work().steps << " steps");
    CHECK(biology < 1.5e-4);
    CHECK(drives < 8e-5);
  }
}

TEST_CASE("doses of all routes, close to each other: the shortcut and larger steps stay within what the page says") {
  std::vector<double> times;
  for (double t = 0.0; t <= 200.0; t += 0.1) times.push_back(t);
  const DriveScale scale = reference_scale(shipped(), {});
  CourseOptions exact;
  exact.integrator.relative_tolerance = 1e-10;
  exact.integrator.absolute_tolerance = 1e-12;
  exact.settled_block = 0.0;
  PlasticityArray worst{};
  const std::uint32_t schedules = thorough() ? 80 : 8;
  for (std::uint32_t schedule = 0; schedule < schedules; ++schedule) {
    Stream stream(99, schedule);
    std::vector<Dose> doses;
    double at_h = 0.0;
    const std::uint32_t count = 2 + stream.below(6);
    for (std::uint32_t i = 0; i < count; ++i) {
      Dose dose = infusion(at_h, 0.1 + 0.6 * stream.uniform());
      dose.route = std::array{Route::iv_infusion, Route::iv_bolus, Route::im, Route::sc, Route::sublingual, Route::oral}[stream.below(6)];
      doses.push_back(dose);
      at_h += 1.0 + 30.0 * stream.uniform() * stream.uniform();
    }
    const Scenario scenario = check_scenario(doses, 13.0);
    const std::vector<CourseRow> rows = Course(scenario, shipped(), scale).rows(times);
    const std::vector<CourseRow> reference = Course(scenario, shipped(), scale, exact).rows(times);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const PlasticityArray a = to_array(rows[i].biology);
      const PlasticityArray b = to_array(reference[i].biology);
      for (std::size_t k = 0; k < a.size(); ++k) worst[k] = std::max(worst[k], std::abs(a[k] - b[k]));
    }
  }
  const PlasticityState as_state = from_array(worst);
  MESSAGE(schedules << " schedules, largest difference: p-eEF2 " << as_state.eef2_phospho << ", TrkB " << as_state.trkb << ", mTORC1 "
                    << as_state.mtorc1 << ", of all " << *std::max_element(worst.begin(), worst.end()));
  CHECK(as_state.trkb < 1.5e-4);
  CHECK(as_state.mtorc1 < 1.5e-4);
  CHECK(*std::max_element(worst.begin(), worst.end()) < 2.5e-4);
}

TEST_CASE("surface AMPA receptors never fall below their resting number when a blocker is released between doses") {
  std::vector<double> times;
  for (double t = 0.0; t <= 336.0; t += 0.5) times.push_back(t);
  const DriveScale scale = reference_scale(shipped(), {});
  for (const Experiment kind : {Experiment::trkb_blocker, Experiment::ampa_blocker, Experiment::rapamycin, Experiment::lithium}) {
    for (const double from_h : {-2.0, 30.0, 100.0}) {
      Scenario scenario = check_scenario({infusion(0.0), infusion(48.0), infusion(168.0)}, 14.0);
      scenario.experiments = {{kind, from_h, 40.0}};
      double least = 2.0;
      for (const CourseRow& row : Course(scenario, shipped(), scale).rows(times)) least = std::min(least, row.biology.ampar);
      CAPTURE(name_of(kind));
      CAPTURE(from_h);
      CHECK(least >= 1.0);
    }
  }
}

TEST_CASE("the rows that are asked for change no digit of the others") {
  const Scenario scenario = check_scenario({infusion(0.0)}, 7.0);
  const DriveScale scale = reference_scale(shipped(), {});
  std::vector<double> few;
  std::vector<double> many;
  for (int i = 0; i <= 168; ++i) {
    few.push_back(i);
    many.push_back(i);
    if (i < 168) many.push_back(i + uniform_at(5, 1, 1, static_cast<std::uint32_t>(i)));
  }
  const std::vector<CourseRow> a = Course(scenario, shipped(), scale).rows(few);
  const std::vector<CourseRow> b = Course(scenario, shipped(), scale).rows(many);
  for (std::size_t i = 0; i < few.size(); ++i) {
    CHECK(a[i].fast == b[2 * i].fast);
    CHECK(to_array(a[i].biology) == to_array(b[2 * i].biology));
    CHECK(a[i].stable == b[2 * i].stable);
  }
}
