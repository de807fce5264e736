#include "app/session/recovery.hpp"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <set>

#include "app/session/moment_text.hpp"
#include "app/session/user_data.hpp"
#include "temporary_folder.hpp"
#include "thorough.hpp"

using namespace syn;
using syn::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

const Parameters& parameters() {
  static const Parameters shipped = Parameters::load(DataFiles({std::string(SYN_SOURCE_DIR)})).value();
  return shipped;
}

State state_with(int sessions, double time_h) {
  State state;
  state.scenario.title = sessions == 0 ? "short" : std::string(100, 'l') + "ong";
  for (int i = 0; i < sessions; ++i) state.scenario.therapies.push_back({10.0 + i, TherapyKind::cbt});
  state.playhead.time_h = time_h;
  return state;
}

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
  return names;
}

}  // namespace

TEST_CASE("what a run left behind is offered at the next start; a run that ended by itself leaves nothing") {
  const TemporaryFolder folder("recovery");
  {
    Recovery run(folder.path);
    CHECK_FALSE(run.left());
    REQUIRE(run.keep("first"));
    REQUIRE(run.keep("second"));
  }  // a crash: nothing is forgotten
  {
    Recovery next(folder.path);
    CHECK(next.left() == "second");
    REQUIRE(next.keep("while the question stands"));
    next.forget();
  }
  {
    Recovery next(folder.path);
    REQUIRE(next.left() == "second");
    next.taken();
    REQUIRE(next.keep("third"));
    next.forget();
  }
  CHECK_FALSE(Recovery(folder.path).left());
}

TEST_CASE("what is not wanted stays once more as discarded.toml") {
  const TemporaryFolder folder("discard");
  { REQUIRE(Recovery(folder.path).keep("mine")); }
  {
    Recovery next(folder.path);
    next.discard();
    CHECK_FALSE(next.left());
  }
  CHECK(read_file(folder.path / "discarded.toml").value() == "mine");
  CHECK_FALSE(Recovery(folder.path).left());
}

TEST_CASE("two programs at once do not take each other's unsaved scenario for a crash") {
  const TemporaryFolder folder("two");
  Recovery first(folder.path);
  REQUIRE(first.keep("of the first"));
  {
    Recovery second(folder.path);
    CHECK_FALSE(second.left());
    REQUIRE(second.keep("of the second"));
    CHECK(first.path() != second.path());
  }
  Recovery third(folder.path);  // the second one crashed
  CHECK(third.left() == "of the second");
}

TEST_CASE("what was left and cannot be read is set aside, never written over") {
  const TemporaryFolder folder("left-unreadable");
  const fs::path file = folder.path / "unsaved-1.toml";
  REQUIRE(write_file(file, "huge"));
  fs::resize_file(file, (64ULL << 20U) + 1U);
  {
    Recovery next(folder.path);
    CHECK_FALSE(next.left());
    REQUIRE(next.unreadable());
    CHECK(next.unreadable()->file == folder.path / "unsaved.broken-1.toml");
    CHECK(fs::file_size(folder.path / "unsaved.broken-1.toml") == (64ULL << 20U) + 1U);
    REQUIRE(next.keep("mine"));
    CHECK(read_file(file).value() == "mine");
    next.forget();
  }
  // A folder in that place: the same.
  fs::create_directory(file);
  Recovery next(folder.path);
  REQUIRE(next.unreadable());
  CHECK(fs::is_directory(folder.path / "unsaved.broken-2.toml"));
  REQUIRE(next.keep("mine"));
}

TEST_CASE("what recovery writes it reads, however much it is") {
  const TemporaryFolder folder("left-much");
  State state = state_with(0, 3.0);
  for (int i = 0; i < 40000; ++i) state.scenario.therapies.push_back({0.1 * i, TherapyKind::cbt});
  const std::string text = moment_text(state);
  REQUIRE(text.size() > (1U << 20U));
  { REQUIRE(Recovery(folder.path).keep(text)); }
  CHECK(Recovery(folder.path).left() == text);
}

TEST_CASE("a desk without a folder, or with one that cannot be written, says so and does its work") {
  const TemporaryFolder folder("desk-nowhere");
  REQUIRE(write_file(folder.path / "file", "x"));
  const State state = state_with(1, 2.0);
  for (const fs::path& place : {fs::path(), folder.path / "file" / "below"}) {
    UserData user_data(place);
    CHECK_FALSE(user_data.keeps_nothing().empty());
    Settings settings = user_data.settings();
    settings.theme = ThemeName::light;
    CHECK(user_data.change(settings));  // told once, at the start
    CHECK(user_data.settings().theme == ThemeName::light);
    CHECK(user_data.keep(state));
    CHECK(user_data.save(folder.path / "mine.toml", state.scenario));
    user_data.leave();
  }
  CHECK(UserData(folder.path / "home").keeps_nothing().empty());
  CHECK(read_file(folder.path / "file").value() == "x");
}

TEST_CASE("a change is kept when nothing more is changed, and at the latest after a while") {
  AutosaveClock clock;
  CHECK_FALSE(clock.due(1000.0));
  clock.changed(10.0);
  CHECK_FALSE(clock.due(12.9));
  CHECK(clock.due(13.0));
  for (double t = 10.0; t < 29.9; t += 0.1) {
    clock.changed(t);
    REQUIRE_FALSE(clock.due(t));
  }
  CHECK(clock.due(30.0));
  clock.done();
  CHECK_FALSE(clock.due(1000.0));
}

