// From the numbers of a spine to its bent middle line and its thickness along it. Unit: um.
#pragma once

#include <cstdint>
#include <glm/glm.hpp>
#include <vector>

#include "app/stages/dendrite/dendrite_branch.hpp"
#include "app/stages/dendrite/dendrite_head.hpp"
#include "model/sampling/spine.hpp"

namespace syn::dendrite {

// The line leaves the branch along its normal, leans, and curls a little before the head; long spines wave. The neck is
// thinnest between its ends. The head has a frame of its own, tilted against the neck and a little towards +z, where
// the viewer is at home, so that its face with the PSD is seen. Lengths are the spine's own, scaled by how far it has
// come out, so that a life is one continuous movement.
struct SpineForm {
  float s, angle;                   // of the foot's middle on the branch
  glm::vec3 normal, along, around;  // at the foot; along x around = normal
  float length, neck, fillet;       // foot to tip; mean radius of the neck; radius of the foot's fillet
  float neck_bias, neck_wave;       // the neck's own character
  HeadForm head;
  float head_middle;            // place of the head's widest ring along the line
  PathFrame head_frame;         // at that ring, with the head's tilt and shift
  std::vector<PathFrame> line;  // evenly spaced over `length`

  float head_start() const { return head_middle - head.back.length; }
  PathFrame at(float a) const;  // frame at a length along the line; goes on straight beyond the tip
  float neck_at(float a) const;
  float radius(float a) const;  // up to the head's widest ring: neck and head, rounded together
  // 0 where the line rules, 1 where the head's own frame does.
  float headness(float a) const;
  // The ring of the surface with this radius at `a` along: what its points have in common. `a` may lie beyond the tip.
  struct RingFrame {
    PathFrame line, head;
    float radius, headness, saddle;
    HeadForm::Lobes lobes;
  };
  RingFrame ring(float a, float radius) const;
  glm::vec3 point(const RingFrame& ring, const HeadForm::Around& direction) const;
};
SpineForm form_of(const Branch& branch, const SpineState& spine, std::uint64_t seed);

// Where the parts of a spine are, for labels and markers.
struct SpineSite {
  glm::vec3 foot{0.0F};
  glm::vec3 head{0.0F};     // middle of the head
  glm::vec3 tip{0.0F};      // middle of the face
  glm::vec3 outward{0.0F};  // out of the face, unit
  float head_radius = 0.1F;
};
SpineSite site_of(const SpineForm& form);
SpineSite site_of(const Branch& branch, const SpineState& spine, std::uint64_t seed);

}  // namespace syn::dendrite
