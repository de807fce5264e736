// The other conditions: check values from an independent solution, and that without coupling drug and therapy only add up.
#include <array>
#include <vector>

#include "chain_fixture.hpp"
#include "model/clinic/insight.hpp"
#include "model/clinic/pain.hpp"
#include "model/clinic/symptoms.hpp"
#include "model/scenario/acting.hpp"

using namespace syn;
using namespace syn::test;

namespace {

// With the numbers that the values were worked out with: no rise of hope, and the course without drug as given.
Parameters edition(bool second) {
  std::map<std::string, double> changes{{"clinical.expectancy_rise", 0.0}};
  for (const char* condition : {"anxiety", "social_anxiety", "ptsd"})
    changes["clinical." + std::string(condition) + ".course"] = second ? 0.189 : 0.0;
  return (second ? second_edition_start() : first_edition()).with(changes);
}

Scenario of(Condition condition, std::vector<Dose> doses, double horizon_days) {
  Scenario out = usual_scenario(condition, shipped());
  out.population = 1;
  out.horizon_days = horizon_days;
  out.doses = std::move(doses);
  return out;
}

Trajectory typical(const Scenario& scenario, const Parameters& parameters) {
  SimulateOptions options;
  options.typical_only = true;
  options.every_min = 60.0;
  return simulate(scenario, parameters, options);
}

Dose into_muscle(double mg_per_kg) {
  Dose dose = infusion(0.0, mg_per_kg);
  dose.route = Route::im;
  return dose;
}

constexpr double kTolerance = 5e-4;

}  // namespace

TEST_CASE("anxiety, social anxiety and PTSD after one infusion") {
  constexpr std::array kTimes{2.0, 24.0, 72.0, 168.0, 336.0};
  struct Row {
    Condition condition;
    std::array<double, 5> first, second;
  };
  const Row rows[] = {
      {Condition::anxiety, {.4477, .4028, .5009, .6611, .7892}, {.4476, .4023, .4979, .6552, .7831}},
      {Condition::social_anxiety, {.7271, .7014, .7518, .8337, .8992}, {.7269, .7002, .7476, .8240, .8817}},
      {Condition::ptsd, {.7760, .7739, .8089, .8628, .9130}, {.7759, .7726, .8048, .8535, .8948}},
  };
  for (const Row& row : rows) {
    for (const bool second : {false, true}) {
      const Scenario scenario = of(row.condition, {infusion(0.0)}, 15.0);
      const Trajectory run = typical(scenario, edition(second));
      CAPTURE(name_of(row.condition));
      CAPTURE(second);
      for (std::size_t i = 0; i < kTimes.size(); ++i) {
        CAPTURE(kTimes[i]);
        const double left = (second ? row.second : row.first)[i];
        CHECK(std::abs(run.at(Inner::typical_remaining, {kTimes[i]}) - left) < kTolerance);
        CHECK(run.at(Column::symptom_mean, {kTimes[i]}) == doctest::Approx(left * scenario.patient.baseline_score).epsilon(2e-3));
      }
    }
  }
  const Insight insight(shipped(), of(Condition::ptsd, {infusion(0.0)}, 15.0));
  CHECK(insight.at(2.0) == doctest::Approx(.00350).epsilon(2e-3));
  CHECK(insight.at(336.0) == doctest::Approx(.00326).epsilon(2e-3));
}

TEST_CASE("alcohol: days abstinent and abstinence over a year") {
  struct Row {
    double time_h, insight;
    std::array<double, 2> left, days, abstinent;
  };
  const Row rows[] = {
      {24.0, .2136, {.4819, .4822}, {85.30, 85.29}, {98.43, 98.43}},   {504.0, .4837, {.3259, .3090}, {90.06, 90.57}, {81.39, 81.73}},
      {2160.0, .3426, {.4927, .4899}, {84.97, 85.06}, {61.90, 62.54}}, {4320.0, .2184, {.6578, .6554}, {79.94, 80.01}, {54.58, 55.17}},
      {8616.0, .0892, {.8449, .8432}, {74.23, 74.28}, {48.12, 48.66}},
  };
  Scenario scenario = of(Condition::alcohol, {infusion(0.0, 0.8), infusion(168.0, 0.8), infusion(336.0, 0.8)}, 360.0);
  for (int i = 0; i <= 6; ++i) scenario.therapies.push_back({24.0 + 168.0 * i, TherapyKind::mbrp});
  const Insight insight(shipped(), scenario);
  for (const std::size_t which : {0U, 1U}) {
    const Trajectory run = typical(scenario, edition(which == 1));
    for (const Row& row : rows) {
      CAPTURE(which);
      CAPTURE(row.time_h);
      CHECK(insight.at(row.time_h) == doctest::Approx(row.insight).epsilon(1e-3));
      CHECK(std::abs(run.at(Inner::typical_remaining, {row.time_h}) - row.left[which]) < kTolerance);
      CHECK(std::abs(run.at(Column::symptom_mean, {row.time_h}) - row.days[which]) < 0.05);
      CHECK(std::abs(100.0 * run.at(Column::remission_fraction, {row.time_h}) - row.abstinent[which]) < 0.05);
    }
  }
}

