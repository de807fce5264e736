#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

#include "app/session/session.hpp"

#include <cmath>

#include "state/random_commands.hpp"
#include "thorough.hpp"

using namespace syn;

namespace {

Session start() {
  auto parameters = Parameters::load(DataFiles({std::string(SYN_SOURCE_DIR)})).value();
  auto scenario = load_scenario(std::string(SYN_SOURCE_DIR) + "/assets/scenarios/one-infusion-cbt.toml", parameters).value();
  return Session(std::move(parameters), std::move(scenario));
}

template <class Span>
bool same(const Span& a, const Span& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

template <class Span>
double farthest(const Span& a, const Span& b) {
  REQUIRE(a.size() == b.size());
  double most = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) most = std::max(most, std::abs(a[i] - b[i]) / std::max(1.0, std::abs(b[i])));
  return most;
}

// To the last bit.
bool same_run(const Trajectory& a, const Trajectory& b) {
  bool equal = a.scenario() == b.scenario() && same(a.times_h(), b.times_h()) && a.runs().size() == b.runs().size();
  for (std::size_t c = 0; c < kColumnCount && equal; ++c) equal = same(a.column(static_cast<Column>(c)), b.column(static_cast<Column>(c)));
  for (std::size_t i = 0; i < kInnerCount && equal; ++i) equal = same(a.inner(static_cast<Inner>(i)), b.inner(static_cast<Inner>(i)));
  for (std::size_t r = 0; r < a.runs().size() && equal; ++r) equal = same(a.runs()[r], b.runs()[r]);
  return equal;
}

Trajectory whole_run(const Session& session) { return simulate(session.state().scenario, session.parameters(), session_options()); }

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
  std::vector<std::string> recorded;
  session.listen([&](double, const Command& command) { recorded.push_back(to_text(command)); });
  for (const Command& command : Commands{command::MoveDose{0, 24.0}, command::MoveTherapy{2, 100.0}, command::SetLens{Lens::d},
                                         command::Seek{72.0}, command::SetTheme{ThemeName::light}}) {
    session.submit(command);
  }
  Session again = start();
  session.submit(command::MoveDose{7, 24.0});  // refused: there is no such dose
  CHECK(recorded.size() == 5);
  for (const std::string& text : recorded) again.submit(parse_command(text, again.parameters()).value());
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
  const int count = test::thorough() ? 300 : 80;  // each is simulated
  for (int i = 0; i < count; ++i) {
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
  CHECK(refused > count / 15);
  CHECK(changes > count / 6);
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

TEST_CASE("while something is dragged the typical patient follows at once, and the people end as without it, by thread and by steps") {
  for (const bool threads : {true, false}) {
    CAPTURE(threads);
    Session session = start();
    session.follow_input(true, threads);
    CHECK_FALSE(session.bands_pending());
    for (int hour = 1; hour <= 5; ++hour) {
      session.submit(command::MoveDose{0, 1.0 * hour}, 7);
      // The drug's and the cell's curves are already those of the whole run, as finely as its solver goes (a run without
      // people takes other steps); only the people are missing.
      CHECK(session.trajectory().scenario() == session.state().scenario);
      CHECK(session.trajectory().runs().empty());
      CHECK(session.bands_pending());
    }
    const Trajectory whole = whole_run(session);
    for (const Column column :
         {Column::plasma_ketamine, Column::bdnf, Column::spine_density, Column::plasticity_window, Column::therapy_learning})
      CHECK(farthest(session.trajectory().column(column), whole.column(column)) < 1e-5);
    CHECK(farthest(session.trajectory().inner(Inner::typical_remaining), whole.inner(Inner::typical_remaining)) < 1e-5);
    const unsigned revision = session.revision();
    session.finish_bands();
    CHECK(session.revision() > revision);
    CHECK_FALSE(session.bands_pending());
    CHECK_FALSE(session.take_bands());
    CHECK(same_run(session.trajectory(), whole));

    // The same commands without input.
    Session plain = start();
    plain.submit(command::MoveDose{0, 5.0});
    CHECK(same_run(session.trajectory(), plain.trajectory()));
    session.undo();
    session.finish_bands();
    CHECK(same_run(session.trajectory(), start().trajectory()));
  }
}

TEST_CASE("whatever arrives belongs to the newest change, by thread and by steps") {
  for (const bool threads : {true, false}) {
    CAPTURE(threads);
    Session session = start();
    session.follow_input(true, threads);
    int arrived = 0;
    for (int i = 0; i < 60; ++i) {
      session.submit(command::MoveTherapy{0, 20.0 + i % 17}, 1 + i / 20);
      // Mostly the next change comes while the worker is at it, sometimes the bands are waited for between frames.
      std::this_thread::sleep_for(std::chrono::milliseconds(i % 4));
      bool there = session.take_bands();
      while (!there && i % 12 == 11) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        there = session.take_bands();
      }
      if (there) {
        ++arrived;
        CHECK_FALSE(session.trajectory().runs().empty());
      }
      CHECK(session.trajectory().scenario() == session.state().scenario);
    }
    session.finish_bands();
    CHECK(same_run(session.trajectory(), whole_run(session)));
    CHECK(arrived >= 5);
  }
}

TEST_CASE("a slow run is given up for the newest change, and at the end of the session, by thread and by steps") {
  for (const bool threads : {true, false}) {
    CAPTURE(threads);
    Session session = start();
    session.follow_input(true, threads);
    ModelOptions slow = session.state().scenario.model;
    slow.vary_pharmacokinetics = true;  // each of 200 people a chain of their own
    session.submit(command::SetModel{slow});
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    slow.vary_pharmacokinetics = false;
    session.submit(command::SetModel{slow});
    session.finish_bands();
    CHECK(same_run(session.trajectory(), start().trajectory()));
    slow.vary_pharmacokinetics = true;
    session.submit(command::SetModel{slow});  // still in work when the session ends
    CHECK(session.bands_pending());
  }
}

TEST_CASE("letting go takes what is still on its way, by thread and by steps") {
  for (const bool threads : {true, false}) {
    CAPTURE(threads);
    Session session = start();
    session.follow_input(true, threads);
    session.submit(command::MoveDose{0, 3.0}, 1);
    session.follow_input(false);
    CHECK(same_run(session.trajectory(), whole_run(session)));
    session.submit(command::MoveDose{0, 4.0}, 2);
    CHECK(same_run(session.trajectory(), whole_run(session)));
  }
}
