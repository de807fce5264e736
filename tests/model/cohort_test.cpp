#include "model/clinic/cohort.hpp"

#include "chain_fixture.hpp"
#include "core/random.hpp"
#include "stand_in.hpp"

using namespace syn;
using namespace syn::test;

namespace {

double mean(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double deviation(const std::vector<double>& values) {
  const double middle = mean(values);
  double sum = 0.0;
  for (const double value : values) sum += (value - middle) * (value - middle);
  return std::sqrt(sum / static_cast<double>(values.size()));
}

std::vector<VirtualPatient> people(int n, std::uint64_t seed = 7) {
  const CohortConstants constants(shipped(), Condition::trd);
  std::vector<VirtualPatient> out;
  for (int i = 0; i < n; ++i) out.push_back(virtual_patient(constants, Patient{}, seed, static_cast<std::uint64_t>(i)));
  return out;
}

// A scenario with constants of the population tables and no doses of its own: the test gives the drives.
Scenario population_scenario(double setting_factor) {
  Scenario scenario;
  scenario.setting.trial_factor = setting_factor;
  return scenario;
}

std::vector<CohortMoment> untreated(const std::vector<double>& times) {
  std::vector<CohortMoment> out;
  for (const double t : times) {
    CohortMoment moment;
    moment.time_h = t;
    out.push_back(moment);
  }
  return out;
}

}  // namespace

TEST_CASE("virtual patients differ as the trials say") {
  const std::vector<VirtualPatient> group = people(40000);
  std::vector<double> baseline, fast, lasting, log_fast, log_lasting, log_expectancy, expectancy, learning, lifetime;
  int low_fast = 0, low_lasting = 0;
  for (const VirtualPatient& who : group) {
    baseline.push_back(who.baseline);
    fast.push_back(who.multipliers.fast);
    lasting.push_back(who.multipliers.lasting);
    expectancy.push_back(who.multipliers.expectancy);
    log_expectancy.push_back(std::log(who.multipliers.expectancy));
    learning.push_back(who.multipliers.learning);
    lifetime.push_back(who.lifetime_deviate);
    if (who.multipliers.fast == 0.05) ++low_fast;
    if (who.multipliers.lasting == 0.05) {
      ++low_lasting;
    } else {
      CHECK(who.multipliers.fast != 0.05);  // whom the drug does not relieve at first it does not later either
      log_fast.push_back(std::log(who.multipliers.fast));
      log_lasting.push_back(std::log(who.multipliers.lasting));
    }
    CHECK(std::abs(who.baseline - 33.0) <= 11.0);
  }
  CHECK(std::abs(mean(baseline) - 33.0) < 0.1);
  // A normal distribution cut at two SD has 0.88 of its SD.
  CHECK(std::abs(deviation(baseline) - 0.8796 * 5.5) < 0.06);
  const CohortConstants constants(shipped(), Condition::trd);
  CHECK(std::abs(low_fast / 40000.0 - constants.non_responders_fast) < 0.008);
  CHECK(std::abs(low_lasting / 40000.0 - constants.non_responders_lasting) < 0.008);
  CHECK(std::abs(mean(fast) - 1.0) < 0.015);
  CHECK(std::abs(mean(lasting) - 1.0) < 0.025);
  CHECK(std::abs(deviation(log_fast) - constants.fast_spread) < 0.01);
  CHECK(std::abs(deviation(log_lasting) - constants.lasting_spread) < 0.01);
  double together = 0.0;
  for (std::size_t i = 0; i < log_fast.size(); ++i) together += (log_fast[i] - mean(log_fast)) * (log_lasting[i] - mean(log_lasting));
  together /= static_cast<double>(log_fast.size()) * deviation(log_fast) * deviation(log_lasting);
  CHECK(std::abs(together - constants.lasting_correlation) < 0.02);
  CHECK(std::abs(mean(expectancy) - 1.0) < 0.025);
  CHECK(std::abs(deviation(log_expectancy) - constants.expectancy_spread) < 0.012);
  CHECK(std::abs(mean(learning) - 1.0) < 0.01);
  CHECK(std::abs(mean(lifetime)) < 0.02);
  CHECK(std::abs(deviation(lifetime) - 1.0) < 0.015);
}

TEST_CASE("a patient is the same whoever else is in the group") {
  const std::vector<VirtualPatient> few = people(3);
  const std::vector<VirtualPatient> many = people(50);
  for (std::size_t i = 0; i < few.size(); ++i) {
    CHECK(few[i].baseline == many[i].baseline);
    CHECK(few[i].multipliers.fast == many[i].multipliers.fast);
    CHECK(few[i].multipliers.lasting == many[i].multipliers.lasting);
    CHECK(few[i].lifetime_deviate == many[i].lifetime_deviate);
  }
  CHECK(people(1, 7)[0].baseline != people(1, 8)[0].baseline);
}

TEST_CASE("scores fluctuate by their spread, forget within days, and start from the baseline") {
  std::vector<double> times{0.0, 1.0};
  for (double t = 300.0; t <= 345.0; t += 1.5) times.push_back(t);
  const std::vector<CohortMoment> moments = untreated(times);
  constexpr int n = 20000;
  // The size of the first edition: with more, some scores reach the ends of the scale.
  const double size = 0.22;
  const Parameters without_error = shipped().with({{"clinical.rating_error", 1.0}, {"clinical.trd.fluctuation", size}});
  const CohortSummary out = Cohort(population_scenario(1.0), without_error).run({moments, {}, {}, n, n, 0});
  const std::vector<VirtualPatient> group = people(n);
  const auto noise = [&](std::size_t row) {
    std::vector<double> z;
    for (std::size_t i = 0; i < n; ++i) {
      // Scores at either end of the scale are cut; leave out the few that are.
      const double score = out.runs[i][row];
      if (score > 0.0 && score < 60.0) z.push_back((score - group[i].baseline) / group[i].baseline);
    }
    return z;
  };
  // At the start only the rating errs: 1 point of about 33.
  CHECK(std::abs(deviation(noise(0)) - 1.0 / 33.0) < 0.002);
  // One hour later: sZ sqrt(1 - e^(-2/72)).
  CHECK(std::abs(deviation(noise(1)) - std::hypot(1.0 / 33.0, size * std::sqrt(-std::expm1(-2.0 / 72.0)))) < 0.002);
  // Later the spread is sZ at any moment, between knots as much as at them.
  for (std::size_t row = 2; row < times.size(); ++row) {
    CAPTURE(times[row]);
    CHECK(std::abs(deviation(noise(row)) - std::hypot(1.0 / 33.0, size)) < 0.004);
    CHECK(std::abs(mean(noise(row))) < 0.005);
  }
  // Correlation between moments 45 h apart: e^(-45/72).
  const std::vector<double> a = noise(2);
  double product = 0.0;
  std::size_t pairs = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double first = out.runs[i][2];
    const double second = out.runs[i][times.size() - 1];
    if (first <= 0.0 || first >= 60.0 || second <= 0.0 || second >= 60.0) continue;
    product += (first / group[i].baseline - 1.0) * (second / group[i].baseline - 1.0);
    ++pairs;
  }
  CHECK(std::abs(product / static_cast<double>(pairs) / (size * size) - std::exp(-45.0 / 72.0)) < 0.03);
}

