// What a table promises whatever it is asked for: the same digits in every row that two tables share, events at their own
// moment, peaks that are the peaks, and nothing from what has no effect.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "core/random.hpp"
#include "model/clinic/medicines.hpp"
#include "model/drug/safety.hpp"
#include "model/run/cohort_table.hpp"
#include "model/run/timeline.hpp"
#include "rows_fixture.hpp"

using namespace syn;
using namespace syn::test;

namespace {

std::string number_of(double value) {  // as tables write it
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", value);
  return text;
}

double highest(const Trajectory& run, Column column) {
  const auto values = run.column(column);
  return *std::max_element(values.begin(), values.end());
}

// Something of everything, before day 0, within the first day and later.
Scenario eventful(std::uint64_t which) {
  Stream draw(77, which);
  const auto between = [&](double low, double high) { return low + (high - low) * draw.uniform(); };
  Scenario scenario = check_scenario({}, which % 2 == 0 ? 1.0 : 3.0);
  scenario.population = 12;
  scenario.seed = which;
  const double end = scenario.end_h();
  const Route routes[] = {Route::iv_infusion, Route::iv_bolus, Route::im, Route::sc, Route::sublingual, Route::oral};
  for (int i = 0; i < 2; ++i) scenario.doses.push_back(dose_by(routes[draw.below(6)], -3.0 + i * 9.0 + between(0.0, 4.0)));
  scenario.doses.push_back(spray(between(12.0, 15.0), 2));
  for (int i = 0; i < 3; ++i) scenario.therapies.push_back({between(-10.0, end), kValues<TherapyKind>[draw.below(4)]});
  scenario.visits = {{between(-30.0, -20.0)}, {between(0.0, end)}};
  scenario.medications = {{MedicineKind::ssri, between(-20.0, 5.0), between(8.0, 20.0)},
                          {MedicineKind::naltrexone_oral, between(-2.0, 5.0), between(8.0, 11.0)}};
  scenario.stressors = {{between(-5.0, 5.0), between(1.0, 8.0), 0.4}};
  scenario.retrievals = {{between(0.0, 10.0)}, {between(10.0, 20.0)}};
  if (which % 3 == 0) scenario.model.block_kinetics = BlockKinetics::use_dependent;
  if (which % 3 == 1) {
    scenario.experiments = {{Experiment::rapamycin, {}, {}},
                            {Experiment::memantine, between(0.0, 10.0), 5.0},
                            {Experiment::spine_erasure, between(10.0, 20.0), {}},
                            {Experiment::acute_stressor, between(0.0, 20.0), {}}};
    scenario.parameters = {{"drive.memory.weakening", 0.3}, {"drive.steadying.size", 0.5}};
  }
  if (which % 4 == 3) scenario.model.hypotheses = {Hypothesis::burst, Hypothesis::rest_block, Hypothesis::opioid, Hypothesis::habenula};
  if (which % 5 == 4) {
    scenario.model.vary_pharmacokinetics = true;
    scenario.population = 3;
  }
  scenario.sort_events();
  REQUIRE(to_text(check_scenario(scenario, shipped())) == "");
  return scenario;
}

}  // namespace

TEST_CASE("rows that two tables share have the same digits, whatever else was asked for") {
  std::vector<Scenario> scenarios{case_of("use-dependent-every")};
  for (std::uint64_t which = 0; which < 6; ++which) scenarios.push_back(eventful(which));
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    const Scenario& scenario = scenarios[i];
    CAPTURE(to_toml(scenario));
    const auto table = [&](double every_min, bool dense = false, std::vector<double> also = {}) {
      SimulateOptions options;
      options.every_min = every_min;
      options.dense_start = dense;
      options.also_h = std::move(also);
      options.threads = 1;
      return rows_of(simulate(scenario, shipped(), options));
    };
    const auto ten = table(10.0);
    const bool short_run = scenario.horizon_days < 2.0 && !scenario.model.vary_pharmacokinetics;
    for (const double every : {short_run ? 0.1 : 2.0, 1.0, 7.0, 60.0, 1440.0}) {
      CAPTURE(every);
      const auto other = table(every);
      const int multiples = static_cast<int>(scenario.end_h() * 60.0 / std::max(70.0, every));
      CHECK(common_rows(ten, other) >= multiples);
    }
    CHECK(common_rows(ten, table(10.0, true)) == static_cast<int>(ten.size()));
    CHECK(common_rows(ten, table(1440.0, false, {0.77, 5.0 / 3.0, 11.0})) > 10);
    // The typical patient alone: all but the symptoms of the others.
    SimulateOptions options;
    const Trajectory whole = simulate(scenario, shipped(), options);
    options.typical_only = true;
    const Trajectory alone = simulate(scenario, shipped(), options);
    REQUIRE(whole.times_h().size() == alone.times_h().size());
    for (std::size_t c = 0; c < kColumnCount; ++c) {
      const auto column = static_cast<Column>(c);
      if (column >= Column::symptom_mean && column <= Column::remission_fraction) continue;
      CAPTURE(column_info(column).name);
      CHECK(std::equal(whole.column(column).begin(), whole.column(column).end(), alone.column(column).begin()));
    }
  }
}

