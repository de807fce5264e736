#include "app/voice.hpp"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <array>
#include <cstring>

extern char** environ;

namespace syn {
namespace {

// The pid, or -1 with errno's meaning in `error`.
pid_t start(std::array<const char*, 7> words, int& error) {
  std::array<char*, words.size() + 1> arguments{};
  for (std::size_t i = 0; i < words.size(); ++i) arguments[i] = const_cast<char*>(words[i]);
  pid_t pid = -1;
  error = posix_spawnp(&pid, words[0], nullptr, nullptr, arguments.data(), environ);
  return error == 0 ? pid : -1;
}

}  // namespace

// A service without a loudspeaker may never answer: nothing here waits for it.
void Voice::let_go() {
  if (speaking_ <= 0) return;
  if (waitpid(speaking_, nullptr, WNOHANG) == 0) {
    kill(speaking_, SIGTERM);
    waitpid(speaking_, nullptr, 0);
  }
  speaking_ = -1;
}

Voice::~Voice() { let_go(); }

Result<void> Voice::say(const std::string& text, const std::string& language) {
  const bool before = speaking_ > 0 || spoke_;
  let_go();
  int error = 0;
  // "important" cuts short what was being said before.
  speaking_ = start({"spd-say", "-P", before ? "important" : "text", "-l", language.c_str(), "--", text.c_str()}, error);
  spoke_ = true;
  if (speaking_ > 0) return {};
  return failure({"", 0, 0, std::string("the caption cannot be read aloud: ") + std::strerror(error), "install the package speech-dispatcher"});
}

bool Voice::failed() {
  if (speaking_ <= 0) return false;
  int status = 0;
  if (waitpid(speaking_, &status, WNOHANG) != speaking_) return false;
  speaking_ = -1;
  return !WIFEXITED(status) || WEXITSTATUS(status) != 0;
}

}  // namespace syn
