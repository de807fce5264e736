// Interventions and rival hypotheses on the human scale, through the real chain: the printed values of each.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

#include "chain_fixture.hpp"
#include "core/files.hpp"
#include "model/cortex/surroundings.hpp"

using namespace syn;
using namespace syn::test;

namespace {

constexpr double kTolerance = 6e-4;  // 5e-4 and the rounding of three printed decimals

// The printed values are those of the first edition.
const Parameters& printed() {
  static const Parameters kFirst = first_edition();
  return kFirst;
}
Trajectory simulate_first(const Scenario& scenario) { return simulate_typical(scenario, 12.0, printed()); }

double fast(const Trajectory& run, double at_h) { return run.at(Column::drive_fast, {at_h}); }
double labile(const Trajectory& run, double at_h) { return run.at(Column::drive_spines_labile, {at_h}); }
double left(const Trajectory& run, double at_h) { return run.at(Inner::typical_remaining, {at_h}); }

Scenario one_dose(double mg_per_kg, double days = 8.0) {
  return check_scenario(mg_per_kg > 0.0 ? std::vector{infusion(0.0, mg_per_kg)} : std::vector<Dose>{}, days);
}

}  // namespace

TEST_CASE("each experiment on the human scale gives the printed drives") {
  struct Row {
    const char* name;
    double mg_per_kg;
    std::vector<ExperimentUse> uses;
    double fast_2, fast_24, labile_24, left_24, left_168;
  };
  const auto on = [](Experiment kind) { return std::vector{ExperimentUse{kind, {}, {}}}; };
  const Row table[] = {
      {"none", .5, {}, .898, .836, .561, .455, .680},
      {"rapamycin", .5, on(Experiment::rapamycin), .885, .830, .000, .550, .832},
      {"ampa", .5, on(Experiment::ampa_blocker), .355, .323, .000, .711, .860},
      {"calcium", .5, on(Experiment::calcium_blocker), .355, .323, .000, .711, .860},
      {"trkb", .5, on(Experiment::trkb_blocker), 0, 0, 0, .814, .879},
      {"bdnf", .5, on(Experiment::anti_bdnf), 0, 0, 0, .814, .879},
      {"lithium alone", 0, on(Experiment::lithium), 0, 0, 0, 1, 1},
      {"lithium", .1, on(Experiment::lithium), .725, .602, 1.155, .405, .552},
      {"lithium", .5, on(Experiment::lithium), .924, .878, 2.090, .198, .373},
      {"knock-in", .5, on(Experiment::gsk3_knock_in), .842, .812, .024, .552, .826},
      {"eef2k gene", .5, on(Experiment::eef2k_knock_out), .636, .651, .006, .606, .840},
      {"pi3k", .5, on(Experiment::pi3k_inhibitor), .845, .813, .000, .556, .832},
      {"mek", .5, on(Experiment::mek_inhibitor), .885, .830, .010, .549, .829},
      {"eef2k alone", 0, on(Experiment::eef2k_inhibitor), 0, 0, 0, 1, 1},
      {"memantine", .5, on(Experiment::memantine), .544, .493, .001, .657, .850},
  };
  for (const Row& row : table) {
    CAPTURE(row.name);
    CAPTURE(row.mg_per_kg);
    Scenario scenario = one_dose(row.mg_per_kg);
    scenario.experiments = row.uses;
    const Trajectory run = simulate_first(scenario);
    CHECK(std::abs(fast(run, 2.0) - row.fast_2) < kTolerance);
    CHECK(std::abs(fast(run, 24.0) - row.fast_24) < kTolerance);
    CHECK(std::abs(labile(run, 24.0) - row.labile_24) < kTolerance);
    CHECK(std::abs(left(run, 24.0) - row.left_24) < kTolerance);
    CHECK(std::abs(left(run, 168.0) - row.left_168) < kTolerance);
  }
}