TEST_CASE("opioids: abstinence for two years; smoking with and without bupropion") {
  const double times[] = {24.0, 720.0, 4320.0, 17280.0};
  const std::array<std::array<double, 4>, 2> abstinent{{{98.86, 69.11, 23.57, 16.74}, {98.86, 69.02, 23.42, 16.63}}};
  for (const std::size_t which : {0U, 1U}) {
    const Trajectory run = typical(of(Condition::opioid, {into_muscle(2.0)}, 721.0), edition(which == 1));
    for (std::size_t i = 0; i < 4; ++i) {
      CAPTURE(times[i]);
      CHECK(std::abs(run.at(Column::symptom_mean, {times[i]}) - abstinent[which][i]) < 0.05);
    }
  }
  CHECK(Insight(shipped(), of(Condition::opioid, {into_muscle(2.0)}, 30.0)).at(24.0) == doctest::Approx(.5403).epsilon(1e-3));

  const double smoking_times[] = {168.0, 720.0, 2160.0, 4320.0};
  const double without[] = {49.99, 31.55, 18.37, 11.53};
  const double with[] = {58.43, 40.90, 26.89, 18.75};
  Scenario smoking = of(Condition::smoking, {}, 181.0);
  const Trajectory alone = typical(smoking, shipped());
  smoking.medications = {{MedicineKind::bupropion, -168.0, {}}};
  const Trajectory bupropion = typical(smoking, shipped());
  smoking.doses = {infusion(0.0)};
  const Trajectory both = typical(smoking, shipped());
  for (std::size_t i = 0; i < 4; ++i) {
    CAPTURE(smoking_times[i]);
    CHECK(std::abs(alone.at(Column::symptom_mean, {smoking_times[i]}) - without[i]) < 0.05);
    CHECK(std::abs(bupropion.at(Column::symptom_mean, {smoking_times[i]}) - with[i]) < 0.05);
    // Ketamine does nothing here, on purpose.
    CHECK(both.at(Column::symptom_mean, {smoking_times[i]}) ==
          doctest::Approx(bupropion.at(Column::symptom_mean, {smoking_times[i]})).epsilon(1e-6));
  }
}

TEST_CASE("pain: four days of S-ketamine, and one short infusion") {
  Dose days;
  days.drug = Drug::esketamine;
  days.route = Route::iv_infusion;
  days.over_min = 6048.0;
  days.mg = 22.0 * 6048.0 / 60.0;
  const double times[] = {24.0, 100.0, 102.0, 120.0, 268.0, 772.0, 2116.0};
  const double lasting[] = {.4957, .6022, .6014, .5866, .4776, .2372, .0367};
  const double pain[] = {2.4440, 2.2338, 2.2388, 2.3291, 3.0122, 4.6820, 6.4761};
  const double placebo[] = {5.6160, 5.6160, 5.6171, 5.6340, 5.7661, 6.1377, 6.7227};
  const Scenario crps = of(Condition::pain_crps, {days}, 90.0);
  CHECK(check_scenario(crps, shipped()).empty());
  Scenario without = crps;
  without.doses[0].mg = 1e-6;
  const Trajectory run = typical(crps, edition(true));
  const Trajectory control = typical(without, edition(true));
  const PainRelief relief(shipped(), crps);
  for (std::size_t i = 0; i < std::size(times); ++i) {
    CAPTURE(times[i]);
    CHECK(std::abs(relief.lasting(times[i]) - lasting[i]) < kTolerance);
    CHECK(std::abs(run.at(Column::symptom_mean, {times[i]}) - pain[i]) < 5e-3);
    CHECK(std::abs(control.at(Column::symptom_mean, {times[i]}) - placebo[i]) < 5e-3);
  }
  const double mixed_times[] = {1.0, 2.0, 24.0, 168.0, 672.0};
  const double mixed[] = {4.9634, 5.9992, 6.6126, 6.6485, 6.7478};
  const Trajectory other = typical(of(Condition::pain_mixed, {infusion(0.0)}, 29.0), edition(true));
  for (std::size_t i = 0; i < 5; ++i) {
    CAPTURE(mixed_times[i]);
    CHECK(std::abs(other.at(Column::symptom_mean, {mixed_times[i]}) - mixed[i]) < 5e-3);
  }
}

