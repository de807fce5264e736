// From the numbers of a spine to its bent middle line and its thickness along it. Unit: um.
#pragma once

#include <cstdint>
#include <glm/glm.hpp>
#include <vector>

#include "stages/dendrite_branch.hpp"
#include "stages/dendrite_spine.hpp"

namespace syn::dendrite {

// The line leaves the branch along its normal, leans, and curls a little before the head; long spines wave. Lengths
// are the spine's own, scaled by how far it has come out, so that a life is one continuous movement.
struct SpineForm {
  float s, angle;                       // of the foot's middle on the branch
  glm::vec3 normal, along, around;      // at the foot; along x around = normal
  float length, neck, fillet;           // foot to tip; radius of the neck; radius of the foot's fillet
  float head, head_axial, head_middle;  // radius across, half length, place of its middle along the line
  std::vector<PathFrame> line;          // evenly spaced over `length`

  PathFrame at(float a) const;  // frame at a length along the line; goes on straight beyond the tip
  float radius(float a) const;  // behind the middle of the head: neck and head, rounded together
};
SpineForm form_of(const Branch& branch, const SpineState& spine, std::uint64_t seed);

// Where the parts of a spine are, for labels and markers.
struct SpineSite {
  glm::vec3 foot{0.0F};
  glm::vec3 head{0.0F};  // middle of the head
  glm::vec3 tip{0.0F};
  glm::vec3 outward{0.0F};  // direction at the tip, unit
  float head_radius = 0.1F;
};
SpineSite site_of(const SpineForm& form);
SpineSite site_of(const Branch& branch, const SpineState& spine, std::uint64_t seed);

}  // namespace syn::dendrite