// The sentences of the laboratory stand in the locale files; their numbers must be those of the model as it is now.
TEST_CASE("what the laboratory says of this model beside the published outcome is what the model gives") {
  const auto run_of = [](std::optional<Experiment> kind) {
    Scenario scenario = one_dose(0.5);
    if (kind) scenario.experiments.push_back({*kind, {}, {}});
    return simulate_typical(scenario, 12.0, shipped());
  };
  const Trajectory plain = run_of(std::nullopt);
  const auto fast_of = [&](Experiment kind) { return fmt::format("{:.2f}", fast(run_of(kind), 2.0)); };
  const auto left_of = [&](const Trajectory& run) { return fmt::format("{:.0f}", 100.0 * left(run, 168.0)); };
  const std::string usual = fmt::format("{:.2f}", fast(plain, 2.0));
  const std::map<std::string, std::vector<std::string>> said{
      {"rapamycin", {left_of(run_of(Experiment::rapamycin)), left_of(plain)}},
      {"ampa_blocker", {fast_of(Experiment::ampa_blocker), usual}},
      {"lithium", {fmt::format("{:.1f}", labile(run_of(Experiment::lithium), 24.0)), fmt::format("{:.2f}", labile(plain, 24.0))}},
      {"gsk3_knock_in", {fast_of(Experiment::gsk3_knock_in), usual}},
      {"eef2k_knock_out", {fast_of(Experiment::eef2k_knock_out), usual}},
      {"memantine", {fast_of(Experiment::memantine), usual}}};
  for (const char* language : {"en", "sv"}) {
    const std::string file = read_file(std::string(SYN_SOURCE_DIR) + "/assets/locales/" + language + ".toml").value();
    const std::size_t section = file.find("[describe.experiment]");
    const bool swedish = language == std::string_view("sv");
    for (const auto& [kind, numbers] : said) {
      const std::size_t line = file.find("\n" + kind + " = ", section) + 1;
      const std::size_t ours_at = file.find(swedish ? "modellen " : "his model ", line);
      const std::string ours = file.substr(ours_at, file.find('\n', ours_at) - ours_at);
      CHECK(ours_at < file.find('\n', line));
      for (std::string number : numbers) {
        if (swedish) std::replace(number.begin(), number.end(), '.', ',');
        CHECK_MESSAGE(ours.find(number) != std::string::npos, std::string(language), " ", kind, " does not say ", number, ": ", ours);
      }
    }
  }
}

TEST_CASE("each rival hypothesis gives the printed drives, added to the default two or instead of them") {
  using enum Hypothesis;
  struct Row {
    std::vector<Hypothesis> listed;
    double fast_2, fast_24, labile_24;
  };
  const Row table[] = {
      {{burst, rest_block}, .898, .836, .561},
      {{burst, rest_block, extrasynaptic}, .918, .852, .824},
      {{burst, rest_block, metabolite}, .910, 1.167, .904},
      {{burst, rest_block, habenula}, .850, .732, .561},
      {{burst, rest_block, trkb}, .903, .846, .597},
      {{burst}, .636, .651, .006},
      {{rest_block}, 0, 0, 0},
  };
  for (const Row& row : table) {
    Scenario scenario = one_dose(0.5);
    scenario.model.hypotheses = row.listed;
    CAPTURE(name_of(row.listed.back()));
    const Trajectory run = simulate_first(scenario);
    CHECK(std::abs(fast(run, 2.0) - row.fast_2) < kTolerance);
    CHECK(std::abs(fast(run, 24.0) - row.fast_24) < kTolerance);
    CHECK(std::abs(labile(run, 24.0) - row.labile_24) < kTolerance);
  }
  // Without the two arms: relief without growth.
  const std::pair<Hypothesis, double> alone[] = {{extrasynaptic, .323}, {metabolite, 1.064}, {habenula, .315}, {trkb, .323}};
  for (const auto& each : alone) {
    const auto& hypothesis = each.first;
    const auto& fast_24 = each.second;
    Scenario scenario = one_dose(0.5);
    scenario.model.hypotheses = {hypothesis};
    CAPTURE(name_of(hypothesis));
    const Trajectory run = simulate_first(scenario);
    MESSAGE(name_of(hypothesis) << " alone: F(24 h) " << fast(run, 24.0) << ", P(24 h) " << labile(run, 24.0));
    CHECK(std::abs(fast(run, 24.0) - fast_24) < 2e-3);
    CHECK(labile(run, 24.0) < 0.0145);
  }
}

