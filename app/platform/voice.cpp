#include "app/platform/voice.hpp"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <thread>

extern char** environ;

namespace syn {
namespace {

// In a process group of its own, so that what it starts ends with it. The pid, or -1 with errno's meaning in `error`.
pid_t start(const std::array<const char*, 7>& words, int& error) {
  std::array<char*, 8> arguments{};
  for (std::size_t i = 0; i < words.size(); ++i) arguments[i] = const_cast<char*>(words[i]);
  posix_spawnattr_t attributes;
  if (error = posix_spawnattr_init(&attributes); error != 0) return -1;
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&attributes, 0);
  pid_t pid = -1;
  error = posix_spawnp(&pid, words[0], nullptr, &attributes, arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  return error == 0 ? pid : -1;
}

bool gone(pid_t process) { return waitpid(process, nullptr, WNOHANG) != 0; }

}  // namespace

void Voice::let_go() {
  if (speaking_ <= 0) return;
  if (!gone(speaking_)) {
    kill(-speaking_, SIGTERM);
    leaving_.push_back({speaking_, Clock::now() + kPatience});
  }
  speaking_ = -1;
}

void Voice::see_off() {
  const auto now = Clock::now();
  for (const Leaving& one : leaving_) {
    if (now >= one.until) kill(-one.process, SIGKILL);
  }
  std::erase_if(leaving_, [](const Leaving& one) { return gone(one.process); });
}

Voice::~Voice() {
  let_go();
  // The last to leave: a moment for the polite ones, then nobody is asked, and a moment to be buried.
  const auto late = Clock::now() + 2 * kPatience;
  for (see_off(); !leaving_.empty() && Clock::now() < late; see_off()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

Result<void> Voice::say(const std::string& text, const std::string& language) {
  const bool before = speaking_ > 0 || spoke_;
  let_go();
  int error = 0;
  // "important" cuts short what was being said before.
  speaking_ = start({service_.c_str(), "-P", before ? "important" : "text", "-l", language.c_str(), "--", text.c_str()}, error);
  spoke_ = true;
  if (speaking_ > 0) return {};
  return failure(
      {"", 0, 0, std::string("the caption cannot be read aloud: ") + std::strerror(error), "install the package speech-dispatcher"});
}

bool Voice::failed() {
  see_off();
  if (speaking_ <= 0) return false;
  int status = 0;
  if (waitpid(speaking_, &status, WNOHANG) != speaking_) return false;
  speaking_ = -1;
  return !WIFEXITED(status) || WEXITSTATUS(status) != 0;
}

}  // namespace syn
