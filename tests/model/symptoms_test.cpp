#include "model/clinic/symptoms.hpp"

#include "chain_fixture.hpp"
#include "model/clinic/psychotherapy.hpp"
#include "model/clinic/visits.hpp"
#include "model/scenario/acting.hpp"
#include "stand_in.hpp"

using namespace syn;
using namespace syn::test;

namespace {

// One course of doses (visits) and sessions; what is left of the symptoms at the times asked for.
struct Case {
  std::vector<double> doses_h;
  double effective_mg_per_kg = 0.5;
  std::vector<double> sessions_h;
  bool antidepressant = false;
};

Drives drives_at(const Case& course, double time_h) {
  const Psychotherapy therapy(shipped(), {}, Condition::trd);
  Scenario visits;
  visits.setting.expectancy = 0.20;
  for (const double at : course.doses_h) visits.visits.push_back({at});
  if (course.antidepressant) visits.visits.push_back({0.0});
  static const Parameters kFirst = first_edition();
  const Visits hope(kFirst, visits, Pharmacokinetics(visits, kFirst));

  std::vector<std::pair<double, bool>> events;  // time, is a dose
  for (const double at : course.doses_h) events.push_back({at, true});
  for (const double at : course.sessions_h) events.push_back({at, false});
  std::sort(events.begin(), events.end());
  StandIn state;
  double learning = 0.0;
  double learned_h = 0.0;
  double now = 0.0;
  for (const auto& [at, is_dose] : events) {
    if (at > time_h) break;
    state = advance(state, at - now);
    now = at;
    if (is_dose) {
      give(state, course.effective_mg_per_kg);
      continue;
    }
    const double gate = state.active / (state.active + 0.15);
    const double window = therapy.window(state.labile, PlasticityState{}, gate);
    learning = therapy.learn(learning * therapy.kept(TherapyKind::cbt, at - learned_h), TherapyKind::cbt, window, 1.0 - 0.7 * gate);
    learned_h = at;
  }
  state = advance(state, time_h - now);
  Drives drives;
  drives.fast = state.fast;
  drives.labile = state.labile;
  drives.stable = state.stable;
  drives.expectancy = hope.hope(time_h);
  drives.learning[0] = learning * therapy.kept(TherapyKind::cbt, time_h - learned_h);
  if (course.antidepressant) drives.medicine = 0.5 * (1.0 - std::exp(-time_h / 480.0));
  return drives;
}

}  // namespace

TEST_CASE("the symptom model gives its check values G1 to G6 when driven by the stand-in") {
  const Case one{{0.0}, 0.5, {}, false};
  const Case spray_twice{{0.0, 72.0}, 84.0 / 80.0 * 0.96, {}, false};
  const Case six{{0.0, 48.0, 96.0, 168.0, 216.0, 264.0}, 0.5, {}, false};
  const Case early{{0.0}, 0.5, {24.0, 48.0, 72.0, 96.0}, false};
  const Case late{{0.0}, 0.5, {672.0, 696.0, 720.0, 744.0}, false};
  const Case pill{{}, 0.5, {}, true};
  struct Check {
    const Case* course;
    double time_h, fast, labile, stable, expectancy, learning_or_medicine, left;
  };
  const std::vector<Check> checks{
      {&one, 2, 0.8991, 0.1223, 0.0001, 0.1988, 0, 0.5012},
      {&one, 24, 0.7930, 0.6828, 0.0074, 0.1862, 0, 0.4452},
      {&one, 72, 0.4351, 0.7434, 0.0315, 0.1614, 0, 0.5316},
      {&one, 168, 0.1310, 0.5435, 0.0698, 0.1213, 0, 0.6710},
      {&one, 336, 0.0160, 0.3033, 0.1066, 0.0736, 0, 0.7878},
      {&one, 720, 0.0001, 0.0799, 0.1246, 0.0235, 0, 0.8878},
      {&spray_twice, 24, 0.8253, 0.8597, 0.0095, 0.1862, 0, 0.4074},
      {&spray_twice, 168, 0.4719, 1.1560, 0.1132, 0.1503, 0, 0.4247},
      {&six, 288, 1.6465, 1.5527, 0.2059, 0.1862, 0, 0.1380},
      {&six, 624, 0.0247, 0.5121, 0.3252, 0.0685, 0, 0.6411},
      {&six, 960, 0.0004, 0.1595, 0.3216, 0.0252, 0, 0.7639},
      {&early, 1440, 0, 0.0066, 0.0996, 0.0028, 0.1510, 0.7987},
      {&late, 1440, 0, 0.0066, 0.0996, 0.0028, 0.0869, 0.8590},
      {&pill, 168, 0, 0, 0, 0.1213, 0.1477, 0.7490},
      {&pill, 1008, 0, 0, 0, 0.0100, 0.4388, 0.5556},
      {&pill, 2352, 0, 0, 0, 0.0002, 0.4963, 0.5036},
  };
  const SymptomConstants constants(first_edition(), Condition::trd);
  double worst = 0.0;
  for (const Check& check : checks) {
    const Drives d = drives_at(*check.course, check.time_h);
    const double got[] = {
        d.fast, d.labile, d.stable, d.expectancy, d.learning[0] + d.medicine, remaining(constants, gains(constants, 1.0), d)};
    const double wanted[] = {check.fast, check.labile, check.stable, check.expectancy, check.learning_or_medicine, check.left};
    for (int i = 0; i < 6; ++i) {
      CAPTURE(check.time_h);
      CAPTURE(i);
      CHECK(std::abs(got[i] - wanted[i]) < 1e-3);
      worst = std::max(worst, std::abs(got[i] - wanted[i]));
    }
  }
  MESSAGE("largest difference " << worst);
}

