// The caption read aloud, by the speech service of the desktop (Speech Dispatcher), which knows English and Swedish.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "os/process.hpp"

namespace syn {

// A service without a loudspeaker may never answer, or may not want to end: nothing here waits for it.
class Voice {
 public:
  static constexpr const char* kService = "spd-say";
  static constexpr std::chrono::milliseconds kPatience{300};  // between the request to end and the end

  explicit Voice(std::string service = kService) : service_(std::move(service)) {}
  ~Voice();
  Voice(const Voice&) = delete;
  Voice& operator=(const Voice&) = delete;

  // Starts to speak and returns at once; what was being said before is cut short. `language` is "en" or "sv". Fails
  // when the speech service's program is not there.
  Result<void> say(const std::string& text, const std::string& language);
  // Says no more of it.
  void hush();
  // To be called now and then. True once, after the service has answered that it cannot speak.
  bool failed();

 private:
  using Clock = std::chrono::steady_clock;
  struct Leaving {
    os::Program program;
    Clock::time_point until;  // then it is ended
  };
  void let_go();
  void see_off();
  std::string service_;
  os::Program speaking_;  // hands the words over
  bool spoke_ = false;
  std::vector<Leaving> leaving_;  // asked to end, and not gone yet
};

}  // namespace syn
