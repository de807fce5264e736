// What must hold for any scenario: levels and receptors stay where they can be, drug is not lost, more is more where it
// must be, and impossible input is refused with a sentence.
#include <doctest/doctest.h>

#include "chain_fixture.hpp"
#include "core/random.hpp"
#include "model/drug/pharmacokinetics.hpp"
#include "model/scenario/acting.hpp"

using namespace syn;
using namespace syn::test;

namespace {

// A random but allowed scenario of up to five weeks.
Scenario random_scenario(std::uint32_t number) {
  std::uint32_t draw = 0;
  const auto uniform = [&] { return uniform_at(99, number, 0, draw++); };
  const auto pick = [&](auto span) { return span[static_cast<std::size_t>(uniform() * static_cast<double>(span.size()))]; };
  Scenario scenario;
  scenario.horizon_days = 7.0 + std::floor(28.0 * uniform());
  scenario.population = 20;
  scenario.seed = number;
  scenario.patient.weight_kg = 40.0 + 110.0 * uniform();
  scenario.patient.age_years = 18.0 + 82.0 * uniform();
  scenario.patient.bdnf = std::array{Bdnf::val_val, Bdnf::val_met, Bdnf::met_met}[static_cast<std::size_t>(3.0 * uniform())];
  if (uniform() < 0.2) scenario.patient.stress = Stress::none;
  const int doses = static_cast<int>(5.0 * uniform());
  for (int i = 0; i < doses; ++i) {
    Dose dose;
    dose.at_h = std::floor(24.0 * i + 20.0 * uniform());
    dose.drug = uniform() < 0.3 ? Drug::esketamine : Drug::racemic;
    dose.route = pick(kValues<Route>);
    const double stop = shipped()[limit_key(dose.drug, dose.route) + "stop"];
    (limit_per_kg(dose.route) ? dose.mg_per_kg : dose.mg) = stop * (0.02 + 0.97 * uniform());
    if (dose.route == Route::sublingual) dose.swallowed = uniform() < 0.5;
    scenario.doses.push_back(dose);
  }
  for (int i = 0; i < 4; ++i) scenario.therapies.push_back({160.0 * uniform(), pick(kValues<TherapyKind>)});
  if (uniform() < 0.5) scenario.medications.push_back({pick(medicines_of(scenario.condition)), 100.0 * uniform(), {}});
  if (uniform() < 0.5) scenario.stressors.push_back({100.0 * uniform(), 1.0 + 60.0 * uniform(), uniform()});
  if (uniform() < 0.5) scenario.retrievals.push_back({100.0 * uniform()});
  scenario.model.hypotheses.clear();
  for (const Hypothesis hypothesis : kValues<Hypothesis>) {
    if (uniform() < 0.5) scenario.model.hypotheses.push_back(hypothesis);
  }
  for (const Experiment kind : kValues<Experiment>) {
    if (uniform() > 0.12) continue;
    ExperimentUse use{kind, {}, {}};
    if (!is_gene(kind) && (is_moment(kind) || uniform() < 0.5)) use.from_h = 100.0 * uniform();
    if (use.from_h && !is_moment(kind)) use.hours = 1.0 + 50.0 * uniform();
    scenario.experiments.push_back(use);
  }
  scenario.model.window = uniform() < 0.5 ? WindowKind::clinical : WindowKind::rodent;
  scenario.model.route_logic = uniform() < 0.5 ? RouteLogic::both : RouteLogic::either;
  scenario.parameters = {{"drive.memory.weakening", uniform()}, {"drive.steadying.size", 0.5 * uniform()}};
  scenario.sort_events();
  return scenario;
}

}  // namespace

