#include <doctest/doctest.h>

#include "app/session.hpp"

#include <cmath>

#include "state/random_commands.hpp"

using namespace syn;

namespace {

Session start() {
  auto parameters = Parameters::load(DataFiles({std::string(SYN_SOURCE_DIR)})).value();
  auto scenario = load_scenario(std::string(SYN_SOURCE_DIR) + "/assets/scenarios/one-infusion-cbt.toml", parameters).value();
  return Session(std::move(parameters), std::move(scenario));
}

}  // namespace

TEST_CASE("a moved dose moves the curve, and undo brings the curve back to the bit") {
  Session session = start();
  const double before = session.trajectory().at(Column::symptom_mean, {48.0});
  session.submit(command::MoveDose{0, 240.0});
  const double without_drug = session.trajectory().at(Column::symptom_mean, {48.0});
  CHECK(without_drug > before + 3.0);
  session.undo();
  CHECK(session.trajectory().at(Column::symptom_mean, {48.0}) == before);
  session.redo();
  CHECK(session.trajectory().at(Column::symptom_mean, {48.0}) == without_drug);
}

TEST_CASE("a bigger dose lowers the symptom curve more") {
  Session session = start();
  Dose dose = session.state().scenario.doses.front();
  dose.mg_per_kg = 0.1;
  session.submit(command::SetDose{0, dose});
  const double low = session.trajectory().at(Column::symptom_mean, {24.0});
  dose.mg_per_kg = 0.5;
  session.submit(command::SetDose{0, dose});
  CHECK(session.trajectory().at(Column::symptom_mean, {24.0}) < low - 1.0);
}

TEST_CASE("a refused command is explained and changes nothing") {
  Session session = start();
  const State before = session.state();
  session.submit(command::RemoveDose{9});
  CHECK(session.state() == before);
  REQUIRE_FALSE(session.refusal().empty());
  CHECK_FALSE(session.history().can_undo());
}

TEST_CASE("playing moves time at the lens's pace and stops at the end") {
  Session session = start();
  session.submit(command::Play{true});
  session.advance(2.0);
  CHECK(session.state().playhead.time_h == doctest::Approx(2.0 * lens_hours_per_second(Lens::h)));
  session.submit(command::SetLens{Lens::wk});
  for (int i = 0; i < 1000; ++i) session.advance(1.0);
  CHECK(session.state().playhead.time_h == session.state().scenario.end_h());
  CHECK_FALSE(session.state().playhead.playing);
}

TEST_CASE("a recording played again gives the same state") {
  Session session = start();
  for (const Command& command : Commands{command::MoveDose{0, 24.0}, command::MoveTherapy{2, 100.0}, command::SetLens{Lens::d},
                                         command::Seek{72.0}, command::SetTheme{ThemeName::light}}) {
    session.submit(command);
  }
  Session again = start();
  for (const auto& [time_h, command] : session.record()) again.submit(parse_command(to_text(command), again.parameters()).value());
  CHECK(again.state() == session.state());
}

TEST_CASE("a session of random commands simulates every state it comes to, and undo brings the very curve back") {
  auto parameters = Parameters::load(DataFiles({std::string(SYN_SOURCE_DIR)})).value();
  auto scenario = load_scenario(std::string(SYN_SOURCE_DIR) + "/assets/scenarios/one-infusion-cbt.toml", parameters).value();
  scenario.population = 1;
  scenario.horizon_days = 7.0;
  std::erase_if(scenario.therapies, [](const Therapy& session) { return session.at_h >= 168.0; });
  Session session(parameters, scenario);
  const std::string first = to_toml(session.state().scenario);
  const auto curve = [&] {
    std::vector<double> values;
    const Trajectory& run = session.trajectory();
    for (double t = run.start().value; t <= run.end().value; t += 3.7) values.push_back(run.at(Column::symptom_mean, {t}));
    return values;
  };
  const std::vector<double> first_curve = curve();
  test::RandomCommands commands(5, parameters);
  commands.stay_quick();
  int refused = 0, changes = 0;
  for (int i = 0; i < 300; ++i) {
    const Command command = commands.next();
    CAPTURE(i);
    CAPTURE(to_text(command));
    const State before = session.state();
    session.submit(command);
    if (!session.refusal().empty()) {
      ++refused;
      REQUIRE(session.state() == before);
      session.forget_refusal();
    } else if (changes_scenario(command)) {
      ++changes;
    }
    REQUIRE(session.trajectory().scenario() == session.state().scenario);
    for (const double value : curve()) REQUIRE(std::isfinite(value));
    if (i % 17 == 0) session.undo();
    if (i % 23 == 0) session.redo();
  }
  CHECK(refused > 20);
  CHECK(changes > 50);
  const std::string end = to_toml(session.state().scenario);
  const std::vector<double> end_curve = curve();
  const bool at_the_end = !session.history().can_redo();
  while (session.history().can_undo()) session.undo();
  CHECK(to_toml(session.state().scenario) == first);
  CHECK(curve() == first_curve);
  while (session.history().can_redo()) session.redo();
  if (at_the_end) {
    CHECK(to_toml(session.state().scenario) == end);
    CHECK(curve() == end_curve);
  }
}

TEST_CASE("a pinned run stays while the scenario changes, and undo takes pin and change back one by one") {
  Session session = start();
  session.submit(command::SetPin{});
  REQUIRE(session.pinned() != nullptr);
  CHECK(session.pinned() == &session.trajectory());
  session.submit(command::SetSeed{11});
  REQUIRE(session.pinned() != nullptr);
  CHECK(session.pinned() != &session.trajectory());
  CHECK(session.pinned()->scenario().seed == 7);
  CHECK(session.trajectory().scenario().seed == 11);
  session.submit(command::ClearPin{});
  CHECK(session.pinned() == nullptr);
  session.undo();
  REQUIRE(session.pinned() != nullptr);
  CHECK(session.pinned()->scenario().seed == 7);
  session.undo();
  CHECK(session.trajectory().scenario().seed == 7);
  CHECK(session.pinned() != nullptr);
  session.undo();
  CHECK(session.pinned() == nullptr);
  session.redo();
  CHECK(session.state().pinned == session.state().scenario);
}
