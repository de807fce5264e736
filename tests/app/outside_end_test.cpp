// Signals, and libraries that end the program: what is unsaved is kept, and the exit code says why.
#include "app/desktop/outside_end.hpp"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <thread>

#include "app/session/moment_text.hpp"
#include "app/session/recovery.hpp"
#include "temporary_folder.hpp"

namespace syn {
namespace {

State unsaved_state() {
  State state;
  state.scenario.seed = 4711;
  return state;
}

// What a program that holds something unsaved ends with, and what its recovery holds then. `act` never comes back.
struct Ended {
  int status;
  std::string kept;
};
template <class Act>
Ended ended(const char* name, Act act) {
  const test::TemporaryFolder folder(name);
  std::fflush(nullptr);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    std::freopen("/dev/null", "w", stderr);
    Recovery recovery(folder.path);
    OutsideEnd end([&](const State& state) { static_cast<void>(recovery.keep(moment_text(state))); });
    end.say_at_exit("gone");
    end.unsaved(std::make_shared<const State>(unsaved_state()));
    act(end);
    ::_exit(99);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return {status, read_file(folder.path / "unsaved-1.toml").value_or("")};
}

TEST_CASE("a signal is noted, and the program that looks ends by itself") {
  for (const int number : {SIGTERM, SIGINT, SIGHUP}) {
    const Ended end = ended("signal-noted", [number](OutsideEnd& outside) {
      ::raise(number);
      ::raise(SIGTERM);  // a second one, as some session managers send: the first counts
      ::_exit(OutsideEnd::code_of(outside.signal()));
    });
    REQUIRE(WIFEXITED(end.status));
    CHECK(WEXITSTATUS(end.status) == 128 + number);
  }
}

TEST_CASE("a signal ends a program that stands, too, and what was unsaved is kept") {
  const Ended end = ended("signal-stands", [](OutsideEnd&) {
    ::raise(SIGTERM);
    for (;;) std::this_thread::sleep_for(std::chrono::seconds(1));
  });
  REQUIRE(WIFEXITED(end.status));
  CHECK(WEXITSTATUS(end.status) == 128 + SIGTERM);
  CHECK(end.kept == moment_text(unsaved_state()));
}

TEST_CASE("a library that ends the program, as for a display that is gone: kept, and the exit code is that of a machine that cannot") {
  const Ended end = ended("exit", [](OutsideEnd&) { std::exit(1); });
  REQUIRE(WIFEXITED(end.status));
  CHECK(WEXITSTATUS(end.status) == 3);
  CHECK(end.kept == moment_text(unsaved_state()));
}

TEST_CASE("once saved, nothing is kept") {
  const Ended end = ended("saved", [](OutsideEnd& outside) {
    outside.unsaved(nullptr);
    std::exit(1);
  });
  CHECK(end.kept.empty());
}

TEST_CASE("afterwards signals and exit do what they did before") {
  const Ended end = ended("after", [](OutsideEnd&) {
    const pid_t child = ::fork();
    if (child == 0) {
      {
        OutsideEnd inner([](const State&) {});
      }
      ::signal(SIGTERM, SIG_DFL);
      {
        OutsideEnd inner([](const State&) {});
      }
      ::raise(SIGTERM);
      ::_exit(1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ::_exit(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM ? 0 : 1);
  });
  CHECK(WEXITSTATUS(end.status) == 0);
}

TEST_CASE("a program that was told to outlive its terminal does") {
  const Ended end = ended("nohup", [](OutsideEnd&) {
    const pid_t child = ::fork();
    if (child == 0) {
      ::signal(SIGHUP, SIG_IGN);
      OutsideEnd inner([](const State&) {});
      ::raise(SIGHUP);
      ::_exit(inner.signal() == 0 ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ::_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 1);
  });
  CHECK(WEXITSTATUS(end.status) == 0);
}

}  // namespace
}  // namespace syn