TEST_CASE("events nearer than the tolerance are one moment, and a session is attended at its own hour") {
  const auto learned = [](const std::string& name, double every_min, double at_h) {
    SimulateOptions options;
    options.every_min = every_min;
    const Trajectory run = simulate(case_of(name), shipped(), options);
    const auto row = std::lower_bound(run.times_h().begin(), run.times_h().end(), at_h) - run.times_h().begin();
    REQUIRE(run.times_h()[static_cast<std::size_t>(row)] == at_h);
    CHECK(run.column(Column::therapy_learning)[static_cast<std::size_t>(row - 1)] == 0.0);
    return std::pair(run.at(Column::therapy_learning, {at_h}), run.at(Column::therapy_learning, {72.0}));
  };
  for (const double every : {0.1, 10.0, 1440.0}) {
    CAPTURE(every);
    CHECK(learned("near-tie-session", every, 48.3) == learned("near-tie-session-exact", every, 48.3));
    CHECK(learned("session-at-end-of-infusion-16-digits", every, 24.666666666666668) ==
          learned("session-at-end-of-infusion-exact", every, 24.666666666666668));
    CHECK(learned("near-tie-session", every, 48.3).first > 0.02);
  }
  CHECK(std::abs(learned("session-at-end-of-infusion-16-digits", 1440.0, 24.666666666666668).first - 0.01089) < 5e-6);

  // Whatever starts or ends within a microsecond of something else has its number; a second pass changes nothing.
  Scenario scenario = check_scenario({infusion(10.0)}, 3.0);
  const double end = 10.0 + 40.0 / 60.0;
  scenario.doses.push_back(infusion(end + 2e-10));
  scenario.therapies = {{end + 1e-10, TherapyKind::cbt}, {1e-13, TherapyKind::cbt}};
  scenario.visits = {{end - 2e-10}, {-1e-14}};
  scenario.stressors = {{end - 3.0, 3.0 + 1e-12, 0.5}, {-7.3, 7.3 + end, 0.5}};
  scenario.medications = {{MedicineKind::ssri, 0.0, end + 1e-11}};
  scenario.experiments = {{Experiment::rapamycin, end - 1e-12, 5.0}};
  REQUIRE(check_scenario(scenario, shipped()).empty());
  scenario.sort_events();
  const double one = scenario.doses[0].end_h();
  CHECK(scenario.doses[1].at_h == one);
  CHECK(scenario.therapies[0].at_h == 0.0);
  CHECK(scenario.therapies[1].at_h == one);
  CHECK(scenario.visits[0].at_h == 0.0);
  CHECK(scenario.visits[1].at_h == one);
  for (const Stressor& stressor : scenario.stressors) CHECK(stressor.at_h + stressor.hours == one);
  CHECK(*scenario.medications[0].stop_h == one);
  CHECK(*scenario.experiments[0].from_h == one);
  Scenario again = scenario;
  again.sort_events();
  CHECK(again == scenario);
  const auto events = events_of(scenario);
  std::set<double> moments;
  for (const Event& event : events) moments.insert(event.at_h);
  std::vector<double> apart(moments.begin(), moments.end());
  for (std::size_t i = 1; i < apart.size(); ++i) CHECK(apart[i] - apart[i - 1] > kSameMomentHours);
  CHECK(parse_scenario(to_toml(scenario), "", shipped()).value() == scenario);
}

