#include "app/view/scale_zoom.hpp"

#include <algorithm>
#include <cmath>

namespace syn {
namespace {

// Where one scale gives way to the next, in distances of the stage's own camera; and where the outermost scales end.
constexpr float kNear = 0.12F;
constexpr float kFar = 4.0F;
constexpr float kNearest = 0.08F;
constexpr float kFarthest = 5.0F;
constexpr float kEnough = 0.35F;  // some three notches of the wheel: nobody falls through by accident

std::optional<ScaleStep> neighbour(ScaleStep scale_step, int step) {
  const int at = index_of(scale_step) + step;
  if (at < 0 || at >= static_cast<int>(kScaleSteps.size())) return std::nullopt;
  return kScaleSteps[static_cast<std::size_t>(at)];
}

}  // namespace

ScaleZoom::Answer ScaleZoom::zoom(const Camera& now, float home, ScaleStep scale_step, float factor) {
  Answer answer{now, std::nullopt};
  const auto finer = neighbour(scale_step, 1);
  const auto coarser = neighbour(scale_step, -1);
  const float low = (finer ? kNear : kNearest) * home;
  const float high = (coarser ? kFar : kFarthest) * home;
  const float wanted = now.distance * factor;
  answer.camera.distance = std::clamp(wanted, low, high);
  const float beyond = std::log(wanted / answer.camera.distance);
  // Turning round, or moving freely, starts anew.
  if (beyond == 0.0F || beyond * push_ < 0.0F) push_ = 0.0F;
  push_ += beyond;
  if (std::abs(push_) < kEnough) return answer;
  answer.scale_step = push_ < 0.0F ? finer : coarser;
  push_ = 0.0F;
  return answer;
}

}  // namespace syn