TEST_CASE("two hundred random scenarios stay finite, positive and within their scales, and read back as written") {
  for (std::uint32_t number = 0; number < 200; ++number) {
    CAPTURE(number);
    const Scenario scenario = random_scenario(number);
    const Problems problems = check_scenario(scenario, shipped());
    INFO(to_text(problems));
    INFO(to_toml(scenario));
    REQUIRE(problems.empty());
    const auto again = parse_scenario(to_toml(scenario), "random.toml", shipped());
    REQUIRE(again.has_value());
    CHECK(*again == scenario);

    SimulateOptions options;
    options.every_min = 120.0;
    options.threads = 1;
    const Trajectory run = simulate(scenario, shipped(), options);
    const Column shares[] = {Column::nmda_block_pyramidal, Column::nmda_block_interneuron, Column::effective_block,
                             Column::response_fraction,    Column::remission_fraction,     Column::pain_relief_acute,
                             Column::sedated_fraction,     Column::unconscious_fraction,   Column::steep_rise_fraction};
    for (std::size_t c = 0; c < kColumnCount; ++c) {
      for (const double value : run.column(static_cast<Column>(c))) REQUIRE(std::isfinite(value));
    }
    for (const Column column : shares) {
      for (const double value : run.column(column)) REQUIRE((value >= 0.0 && value <= 1.0));
    }
    const Column positive[] = {Column::plasma_ketamine,
                               Column::plasma_norketamine,
                               Column::plasma_hnk,
                               Column::pyramidal_rate,
                               Column::ampa,
                               Column::bdnf,
                               Column::trkb,
                               Column::mtorc1,
                               Column::eef2_phospho,
                               Column::gsk3_activity,
                               Column::synaptic_protein,
                               Column::spine_density,
                               Column::plasticity_window,
                               Column::drive_fast,
                               Column::drive_spines_labile,
                               Column::drive_spines_stable,
                               Column::therapy_learning,
                               Column::symptom_mean,
                               Column::cadss,
                               Column::systolic_rise};
    for (const Column column : positive) {
      CAPTURE(column_info(column).name);
      for (std::size_t i = 0; i < run.times_h().size(); ++i) {
        CAPTURE(run.times_h()[i]);
        REQUIRE(run.column(column)[i] >= -1e-9);
      }
    }
    for (const double value : run.column(Column::symptom_p95)) REQUIRE(value <= 60.0);
    for (const double value : run.column(Column::spine_density)) REQUIRE(value < 1.3);

    const Pharmacokinetics drug(scenario, shipped());
    for (const double t : {0.5, 30.0, 100.0, 168.0}) {
      const DrugMass mass = drug.mass(t);
      CHECK(std::abs(mass.given - mass.in_body - mass.removed) <= 1e-9 * std::max(1.0, mass.given));
    }
  }
}

TEST_CASE("by every route twice the dose is twice the level, all of it is accounted for, and it peaks in the first hours") {
  for (const Drug kind : {Drug::racemic, Drug::esketamine}) {
    for (const Route route : kValues<Route>) {
      CAPTURE(name_of(kind));
      CAPTURE(name_of(route));
      const auto given = [&](double mg) {
        Dose dose;
        dose.drug = kind;
        dose.route = route;
        dose.mg = mg;
        return Pharmacokinetics(check_scenario({dose}, 7.0), shipped());
      };
      // The spray's uptake depends on the number of devices, so it is compared within the first.
      const Pharmacokinetics once = given(10.0);
      const Pharmacokinetics twice = given(20.0);
      double peak = 0.0;
      double peak_h = 0.0;
      for (double t = 0.01; t < 24.0; t += 0.01) {
        const double level = once.at(t).plasma_ng_ml;
        CHECK(level > 0.0);
        CHECK(twice.at(t).plasma_ng_ml == doctest::Approx(2.0 * level).epsilon(1e-9));
        if (level > peak) peak_h = t, peak = level;
      }
      CHECK(peak_h < 1.8);
      CHECK(once.mass(1.0).given == doctest::Approx(10.0));
      CHECK(once.mass(150.0).removed == doctest::Approx(10.0).epsilon(1e-4));
    }
  }
}

TEST_CASE("more drug blocks more, feels stronger and raises pressure more, at every moment") {
  const Column grows[] = {Column::plasma_ketamine, Column::brain_ketamine, Column::nmda_block_pyramidal, Column::nmda_block_interneuron,
                          Column::effective_block, Column::cadss,          Column::systolic_rise,        Column::pain_relief_acute};
  const Trajectory less = simulate_typical(check_scenario({infusion(0.0, 0.4)}, 3.0));
  const Trajectory more = simulate_typical(check_scenario({infusion(0.0, 0.5)}, 3.0));
  for (const Column column : grows) {
    for (std::size_t i = 0; i < less.times_h().size(); ++i) CHECK(more.column(column)[i] >= less.column(column)[i]);
  }
}