TEST_CASE("peaks and kinks are rows on every route, and the tables show the same peak") {
  // One dose into a vein within a minute, from arithmetic on the closed form.
  const Trajectory push = simulate(case_of("bolus-peak"), shipped(), {.every_min = 1440.0});
  CHECK(highest(push, Column::plasma_ketamine) == doctest::Approx(481.36).epsilon(1e-5));
  CHECK(highest(push, Column::cadss) == doctest::Approx(28.27).epsilon(2e-4));
  CHECK(highest(push, Column::systolic_rise) == doctest::Approx(15.14).epsilon(4e-4));

  for (const Route route : kValues<Route>) {
    for (const Drug drug : {Drug::racemic, Drug::esketamine}) {
      Scenario scenario = check_scenario({dose_by(route, 1.0), dose_by(route, 20.0, 15.0)}, 2.0);
      for (Dose& dose : scenario.doses) dose.drug = drug;
      scenario.doses[1].drug = Drug::racemic;  // both drugs at once have peaks of their own
      if (route == Route::iv_infusion) scenario.doses.push_back(dose_by(Route::iv_bolus, 20.3, 5.0));
      CAPTURE(name_of(route));
      CAPTURE(name_of(drug));
      REQUIRE(to_text(check_scenario(scenario, shipped())) == "");
      const Trajectory run = simulate(scenario, shipped(), {.every_min = 1440.0});
      const Pharmacokinetics drug_levels(scenario, shipped());
      const Safety safety(shipped());
      Levels top;
      std::vector<double> looks(drug_levels.breakpoints_h().begin(), drug_levels.breakpoints_h().end());
      for (double t = 1.0; t < 48.0; t += t - std::floor(t) < 0.5 ? 1e-4 : 2e-3) looks.push_back(t);
      for (const double t : looks) {
        const Levels now = drug_levels.at(t);
        for (const auto level :
             {&Levels::plasma_ng_ml, &Levels::norketamine_ng_ml, &Levels::hnk_ng_ml, &Levels::effect_site_um, &Levels::potency_weighted_um})
          top.*level = std::max(top.*level, now.*level);
      }
      const std::pair<Column, double> promised[] = {{Column::plasma_ketamine, top.plasma_ng_ml},
                                                    {Column::plasma_norketamine, top.norketamine_ng_ml},
                                                    {Column::plasma_hnk, top.hnk_ng_ml},
                                                    {Column::brain_ketamine, top.effect_site_um}};
      for (const auto& each : promised) {
        const auto& column = each.first;
        const auto& value = each.second;
        CAPTURE(column_info(column).name);
        CHECK(highest(run, column) >= value * (1.0 - 1e-9));
        CHECK(highest(run, column) == doctest::Approx(value).epsilon(1e-5));
      }
      const double felt =
          std::max(safety.cadss(drug_levels.peak(&Levels::acute_ng_ml, 0.0, 19.0).value, 1.0),
                   safety.cadss(drug_levels.peak(&Levels::acute_ng_ml, 19.0, 48.0).value, safety.tolerance(std::vector{1.0, 20.0})));
      CHECK(highest(run, Column::cadss) == doctest::Approx(felt).epsilon(1e-6));
      const auto peak = drug_levels.peak(&Levels::plasma_ng_ml, 0.0, 48.0);
      CHECK(peak.value == doctest::Approx(highest(run, Column::plasma_ketamine)).epsilon(1e-9));
      const std::string people = cohort_csv(scenario, shipped(), {2, {1, 1}, 1}, "0");
      CHECK(people.find(number_of(peak.value)) != std::string::npos);
      // What goes in, and the first moment of it, is 0 to the last bit: no drug before the first.
      const auto first = std::find(run.times_h().begin(), run.times_h().end(), 1.0) - run.times_h().begin();
      for (const Column column : {Column::plasma_ketamine, Column::plasma_norketamine, Column::plasma_hnk, Column::brain_ketamine,
                                  Column::effective_block, Column::cadss})
        CHECK(run.column(column)[static_cast<std::size_t>(first)] == 0.0);
    }
  }
}

TEST_CASE("what the curves call a peak is the peak: coarse and fine rows agree on it") {
  Scenario scenario = check_scenario({infusion(1.0), infusion(49.0)}, 6.0);
  const Trajectory coarse = simulate(scenario, shipped(), {.every_min = 1440.0, .typical_only = true});
  const Trajectory fine = simulate(scenario, shipped(), {.every_min = 0.5, .typical_only = true});
  for (const Column column :
       {Column::glutamate, Column::bdnf, Column::mtorc1, Column::ampa, Column::synaptic_protein, Column::spine_density}) {
    CAPTURE(column_info(column).name);
    CHECK(highest(coarse, column) == highest(fine, column));
  }
}

