// What surrounds the branch, for depth: other dendrites and thin axons far behind, and the axons whose boutons
// touch full-grown spines. Scenery: none of it follows the model, and none of it is counted. Unit: um.
//
// Colour bytes are 0 everywhere, so that the first colour of the material paints them.
#pragma once

#include <cstdint>
#include <glm/glm.hpp>
#include <optional>
#include <vector>

#include "app/stages/dendrite/dendrite_shape.hpp"
#include "mesh/mesh_data.hpp"

namespace syn::dendrite {

// Dendrites with full-grown spines, 10 to 25 um behind the branch.
MeshData far_dendrites(bool coarse = false);
// Axons with boutons every 3 to 6 um, 4 to 20 um behind.
MeshData far_axons(bool coarse = false);

// An axon 0.2 um thick that passes a spine's head; its bouton is 0.9 x 0.6 um (rodent cortex: 0.5 to 1.0) and leaves a
// cleft of 20 nm. None for a spine that points at the viewer (+z) or straight away.
struct Contact {
  MeshData axon;
  std::vector<glm::vec3> path;  // the axon's middle line
  glm::vec3 bouton{0.0F};       // its middle
};
struct ContactWay {
  float turn = 0.0F;   // radians out of the picture's plane, about the spine
  float away = 0.16F;  // how steeply it bends away from the branch
  int sides = 10;
};
std::optional<Contact> contact_at(const SpineSite& spine, std::uint64_t seed, const ContactWay& run = {});
// Does the axon lie over the branch, as seen from +z?
bool covers(const Contact& contact, const Branch& branch);

}  // namespace syn::dendrite
