// What counts as one session: entries that belong together, what is too much for them, and what may not be at one time.
#include <doctest/doctest.h>

#include "model/drug/pharmacokinetics.hpp"
#include "rows_fixture.hpp"

using namespace syn;
using namespace syn::test;

TEST_CASE("one treatment session is one, however many entries it has") {
  const auto table = [](const std::string& name) { return simulate(case_of(name), shipped(), {.every_min = 1.0}); };
  const auto same = [](const Trajectory& parts, const Trajectory& whole) { CHECK(common_rows(rows_of(whole), rows_of(parts)) > 1000); };
  same(table("two-half-boluses"), table("bolus-peak"));
  same(table("infusion-in-two-halves"), table("infusion-whole"));
  same(table("spray-3-devices-at-once"), table("spray-84-in-one-entry"));
  // Five minutes apart: as much in all.
  const Pharmacokinetics apart(case_of("spray-3-devices-5-min-apart"), shipped());
  const Pharmacokinetics once(case_of("spray-84-in-one-entry"), shipped());
  const auto area = [](const Pharmacokinetics& drug) {
    double sum = 0.0;
    for (double t = 0.005; t < 48.0; t += 0.01) sum += 0.01 * drug.at(t).plasma_ng_ml;
    return sum;
  };
  CHECK(area(apart) == doctest::Approx(area(once)).epsilon(1e-3));
  CHECK(apart.peak(&Levels::plasma_ng_ml, 0.0, 48.0).value < once.peak(&Levels::plasma_ng_ml, 0.0, 48.0).value);
  CHECK(apart.peak(&Levels::plasma_ng_ml, 0.0, 48.0).value == doctest::Approx(102.0).epsilon(0.02));
  // With traits of a person too.
  DrugTraits traits;
  traits.direct_share = -1.3;
  const Pharmacokinetics own_parts(case_of("spray-3-devices-at-once"), shipped(), traits);
  const Pharmacokinetics own_whole(case_of("spray-84-in-one-entry"), shipped(), traits);
  CHECK(own_parts.at(0.6).plasma_ng_ml == doctest::Approx(own_whole.at(0.6).plasma_ng_ml).epsilon(1e-9));

  // What belongs together: within two hours of the first, or while an infusion runs or just where it ends.
  const double within_h = shipped()["scenario.limit.session"];
  const auto begins = [&](std::vector<Dose> doses) {
    std::vector<double> out;
    for (const TreatmentSession& session : treatment_sessions(doses, within_h)) out.push_back(session.at_h);
    return out;
  };
  const auto push = [](double at_h) { return dose_by(Route::iv_bolus, at_h, 5.0); };
  CHECK(begins({push(0.0), push(1.9), push(2.0), push(3.5)}) == std::vector<double>{0.0, 2.0});
  Dose half = dose_by(Route::iv_infusion, 0.0, 30.0);
  half.over_min = 120.0;
  Dose rest = half;
  rest.at_h = 2.0;
  CHECK(begins({half, rest, push(3.9), push(4.1)}) == std::vector<double>{0.0, 4.1});
  CHECK(begins({}).empty());
  // The next session is felt less, whatever the last one was written in.
  Scenario parts = case_of("two-half-boluses");
  parts.doses.push_back(push(12.0));
  Scenario whole = case_of("bolus-peak");
  whole.doses.push_back(push(12.0));
  same(simulate(parts, shipped(), {.every_min = 1.0}), simulate(whole, shipped(), {.every_min = 1.0}));
}

TEST_CASE("what is too much for one entry is too much for the entries of one session") {
  const auto refused = [](const std::vector<Dose>& doses) {
    Scenario scenario = check_scenario(doses, 2.0);
    return to_text(check_scenario(scenario, shipped())).find("hard stop") != std::string::npos;
  };
  const double most = shipped()["scenario.limit.iv_infusion.stop"];
  Dose whole = infusion(1.0, 1.1 * most);
  whole.over_min = 240.0;
  CHECK(refused({whole}));
  Dose first = infusion(1.0, 0.55 * most);
  first.over_min = 120.0;
  Dose second = first;
  second.at_h = 3.0;
  CHECK(refused({first, second}));
  CHECK(refused({second, first}));
  second.at_h = 3.5;
  CHECK_FALSE(refused({first, second}));
}

TEST_CASE("courses of one medicine that overlap, and two sessions at once, are refused with both places") {
  const auto file = [](const std::string& tables) { return "version = 1\nhorizon_days = 42\n" + tables; };
  const auto problem = [&](const std::string& tables) {
    const auto read = parse_scenario(file(tables), "s.toml", shipped());
    return read ? std::string() : to_text(read.error());
  };
  const std::string course = "[[medication]]\nkind = \"ssri\"\n";
  const std::string twice = problem(course + "start_h = 0\n" + course + "start_h = 24\n");
  CHECK(twice.find("s.toml:6") != std::string::npos);
  CHECK(twice.find("line 3") != std::string::npos);
  CHECK(twice.find("ssri") != std::string::npos);
  // In whatever order they stand, and also when another lies between.
  CHECK(problem(course + "start_h = 24\n" + course + "start_h = 0\n").find("line 6") != std::string::npos);
  CHECK(problem(course + "start_h = 0\nstop_h = 500\n" + course + "start_h = 600\n" + course + "start_h = 499\nstop_h = 550\n") != "");
  CHECK(problem(course + "start_h = 0\nstop_h = 24\n" + course + "start_h = 24\n") == "");
  CHECK(problem(course + "start_h = 0\n[[medication]]\nkind = \"naltrexone_oral\"\nstart_h = 0\n") == "");
  const std::string sessions = problem("[[therapy]]\nat_h = 30\n[[therapy]]\nat_h = 30.00000000000001\nkind = \"support\"\n");
  CHECK(sessions.find("s.toml:5") != std::string::npos);
  CHECK(sessions.find("line 3") != std::string::npos);
  const std::string infusions = problem("[[dose]]\nmg = 20\nat_h = 5\n[[dose]]\nmg = 20\nat_h = 5.5\n");
  CHECK(infusions.find("line 3") != std::string::npos);
  CHECK(infusions.find("s.toml:6") != std::string::npos);
  // The program refuses what the file may not say.
  Scenario scenario = case_of("ssri-once");
  CHECK(check_scenario(scenario, shipped()).empty());
  scenario.medications.push_back(scenario.medications[0]);
  CHECK(to_text(check_scenario(scenario, shipped())).find("medication[1]") != std::string::npos);
  CHECK_FALSE(load_scenario(std::string(SYN_SOURCE_DIR) + "/tests/cases/ssri-listed-twice.toml", shipped()).has_value());
}
