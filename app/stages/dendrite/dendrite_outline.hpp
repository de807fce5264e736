// The outline of a spine as a row of dots, the way a plate marks what stood there before. Pure.
#pragma once

#include <glm/glm.hpp>
#include <vector>

#include "app/stages/dendrite/dendrite_shape.hpp"

namespace syn::dendrite {

// Where the dots lie, `apart` from each other as a share of their distance to the eye; drawn `nearer` um towards it, so that
// they lie over the body they belong to.
std::vector<glm::vec3> dotted_outline(const SpineRings& rings, glm::vec3 eye, float apart, float nearer);

}  // namespace syn::dendrite