TEST_CASE("without coupling drug and therapy only add up, in each condition") {
  for (const Condition condition : kValues<Condition>) {
    CAPTURE(name_of(condition));
    const auto left = [&](bool drug, bool therapy) {
      Scenario scenario = of(condition, {}, 30.0);
      scenario.model.coupling = 0.0;
      if (drug) {
        scenario.doses = {infusion(0.0), infusion(168.0)};
      } else {
        scenario.visits = {{0.0}, {168.0}};
      }
      if (therapy) {
        for (const TherapyKind kind : kValues<TherapyKind>) scenario.therapies.push_back({48.0 + 24.0 * static_cast<double>(kind), kind});
      }
      return typical(scenario, shipped());
    };
    const Trajectory neither = left(false, false), drug = left(true, false), therapy = left(false, true), both = left(true, true);
    for (const double time_h : {60.0, 200.0, 400.0, 700.0}) {
      const auto log_of = [&](const Trajectory& run) { return std::log(run.at(Inner::typical_remaining, {time_h})); };
      CHECK(std::abs(log_of(both) - log_of(drug) - log_of(therapy) + log_of(neither)) < 1e-12);
    }
  }
}

TEST_CASE("rows that are asked for change no digit of abstinence, and people in pieces are the same people") {
  Scenario scenario = of(Condition::alcohol, {infusion(0.0, 0.8)}, 40.0);
  scenario.population = 7;
  scenario.therapies = {{24.0, TherapyKind::mbrp}};
  SimulateOptions few, many;
  few.every_min = 1440.0;
  many.every_min = 30.0;
  const Trajectory a = simulate(scenario, shipped(), few);
  const Trajectory b = simulate(scenario, shipped(), many);
  for (const double time_h : {48.0, 480.0, 960.0}) {
    CHECK(a.at(Column::remission_fraction, {time_h}) == b.at(Column::remission_fraction, {time_h}));
    CHECK(a.at(Column::symptom_p50, {time_h}) == b.at(Column::symptom_p50, {time_h}));
  }
  SimulateOptions shared = many;
  shared.threads = 3;
  const Trajectory c = simulate(scenario, shipped(), shared);
  CHECK(std::equal(b.column(Column::remission_fraction).begin(), b.column(Column::remission_fraction).end(),
                   c.column(Column::remission_fraction).begin()));
}

TEST_CASE("a condition brings its scale, its usual numbers and its medicines") {
  const auto parse = [](const std::string& text) { return parse_scenario("version = 1\n" + text, "s.toml", shipped()); };
  const auto ptsd = parse("condition = \"ptsd\"\n");
  REQUIRE(ptsd);
  CHECK(ptsd->patient.baseline_score == 43.0);
  CHECK(ptsd->setting.trial_factor == 0.35);
  const auto again = parse_scenario(to_toml(*ptsd), "again.toml", shipped());
  REQUIRE(again);
  CHECK(*again == *ptsd);
  CHECK_FALSE(parse("condition = \"pain_crps\"\n[patient]\nbaseline_score = 11\n"));
  CHECK_FALSE(parse("condition = \"smoking\"\n[[medication]]\nkind = \"ssri\"\n"));
  CHECK(parse("condition = \"smoking\"\n[[medication]]\nkind = \"bupropion\"\n"));
  CHECK_FALSE(parse("[[dose]]\nmg_per_kg = 0.5\nover_min = 300\n"));
  CHECK(parse("condition = \"pain_crps\"\n[[dose]]\ndrug = \"esketamine\"\nroute = \"iv_infusion\"\nmg = 110\nover_min = 300\n"));
  CHECK_FALSE(parse("condition = \"pain_crps\"\n[[dose]]\nmg = 400\nover_min = 300\n"));
  CHECK(usual_scenario(Condition::trd, shipped()) == Scenario{});
}