TEST_CASE("times keep the digits that tell rows apart, everywhere") {
  Scenario scenario = case_of("times-past-1000-h");
  scenario.therapies = {{1001.0, TherapyKind::cbt}, {1001.0 + 4e-10, TherapyKind::support}};
  rows_of(simulate(scenario, shipped(), {.every_min = 0.1, .typical_only = true}));  // checks that no time stands twice
  CHECK(hours_text(0.0) == "0");
  CHECK(hours_text(-0.0) == "0");
  CHECK(hours_text(-1e-12) == "0");
  CHECK(hours_text(24.0) == "24");
  CHECK(hours_text(1000.0) == "1000");
  CHECK(hours_text(2.0 / 3.0) == "0.6666666667");
  CHECK(hours_text(8783.0 + 1.0 / 600.0) == "8783.0016666667");
  CHECK(hours_text(-0.5) == "-0.5");
}

TEST_CASE("the order of the tables of a file changes no byte") {
  for (std::uint64_t which = 0; which < 6; ++which) {
    Scenario scenario = eventful(which);
    scenario.horizon_days = 1.0;
    std::erase_if(scenario.therapies, [](const Therapy& t) { return t.at_h >= 24.0; });
    std::erase_if(scenario.visits, [](const Visit& v) { return v.at_h >= 24.0; });
    // Ties: of the same moment and otherwise different.
    scenario.doses.push_back(dose_by(Route::im, scenario.doses[0].at_h, 5.0));
    scenario.doses.push_back(dose_by(Route::sc, scenario.doses[0].at_h, 5.0));
    scenario.doses.push_back(dose_by(Route::im, scenario.doses[0].at_h, 4.0));
    scenario.stressors.push_back({scenario.stressors[0].at_h, 2.0, 0.3});
    scenario.stressors.push_back({scenario.stressors[0].at_h, 2.0, 0.2});
    const std::string text = to_toml(scenario);
    std::vector<std::string> blocks(1);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("[")) blocks.emplace_back();
      blocks.back() += line + "\n";
    }
    REQUIRE(blocks.size() > 10);
    const auto table = [&](const std::string& file) {
      const auto read = parse_scenario(file, "", shipped());
      if (!read) FAIL(to_text(read.error()));
      return to_csv(simulate(*read, shipped(), {.every_min = 60.0, .threads = 1}), "0", "0") +
             cohort_csv(*read, shipped(), {3, {1, 1}, 1}, "0");
    };
    const std::string expected = table(text);
    std::mt19937 shuffler(static_cast<unsigned>(which));
    for (int round = 0; round < 3; ++round) {
      std::shuffle(blocks.begin() + 1, blocks.end(), shuffler);
      std::string shuffled;
      for (const std::string& block : blocks) shuffled += block;
      CHECK(table(shuffled) == expected);
    }
  }
}