TEST_CASE("a desk keeps what is unsaved, and only that") {
  const TemporaryFolder folder("desk-keeps");
  const State saved = state_with(0, 0.0);
  const State changed = state_with(2, 7.5);
  const fs::path kept = folder.path / "unsaved-1.toml";
  {
    UserData user_data(folder.path);
    user_data.document.opened({}, saved.scenario, saved.scenario);
    user_data.look_after(saved, 1, 0.0);
    user_data.look_after(saved, 1, 100.0);
    CHECK_FALSE(fs::exists(kept));
    user_data.look_after(changed, 2, 200.0);
    CHECK_FALSE(fs::exists(kept));
    user_data.look_after(changed, 2, 204.0);
    CHECK(fs::exists(kept));
  }
  {
    UserData user_data(folder.path);
    const KeptMoment moment = read_moment(user_data.recovery().left().value(), "kept", parameters()).value();
    CHECK(moment.scenario == changed.scenario);
    CHECK(moment.commands.back() == Command(command::Seek{7.5}));
    user_data.recovery().taken();
    REQUIRE(user_data.save(folder.path / "mine.toml", changed.scenario));
    CHECK_FALSE(fs::exists(kept));
    CHECK(user_data.settings().recent.front() == folder.path / "mine.toml");
  }
  CHECK_FALSE(UserData(folder.path).recovery().left());
}

TEST_CASE("killed at random moments while it saves: every file is the old or the new one, whole") {
  const TemporaryFolder folder("kill");
  const fs::path file = folder.path / "work" / "scenario.toml";
  const fs::path home = folder.path / "home";
  fs::create_directories(file.parent_path());
  const std::array states{state_with(0, 1.0), state_with(100, 2.0)};
  const std::array scenario_bytes{to_toml(states[0].scenario), to_toml(states[1].scenario)};
  const std::array moment_bytes{moment_text(states[0]), moment_text(states[1])};
  std::array<Settings, 2> settings;
  settings[1].locale = LocaleName::sv;
  settings[1].theme = ThemeName::light;
  settings[1].text_scale = 2.0F;
  settings[1].reduced_motion = true;
  settings[1].quality = QualityName::low;
  settings[1].letter_keys = false;
  for (Settings& each : settings) remember_file(each, file);
  const std::array settings_bytes{to_toml(settings[0]), to_toml(settings[1])};
  { REQUIRE(UserData(home).save(file, states[0].scenario)); }

  std::mt19937 dice(20);
  int unfinished = 0;  // kills that met a write half-way
  int both = 0;        // times the newer version was found
  const int rounds = test::thorough() ? 1000 : 200;
  for (int round = 0; round < rounds; ++round) {
    int ready[2];
    REQUIRE(::pipe(ready) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      // The program's own saving: settings, the scenario's file, what recovery keeps.
      UserData user_data(home);
      user_data.recovery().taken();
      const char go = '!';
      if (::write(ready[1], &go, 1) != 1) ::_exit(1);
      for (auto i = static_cast<std::size_t>(round);; ++i) {
        if (!user_data.save(file, states[i % 2].scenario)) ::_exit(2);
        if (!user_data.change(settings[i % 2])) ::_exit(3);
        if (!user_data.recovery().keep(moment_bytes[i % 2])) ::_exit(4);
      }
    }
    char go = 0;
    REQUIRE(::read(ready[0], &go, 1) == 1);
    ::usleep(static_cast<unsigned>(dice() % 15000U));
    ::kill(child, SIGKILL);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    ::close(ready[0]);
    ::close(ready[1]);
    REQUIRE(WIFSIGNALED(status));

    const std::string now = read_file(file).value();
    REQUIRE((now == scenario_bytes[0] || now == scenario_bytes[1]));
    both += now == scenario_bytes[1] ? 1 : 0;
    REQUIRE(parse_scenario(now, file.string(), parameters()).has_value());
    const std::string liking = read_file(home / kSettingsName).value();
    REQUIRE((liking == settings_bytes[0] || liking == settings_bytes[1]));
    if (fs::exists(home / "unsaved-1.toml")) {
      const std::string kept = read_file(home / "unsaved-1.toml").value();
      REQUIRE((kept == moment_bytes[0] || kept == moment_bytes[1]));
    }
    for (const fs::path& place : {home, file.parent_path()}) {
      for (const std::string& name : names_in(place)) unfinished += name.find(".part") != std::string::npos ? 1 : 0;
    }
    // The next start takes everything as it is, and clears away what the killed one was writing.
    const UserData next(home);
    REQUIRE(next.found().problems.empty());
    REQUIRE_FALSE(next.found().first_run);
    for (const std::string& name : names_in(home)) REQUIRE(name.find(".part") == std::string::npos);
  }
  // The moments did fall into the writing; how many of them, and on which side of it, depends on the disk.
  MESSAGE("killed " << rounds << " times; in the middle of a file: " << unfinished << ", with the new file in place: " << both);
  CHECK(unfinished > 0);
  REQUIRE(UserData(home).save(file, states[0].scenario));
  CHECK(names_in(file.parent_path()) == std::set<std::string>{"scenario.toml"});
}
