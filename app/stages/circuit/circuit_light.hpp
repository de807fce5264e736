// Spikes as light that runs along the branches themselves. Pure; no canvas. Unit: um.
#pragma once

#include <vector>

#include "app/stages/circuit/circuit_cells.hpp"

namespace syn::circuit {

// A branch or an axon with the way that a spike has behind it where the lane begins.
struct Lane {
  Tube tube;  // as thick as it is drawn
  float start_um = 0.0F;
  float end_um = 0.0F;
  bool axon = false;
};

// All lanes of a cell: from the soma out through the dendrites, and along the axon to every end.
std::vector<Lane> lanes_of(const Cell& cell);

// How thick a branch of this radius is drawn: more so the thicker it is, so that branches taper to the eye.
float drawn_radius(float radius_um);

// Adds what of a pulse lies on the lane: a lit stretch that ends `head_um` from the soma, brightest at its head and drawn
// out into a tail. Nothing where the lane is not reached. `thicker`: how much thicker than usual dendrites are drawn.
void add_pulse(MeshData& mesh, const Lane& lane, float head_um, glm::vec3 color, float thicker = 1.0F);
inline constexpr float kPulseLong_um = 34.0F;

}  // namespace syn::circuit
