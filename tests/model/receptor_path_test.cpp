// The walk of the one receptor in the picture, against the chain it walks.
#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "model/sampling/receptor_path.hpp"
#include "shipped.hpp"

using namespace syn;
using namespace syn::receptor;
using namespace syn::test;

namespace {

RunPtr run_for(double mg_per_kg, std::uint64_t seed = 7) {
  Scenario scenario = one_infusion();
  scenario.seed = seed;
  scenario.horizon_days = 2.0;
  scenario.population = 1;
  scenario.doses.front().mg_per_kg = mg_per_kg;
  if (mg_per_kg == 0.0) scenario.doses.clear();
  return run_of(scenario, shipped());
}

}  // namespace

TEST_CASE("over many releases the walk is open as often as the chain says, within its error") {
  // Unpaired releases only, so that the chain's course through one release is known: start from the mean over the
  // walks.
  const RunPtr run = run_for(0.0, 3);
  StatePath walk;
  walk.enter(run);
  const Channel& channel = walk.channel();
  const ChannelConditions rest{channel.ambient_glutamate_um(), channel.resting_mv(), channel.magnesium_mm(), 0.0};
  const ReleaseStepper stepper(channel, rest);
  std::size_t releases = 0;
  ChannelState start{};
  double open = 0.0;
  for (std::int64_t n = 3000; n < 5400; ++n) {
    const Life life = walk.life(n);
    REQUIRE(life.stays.front().at_ms == 0.0);
    if (life.paired) continue;
    ++releases;
    start[life.stays.front().state] += 1.0;
    open += gate_of(life.state_at(8.0)) == Gate::o ? 1.0 : 0.0;
  }
  REQUIRE(releases > 1000);
  for (double& p : start) p /= static_cast<double>(releases);
  const std::vector<ChannelState> course = stepper.run(start, 9.0);
  std::size_t bin = 0;
  while (ReleaseStepper::bin_end_ms(bin) < 8.0 - 1e-9) ++bin;
  const double expected = gate_shares(course[bin])[static_cast<std::size_t>(Gate::o)];
  CHECK(expected > 0.2);
  CHECK(std::abs(open / static_cast<double>(releases) - expected) <
        3.0 * std::sqrt(expected * (1.0 - expected) / static_cast<double>(releases)));
}

TEST_CASE("as many releases are paired as the parameter says, and only then the spine is depolarised") {
  const RunPtr run = run_for(0.0);
  StatePath walk;
  walk.enter(run);
  int paired = 0;
  for (std::int64_t n = 0; n < 1200; ++n) {
    const Life life = walk.life(n);
    paired += life.paired ? 1 : 0;
    CHECK((walk.voltage_mv(life, 10.0) == shipped()["receptor_stage.paired_voltage"]) == life.paired);
    CHECK(walk.voltage_mv(life, 900.0) == shipped()["channel.resting"]);
  }
  CHECK(std::abs(paired / 1200.0 - shipped()["receptor_stage.paired_share"]) < 3.0 * std::sqrt(0.25 / 1200.0));
}

TEST_CASE("lives follow on from each other, and stay the same whatever was asked before") {
  const RunPtr run = run_for(0.5);
  StatePath walk;
  walk.enter(run);
  std::vector<Life> forward;
  for (std::int64_t n = 2390; n < 2410; ++n) forward.push_back(walk.life(n));
  for (std::size_t i = 0; i + 1 < forward.size(); ++i) {
    if (forward[i + 1].release % 600 == 0) continue;  // a new stretch starts with a draw of its own
    CHECK(forward[i].stays.back().state == forward[i + 1].stays.front().state);
  }
  StatePath other;
  other.enter(run);
  for (std::int64_t n = 2409; n >= 2390; --n) {
    if (n % 3 == 0) (void)other.life(n - 1300);  // another stretch in between
    const Life again = other.life(n);
    const Life& before = forward[static_cast<std::size_t>(n - 2390)];
    REQUIRE(again.stays.size() == before.stays.size());
    for (std::size_t i = 0; i < again.stays.size(); ++i) {
      CHECK(again.stays[i].at_ms == before.stays[i].at_ms);
      CHECK(again.stays[i].state == before.stays[i].state);
    }
  }
  CHECK(walk.life(-5).stays.size() > 0);
}

TEST_CASE("every step is one of the scheme, and blockers come and go only through the open gate") {
  const RunPtr run = run_for(0.5);
  StatePath walk;
  walk.enter(run);
  const Channel& channel = walk.channel();
  const Matrix rates = channel.generator({1000.0, -20.0, channel.magnesium_mm(), 1.0});
  int steps = 0;
  for (std::int64_t n = 2400; n < 2600; ++n) {
    const Life life = walk.life(n);
    for (std::size_t i = 0; i + 1 < life.stays.size(); ++i, ++steps) {
      const WalkState from = life.stays[i].state, to = life.stays[i + 1].state;
      CHECK(rates(from, to) > 0.0);
      if (pore_of(from) != pore_of(to)) CHECK((gate_of(from) == Gate::o && gate_of(to) == Gate::o));
    }
  }
  CHECK(steps > 1000);
}

TEST_CASE("the share of receptors that hold ketamine is the chain's at rest, within its error") {
  // A molecule stays for a minute, so that one walk tells little: many seeds, one look each, at the end of an infusion.
  const RunPtr run = run_for(1.0);
  const Hours time = Hours::from_minutes(40.2);
  StatePath walk;
  walk.enter(run);
  const Channel& channel = walk.channel();
  const ChannelConditions rest{channel.ambient_glutamate_um(), channel.resting_mv(), channel.magnesium_mm(),
                               run->trajectory.at(Column::brain_ketamine, time)};
  const double expected = channel.pore_equilibrium(rest)[static_cast<std::size_t>(Pore::ketamine)];
  CHECK(expected > 0.05);
  constexpr int kSeeds = 400;
  double held = 0.0;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    Scenario scenario = run->scenario();
    scenario.seed = seed;
    const auto all = [](auto list, auto get) {
      for (std::size_t i = 0; i < list.size(); ++i) list[i].assign(get(i).begin(), get(i).end());
      return list;
    };
    const Trajectory& of = run->trajectory;
    Trajectory same(scenario, {of.times_h().begin(), of.times_h().end()},
                    all(Trajectory::Columns{}, [&](std::size_t i) { return of.column(static_cast<Column>(i)); }),
                    all(Trajectory::Inners{}, [&](std::size_t i) { return of.inner(static_cast<Inner>(i)); }), {}, {});
    walk.enter(run_of(std::move(same), shipped()));
    held += pore_of(walk.life(walk.place(time).release).stays.front().state) == Pore::ketamine ? 1.0 : 0.0;
  }
  CHECK(std::abs(held / kSeeds - expected) <
        3.0 * std::sqrt(expected * (1.0 - expected) / kSeeds) + 0.005);  // a little leaves while depolarised
}