TEST_CASE("another session never leaves less learned, another visit never less hope, at coupling 0 or 2") {
  for (const double coupling : {0.0, 2.0}) {
    Scenario scenario = check_scenario({infusion(0.0)}, 21.0);
    scenario.model.coupling = coupling;
    scenario.therapies = {{48.0, TherapyKind::cbt}, {96.0, TherapyKind::cbt}};
    const Trajectory fewer = simulate_typical(scenario);
    scenario.therapies.insert(scenario.therapies.begin() + 1, {72.0, TherapyKind::support});
    const Trajectory more = simulate_typical(scenario);
    for (const double t : {72.0, 96.0, 200.0, 500.0})
      CHECK(more.at(Column::therapy_learning, {t}) >= fewer.at(Column::therapy_learning, {t}));
  }
}

TEST_CASE("impossible scenarios are refused in words, and large ones end in bounded time") {
  Scenario scenario = check_scenario({infusion(0.0)}, 28.0);
  const auto refused = [&](const Scenario& wrong, std::string_view words) {
    const std::string text = to_text(check_scenario(wrong, shipped()));
    CAPTURE(text);
    CHECK(text.find(words) != std::string::npos);
  };
  Scenario wrong = scenario;
  wrong.patient.weight_kg = 12.0;
  refused(wrong, "from 40 to 150 kg");
  wrong = scenario;
  wrong.patient.weight_kg = std::nan("");
  refused(wrong, "patient.weight_kg");
  wrong = scenario;
  wrong.doses[0].mg_per_kg = -0.5;
  refused(wrong, "give a number above 0");
  wrong = scenario;
  wrong.doses[0].mg_per_kg = std::numeric_limits<double>::infinity();
  refused(wrong, "dose[1].mg_per_kg");
  wrong = scenario;
  wrong.doses.push_back(infusion(0.3));
  refused(wrong, "infusions may not overlap");
  wrong = scenario;
  wrong.horizon_days = 50.0 * 365.0;
  refused(wrong, "from 0.5 to 366 days");
  wrong = scenario;
  wrong.horizon_days = 366.0;
  wrong.doses.assign(10000, infusion(0.0));
  for (std::size_t i = 0; i < wrong.doses.size(); ++i) wrong.doses[i].at_h = 0.8 * static_cast<double>(i);
  refused(wrong, "at most 200 of [[dose]]");
  wrong = scenario;
  wrong.model.vary_pharmacokinetics = true;
  wrong.population = 100000;
  refused(wrong, "each of them is solved alone");

  // As much as is allowed: a year, 200 doses, 500 sessions.
  Scenario large = check_scenario({}, 366.0);
  for (int i = 0; i < 200; ++i) large.doses.push_back(infusion(43.0 * i));
  for (int i = 0; i < 500; ++i) large.therapies.push_back({17.0 * i, TherapyKind::cbt});
  REQUIRE(check_scenario(large, shipped()).empty());
  const Trajectory run = simulate_typical(large, 720.0);
  for (std::size_t c = 0; c < kColumnCount; ++c) {
    for (const double value : run.column(static_cast<Column>(c))) REQUIRE(std::isfinite(value));
  }
}

TEST_CASE("smaller steps converge: each tenfold tolerance brings the chain closer to the exact one") {
  const Scenario scenario = check_scenario({infusion(0.0), infusion(48.0, 1.0)}, 7.0);
  const DriveScale scale = reference_scale(shipped(), {});
  std::vector<double> times;
  for (double t = 0.0; t <= 160.0; t += 1.0) times.push_back(t);
  const auto solve = [&](double tolerance) {
    CourseOptions options;
    options.integrator.relative_tolerance = tolerance;
    options.integrator.absolute_tolerance = 0.01 * tolerance;
    options.settled_block = 0.0;
    options.typical_only = true;
    return Course(scenario, shipped(), scale, options).rows(times);
  };
  const auto exact = solve(1e-11);
  double before = 1.0;
  for (const double tolerance : {1e-3, 1e-5, 1e-7, 1e-9}) {
    const auto rows = solve(tolerance);
    double worst = 0.0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const PlasticityArray a = to_array(rows[i].biology);
      const PlasticityArray b = to_array(exact[i].biology);
      for (std::size_t k = 0; k < a.size(); ++k) worst = std::max(worst, std::abs(a[k] - b[k]));
    }
    MESSAGE("tolerance " << tolerance << ": largest error " << worst);
    CHECK(worst < 0.2 * before);
    CHECK(worst < 10.0 * tolerance);
    before = worst;
  }
}