TEST_CASE("what has no effect changes nothing, and compared runs have the same people and the same days") {
  Scenario plain = case_of("noise-base");
  plain.population = 40;
  plain.horizon_days = 8.0;
  plain.retrievals = {};
  const auto table = [](const Scenario& scenario) {
    if (const Problems wrong = check_scenario(scenario, shipped()); !wrong.empty()) FAIL(to_text(wrong));
    return rows_of(simulate(scenario, shipped(), {.every_min = 60.0}));
  };
  const auto expected = table(plain);
  const auto unchanged = [&](const char* what, auto change) {
    CAPTURE(what);
    Scenario other = plain;
    change(other);
    CHECK(common_rows(expected, table(other)) == static_cast<int>(expected.size()));
    CHECK(cohort_csv(other, shipped(), {6, {1, 1}, 1}, "0").substr(200).find("\n1,") != std::string::npos);
  };
  unchanged("a burden of level 0", [](Scenario& s) { s.stressors = {{-2.0, 1.0, 0.0}, {30.0, 50.0, 0.0}}; });
  unchanged("memories that nothing changes", [](Scenario& s) { s.retrievals = {{-5.0}, {3.0}, {100.0}}; });
  unchanged("a medicine from the end on", [](Scenario& s) { s.medications = {{MedicineKind::ssri, s.end_h(), {}}}; });
  unchanged("a medicine of no length", [](Scenario& s) { s.medications = {{MedicineKind::ssri, -40.0, -40.0}}; });
  unchanged("naltrexone, unless relief needs opioids", [](Scenario& s) { s.medications = {{MedicineKind::naltrexone_oral, -3.0, 60.0}}; });
  unchanged("an experiment from the end on", [](Scenario& s) {
    s.experiments = {{Experiment::rapamycin, s.end_h(), {}}, {Experiment::spine_erasure, s.end_h(), {}}};
  });
  unchanged("an erasure of nothing", [](Scenario& s) { s.experiments = {{Experiment::spine_erasure, -1.0, {}}}; });
  unchanged("a parameter as it is", [](Scenario& s) { s.parameters = {{"safety.cadss_slope", shipped()["safety.cadss_slope"]}}; });
  unchanged("a visit where a dose is one", [](Scenario& s) { s.visits = {{0.0}, {0.0}}; });
  {
    Scenario without_hope = plain;
    without_hope.setting.expectancy = 0.0;
    Scenario visited = without_hope;
    visited.visits = {{-50.0}, {40.0}};
    // A visit also begins the course without drug; here nobody gets better by themselves.
    visited.parameters["clinical.trd.course"] = without_hope.parameters["clinical.trd.course"] = 0.0;
    CHECK(common_rows(table(without_hope), table(visited)) > 100);
  }
  // Rapamycin around doses that are not there; a memory before the first drug.
  {
    Scenario none = plain;
    none.doses.clear();
    none.stressors = {{20.0, 5.0, 0.5}};
    Scenario other = none;
    other.experiments = {{Experiment::rapamycin, {}, {}}};
    CHECK(common_rows(table(none), table(other)) > 100);
    Scenario remembers = plain;
    remembers.parameters = {{"drive.memory.weakening", 0.3}};
    remembers.doses[0].at_h = 24.0;
    remembers.therapies.clear();
    remembers.retrievals = {{26.0}};
    other = remembers;
    other.retrievals = {{3.0}, {26.0}};
    // The memory of 3 h is changeable when the drug comes, that of 1 h no longer is.
    CHECK(table(other) != table(remembers));
    Scenario earlier = other;
    earlier.retrievals = {{1.0}, {3.0}, {26.0}};
    CHECK(common_rows(table(other), table(earlier)) > 100);
  }
  // The same days for people with and without treatment before day 0.
  Scenario control = check_scenario({}, 8.0);
  control.population = 40;
  Scenario early = control;
  early.visits = {{-100.0}};
  const Trajectory waiting = simulate(control, shipped());
  const Trajectory hoping = simulate(early, shipped());
  for (int person = 0; person < 20; ++person) {
    const auto& a = waiting.runs()[static_cast<std::size_t>(person)];
    const auto& b = hoping.runs()[static_cast<std::size_t>(person)];
    const auto day0 =
        static_cast<std::size_t>(std::lower_bound(hoping.times_h().begin(), hoping.times_h().end(), 0.0) - hoping.times_h().begin());
    // What hope took away is all that differs: it fades, evenly.
    double before = 1e9;
    for (std::size_t row = 0; row < a.size(); row += 36) {
      const double gain = a[row] - b[day0 + row];
      if (!(a[row] > 0.0 && a[row] < 60.0 && b[day0 + row] > 0.0)) continue;  // held at an end of the scale
      CHECK(gain <= before + 1e-9);
      before = gain;
    }
  }
}

TEST_CASE("the fluctuation is 0 on day 0 and as wide as it should be on both sides") {
  Scenario scenario = check_scenario({}, 20.0);
  scenario.visits = {{-480.0}};
  scenario.setting.expectancy = 0.0;
  scenario.patient.baseline_sd = 0.0;
  scenario.parameters = {{"clinical.rating_error", 1.0}, {"clinical.trd.course", 0.0}};
  scenario.population = 3000;
  const Trajectory run = simulate(scenario, shipped(), {.every_min = 1440.0, .runs = 3000});
  const double size = shipped()["clinical.trd.fluctuation"] * scenario.patient.baseline_score;
  const double memory_h = shipped()["clinical.fluctuation_memory"];
  for (const double at_h : {-480.0, -24.0, 0.0, 24.0, 240.0}) {
    CAPTURE(at_h);
    const auto row = static_cast<std::size_t>(std::lower_bound(run.times_h().begin(), run.times_h().end(), at_h) - run.times_h().begin());
    double sum = 0.0;
    double squares = 0.0;
    for (const auto& person : run.runs()) {
      const double off = person[row] - scenario.patient.baseline_score;
      sum += off;
      squares += off * off;
    }
    const double spread = std::sqrt(squares / 3000.0);
    const double expected = std::hypot(1.0, size * std::sqrt(1.0 - std::exp(-2.0 * std::abs(at_h) / memory_h)));
    CHECK(spread == doctest::Approx(expected).epsilon(0.05));
    CHECK(std::abs(sum / 3000.0) < 0.06 * size);
  }
}