TEST_CASE("naltrexone matters under the opioid hypothesis only, and only while it acts") {
  Scenario scenario = one_dose(0.5);
  const Trajectory plain = simulate_first(scenario);
  Medication tablet{MedicineKind::naltrexone_oral, -1.0, -1.0};
  scenario.medications = {tablet};
  const Trajectory unlisted = simulate_first(scenario);
  scenario.model.hypotheses.push_back(Hypothesis::opioid);
  const Trajectory listed = simulate_first(scenario);
  for (const double t : {2.0, 20.0, 24.0, 72.0}) CHECK(left(unlisted, t) == left(plain, t));
  // The three gains are a fifth of what they were until 24 h after the tablet, and back after that.
  const double expectancy = 1.0 - 0.20 * std::exp(-2.0 / 336.0);
  const double f = fast(plain, 2.0);
  CHECK(left(listed, 2.0) == doctest::Approx(expectancy * (1.0 - 0.2 * 0.39 * f)).epsilon(1e-4));
  CHECK(left(listed, 22.0) > left(plain, 22.0) + 0.1);
  CHECK(left(listed, 24.0) == left(plain, 24.0));
}

TEST_CASE("spines that are erased take the labile drive with them; the fast drive keeps going") {
  Scenario scenario = one_dose(0.5, 14.0);
  const Trajectory plain = simulate_first(scenario);
  scenario.experiments = {{Experiment::spine_erasure, 48.0, {}}};
  const Trajectory erased = simulate_first(scenario);
  CHECK(labile(erased, 47.8) == doctest::Approx(labile(plain, 47.8)).epsilon(2e-5));
  CHECK(labile(erased, 48.0) == 0.0);
  CHECK(erased.at(Column::spine_density, {48.0}) == doctest::Approx(0.685421).epsilon(1e-5));
  CHECK(fast(erased, 72.0) == doctest::Approx(fast(plain, 72.0)).epsilon(1e-4));
  CHECK(erased.at(Column::drive_spines_stable, {48.0}) == doctest::Approx(plain.at(Column::drive_spines_stable, {48.0})).epsilon(1e-6));
  CHECK(left(erased, 72.0) > left(plain, 72.0) + 0.1);
}

TEST_CASE("an acute stressor releases glutamate and turns spines over, and drives nothing") {
  Scenario scenario = one_dose(0.0, 4.0);
  const Trajectory plain = simulate_first(scenario);
  scenario.experiments = {{Experiment::acute_stressor, 10.0, {}}};
  const Trajectory stressed = simulate_first(scenario);
  CHECK(stressed.at(Inner::formation_rate, {10.5}) > 1.3 * plain.at(Inner::formation_rate, {10.5}));
  CHECK(std::abs(stressed.at(Column::spine_density, {34.0}) - plain.at(Column::spine_density, {34.0})) < 0.01);
  for (const double t : {11.0, 24.0, 72.0}) {
    CHECK(fast(stressed, t) == 0.0);
    CHECK(labile(stressed, t) == 0.0);
  }
}

TEST_CASE("a memory called up before the drug weakens, under the drug strengthens, a day later neither") {
  const auto memory_factor = [](double called_h, double at_h) {
    Scenario scenario = one_dose(0.5);
    scenario.retrievals = {{called_h}};
    scenario.parameters = {{"drive.memory.weakening", 0.5}, {"drive.memory.strengthening", 0.5}};
    const Trajectory with = simulate_first(scenario);
    scenario.retrievals.clear();
    const Trajectory without = simulate_first(scenario);
    return 1.0 - (1.0 - left(with, at_h) / left(without, at_h)) / 0.3;  // Me
  };
  CHECK(std::abs(memory_factor(0.0, 24.0) - 0.7604) < 5e-4);
  CHECK(std::abs(memory_factor(0.5, 24.0) - 1.1827) < 5e-4);
  CHECK(std::abs(memory_factor(24.0, 47.0) - 0.995) < 6e-4);
  // By default nothing happens at all.
  Scenario scenario = one_dose(0.5);
  const Trajectory plain = simulate_first(scenario);
  scenario.retrievals = {{0.25}};
  const Trajectory called = simulate_first(scenario);
  for (const double t : {1.0, 24.0, 168.0}) CHECK(left(called, t) == left(plain, t));
}