TEST_CASE("a patient's fluctuation does not depend on the moments asked for") {
  const std::vector<double> few{0.0, 7.3, 100.0, 500.0};
  std::vector<double> many;
  for (double t = 0.0; t < 500.0; t += 0.9) many.push_back(t);
  for (const double t : few) many.push_back(t);
  std::sort(many.begin(), many.end());
  many.erase(std::unique(many.begin(), many.end()), many.end());
  const Cohort cohort(population_scenario(1.0), shipped());
  const std::vector<CohortMoment> few_moments = untreated(few);
  const std::vector<CohortMoment> many_moments = untreated(many);
  const CohortSummary a = cohort.run({few_moments, {}, {}, 30, 30, 1});
  const CohortSummary b = cohort.run({many_moments, {}, {}, 50, 30, 1});
  for (std::size_t i = 0; i < 30; ++i) {
    for (std::size_t k = 0; k < few.size(); ++k) {
      const auto row = static_cast<std::size_t>(std::lower_bound(many.begin(), many.end(), few[k]) - many.begin());
      CHECK(a.runs[i][k] == b.runs[i][row]);
    }
  }
}

TEST_CASE("any number of threads counts the same") {
  std::vector<CohortMoment> moments = untreated({});
  std::vector<CohortSession> sessions;
  for (int i = 0; i < 400; ++i) {
    CohortMoment moment;
    moment.time_h = 1.7 * i;
    moment.fast = std::exp(-0.01 * i);
    moment.expectancy = 0.2 * std::exp(-0.005 * i);
    moment.labile.fill(0.7);
    moment.stable.fill(0.1);
    moments.push_back(moment);
    if (i % 50 == 20) {
      CohortSession session;
      session.at_h = 1.7 * i;
      session.labile.fill(0.7);
      sessions.push_back(session);
    }
  }
  const Cohort cohort(population_scenario(0.6), shipped());
  const CohortSummary one = cohort.run({moments, {}, sessions, 2000, 5, 1});
  for (const int threads : {2, 3, 7}) {
    const CohortSummary more = cohort.run({moments, {}, sessions, 2000, 5, threads});
    CHECK(one.mean == more.mean);
    CHECK(one.p05 == more.p05);
    CHECK(one.p50 == more.p50);
    CHECK(one.p95 == more.p95);
    CHECK(one.response == more.response);
    CHECK(one.remission == more.remission);
    CHECK(one.runs == more.runs);
  }
}

TEST_CASE("quantiles lie between order statistics as type 7 says") {
  const std::vector<double> sorted{1.0, 2.0, 4.0, 8.0, 16.0};
  CHECK(quantile(sorted, 0.0) == 1.0);
  CHECK(quantile(sorted, 0.5) == 4.0);
  CHECK(quantile(sorted, 0.25) == 2.0);
  CHECK(quantile(sorted, 0.05) == doctest::Approx(1.2));
  CHECK(quantile(sorted, 0.95) == doctest::Approx(14.4));
  CHECK(quantile(sorted, 1.0) == 16.0);
  CHECK(quantile(std::vector<double>{3.0}, 0.3) == 3.0);
}

