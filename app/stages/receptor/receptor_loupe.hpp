// The loupe beside the receptor: the pore once more, larger, so that what sits in it can be seen from the last row.
//
// It is a second copy of the helices and loops that line the pore (M3 and M2) with whatever is in it, on a plate that
// always faces the eye at one place of the picture. It is turned as the receptor is, and how much larger it is stands
// beside it. It grows and goes with the distance of the camera: from near the pore itself is large enough.
#pragma once

#include <array>
#include <span>

#include "app/stages/receptor/receptor_body.hpp"
#include "gfx/canvas.hpp"

namespace syn::receptor {

// What it shows: a ball around the middle of the pore, in nanometres of the scene.
inline constexpr glm::vec3 kLoupeMiddle{0.0F, 0.85F, 0.0F};
inline constexpr float kLoupeShows = 2.1F;

struct Loupe {
  float size = 0.0F;                 // 0 = not there, 1 = whole
  float factor = 1.0F;               // larger than in the picture beside it, by so much
  float scale = 1.0F;                // of lengths, by `copy`
  glm::mat4 copy{1.0F};              // from the scene to the enlarged copy
  glm::mat4 plate{1.0F};             // from the unit disc in x, y (towards +z) to the plate behind the copy
  glm::mat4 circle{1.0F};            // from the unit circle in x, y to that around the pore itself
  std::array<glm::mat4, 2> lines{};  // from the rod of length 1 along x to the lines between the two
  glm::vec3 over{0.0F};              // over the plate: its name stands below that
  bool there() const { return size > 0.02F; }
  // A point of the scene as the loupe shows it.
  glm::vec3 at(glm::vec3 p) const { return glm::vec3(copy * glm::vec4(p, 1.0F)); }
};

// `home` is the distance of the stage's own camera.
Loupe loupe_in(const Frame& frame, float home);

// M2 and M3 as far as they lie within the loupe, in the frame of the model files. Each closed.
MeshData loupe_chain(std::span<const Tube> tubes, float gate, Stretch which);

// Pieces of the frame, around the origin: a disc (its edge darker), a circle, a rod along x of radius 1.
MeshData loupe_disc();
MeshData loupe_circle(float thick);
MeshData loupe_rod();

}  // namespace syn::receptor
