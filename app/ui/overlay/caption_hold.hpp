// While time runs a caption stays long enough to be read: the next one waits until this one has stood for kCaptionStays_s.
#pragma once

#include <string>

namespace syn {

inline constexpr double kCaptionStays_s = 4.0;  // of the viewer's time

class CaptionHold {
 public:
  // What to show: `now` is what the picture says, `seconds` have passed since the last call. Where the picture does not simply run
  // on (it stands, or is another), what it says is shown at once.
  const std::string& show(std::string now, double seconds, bool runs_on) {
    stood_s_ += seconds;
    if (now == shown_ || (runs_on && !shown_.empty() && stood_s_ < kCaptionStays_s)) return shown_;
    shown_ = std::move(now);
    stood_s_ = 0.0;
    return shown_;
  }

 private:
  std::string shown_;
  double stood_s_ = 0.0;
};

}  // namespace syn
