// The two cells of the synapse as surfaces: their membranes cut open in front, the mat of the postsynaptic density,
// a vesicle while it fuses, and the shapes that stand in for proteins without a model file.
#pragma once

#include "gfx/mesh_data.hpp"
#include "stages/synapse_layout.hpp"

namespace syn::synapse {

// A membrane in pieces of one colour each (a surface of one colour is the cheapest to draw). Together they are closed.
struct Membrane {
  MeshData face;   // towards the outside
  MeshData inner;  // towards the inside
  MeshData heads;  // on the cut: the heads of the lipids, two bands
  MeshData core;   // on the cut: the oily core between them
};

// The spine head with its neck. Darker around the feet of the receptors.
Membrane spine_head(const Layout& layout);

// The bouton. With `open_site` 0 .. kFrontVesicles-1 the membrane is left out under that front vesicle, for
// fusing_vesicle to fill.
Membrane bouton(int open_site = -1);

// The piece of the bouton's membrane under a front vesicle while the vesicle opens, empties and flattens into it,
// `since_ms` after the release. Its rim dips into the membrane around it.
inline constexpr double kFusionTakes_ms = 12.0;
Membrane fusing_vesicle(glm::vec2 site, double since_ms);

// The mat under the spine's membrane, with the relief of its face on the cut.
MeshData postsynaptic_density();

// A vesicle around the origin. `hollow`: with its wall, to be cut by a plane (colour 0 outside, 1 inside); otherwise a
// plain ball, `fine` or coarse.
MeshData hollow_vesicle();
MeshData vesicle(bool fine);

// The hollow of the NMDA receptor's channel, in the frame of its model file and facing inward: joined to that closed
// surface it makes the cut show the way through. Its shape is the free radius along the axis in the same coordinates
// (PDB 7EOS: distance to the nearest heavy atom less its van der Waals radius, mean of both copies), drawn
// `kPoreWidened` times wider, as the molecules are. `gate_open` widens the gate and the filter, which are shut in those
// coordinates (schematic). Colours as in the model file.
inline constexpr float kPoreWidened = 2.5F;
MeshData pore_hollow(bool gate_open);

// AMPA receptor in the frame of an NMDA receptor mesh (origin in the membrane's middle, +y outward). Schematic: the
// size, the four-fold pore, and the two-and-two arms of the published shape (about 13 nm of it outside, 11 nm wide),
// blocked in with ellipsoids. One colour; coarse ones are for far away.
MeshData ampa_stand_in(bool fine);
// What is drawn when the NMDA receptor's model file is missing. Colours as in that file.
MeshData nmda_stand_in();

}  // namespace syn::synapse
