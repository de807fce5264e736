// The table of virtual patients: the same bytes however the work is shared, and rows that agree with the bands.
#include "model/run/cohort_table.hpp"

#include <doctest/doctest.h>

#include <sstream>

#include "chain_fixture.hpp"
#include "model/clinic/relapse.hpp"

using namespace syn;
using namespace syn::test;

namespace {

Scenario story() {
  Scenario scenario = check_scenario({infusion(0.0), infusion(72.0)}, 28.0);
  for (const double t : {96.0, 120.0, 144.0}) scenario.therapies.push_back({t, TherapyKind::cbt});
  scenario.medications = {{MedicineKind::ssri, 0.0, {}}};
  scenario.setting.trial_factor = 0.6;
  return scenario;
}

std::vector<std::vector<std::string>> cells_of(const std::string& csv) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("#")) continue;
    std::vector<std::string> cells;
    std::istringstream parts(line + ",");
    for (std::string cell; std::getline(parts, cell, ',');) cells.push_back(cell);
    rows.push_back(cells);
  }
  return rows;
}

}  // namespace

TEST_CASE("any sharding and any number of threads gives the same bytes") {
  for (const bool vary : {false, true}) {
    Scenario scenario = story();
    scenario.model.vary_pharmacokinetics = vary;
    const int patients = vary ? 13 : 701;
    const std::string whole = cohort_csv(scenario, shipped(), {patients, {1, 1}, 1}, "0");
    CHECK(cohort_csv(scenario, shipped(), {patients, {1, 1}, 3}, "0") == whole);
    for (const int count : {2, 5, 20}) {
      std::string together;
      for (int i = 1; i <= count; ++i) together += cohort_csv(scenario, shipped(), {patients, {i, count}, 2}, "0");
      CHECK(together == whole);
    }
    CHECK(cells_of(whole).size() == static_cast<std::size_t>(patients) + 1);
  }
}

TEST_CASE("a cohort comes in parts, each no longer than some people, until nobody takes more") {
  Scenario scenario;
  scenario.doses = {infusion(0.0)};
  scenario.horizon_days = 2.0;
  const CohortTableOptions options{.patients = 40000, .shard = {}};
  std::size_t longest = 0;
  int parts = 0;
  CHECK_FALSE(cohort_csv(scenario, shipped(), options, "1", [&](std::string_view part) {
    longest = std::max(longest, part.size());
    return ++parts < 10;
  }));
  CHECK(parts == 10);
  CHECK(longest < 100000);
}

TEST_CASE("the rows of the cohort are the people behind the bands") {
  const Scenario scenario = story();
  constexpr int kPatients = 400;
  const auto rows = cells_of(cohort_csv(scenario, shipped(), {kPatients, {1, 1}, 0}, "0"));
  SimulateOptions options;
  options.every_min = 1440.0;
  options.patients = kPatients;
  options.runs = kPatients;
  const Trajectory run = simulate(scenario, shipped(), options);
  const std::pair<std::size_t, double> checks[] = {{9, 24.0}, {10, 72.0}, {11, 168.0}, {12, 336.0}};
  for (const auto& [column, at_h] : checks) {
    double sum = 0.0;
    for (std::size_t i = 1; i < rows.size(); ++i) sum += std::stod(rows[i][column]);
    CHECK(sum / kPatients == doctest::Approx(run.at(Column::symptom_mean, {at_h})).epsilon(1e-5));
  }
  // One person, cell by cell.
  const auto time = std::find(run.times_h().begin(), run.times_h().end(), 168.0);
  REQUIRE(time != run.times_h().end());
  CHECK(std::stod(rows[1 + 37][11]) ==
        doctest::Approx(run.runs()[37][static_cast<std::size_t>(time - run.times_h().begin())]).epsilon(1e-5));
}

TEST_CASE("people who vary in pharmacokinetics spread their peaks about the typical one by what is set") {
  Scenario scenario = check_scenario({infusion(0.0)}, 2.0);
  scenario.model.vary_pharmacokinetics = true;
  const auto rows = cells_of(cohort_csv(scenario, shipped(), {300, {1, 1}, 0}, "0"));
  std::vector<double> peaks;
  for (std::size_t i = 1; i < rows.size(); ++i) peaks.push_back(std::stod(rows[i][8]));
  std::sort(peaks.begin(), peaks.end());
  const double median = peaks[peaks.size() / 2];
  const double spread = 0.5 * (std::log(peaks[253]) - std::log(peaks[47]));  // about one SD of ln
  MESSAGE("peak plasma: median " << median << " ng/mL, SD of ln " << spread);
  CHECK(median == doctest::Approx(194.0).epsilon(0.05));
  CHECK(spread > 0.10);  // published 0.26 (Zarate 2012, SD 53 of 204), part of it from dosing and assay
  CHECK(spread < 0.30);
}

TEST_CASE("a shard is two whole numbers, the first not above the second") {
  CHECK(parse_shard("3/7")->index == 3);
  CHECK(parse_shard("3/7")->count == 7);
  for (const char* wrong : {"", "3", "3/", "/7", "0/7", "8/7", "1/x", "1.5/2", "-1/2", "1/100001", "1/2 "})
    CHECK_FALSE(parse_shard(wrong).has_value());
}

TEST_CASE("people in remission relapse by chance at the published rate, half as often while doses go on") {
  const Relapse relapse(shipped());
  CHECK(relapse.hazard_per_day(std::numeric_limits<double>::infinity()) * 273.0 == doctest::Approx(std::log(2.0)).epsilon(1e-3));
  CHECK(relapse.hazard_per_day(3.0) == doctest::Approx(0.49 * relapse.hazard_per_day(30.0)));
  // Through the table: remission held for a year by an antidepressant in people who all answer strongly.
  Scenario scenario = check_scenario({}, 366.0);
  scenario.visits = {{0.0}};
  scenario.medications = {{MedicineKind::ssri, 0.0, {}}};
  scenario.patient.baseline_score = 14.0;
  scenario.patient.baseline_sd = 0.0;
  scenario.parameters = {{"clinical.ssri.effect", 0.7}, {"clinical.patients.medicine_spread", 0.3}};
  const auto rows = cells_of(cohort_csv(scenario, shipped(), {1000, {1, 1}, 0}, "0"));
  const auto column = static_cast<std::size_t>(std::find(rows[0].begin(), rows[0].end(), "relapse_h") - rows[0].begin());
  int relapsed = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) relapsed += rows[i][column].empty() ? 0 : 1;
  // About eleven months in remission: 1 - 2^(-330/273) = 0.57.
  CHECK(relapsed / 1000.0 == doctest::Approx(0.57).epsilon(0.07));
}
