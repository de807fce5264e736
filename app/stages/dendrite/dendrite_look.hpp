// The colours of the dendrite stage in a theme. What came since day 0 is the lightest thing on dark and the deepest on paper,
// by 25 steps of lightness and more, so that it is seen without its green, too; everything else steps back to greys.
#pragma once

#include "app/stages/dendrite/dendrite_shape.hpp"
#include "app/ui/look/theme.hpp"
#include "gfx/canvas.hpp"

namespace syn::dendrite {

struct Look {
  Paint paint;
  glm::vec3 rim{0.0F};  // around what is new
  Rgba glow{0.0F};
  glm::vec3 shaft_far{0.0F}, axon_far{0.0F}, axon{0.0F};
  Rgba dots{0.0F};         // of what stood on day 0 and is gone
  Rgba dots_faint{0.0F};   // of what was gone before
  Rgba dots_inside{0.0F};  // on the light head that has outgrown them
};
Look look_of(const Theme& theme);

}  // namespace syn::dendrite
