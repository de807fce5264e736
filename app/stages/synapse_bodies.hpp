// The two cells of the synapse as surfaces: their membranes cut open in front, the mat of the postsynaptic density,
// a vesicle while it fuses, and the shapes that stand in for proteins without a model file.
//
// Membranes have four colours: 0 the face towards the outside, 1 the face towards the inside, 2 the heads of the lipids
// where the cut shows them, 3 the oily core between them.
#pragma once

#include "gfx/mesh_data.hpp"
#include "stages/synapse_layout.hpp"

namespace syn::synapse {

// The spine head with its neck. Darker around the feet of the receptors.
MeshData spine_head(const Layout& layout);

// The bouton. With `open_site` 0 .. kFrontVesicles-1 the membrane is left out under that front vesicle, for
// fusing_vesicle to fill.
MeshData bouton(int open_site = -1);

// The piece of the bouton's membrane under a front vesicle while the vesicle opens, empties and flattens into it,
// `since_ms` after the release. Its rim lies on the membrane around it.
inline constexpr double kFusionTakes_ms = 12.0;
MeshData fusing_vesicle(glm::vec2 site, double since_ms);

// The mat under the spine's membrane. Colours: 0 the mat, 1 its face on the cut.
MeshData postsynaptic_density();

// A vesicle around the origin. `hollow`: with its wall, to be cut by a plane (colour 0 outside, 1 inside); otherwise a
// plain ball, `fine` or coarse.
MeshData hollow_vesicle();
MeshData vesicle(bool fine);

// The hollow of the NMDA receptor's channel, in the frame of its model file and facing inward: joined to that closed
// surface it makes the cut show the way through. Its shape is the free radius along the axis in the same coordinates
// (PDB 7EOS: distance to the nearest heavy atom less its van der Waals radius, mean of both copies), drawn
// `kPoreWidened` times wider, as the molecules are. `gate_open` widens the gate, which is shut in those coordinates
// (schematic). Colours as in the model file.
inline constexpr float kPoreWidened = 2.5F;
MeshData pore_hollow(bool gate_open);

// AMPA receptor in the frame of an NMDA receptor mesh (origin in the membrane's middle, +y outward). Schematic: the
// size, the four-fold pore, and the two-and-two arms of the published shape (about 13 nm of it outside, 11 nm wide),
// blocked in with ellipsoids. One colour; coarse ones are for far away.
MeshData ampa_stand_in(bool fine);
// What is drawn when the NMDA receptor's model file is missing. Colours as in that file.
MeshData nmda_stand_in();

}  // namespace syn::synapse
