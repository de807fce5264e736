#include "app/platform/voice.hpp"

#include <array>
#include <thread>
#include <utility>

namespace syn {

void Voice::let_go() {
  if (speaking_.gone()) return;
  speaking_.ask_to_end();
  leaving_.push_back({std::move(speaking_), Clock::now() + kPatience});
}

void Voice::see_off() {
  const auto now = Clock::now();
  for (Leaving& one : leaving_) {
    if (now >= one.until) one.program.end();
  }
  std::erase_if(leaving_, [](Leaving& one) { return one.program.gone(); });
}

Voice::~Voice() {
  let_go();
  // The last to leave: a moment for the polite ones, then nobody is asked, and a moment to be buried.
  const auto late = Clock::now() + 2 * kPatience;
  for (see_off(); !leaving_.empty() && Clock::now() < late; see_off()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

Result<void> Voice::say(const std::string& text, const std::string& language) {
  const bool before = std::exchange(spoke_, true);
  let_go();
  std::error_code error;
  // "important" cuts short what was being said before.
  speaking_ =
      os::Program::start(std::array<std::string, 7>{service_, "-P", before ? "important" : "text", "-l", language, "--", text}, error);
  if (!error) return {};
  return failure({"", 0, 0, "the caption cannot be read aloud: " + error.message(), "install the package speech-dispatcher"});
}

void Voice::hush() {
  if (!std::exchange(spoke_, false)) return;
  let_go();
  std::error_code error;  // nobody there to be silenced
  os::Program cancel = os::Program::start(std::array<std::string, 2>{service_, "-C"}, error);
  if (!error) leaving_.push_back({std::move(cancel), Clock::now() + kPatience});
}

bool Voice::failed() {
  see_off();
  return speaking_.gone() && std::exchange(speaking_, {}).failed();
}

}  // namespace syn
