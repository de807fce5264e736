// The colours of the circuit stage in a theme: one a cell, from soma to tip, in three steps of light.
//
// Firing is the story and the lightest of all. What holds back is light cyan (parvalbumin) and deep violet (somatostatin),
// two steps of lightness that hold without their hues, too. Ketamine has the strongest colour.
#pragma once

#include <array>
#include <glm/glm.hpp>

#include "app/stages/circuit/circuit_cells.hpp"
#include "app/ui/look/theme.hpp"
#include "gfx/canvas.hpp"

namespace syn::circuit {

struct Looks {
  std::array<glm::vec3, kCellClasses.size()> dim, lit, bright;
  Rgba glutamate{1.0F}, ketamine{1.0F};
  glm::vec3 far_near{0.0F}, background{0.0F};
  glm::vec3 forest{0.0F};  // the nearest of what stands behind, from near
  bool dark = true;
};
Looks looks_of(const Theme& theme);

}  // namespace syn::circuit
