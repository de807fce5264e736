// What fills the spine behind the diagram: filaments of actin and dissolved proteins. Places are schematic, sizes about true.
#pragma once

#include <vector>

#include "gfx/canvas.hpp"

namespace syn::synapse {

struct CrowdBead {
  glm::vec3 at{0.0F};
  float radius = 0.0F;
  float deep = 0.0F;  // 0 right behind the diagram .. 1 at the far wall
  bool actin = false;
};
// The same in every run.
std::vector<CrowdBead> spine_crowd();

}  // namespace syn::synapse