TEST_CASE("sessions that steady spines let more of them consolidate") {
  Scenario scenario = one_dose(0.5, 15.0);
  for (const double t : {24.0, 48.0, 72.0, 96.0}) scenario.therapies.push_back({t, TherapyKind::cbt});
  const auto stable = [&] { return simulate_first(scenario).at(Column::drive_spines_stable, {336.0}); };
  CHECK(std::abs(stable() - 0.0978) < 5e-4);
  scenario.parameters = {{"drive.steadying.size", 0.5}};
  CHECK(std::abs(stable() - 0.1101) < 5e-4);  // with the gain in fate of new spines; 0.1105 without
  scenario.model.coupling = 0.0;
  CHECK(std::abs(stable() - 0.0978) < 5e-4);
}

TEST_CASE("a healthy start, with chronic stress off, gives the printed drives") {
  Scenario scenario = one_dose(0.5);
  scenario.patient.stress = Stress::none;
  const Trajectory run = simulate_first(scenario);
  CHECK(std::abs(fast(run, 2.0) - .935) < kTolerance);
  CHECK(std::abs(fast(run, 24.0) - .883) < kTolerance);
  CHECK(std::abs(labile(run, 24.0) - .675) < kTolerance);
}

TEST_CASE("everyday stress raises the score while it lasts and wears labile spines away") {
  Scenario scenario = one_dose(0.5, 21.0);
  SimulateOptions options;
  options.typical_only = true;
  const Trajectory plain = simulate(scenario, shipped(), options);
  scenario.stressors = {{100.0, 100.0, 1.0}};
  const Trajectory stressed = simulate(scenario, shipped(), options);
  const auto score = [](const Trajectory& run, double t) { return run.at(Column::symptom_mean, {t}); };
  CHECK(score(stressed, 99.0) == doctest::Approx(score(plain, 99.0)).epsilon(1e-6));
  CHECK(score(stressed, 100.0) == doctest::Approx(score(plain, 100.0) + 3.3).epsilon(1e-4));
  CHECK(score(stressed, 200.0) < score(stressed, 199.0) - 2.5);
  CHECK(labile(stressed, 200.0) == doctest::Approx(labile(plain, 200.0) * std::exp(-100.0 / 288.0)).epsilon(0.05));
  CHECK(score(stressed, 300.0) > score(plain, 300.0) + 0.3);
}

TEST_CASE("an antidepressant alone follows its printed course, and a tablet that is stopped fades") {
  Scenario scenario = check_scenario({}, 100.0);
  scenario.visits = {{0.0}};
  scenario.medications = {{MedicineKind::ssri, 0.0, {}}};
  SimulateOptions options;
  options.typical_only = true;
  options.every_min = 360.0;
  const Trajectory run = simulate(scenario, printed(), options);
  CHECK(std::abs(left(run, 168.0) - 0.7490) < 5e-4);
  CHECK(std::abs(left(run, 1008.0) - 0.5556) < 5e-4);
  CHECK(std::abs(left(run, 2352.0) - 0.5036) < 5e-4);
  scenario.medications = {{MedicineKind::ssri, 0.0, 1008.0}};
  const Trajectory stopped = simulate(scenario, printed(), options);
  CHECK(left(stopped, 1008.0) == doctest::Approx(left(run, 1008.0)).epsilon(1e-9));
  CHECK(left(stopped, 2352.0) > 0.9);
}

TEST_CASE("an experiment that begins with the run starts from the untouched brain, one from before has settled") {
  Scenario scenario = one_dose(0.5);
  scenario.experiments = {{Experiment::rapamycin, -2.0, 26.0}};
  const Trajectory begins = simulate_first(scenario);
  CHECK(begins.start().value == -2.0);
  CHECK(begins.at(Column::mtorc1, {-2.0}) == doctest::Approx(0.76));
  CHECK(begins.at(Column::mtorc1, {-1.0}) == doctest::Approx(0.05 * 0.76).epsilon(1e-3));
  scenario.experiments = {{Experiment::rapamycin, {}, {}}};
  const Trajectory before = simulate_first(scenario);
  CHECK(before.start().value == 0.0);
  CHECK(before.at(Column::mtorc1, {0.0}) == doctest::Approx(0.05 * 0.76).epsilon(1e-6));
  for (const double t : {2.0, 24.0, 168.0}) CHECK(left(begins, t) == doctest::Approx(left(before, t)).epsilon(1e-4));
}
