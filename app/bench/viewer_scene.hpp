// The scene that molecule viewers are compared by: the whole receptor mesh and 10,000 impostor spheres in a cube of 400
// angstrom, half of them moving, the camera in orbit, finished frames, no interface.
#pragma once

#include <optional>

#include "core/files.hpp"
#include "core/result.hpp"
#include "gfx/canvas.hpp"

namespace syn {

struct ViewerFigures {
  double plain_ms = 0.0;   // no contour lines, as other viewers draw it; median of the frames
  double styled_ms = 0.0;  // in the house style, with contours
  FrameCounts counts;
};
// Needs a current OpenGL context. Fails when the receptor cannot be loaded.
Result<ViewerFigures> measure_viewer_scene(const DataFiles& files, int frames);

}  // namespace syn
