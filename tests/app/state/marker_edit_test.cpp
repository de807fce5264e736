#include "app/state/marker_edit.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>

#include "app/state/history.hpp"
#include "app/state/schedule.hpp"

using namespace syn;

namespace {

DataFiles data() { return DataFiles({std::filesystem::path(SYN_SOURCE_DIR)}); }

const Parameters& parameters() {
  static const Parameters kParameters = Parameters::load(data()).value();
  return kParameters;
}

State start() {
  State state;
  Dose dose;
  dose.mg_per_kg = 0.5;
  state.scenario.doses = {dose};
  state.scenario.therapies = {{24.0, TherapyKind::cbt}, {48.0, TherapyKind::support}};
  return state;
}

State done(const State& state, const std::optional<Command>& command) {
  REQUIRE(command.has_value());
  const auto next = apply(state, *command, parameters());
  REQUIRE_MESSAGE(next.has_value(), to_text(*command));
  return *next;
}

}  // namespace

TEST_CASE("a second marker is like the first, later, selected, and never on another") {
  State state = start();
  state.selection = {MarkerKind::dose, 0};
  for (std::size_t count = 2; count <= 8; ++count) {
    state = done(state, duplicate_marker(state, parameters()));
    REQUIRE(state.scenario.doses.size() == count);
    CHECK(state.selection.index == static_cast<int>(count) - 1);  // the new one is selected
    CHECK(state.scenario.doses.back().mg_per_kg == 0.5);
    const double gap = state.scenario.doses[count - 1].at_h - state.scenario.doses[count - 2].at_h;
    CHECK(gap == 48.0);
  }
  state = start();
  state.selection = {MarkerKind::therapy, 0};
  state = done(state, duplicate_marker(state, parameters()));  // day 2 is taken
  CHECK(state.scenario.therapies.back() == Therapy{72.0, TherapyKind::cbt});
}

TEST_CASE("a new marker goes to the moment asked for, or to the next that is free and allowed") {
  State state = start();
  const Marker dose = new_marker(state, MarkerKind::dose);
  CHECK(done(state, put_marker(state, dose, 100.0, 1.0, parameters())).scenario.doses[1].at_h == 100.0);
  CHECK(done(state, put_marker(state, dose, 0.0, 1.0, parameters())).scenario.doses[1].at_h == 1.0);
  // At the very end nothing more ends within the run: the first free hour of it.
  CHECK(done(state, put_marker(state, dose, state.scenario.end_h(), 1.0, parameters())).scenario.doses[1].at_h == 1.0);
  state.scenario.doses.clear();
  CHECK(std::get<Dose>(new_marker(state, MarkerKind::dose)).mg_per_kg == 0.5);
  CHECK(!remove_marker(state));
  state.selection = {MarkerKind::therapy, 1};
  CHECK(std::get<Therapy>(new_marker(state, MarkerKind::therapy)).kind == TherapyKind::support);
  CHECK(done(state, remove_marker(state)).scenario.therapies.size() == 1);
}

TEST_CASE("a run without room says so") {
  State state = start();
  state.scenario.horizon_days = 0.5;
  state.scenario.therapies.clear();
  state.selection = {MarkerKind::dose, 0};
  int put = 0;
  while (const auto command = duplicate_marker(state, parameters())) {
    state = done(state, command);
    REQUIRE(++put < 20);
  }
  CHECK(put >= 1);
}

TEST_CASE("a dragged marker snaps to 5 minutes, hours or days by the lens, and Alt frees it") {
  CHECK(snapped_moment(24.0, 30.3, Lens::h, false) == 30.0);
  CHECK(snapped_moment(24.0, 30.3, Lens::min, false) == doctest::Approx(30.0 + 20.0 / 60.0).epsilon(1e-7));
  CHECK(snapped_moment(24.0, 30.04, Lens::s, false) == 30.0);
  CHECK(snapped_moment(33.5, 100.0, Lens::d, false) == 33.5 + 72.0);  // the time of day stays
  CHECK(snapped_moment(24.0, 30.3, Lens::wk, true) == doctest::Approx(30.3).epsilon(1e-7));
  CHECK(snapped_moment(24.0, 24.01, Lens::h, true) == doctest::Approx(24.0 + 1.0 / 60.0).epsilon(1e-6));
  for (const Lens lens : kLenses) CHECK(snap_steps(lens).large_h >= 7.0 * snap_steps(lens).small_h);
}

