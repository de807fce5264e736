#include "app/voice.hpp"

#include <spawn.h>
#include <sys/wait.h>

#include <array>
#include <cstring>

extern char** environ;

namespace syn {
namespace {

// The pid, or -1 with errno's meaning in `error`.
pid_t start(std::array<const char*, 6> words, int& error) {
  std::array<char*, words.size() + 1> arguments{};
  for (std::size_t i = 0; i < words.size(); ++i) arguments[i] = const_cast<char*>(words[i]);
  pid_t pid = -1;
  error = posix_spawnp(&pid, words[0], nullptr, nullptr, arguments.data(), environ);
  return error == 0 ? pid : -1;
}

}  // namespace

Voice::~Voice() {
  if (speaking_ > 0) waitpid(speaking_, nullptr, 0);
}

Result<void> Voice::say(const std::string& text, const std::string& language) {
  int error = 0;
  if (speaking_ > 0) {
    waitpid(speaking_, nullptr, 0);  // it hands the text over and ends; the service speaks
    speaking_ = -1;
    if (const pid_t stop = start({"spd-say", "-C", nullptr, nullptr, nullptr, nullptr}, error); stop > 0) waitpid(stop, nullptr, 0);
  }
  speaking_ = start({"spd-say", "-l", language.c_str(), "--", text.c_str(), nullptr}, error);
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
