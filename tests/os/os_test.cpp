// The door to the system: what its headers promise, as far as the tests of core and of the window do not ask already.
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <utility>

#include "os/end_requests.hpp"
#include "os/files.hpp"
#include "os/process.hpp"

using namespace syn;
namespace fs = std::filesystem;

namespace {

struct Folder {
  fs::path path = fs::path(SYN_BINARY_DIR) / ("os_test" + std::to_string(::getpid()));
  Folder() {
    fs::remove_all(path);
    fs::create_directories(path);
  }
  ~Folder() { fs::remove_all(path); }
};

void put(const fs::path& path) { std::ofstream(path) << "x"; }

// Nobody waits for ever.
bool soon(const std::function<bool()>& there) {
  for (int i = 0; i < 2000 && !there(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  return there();
}

// What a child of this process ends with.
template <class Act>
int status_of(Act act) {
  std::fflush(nullptr);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    act();
    ::_exit(99);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return status;
}

}  // namespace

TEST_CASE("this program knows where it lies, and that threads exist") {
  CHECK(fs::is_regular_file(os::executable()));
  CHECK(os::executable().filename() == "test_os");
  CHECK(os::threads_exist());
  CHECK(os::peak_memory_bytes() > 1e6);
  CHECK(os::function_in_loaded("libc.so.6", "getpid") != nullptr);
  CHECK(os::function_in_loaded("libc.so.6", "no_such_function") == nullptr);
  CHECK(os::function_in_loaded("no-such-library.so", "getpid") == nullptr);
}

TEST_CASE("a program that is started tells how it ended, and ends when it is told to, with what it started") {
  std::error_code error;
  os::Program good = os::Program::start(std::array<std::string, 1>{"true"}, error);
  CHECK_FALSE(error);
  CHECK(soon([&] { return good.gone(); }));
  CHECK_FALSE(good.failed());
  os::Program bad = os::Program::start(std::array<std::string, 3>{"sh", "-c", "exit 3"}, error);
  CHECK(soon([&] { return bad.gone(); }));
  CHECK(bad.failed());
  os::Program missing = os::Program::start(std::array<std::string, 1>{"/no/such/program"}, error);
  CHECK(error == std::errc::no_such_file_or_directory);
  CHECK(missing.gone());
  CHECK_FALSE(missing.failed());

  const Folder folder;
  const std::string alive = (folder.path / "alive").string();
  // A child of the child writes on; after the end nobody makes the file again.
  os::Program stubborn = os::Program::start(
      std::array<std::string, 3>{"sh", "-c",
                                 "trap '' TERM; (while :; do : > '" + alive + "'; sleep 0.01; done) & while :; do sleep 1; done"},
      error);
  REQUIRE_FALSE(error);
  CHECK(soon([&] { return fs::exists(alive); }));
  os::Program moved = std::move(stubborn);
  CHECK(stubborn.gone());
  moved.ask_to_end();
  CHECK_FALSE(moved.gone());
  moved.end();
  CHECK(soon([&] { return moved.gone(); }));
  CHECK(moved.failed());
  CHECK(soon([&] {
    fs::remove(alive);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    return !fs::exists(alive);
  }));
}

TEST_CASE("a lock is had by one at a time") {
  const Folder folder;
  os::FileLock one(folder.path / "lock");
  CHECK(one.held());
  CHECK_FALSE(os::FileLock(folder.path / "lock").held());
  os::FileLock other = std::move(one);
  CHECK_FALSE(one.held());
  CHECK(other.held());
  other = os::FileLock();
  CHECK(os::FileLock(folder.path / "lock").held());
  CHECK_FALSE(os::FileLock(folder.path / "missing" / "lock").held());
}

TEST_CASE("what killed programs left of their files goes, and what others are at stays") {
  const Folder folder;
  const int gone = status_of([&] {
    std::error_code error;
    os::OpenFile file = os::OpenFile::to_replace(folder.path / "table.csv", error);
    ::raise(SIGKILL);
  });
  CHECK(WIFSIGNALED(gone));
  CHECK(std::distance(fs::directory_iterator(folder.path), fs::directory_iterator()) == 1);
  const fs::path own = folder.path / ("own.csv.part" + std::to_string(::getpid()));
  for (const fs::path& stays : {own, folder.path / "x.part", folder.path / "x.part12x", folder.path / "x.part0", folder.path / "x.part-3"})
    put(stays);
  os::remove_abandoned(folder.path);
  CHECK(std::distance(fs::directory_iterator(folder.path), fs::directory_iterator()) == 5);
  CHECK(fs::exists(own));
}

TEST_CASE("a request to end removes what is not finished, and ends the program as if nobody had listened") {
  const Folder folder;
  for (const int number : {SIGTERM, SIGINT, SIGHUP}) {
    const int status = status_of([&] {
      os::end_on_request();
      std::error_code error;
      os::OpenFile file = os::OpenFile::to_replace(folder.path / "table.csv", error);
      file.write("half", error);
      ::raise(number);
    });
    CHECK(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == number);
    CHECK(fs::is_empty(folder.path));
  }
  const int nohup = status_of([] {
    ::signal(SIGHUP, SIG_IGN);
    os::end_on_request();
    ::raise(SIGHUP);
    ::_exit(7);
  });
  CHECK(WIFEXITED(nohup));
  CHECK(WEXITSTATUS(nohup) == 7);
}

TEST_CASE("two names of one thing are told, and kinds") {
  const Folder folder;
  put(folder.path / "one");
  fs::create_hard_link(folder.path / "one", folder.path / "two");
  fs::create_symlink("one", folder.path / "link");
  const os::Found one = os::look_at(folder.path / "one");
  CHECK(one.kind == os::Kind::file);
  CHECK(one.names == 2);
  CHECK(one.bytes == 1);
  for (const char* other : {"two", "link"}) {
    CHECK(os::look_at(folder.path / other).device == one.device);
    CHECK(os::look_at(folder.path / other).number == one.number);
  }
  CHECK(os::look_at(folder.path).kind == os::Kind::folder);
  CHECK(os::look_at(folder.path / "none").kind == os::Kind::nothing);
  CHECK(os::look_at("/dev/null").null_device);
  CHECK_FALSE(os::look_at("/dev/zero").null_device);
  CHECK(os::look_at("/dev/zero").kind == os::Kind::character_device);
  CHECK(os::look_at(-1).kind == os::Kind::nothing);
  CHECK_FALSE(os::why_not_filled(folder.path));
  CHECK(os::why_not_filled(folder.path / "none") == std::errc::no_such_file_or_directory);
}