TEST_CASE("the shipped schedules are what their names say") {
  const auto loaded = load_schedules(data(), parameters());
  REQUIRE_MESSAGE(loaded.has_value(), to_text(loaded ? Problems{} : loaded.error()));
  REQUIRE(loaded->size() == 4);
  const auto plan = [&](std::size_t i) -> const Scenario& { return (*loaded)[i].plan; };
  for (const Schedule& schedule : *loaded) CHECK(scenario_warnings(schedule.plan, parameters()).empty());
  CHECK(plan(0).doses.size() == 1);
  REQUIRE(plan(1).doses.size() == 6);
  CHECK(plan(1).doses.back().at_h < 14.0 * 24.0);
  REQUIRE(plan(2).doses.size() == 8);  // twice in each of four weeks
  for (int week = 0; week < 4; ++week) {
    const auto in_week = [week](const Dose& dose) { return std::floor(dose.at_h / 168.0) == week; };
    CHECK(std::count_if(plan(2).doses.begin(), plan(2).doses.end(), in_week) == 2);
  }
  // KARE: three weekly infusions of 0.8 mg/kg, seven sessions; one prepares each the day before, one follows it.
  REQUIRE(plan(3).doses.size() == 3);
  REQUIRE(plan(3).therapies.size() == 7);
  for (const Dose& dose : plan(3).doses) {
    CHECK(dose.mg_per_kg == 0.8);
    for (const double gap : {-24.0, 24.0}) {
      const auto there = [&](const Therapy& session) { return session.at_h == dose.at_h + gap; };
      CHECK(std::any_of(plan(3).therapies.begin(), plan(3).therapies.end(), there));
    }
  }
  // What the scenarios of the same story have.
  const auto six = load_scenario(std::string(SYN_SOURCE_DIR) + "/assets/scenarios/six-infusions.toml", parameters()).value();
  CHECK(plan(1).doses == six.doses);
  const auto spray = load_scenario(std::string(SYN_SOURCE_DIR) + "/assets/scenarios/esketamine-spray.toml", parameters()).value();
  CHECK(plan(2).doses == spray.doses);
}

TEST_CASE("a schedule replaces what is given and leaves who it is given to, in one step that undo takes back") {
  const auto schedules = load_schedules(data(), parameters()).value();
  State state = start();
  state.scenario.patient.weight_kg = 61.0;
  state.scenario.model.coupling = 0.0;
  state.scenario.seed = 99;
  state.scenario.horizon_days = 7.0;
  state.scenario.visits = {{12.0}};
  state.scenario.stressors = {{.at_h = 100.0}};
  for (const Schedule& schedule : schedules) {
    CAPTURE(schedule.name);
    History history;
    history.remember(state);
    const State next = done(state, command::ApplySchedule{schedule.plan});
    CHECK(next.scenario.doses == schedule.plan.doses);
    CHECK(next.scenario.therapies == schedule.plan.therapies);
    CHECK(next.scenario.visits == schedule.plan.visits);
    CHECK(next.scenario.horizon_days == schedule.plan.horizon_days);
    CHECK(next.scenario.patient == state.scenario.patient);
    CHECK(next.scenario.model == state.scenario.model);
    CHECK(next.scenario.stressors == state.scenario.stressors);
    CHECK(next.scenario.seed == 99);
    CHECK(history.undo(next).scenario == state.scenario);
    // A longer run is not cut.
    State longer = state;
    longer.scenario.horizon_days = 100.0;
    CHECK(done(longer, command::ApplySchedule{schedule.plan}).scenario.horizon_days == 100.0);
  }
}