TEST_CASE("what one source takes away stays between nothing and 97 percent") {
  const SymptomConstants constants(shipped(), Condition::trd);
  const Gains strong = gains(constants, 1.0, {50.0, 50.0, 50.0, 50.0, 50.0});
  Drives drives;
  CHECK(remaining(constants, strong, drives) == 1.0);
  drives.fast = 2.0;
  CHECK(remaining(constants, strong, drives) == doctest::Approx(0.03));
  drives.learning[0] = 0.4;
  CHECK(remaining(constants, strong, drives) == doctest::Approx(0.0009));
  drives.learning[1] = 0.4;  // each kind of therapy leaves a share of its own
  CHECK(remaining(constants, strong, drives) == doctest::Approx(0.000027));
  drives.fast = -1.0;
  drives.learning = {};
  CHECK(remaining(constants, strong, drives) == 1.0);
}

TEST_CASE("the setting factor weakens the drug and nothing else") {
  const SymptomConstants constants(shipped(), Condition::trd);
  Drives drug;
  drug.fast = 0.8;
  drug.labile = 0.6;
  Drives rest;
  rest.expectancy = 0.2;
  rest.learning[0] = 0.1;
  rest.medicine = 0.3;
  CHECK(remaining(constants, gains(constants, 0.0), drug) == 1.0);
  CHECK(remaining(constants, gains(constants, 0.0), rest) == remaining(constants, gains(constants, 1.0), rest));
  CHECK(remaining(constants, gains(constants, 0.5), drug) > remaining(constants, gains(constants, 1.0), drug));
  CHECK(remaining(constants, gains(constants, 1.0), drug) ==
        doctest::Approx((1 - constants.fast_gain * 0.8) * (1 - constants.labile_gain * 0.6)));
}

TEST_CASE("every condition has its numbers") {
  for (const Condition condition : kValues<Condition>) {
    CAPTURE(name_of(condition));
    const SymptomConstants constants(shipped(), condition);
    CHECK(constants.scale_top > 0.0);
    CHECK(constants.remission_points < constants.scale_top);
    CHECK((constants.response_share > 0.0) == (constants.readout != Readout::survival));
    Scenario scenario;
    scenario.condition = condition;
    CHECK((expectancy_of(scenario, shipped()) > 0.0) == (condition != Condition::smoking));
    scenario.setting.expectancy = 0.11;
    CHECK(expectancy_of(scenario, shipped()) == 0.11);
  }
}

TEST_CASE("response is a fall by half from the own baseline, remission ten points or fewer") {
  const SymptomConstants constants(shipped(), Condition::trd);
  CHECK(constants.responds(15.0, 30.0));
  CHECK_FALSE(constants.responds(15.01, 30.0));
  CHECK(constants.remits(10.0, 30.0));
  CHECK_FALSE(constants.remits(10.01, 30.0));
}

TEST_CASE("hope rises within a visit, is lifted on its day, and is renewed by doses and visits but not by therapy") {
  Scenario scenario;
  scenario.setting.expectancy = 0.20;
  scenario.doses = {infusion(0.0)};
  scenario.visits = {{100.0}};
  scenario.therapies = {{50.0}};
  const Pharmacokinetics drug(scenario, shipped());
  const Visits visits(shipped(), scenario, drug);
  const double lift = shipped()["clinical.trd.day_lift"];
  CHECK(visits.hope(-1.0) == 0.0);
  CHECK(visits.hope(0.0) == 0.0);
  CHECK(visits.hope(0.5) == doctest::Approx(0.20 * (1.0 - std::exp(-1.0)) * (std::exp(-0.5 / 336.0) + lift * std::exp(-0.5 / 8.0))));
  CHECK(visits.hope(60.0) == doctest::Approx(0.20 * (std::exp(-60.0 / 336.0) + lift * std::exp(-60.0 / 8.0))));
  // A new visit begins at nothing of its own: what the last one left holds until it is passed.
  CHECK(visits.hope(100.0) == doctest::Approx(visits.hope(99.999999)).epsilon(1e-6));
  CHECK(visits.hope(102.0) > visits.hope(100.0) + 0.05);
  for (double t = 0.0; t < 1.0; t += 0.01) CHECK(visits.hope(t + 0.01) > visits.hope(t));
  scenario.setting.expectancy = 0.0;
  CHECK(Visits(shipped(), scenario, drug).hope(2.0) == 0.0);
}

