#include "app/desktop/outside_end.hpp"
#include "app/console/exit_code.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace syn {
namespace {

constexpr std::array kSignals{SIGTERM, SIGINT, SIGHUP};

// All that a signal handler may touch.
std::atomic<int> came{0};
static_assert(std::atomic<int>::is_always_lock_free);
std::array<int, 2> wire{-1, -1};  // a pipe: the number of a signal, or 0 when there is nothing to watch any more

std::atomic<OutsideEnd*> living{nullptr};
std::array<struct sigaction, kSignals.size()> before{};
struct sigaction before_pipe {};

void note(int number) {
  const int error = errno;
  int none = 0;
  came.compare_exchange_strong(none, number);
  const auto byte = static_cast<unsigned char>(number);
  [[maybe_unused]] const ssize_t written = ::write(wire[1], &byte, 1);
  errno = error;
}

// A display or a reader that is gone is an error where it is written to. (Ignored, the programs that this one starts would
// ignore it, too.)
void let_pass(int /*number*/) {}

}  // namespace

OutsideEnd::OutsideEnd(std::function<void(const State&)> keep) : keep_(std::move(keep)) {
  came = 0;
  living = this;
  static const bool registered = std::atexit(&OutsideEnd::at_exit) == 0;
  static_cast<void>(registered);
  if (::pipe2(wire.data(), O_CLOEXEC | O_NONBLOCK) == 0) {
    try {
      watcher_ = std::thread([this] { watch(); });
    } catch (const std::system_error&) {
      // No thread to be had: the flag alone.
    }
  }
  struct sigaction action {};
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  action.sa_handler = &note;
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    ::sigaction(kSignals[i], &action, &before[i]);
    // Who starts a program with nohup wants it to outlive the terminal.
    if (kSignals[i] == SIGHUP && before[i].sa_handler == SIG_IGN) ::sigaction(SIGHUP, &before[i], nullptr);
  }
  action.sa_handler = &let_pass;
  ::sigaction(SIGPIPE, &action, &before_pipe);
}

OutsideEnd::~OutsideEnd() {
  for (std::size_t i = 0; i < kSignals.size(); ++i) ::sigaction(kSignals[i], &before[i], nullptr);
  ::sigaction(SIGPIPE, &before_pipe, nullptr);
  living = nullptr;
  constexpr unsigned char kNothing = 0;
  [[maybe_unused]] const ssize_t written = ::write(wire[1], &kNothing, 1);
  if (watcher_.joinable()) watcher_.join();
  for (int& end : wire) {
    if (end >= 0) ::close(std::exchange(end, -1));
  }
}

int OutsideEnd::signal() const { return came; }

void OutsideEnd::unsaved(std::shared_ptr<const State> state) {
  const std::lock_guard guard(lock_);
  unsaved_ = std::move(state);
}

void OutsideEnd::say_at_exit(std::string words) {
  const std::lock_guard guard(lock_);
  words_ = std::move(words);
}

void OutsideEnd::keep_newest() {
  const std::lock_guard guard(lock_);
  if (unsaved_) keep_(*unsaved_);
  unsaved_.reset();
}

void OutsideEnd::watch() {
  using Clock = std::chrono::steady_clock;
  std::optional<Clock::time_point> until;
  for (;;) {
    int patience = -1;
    if (until)
      patience =
          static_cast<int>(std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::milliseconds>(*until - Clock::now()).count()));
    pollfd reader{wire[0], POLLIN, 0};
    const int ready = ::poll(&reader, 1, patience);
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0) break;
    unsigned char byte = 0;
    if (::read(wire[0], &byte, 1) != 1) continue;
    if (byte == 0) return;
    if (!until) until = Clock::now() + kGrace;
  }
  keep_newest();
  ::_exit(code_of(came));
}

// Reached only while the window stands open, through an exit() that is not the program's own.
void OutsideEnd::at_exit() {
  OutsideEnd* end = living.exchange(nullptr);
  if (end == nullptr) return;
  end->keep_newest();
  std::fprintf(stderr, "error: %s\n", end->words_.c_str());
  std::fflush(nullptr);
  ::_exit(came != 0 ? code_of(came) : static_cast<int>(kCannot));
}

}  // namespace syn
