// The counter in the picture: a small spine for each new one, a dotted one for each that was lost, with a word under each
// group. What it counts is what is drawn.
#pragma once

#include "app/stages/dendrite/dendrite_since.hpp"
#include "app/ui/look/theme.hpp"
#include "gfx/canvas.hpp"

namespace syn::dendrite {

class Tally {
 public:
  void prepare(Canvas& canvas);
  // Call between begin and end.
  void draw(Canvas& canvas, const Since& since, const Paint& paint, glm::vec3 rim, const Theme& theme, bool words) const;

 private:
  Canvas::MeshId body_ = 0, rim_ = 0;
};

}  // namespace syn::dendrite