TEST_CASE("of several visits the one that gives most hope counts, at any time") {
  Scenario scenario;
  scenario.setting.expectancy = 0.20;
  const std::vector<double> at_h{0.0, 0.4, 3.0, 30.0, 31.0};
  for (const double at : at_h) scenario.visits.push_back({at});
  const Pharmacokinetics none(scenario, shipped());
  const Visits all(shipped(), scenario, none);
  for (double t = 0.0; t < 60.0; t += 0.1) {
    double most = 0.0;
    for (const double at : at_h) {
      Scenario one;
      one.setting.expectancy = 0.20;
      one.visits = {{at}};
      most = std::max(most, Visits(shipped(), one, none).hope(t));
    }
    CHECK(all.hope(t) == doctest::Approx(most));
  }
}

TEST_CASE("the course without drug begins with the first visit") {
  Scenario scenario;
  CHECK(Visits(shipped(), scenario, Pharmacokinetics(scenario, shipped())).course(500.0) == 0.0);
  scenario.visits = {{24.0}, {100.0}};
  const Visits visits(shipped(), scenario, Pharmacokinetics(scenario, shipped()));
  CHECK(visits.course(24.0) == 0.0);
  CHECK(visits.course(24.0 + shipped()["clinical.course_time"]) ==
        doctest::Approx(shipped()["clinical.trd.course"] * (1.0 - std::exp(-1.0))));
}

TEST_CASE("where nobody knows what is given, hope goes by what is felt; under anaesthesia by nothing") {
  CHECK(felt_share(shipped(), 10.831) == doctest::Approx(0.69).epsilon(0.005));  // 0.5 mg/kg over 40 min
  CHECK(felt_share(shipped(), 11.511) == doctest::Approx(0.71).epsilon(0.005));  // 84 mg of spray
  CHECK(felt_share(shipped(), 0.0) == 0.0);
  const auto hope = [](double mg_per_kg, Masking masking, double expectancy, bool drug) {
    Scenario scenario;
    scenario.setting = {expectancy, 1.0, masking};
    if (drug) scenario.doses = {infusion(0.0, mg_per_kg)};
    if (!drug) scenario.visits = {{0.0}};
    return Visits(shipped(), scenario, Pharmacokinetics(scenario, shipped())).hope(24.0);
  };
  const double open = hope(0.5, Masking::open, 0.29, true);
  CHECK(hope(0.1, Masking::open, 0.29, true) == open);
  CHECK(hope(0.5, Masking::masked, 0.29, true) == doctest::Approx(open).epsilon(0.01));
  CHECK(hope(0.1, Masking::masked, 0.29, true) == doctest::Approx(open * 0.135 / 0.29).epsilon(0.03));
  CHECK(hope(0.5, Masking::masked, 0.29, false) == open);
  CHECK(hope(0.5, Masking::anaesthesia, 0.29, true) == doctest::Approx(open * 0.135 / 0.29));
  CHECK(hope(0.5, Masking::anaesthesia, 0.29, false) == hope(0.5, Masking::anaesthesia, 0.29, true));
  CHECK(hope(0.5, Masking::masked, 0.10, true) == hope(0.5, Masking::open, 0.10, true));
}

TEST_CASE("sessions learn towards a ceiling, more inside the window, less while intoxicated") {
  const Psychotherapy therapy(shipped(), {}, Condition::trd);
  CHECK(therapy.learn(0.0, TherapyKind::cbt, 0.0, 1.0) == doctest::Approx(0.05 * 0.45));
  CHECK(therapy.learn(0.0, TherapyKind::cbt, 1.0, 1.0) == doctest::Approx(0.15 * 0.45));
  CHECK(therapy.learn(0.0, TherapyKind::cbt, 1.0, 0.3) == doctest::Approx(0.045 * 0.45));
  CHECK(therapy.learn(0.45, TherapyKind::cbt, 1.0, 1.0) == doctest::Approx(0.45));
  CHECK(therapy.kept(TherapyKind::cbt, 7200.0) == doctest::Approx(std::exp(-1.0)));
  ModelOptions none;
  none.coupling = 0.0;
  CHECK(Psychotherapy(shipped(), none, Condition::trd).learn(0.1, TherapyKind::cbt, 1.0, 1.0) ==
        Psychotherapy(shipped(), none, Condition::trd).learn(0.1, TherapyKind::cbt, 0.0, 1.0));
  ModelOptions strong;
  strong.coupling = 1000.0;
  CHECK(Psychotherapy(shipped(), strong, Condition::trd).learn(0.1, TherapyKind::cbt, 1.0, 1.0) == doctest::Approx(0.45));
}
