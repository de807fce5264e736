// The caption read aloud, by the speech service of the desktop (Speech Dispatcher), which knows English and Swedish.
#pragma once

#include <sys/types.h>

#include <string>

#include "core/result.hpp"

namespace syn {

class Voice {
 public:
  Voice() = default;
  ~Voice();
  Voice(const Voice&) = delete;
  Voice& operator=(const Voice&) = delete;

  // Starts to speak and returns at once; what was being said before is cut short. `language` is "en" or "sv". Fails
  // when the speech service's program is not there.
  Result<void> say(const std::string& text, const std::string& language);
  // True once, after the service has answered that it cannot speak.
  bool failed();

 private:
  void let_go();
  pid_t speaking_ = -1;  // the program that hands the words over
  bool spoke_ = false;
};

}  // namespace syn
