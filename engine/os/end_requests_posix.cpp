#include "os/end_requests.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <optional>
#include <system_error>
#include <utility>

#include "os/files.hpp"

namespace syn::os {
namespace {

constexpr std::array kSignals{SIGTERM, SIGINT, SIGHUP};

// All that a signal handler may touch.
std::atomic<int> came{0};
static_assert(std::atomic<int>::is_always_lock_free);
std::array<int, 2> wire{-1, -1};  // a pipe: the number of a signal, or 0 when there is nothing to watch any more

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

// (Ignored, the programs that this one starts would ignore it, too.)
void let_pass(int /*number*/) {}

void end_by_signal(int number) {
  remove_unfinished();
  ::signal(number, SIG_DFL);
  ::raise(number);
}

}  // namespace

void end_on_request() {
  for (const int number : kSignals) {
    struct sigaction now {};
    if (::sigaction(number, nullptr, &now) == 0 && now.sa_handler == SIG_IGN) continue;  // nohup
    ::signal(number, end_by_signal);
  }
}

EndRequests::EndRequests(std::chrono::milliseconds grace, std::function<void()> overdue) : grace_(grace), overdue_(std::move(overdue)) {
  came = 0;
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

EndRequests::~EndRequests() {
  for (std::size_t i = 0; i < kSignals.size(); ++i) ::sigaction(kSignals[i], &before[i], nullptr);
  ::sigaction(SIGPIPE, &before_pipe, nullptr);
  constexpr unsigned char kNothing = 0;
  [[maybe_unused]] const ssize_t written = ::write(wire[1], &kNothing, 1);
  if (watcher_.joinable()) watcher_.join();
  for (int& end : wire) {
    if (end >= 0) ::close(std::exchange(end, -1));
  }
}

int EndRequests::asked() { return came; }

void EndRequests::watch() {
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
    if (!until) until = Clock::now() + grace_;
  }
  overdue_();
}

}  // namespace syn::os
