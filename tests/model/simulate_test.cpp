#include "model/run/simulate.hpp"

#include <algorithm>
#include <array>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <new>
#include <set>
#include <sstream>

#include "chain_fixture.hpp"
#include "core/random.hpp"
#include "math/parallel_for.hpp"
#include "model/run/simulate_rows.hpp"
#include "model/run/timeline.hpp"

using namespace syn;
using namespace syn::test;

namespace {

Scenario default_story() {
  Scenario scenario;
  scenario.doses = {infusion(0.0)};
  scenario.therapies = {{24.0}, {48.0}, {72.0}, {96.0}};
  return scenario;
}

// Any scenario that the checks allow: a function of `which`.
Scenario random_scenario(std::uint64_t which) {
  Stream draw(2024, which);
  const auto between = [&](double low, double high) { return low + (high - low) * draw.uniform(); };
  Scenario scenario;
  scenario.seed = which;
  scenario.population = 1 + static_cast<int>(draw.below(30));
  scenario.horizon_days = between(0.5, 45.0);
  scenario.patient.weight_kg = between(40.0, 150.0);
  scenario.patient.age_years = between(18.0, 100.0);
  scenario.patient.baseline_score = between(0.0, 60.0);
  scenario.patient.baseline_sd = between(0.0, 15.0);
  scenario.patient.stress = draw.below(4) == 0 ? Stress::none : Stress::chronic;
  scenario.patient.bdnf = static_cast<Bdnf>(draw.below(3));
  scenario.setting.trial_factor = between(0.0, 1.0);
  if (draw.below(2) == 0) scenario.setting.expectancy = between(0.0, 0.5);
  const bool nasal = draw.below(2) == 0;
  double at = between(-200.0, 100.0);
  for (std::uint32_t i = draw.below(9); i > 0; --i, at += between(2.5, 120.0)) {
    Dose dose = nasal ? spray(at, 1 + static_cast<int>(draw.below(4))) : infusion(at, between(0.01, 2.0));
    dose.over_min = between(1.0, 120.0);
    scenario.doses.push_back(dose);
  }
  for (std::uint32_t i = draw.below(12); i > 0; --i) scenario.therapies.push_back({between(-100.0, 900.0)});
  for (std::uint32_t i = draw.below(4); i > 0; --i) scenario.visits.push_back({between(-100.0, 900.0)});
  if (draw.below(3) == 0) scenario.model.hypotheses = {Hypothesis::burst};
  if (draw.below(5) == 0) scenario.model.hypotheses = {Hypothesis::rest_block};
  if (draw.below(6) == 0) scenario.model.hypotheses = {};
  scenario.model.route_logic = draw.below(3) == 0 ? RouteLogic::either : RouteLogic::both;
  scenario.model.window = draw.below(3) == 0 ? WindowKind::rodent : WindowKind::clinical;
  scenario.model.coupling = between(0.0, 3.0);
  scenario.model.encoding_loss = draw.below(2) == 0;
  scenario.sort_events();
  return scenario;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

}  // namespace

TEST_CASE("every row of any scenario is finite, ordered and within what it can be") {
  for (std::uint64_t which = 0; which < 60; ++which) {
    const Scenario scenario = random_scenario(which);
    SimulateOptions options;
    options.every_min = 97.0;
    options.dense_start = which % 3 == 0;
    options.threads = 1;
    const Trajectory run = simulate(scenario, shipped(), options);
    CAPTURE(which);
    const auto times = run.times_h();
    REQUIRE(times.front() == scenario.start_h());
    REQUIRE(times.back() == scenario.end_h());
    for (std::size_t i = 1; i < times.size(); ++i) REQUIRE(times[i] > times[i - 1]);
    double highest[kColumnCount];
    for (std::size_t c = 0; c < kColumnCount; ++c) {
      highest[c] = -1e9;
      for (const double value : run.column(static_cast<Column>(c))) {
        CAPTURE(column_info(static_cast<Column>(c)).name);
        REQUIRE(std::isfinite(value));
        REQUIRE(value > -1e-9);
        highest[c] = std::max(highest[c], value);
      }
    }
    for (std::size_t i = 0; i < kInnerCount; ++i) {
      for (const double value : run.inner(static_cast<Inner>(i))) {
        CAPTURE(i);
        REQUIRE(std::isfinite(value));
        REQUIRE(value > (static_cast<Inner>(i) == Inner::systolic_low ? -20.0 : -1e-9));  // ordinary swings of the pressure
      }
    }
    const auto top = [&](Column column) { return highest[static_cast<std::size_t>(column)]; };
    CHECK(top(Column::effective_block) < 1.0);
    CHECK(top(Column::therapy_learning) <= 0.45);
    CHECK(top(Column::symptom_p95) <= 60.0);
    CHECK(top(Column::response_fraction) <= 1.0);
    CHECK(top(Column::drive_spines_stable) < 1.0);
    for (std::size_t i = 0; i < times.size(); ++i) {
      CHECK(run.column(Column::symptom_p05)[i] <= run.column(Column::symptom_p50)[i]);
      CHECK(run.column(Column::symptom_p50)[i] <= run.column(Column::symptom_p95)[i]);
      CHECK(run.inner(Inner::typical_remaining)[i] <= 1.0);
    }
  }
}

TEST_CASE("the same scenario gives the same bytes, again and on any number of threads") {
  const Scenario scenario = default_story();
  SimulateOptions one;
  one.threads = 1;
  SimulateOptions four;
  four.threads = 4;
  const std::string a = to_csv(simulate(scenario, shipped(), one), "0.1.0", shipped().hash());
  CHECK(a == to_csv(simulate(scenario, shipped(), one), "0.1.0", shipped().hash()));
  CHECK(a == to_csv(simulate(scenario, shipped(), four), "0.1.0", shipped().hash()));
  Scenario other = scenario;
  other.seed = 8;
  CHECK(a != to_csv(simulate(other, shipped(), one), "0.1.0", shipped().hash()));
}

TEST_CASE("rows in pieces are the rows of the whole, whatever the kinetics and whoever differs") {
  for (int which = 0; which < 8; ++which) {
    CAPTURE(which);
    Scenario scenario = default_story();
    scenario.horizon_days = 6.0;
    scenario.population = 20;
    if (which % 2 == 1) scenario.model.block_kinetics = BlockKinetics::use_dependent;
    if (which == 2 || which == 3) scenario.model.vary_pharmacokinetics = true;
    if (which == 4) scenario.patient.stress = Stress::none;
    SimulateOptions options;
    options.every_min = 30.0;
    options.typical_only = which == 6;
    const std::string whole = to_csv(simulate(scenario, shipped(), options), "1", "2");
    for (const std::size_t piece : {std::size_t{1}, std::size_t{50}, std::size_t{64}, std::size_t{100000}}) {
      std::string text = csv_head(scenario, "1", "2");
      std::size_t most = 0;
      CHECK(simulate_rows(
          scenario, shipped(), options,
          [&](const TrajectoryRows& rows) {
            text += csv_rows(rows);
            most = std::max(most, rows.times_h.size());
            return true;
          },
          {}, piece));
      CHECK(most <= piece);
      CHECK(text == whole);
    }
  }
}

TEST_CASE("in steps it is the same run, whatever the kinetics and whoever differs, and no step does it all") {
  for (int which = 0; which < 8; ++which) {
    CAPTURE(which);
    Scenario scenario = default_story();
    scenario.horizon_days = 6.0;
    scenario.population = 60;
    if (which % 2 == 1) scenario.model.block_kinetics = BlockKinetics::use_dependent;
    if (which == 2 || which == 3) scenario.model.vary_pharmacokinetics = true;
    if (which == 4) scenario.patient.stress = Stress::none;
    SimulateOptions options;
    options.dense_start = true;
    options.typical_only = which == 6;
    options.noise = which != 7;
    const Trajectory whole = simulate(scenario, shipped(), options);
    Simulation simulation(scenario, shipped(), options);
    std::size_t steps = 1;
    while (simulation.step()) ++steps;
    CHECK_FALSE(simulation.step());
    const Trajectory stepped = simulation.take();
    CHECK(std::ranges::equal(stepped.times_h(), whole.times_h()));
    for (std::size_t i = 0; i < kColumnCount; ++i)
      CHECK(std::ranges::equal(stepped.column(static_cast<Column>(i)), whole.column(static_cast<Column>(i))));
    for (std::size_t i = 0; i < kInnerCount; ++i)
      CHECK(std::ranges::equal(stepped.inner(static_cast<Inner>(i)), whole.inner(static_cast<Inner>(i))));
    CHECK(std::ranges::equal(stepped.runs(), whole.runs()));
    CHECK(stepped.events().size() == whole.events().size());
    CHECK(stepped.scenario() == whole.scenario());
    const std::size_t scores = whole.times_h().size() * static_cast<std::size_t>(scenario.population);
    const bool people = scenario.patient.stress != Stress::none && !options.typical_only;
    if (people) CHECK(steps > (scenario.model.vary_pharmacokinetics ? static_cast<std::size_t>(scenario.population) : scores / 10000));
  }
}

TEST_CASE("rows that nobody takes any more are not made, and what is done is told from 0 to 1") {
  Scenario scenario = default_story();
  scenario.population = 50;
  SimulateOptions options;
  std::vector<double> shares;
  options.threads = 1;
  int pieces = 0;
  CHECK_FALSE(simulate_rows(
      scenario, shipped(), options, [&](const TrajectoryRows&) { return ++pieces < 3; }, [&](double share) { shares.push_back(share); },
      200));
  CHECK(pieces == 3);
  REQUIRE(shares.size() > 3);
  CHECK(std::is_sorted(shares.begin(), shares.end()));
  CHECK(shares.front() >= 0.0);
  CHECK(shares.back() < 0.5);
}

TEST_CASE("work that cannot be done ends the other threads and is told to who asked for it") {
  CHECK_THROWS_AS(parallel_for(1000, 4,
                               [](int piece) {
                                 if (piece == 100) throw std::bad_alloc();
                               }),
                  std::bad_alloc);
}

TEST_CASE("other rows do not change the rows in common") {
  const Scenario scenario = default_story();
  SimulateOptions coarse;
  coarse.every_min = 60.0;
  SimulateOptions fine;
  fine.every_min = 20.0;
  fine.dense_start = true;
  const Trajectory a = simulate(scenario, shipped(), coarse);
  const Trajectory b = simulate(scenario, shipped(), fine);
  CHECK(b.times_h().size() > 2 * a.times_h().size());
  std::size_t compared = 0;
  for (std::size_t i = 0; i < a.times_h().size(); ++i) {
    const auto found = std::lower_bound(b.times_h().begin(), b.times_h().end(), a.times_h()[i]);
    if (found == b.times_h().end() || *found != a.times_h()[i]) continue;
    const auto k = static_cast<std::size_t>(found - b.times_h().begin());
    ++compared;
    for (std::size_t c = 0; c < kColumnCount; ++c) CHECK(a.column(static_cast<Column>(c))[i] == b.column(static_cast<Column>(c))[k]);
  }
  CHECK(compared > 600);
}

TEST_CASE("rows stand at the start, at 0, at every event and at the end") {
  Scenario scenario = default_story();
  scenario.doses.push_back(infusion(167.123));
  scenario.visits = {{-30.25}, {333.333}};
  scenario.therapies.push_back({-50.05});
  scenario.therapies.push_back({1e6});  // after the end: never happens
  scenario.sort_events();
  const Trajectory run = simulate_typical(scenario, 7.0);
  std::set<double> times(run.times_h().begin(), run.times_h().end());
  for (const double at : {-50.05, -30.25, 0.0, 40.0 / 60.0, 24.0, 48.0, 72.0, 96.0, 167.123, 333.333, 672.0}) {
    CAPTURE(at);
    const auto near = times.lower_bound(at - 1e-9);
    REQUIRE(near != times.end());
    CHECK(std::abs(*near - at) < 1e-9);
  }
  CHECK(run.start().value == -50.05);
  int starts = 0, ends = 0, sessions = 0, visits = 0;
  double last = -1e9;
  for (const Event& event : run.events()) {
    CHECK(event.at_h >= last);
    CHECK(times.count(event.at_h) == 1);
    last = event.at_h;
    starts += event.kind == EventKind::dose_start ? 1 : 0;
    ends += event.kind == EventKind::dose_end ? 1 : 0;
    sessions += event.kind == EventKind::therapy ? 1 : 0;
    visits += event.kind == EventKind::visit ? 1 : 0;
  }
  CHECK(starts == 2);
  CHECK(ends == 2);
  CHECK(sessions == 5);
  CHECK(visits == 2);
}

TEST_CASE("the dense start adds a row each minute for three hours after a dose") {
  Scenario scenario = default_story();
  scenario.doses.push_back(infusion(100.0));
  SimulateOptions options;
  options.every_min = 10.0;
  options.dense_start = true;
  options.patients = 1;
  const Trajectory run = simulate(scenario, shipped(), options);
  for (const double begin : {0.0, 100.0}) {
    const auto from = std::lower_bound(run.times_h().begin(), run.times_h().end(), begin);
    const auto to = std::upper_bound(from, run.times_h().end(), begin + 3.0 + 1e-9);
    CHECK(to - from >= 181);
    for (auto it = from; it + 1 < to; ++it) CHECK(*(it + 1) - *it < 1.01 / 60.0);
  }
}

TEST_CASE("events that fall on the grid do not give two rows") {
  const Scenario scenario = default_story();
  for (const double every : {10.0, 7.0, 1.0 / 3.0 * 60.0}) {
    SimulateOptions options;
    options.every_min = every;
    const std::vector<double> times = row_times_h(scenario, events_of(scenario), options);
    for (std::size_t i = 1; i < times.size(); ++i) CHECK(times[i] - times[i - 1] > 1e-6);
  }
}

TEST_CASE("moments between rows are interpolated and held at the ends") {
  const Trajectory run = simulate_typical(check_scenario({infusion(0.0)}, 2.0), 60.0);
  const auto values = run.column(Column::drive_fast);
  const auto times = run.times_h();
  CHECK(run.at(Column::drive_fast, {times[5]}) == values[5]);
  CHECK(run.at(Column::drive_fast, {0.5 * (times[5] + times[6])}) == doctest::Approx(0.5 * (values[5] + values[6])));
  CHECK(run.at(Column::drive_fast, {-5.0}) == values.front());
  CHECK(run.at(Column::drive_fast, {1e5}) == values.back());
}

TEST_CASE("the start of a patient's table is what chronic stress leaves, without drug or therapy") {
  const Trajectory run = simulate_typical(default_story());
  const std::pair<Column, double> expected[] = {{Column::plasma_ketamine, 0},
                                                {Column::effective_block, 0},
                                                {Column::pyramidal_rate, 1},
                                                {Column::glutamate, 1},
                                                {Column::ampa, 1},
                                                {Column::bdnf, 0.70},
                                                {Column::trkb, 0.70},
                                                {Column::mtorc1, 0.76},
                                                {Column::eef2_phospho, 1},
                                                {Column::gsk3_activity, 1},
                                                {Column::synaptic_protein, 0.705},
                                                {Column::spine_density, 0.685421},
                                                {Column::plasticity_window, 0},
                                                {Column::drive_fast, 0},
                                                {Column::therapy_learning, 0},
                                                {Column::cadss, 0},
                                                {Column::systolic_rise, 0}};
  for (const auto& each : expected) {
    const auto& column = each.first;
    const auto& value = each.second;
    CAPTURE(column_info(column).name);
    CHECK(run.column(column)[0] == doctest::Approx(value).epsilon(1e-6));
  }
}

TEST_CASE("a change of a number of the model changes the run, measured on the same scale") {
  Scenario scenario = check_scenario({infusion(0.0)}, 3.0);
  const double before = simulate_typical(scenario).at(Column::drive_spines_labile, {48.0});
  scenario.parameters = {{"plasticity.spine.growth_gain", 40.0}};
  CHECK(simulate_typical(scenario).at(Column::drive_spines_labile, {48.0}) > 1.1 * before);
}

TEST_CASE("the text table has its comments, a header and one line a row") {
  Scenario scenario = default_story();
  scenario.title = "Two\nlines, and a comma";
  scenario.horizon_days = 1.0;
  scenario.population = 10;
  const Trajectory run = simulate(scenario, shipped());
  const std::string text = to_csv(run, "9.9.9", "0123456789abcdef");
  const std::vector<std::string> lines = lines_of(text);
  std::size_t comments = 0;
  while (lines[comments][0] == '#') ++comments;
  CHECK(text.find("# synaptoscope 9.9.9\n") != std::string::npos);
  CHECK(text.find("# seed: 7\n") != std::string::npos);
  CHECK(text.find("# parameters: 0123456789abcdef\n") != std::string::npos);
  CHECK(text.find("# symptoms: shown\n") != std::string::npos);
  CHECK(text.find("# teaching model; predicts nobody\n") != std::string::npos);
  CHECK(text.find("# units: time_h [h], plasma_ketamine_ng_ml [ng/mL]") != std::string::npos);
  CHECK(lines[comments] ==
        "time_h,plasma_ketamine_ng_ml,plasma_norketamine_ng_ml,plasma_hnk_ng_ml,brain_ketamine_um,nmda_block_pyramidal,"
        "nmda_block_interneuron,effective_block,pyramidal_rate_ratio,glutamate_ratio,ampa_ratio,bdnf_ratio,trkb_ratio,"
        "mtorc1_ratio,eef2_phospho_ratio,gsk3_activity_ratio,synaptic_protein_ratio,spine_density_ratio,"
        "plasticity_window,drive_fast,drive_spines_labile,drive_spines_stable,therapy_learning,symptom_mean,"
        "symptom_p05,symptom_p25,symptom_p50,symptom_p75,symptom_p95,response_fraction,remission_fraction,cadss,"
        "systolic_rise_mmhg,pain_relief_acute,sedated_fraction,unconscious_fraction,steep_rise_fraction");
  CHECK(lines.size() == comments + 1 + run.times_h().size());
  for (std::size_t i = comments + 1; i < lines.size(); ++i)
    CHECK(std::count(lines[i].begin(), lines[i].end(), ',') == static_cast<std::ptrdiff_t>(kColumnCount));
  CHECK(lines[comments + 1].starts_with("0,0,0,0,0,0,0,0,1,1,1,0.7,0.7,0.76,1,1,0.705,0.685421,0,"));
  // A locale with a decimal comma changes nothing. It is made by tests/CMakeLists.txt: a machine need not have one.
  ::setenv("LOCPATH", SYN_BINARY_DIR "/locale", 1);
  REQUIRE(std::setlocale(LC_ALL, "sv_SE.UTF-8") != nullptr);
  std::array<char, 8> half{};
  std::snprintf(half.data(), half.size(), "%.1f", 0.5);
  REQUIRE(std::string(half.data()) == "0,5");
  const std::string with_comma_locale = to_csv(run, "9.9.9", "0123456789abcdef");
  std::setlocale(LC_ALL, "C");
  CHECK(with_comma_locale == text);
  scenario.patient.stress = Stress::none;
  CHECK(to_csv(simulate(scenario, shipped()), "1", "0").find("# symptoms: hidden") != std::string::npos);
}

TEST_CASE("the ordinary story is simulated fast enough to follow a slider") {
  const Scenario scenario = default_story();
  SimulateOptions options;
  options.threads = 1;
  simulate(scenario, shipped(), options);
  double best_ms = 1e9;
  for (int i = 0; i < 3; ++i) {
    const std::clock_t begin = std::clock();
    simulate(scenario, shipped(), options);
    best_ms = std::min(best_ms, 1e3 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  MESSAGE("28 days, 200 patients: " << best_ms << " ms of one processor");
#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__)
  CHECK(best_ms < 200.0);  // about 20 ms is usual; the rest is for a busy machine
#endif
}

TEST_CASE("a circuit whose block follows use nearly agrees with the equilibrium through an infusion, and starts later") {
  Scenario scenario = check_scenario({infusion(0.0)}, 2.0);
  SimulateOptions options;
  options.every_min = 1.0;
  options.typical_only = true;
  const Trajectory fast = simulate(scenario, shipped(), options);
  scenario.model.block_kinetics = BlockKinetics::use_dependent;
  const Trajectory slow = simulate(scenario, shipped(), options);
  for (const double t : {0.5, 2.0 / 3.0, 2.0, 6.0}) {
    CAPTURE(t);
    for (const Column column : {Column::nmda_block_pyramidal, Column::nmda_block_interneuron, Column::pyramidal_rate, Column::glutamate})
      CHECK(slow.at(column, {t}) == doctest::Approx(fast.at(column, {t})).epsilon(0.03));
  }
  CHECK(slow.at(Column::nmda_block_pyramidal, {1.0 / 60.0}) < fast.at(Column::nmda_block_pyramidal, {1.0 / 60.0}));
  // What drives the chain does not depend on what is shown.
  CHECK(slow.at(Column::spine_density, {40.0}) == fast.at(Column::spine_density, {40.0}));
}
