#include "app/desktop/quality_choice.hpp"

#include <algorithm>

namespace syn {
namespace {

constexpr double kSmoothMs = 33.0;  // 30 frames a second
// High draws four samples a pixel and finer forms: about four times the work, which still has to fit into 16 ms.
constexpr double kSpareMs = 4.0;
constexpr double kLongEnoughMs = 1000.0;
constexpr std::size_t kSettling = 3;

}  // namespace

QualityName quality_for(bool software, double frame_ms) {
  if (frame_ms > kSmoothMs) return QualityName::low;
  return !software && frame_ms <= kSpareMs ? QualityName::high : QualityName::standard;
}

void FirstSecond::add(double frame_ms) {
  frames_ms_.push_back(frame_ms);
  sum_ms_ += frame_ms;
}

bool FirstSecond::over() const { return sum_ms_ >= kLongEnoughMs && frames_ms_.size() > kSettling; }

QualityName FirstSecond::answer() const {
  if (frames_ms_.empty()) return QualityName::standard;
  std::vector<double> counted = frames_ms_;
  if (counted.size() > kSettling) counted.erase(counted.begin(), counted.begin() + kSettling);
  const auto middle = counted.begin() + static_cast<std::ptrdiff_t>(counted.size() / 2);
  std::nth_element(counted.begin(), middle, counted.end());
  return quality_for(software_, *middle);
}

}  // namespace syn
