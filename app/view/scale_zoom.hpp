// One zoom through all steps of the ladder: at the near end of a scene the camera holds for a moment, then goes on into the
// next finer one; at the far end into the coarser one.
#pragma once

#include <optional>

#include "app/viewing/view.hpp"
#include "camera/camera.hpp"

namespace syn {

class ScaleZoom {
 public:
  struct Answer {
    Camera camera;                        // of the present step
    std::optional<ScaleStep> scale_step;  // the one to go to instead, with its own camera
  };
  // `factor` below 1 comes closer. `home` is the distance of the step's own camera.
  Answer zoom(const Camera& now, float home, ScaleStep scale_step, float factor);

 private:
  float push_ = 0.0F;  // how far the zoom was pressed on beyond the end of the stage, in the logarithm; inwards below 0
};

}  // namespace syn