TEST_CASE("driven by the stand-in, the cohort gives the printed table of quantiles and rates") {
  // Start 33 (5.5), 0.5 mg/kg once, expectancy 0.20; quantiles 5 25 50 75 95, response %, remission %.
  struct Row {
    double setting_factor, time_h, quantiles[5], response, remission;
  };
  const Row table[] = {
      {0.27, 24, {8, 17, 23, 29, 39}, 19, 8}, {0.27, 168, {11, 20, 27, 33, 44}, 12, 4}, {0.27, 336, {14, 22, 29, 35, 46}, 7, 2},
      {0.6, 24, {3, 12, 19, 26, 37}, 39, 18}, {0.6, 168, {9, 18, 24, 31, 43}, 19, 7},   {0.6, 336, {12, 21, 27, 34, 45}, 10, 3},
      {1.0, 24, {0, 7, 15, 24, 36}, 54, 35},  {1.0, 168, {5, 15, 22, 30, 42}, 28, 12},  {1.0, 336, {10, 19, 25, 33, 44}, 16, 5},
  };
  const Parameters first = first_edition();
  const DriveConstants drives(first);
  std::vector<CohortMoment> moments = untreated({24.0, 168.0, 336.0});
  for (CohortMoment& moment : moments) {
    moment.expectancy = 0.20 * std::exp(-moment.time_h / 336.0);
    for (std::size_t k = 0; k < kLifetimes; ++k) {
      StandIn start;
      give(start, 0.5);
      const StandIn state = advance(start, moment.time_h, drives.lifetimes_h[k]);
      moment.fast = state.fast;
      moment.labile[k] = state.labile;
      moment.stable[k] = state.stable;
    }
  }
  double worst_points = 0.0;
  double worst_rate = 0.0;
  for (const Row& row : table) {
    const Cohort cohort(population_scenario(row.setting_factor), first);
    const CohortSummary out = cohort.run({moments, {}, {}, 20000, 0, 0});
    const std::size_t k = row.time_h == 24 ? 0 : row.time_h == 168 ? 1 : 2;
    const double got[] = {out.p05[k], out.p25[k], out.p50[k], out.p75[k], out.p95[k]};
    CAPTURE(row.setting_factor);
    CAPTURE(row.time_h);
    for (int i = 0; i < 5; ++i) {
      CAPTURE(i);
      CHECK(std::abs(got[i] - row.quantiles[i]) < 2.0);
      worst_points = std::max(worst_points, std::abs(got[i] - row.quantiles[i]));
    }
    CHECK(std::abs(100.0 * out.response[k] - row.response) < 2.5);
    CHECK(std::abs(100.0 * out.remission[k] - row.remission) < 2.5);
    worst_rate =
        std::max({worst_rate, std::abs(100.0 * out.response[k] - row.response), std::abs(100.0 * out.remission[k] - row.remission)});
  }
  MESSAGE("largest difference " << worst_points << " points, " << worst_rate << " percentage points");
}

TEST_CASE("the chain's own population falls by what was printed for the first edition") {
  const Parameters first = first_edition();
  // mean change and response % at 2 h, 24 h, 7 d, 14 d
  const double table[][9] = {{0.27, -8.9, 12, -9.4, 18, -5.8, 11, -3.7, 7},
                             {0.6, -12.0, 27, -13.1, 36, -7.8, 17, -5.0, 10},
                             {1.0, -15.6, 48, -16.5, 53, -10.0, 26, -6.6, 14}};
  constexpr int n = 10000;
  std::vector<double> baselines;
  for (const VirtualPatient& who : people(n)) baselines.push_back(who.baseline);
  const double start = mean(baselines);
  double worst_points = 0.0;
  double worst_rate = 0.0;
  for (const auto& row : table) {
    Scenario scenario = check_scenario({infusion(0.0)}, 14.0);
    scenario.setting.trial_factor = row[0];
    SimulateOptions options;
    options.every_min = 120.0;
    options.patients = n;
    const Trajectory run = simulate(scenario, first, options);
    const double times[] = {2.0, 24.0, 168.0, 336.0};
    for (int i = 0; i < 4; ++i) {
      const double change = run.at(Column::symptom_mean, {times[i]}) - start;
      const double response = 100.0 * run.at(Column::response_fraction, {times[i]});
      CAPTURE(row[0]);
      CAPTURE(times[i]);
      CHECK(std::abs(change - row[1 + 2 * i]) < 0.35);
      CHECK(std::abs(response - row[2 + 2 * i]) < 1.6);
      worst_points = std::max(worst_points, std::abs(change - row[1 + 2 * i]));
      worst_rate = std::max(worst_rate, std::abs(response - row[2 + 2 * i]));
    }
  }
  MESSAGE("largest difference " << worst_points << " points, " << worst_rate << " percentage points");
}
