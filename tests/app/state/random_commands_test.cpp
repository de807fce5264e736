// Ten thousand commands at random: nothing breaks, what is refused changes nothing, and undo leads home to the byte.
#include "random_commands.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cmath>
#include <fstream>
#include <set>

#include "app/state/history.hpp"

using namespace syn;
using namespace syn::test;

namespace {

const Parameters& parameters() {
  static const Parameters kParameters = Parameters::load(DataFiles({std::string(SYN_SOURCE_DIR)})).value();
  return kParameters;
}

State start() {
  State state;
  state.scenario = load_scenario(std::string(SYN_SOURCE_DIR) + "/assets/scenarios/one-infusion-cbt.toml", parameters()).value();
  return state;
}

void check_invariants(const State& state) {
  REQUIRE(check_scenario(state.scenario, parameters()).empty());
  Scenario sorted = state.scenario;
  sorted.sort_events();
  REQUIRE(sorted == state.scenario);
  REQUIRE(state.playhead.time_h >= state.scenario.start_h());
  REQUIRE(state.playhead.time_h <= state.scenario.end_h());
  REQUIRE((state.playhead.speed >= 0.1 && state.playhead.speed <= 10.0));
  REQUIRE((state.view.text_scale >= 1.0F && state.view.text_scale <= 2.5F));
  const std::size_t markers = state.selection.kind == MarkerKind::dose ? state.scenario.doses.size() : state.scenario.therapies.size();
  if (state.selection.kind != MarkerKind::none)
    REQUIRE((state.selection.index >= 0 && static_cast<std::size_t>(state.selection.index) < markers));
}

struct Tally {
  std::array<int, std::variant_size_v<Command>> taken{}, refused{};
  int all_taken = 0, undone = 0;
};

// One sitting of `count` commands with undo and redo in between, against stacks of texts of our own; then all the way
// back, and all the way forth.
void sit(RandomCommands& commands, int count, Tally& tally) {
  State state = start();
  History history;
  const std::string first = to_toml(state.scenario);
  std::vector<std::string> past, future;
  int last_gesture = 0;
  for (int i = 0; i < count; ++i) {
    const std::uint32_t dice = commands.below(20);
    if (dice == 0 && history.can_undo()) {
      future.push_back(to_toml(state.scenario));
      state = history.undo(state);
      REQUIRE(to_toml(state.scenario) == past.back());
      past.pop_back();
      last_gesture = 0;
      ++tally.undone;
    } else if (dice == 1 && history.can_redo()) {
      past.push_back(to_toml(state.scenario));
      state = history.redo(state);
      REQUIRE(to_toml(state.scenario) == future.back());
      future.pop_back();
      last_gesture = 0;
    }
    // Undo leaves the playhead alone; whoever owns the state brings it back into the run.
    state.playhead.time_h = std::clamp(state.playhead.time_h, state.scenario.start_h(), state.scenario.end_h());

    const Command command = commands.next();
    CAPTURE(to_text(command));
    const State before = state;
    auto next = apply(state, command, parameters());
    REQUIRE(state == before);
    if (!next) {
      ++tally.refused[command.index()];
      REQUIRE_FALSE(next.error().empty());
      REQUIRE_FALSE(next.error().front().what.empty());
      continue;
    }
    ++tally.taken[command.index()];
    ++tally.all_taken;
    check_invariants(*next);
    // A recording says the same.
    const auto again = parse_command(to_text(command), parameters());
    REQUIRE_MESSAGE(again.has_value(), to_text(again ? Problems{} : again.error()));
    const auto same = apply(state, *again, parameters());
    REQUIRE(same.has_value());
    REQUIRE(to_toml(same->scenario) == to_toml(next->scenario));
    REQUIRE(same->playhead == next->playhead);
    REQUIRE(same->view == next->view);
    if (changes_scenario(command)) {
      const int gesture = commands.below(3) == 0 ? 1 + static_cast<int>(commands.below(2)) : 0;
      if (gesture == 0 || gesture != last_gesture || past.empty()) past.push_back(to_toml(state.scenario));
      last_gesture = gesture;
      future.clear();
      history.remember(state, gesture);
    } else {
      REQUIRE(next->scenario == state.scenario);
    }
    state = std::move(*next);
  }
  const std::string end = to_toml(state.scenario);
  const Selection end_selection = state.selection;
  while (history.can_undo()) state = history.undo(state);
  CHECK(to_toml(state.scenario) == first);
  CHECK(state.scenario == start().scenario);
  while (history.can_redo()) state = history.redo(state);
  // What had been undone before the end comes back too; without it the end is the end.
  if (future.empty()) {
    CHECK(state.selection == end_selection);
    CHECK(to_toml(state.scenario) == end);
  } else {
    CHECK(to_toml(state.scenario) == future.front());
  }
}

// Resident memory of this process, bytes; 0 where the system does not say, or says nothing about the program.
std::size_t resident() {
#ifdef __SANITIZE_ADDRESS__
  return 0;  // the sanitizer holds back what is freed
#endif
  std::ifstream file("/proc/self/statm");
  std::size_t total = 0, pages = 0;
  file >> total >> pages;
  return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

TEST_CASE("ten thousand random commands of every kind: no harm, exact undo and redo, flat memory") {
  RandomCommands commands(2026, parameters());
  Tally tally;
  for (int sitting = 0; sitting < 5; ++sitting) sit(commands, 500, tally);
  const std::size_t early = resident();
  for (int sitting = 5; sitting < 20; ++sitting) sit(commands, 500, tally);
  const std::size_t late = resident();
  CHECK(late < early + (8U << 20U));
  // The generator is not a generator of refusals only, nor of harmless commands only.
  MESSAGE("taken " << tally.all_taken << " of 10000, undone in between " << tally.undone << ", resident " << early / 1024 << " to "
                   << late / 1024 << " KiB");
  CHECK(tally.all_taken > 4000);
  for (std::size_t kind = 0; kind < tally.taken.size(); ++kind) {
    CAPTURE(kind);
    CHECK(tally.taken[kind] > 0);
    CHECK(tally.taken[kind] + tally.refused[kind] > 100);
  }
}

TEST_CASE("an endless sitting remembers the last changes only, and those exactly") {
  RandomCommands commands(7, parameters());
  State state = start();
  History history;
  std::vector<std::string> texts{to_toml(state.scenario)};
  std::size_t early = 0;
  while (texts.size() < 3000) {
    const Command command = commands.next();
    if (!changes_scenario(command)) continue;
    auto next = apply(state, command, parameters());
    if (!next) continue;
    history.remember(state);
    state = std::move(*next);
    texts.push_back(to_toml(state.scenario));
    if (texts.size() == 1000) early = resident();
  }
  CHECK(resident() < early + (16U << 20U));  // the texts of this test grow by 2000 times 1 to 2 KB
  std::size_t steps = 0;
  while (history.can_undo()) {
    state = history.undo(state);
    ++steps;
    REQUIRE(to_toml(state.scenario) == texts[texts.size() - 1 - steps]);
  }
  CHECK(steps >= 100);
  CHECK(steps <= 1000);
  while (history.can_redo()) state = history.redo(state);
  CHECK(to_toml(state.scenario) == texts.back());
}
