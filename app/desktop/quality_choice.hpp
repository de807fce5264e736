// Which effort of the picture suits a computer: chosen in the first second of a window, and nowhere else. What is rendered
// to a file always has the quality that was asked for.
#pragma once

#include <vector>

#include "app/viewing/view.hpp"

namespace syn {

// `software`: no graphics card draws. `frame_ms`: what a whole frame takes at default quality, everything drawn anew.
// Default where that is at most 33 ms, else low; high where a graphics card has time to spare. Without a graphics card
// never high.
QualityName quality_for(bool software, double frame_ms);

// Collects the frames of the first second.
class FirstSecond {
 public:
  explicit FirstSecond(bool software) : software_(software) {}
  void add(double frame_ms);
  bool over() const;
  // Of the middle frame; the first ones, in which shaders are made, do not count unless there are no others.
  QualityName answer() const;

 private:
  bool software_;
  double sum_ms_ = 0.0;
  std::vector<double> frames_ms_;
};

}  // namespace syn
