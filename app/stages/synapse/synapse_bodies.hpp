// The two cells of the synapse as surfaces: their membranes cut open in front, the mat of the postsynaptic density,
// a vesicle while it fuses, and the shapes that stand in for proteins without a model file.
#pragma once

#include <array>

#include "app/stages/synapse/synapse_layout.hpp"
#include "mesh/mesh_data.hpp"

namespace syn::synapse {

// A membrane in pieces of one colour each (a surface of one colour is the cheapest to draw). Together they are closed.
struct Membrane {
  MeshData face;   // towards the outside
  MeshData inner;  // towards the inside
  MeshData heads;  // on the cut: the heads of the lipids, two bands
  MeshData core;   // on the cut: the oily core between them
};

// The spine head with its neck. Darker around the feet of the receptors.
Membrane spine_head(const SynapseLayout& layout);

// Half the width of the spine head at a height below its membrane; and points of its outer outline on the cut, `apart` from each
// other, from its flat top down both sides.
float spine_radius(float y);
std::vector<glm::vec3> spine_outline(float apart);

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
MeshData hollow_vesicle(int around);  // so many corners
MeshData vesicle(int around);

// The hollow of the NMDA receptor's channel, in the frame of its model file and facing inward: joined to that closed
// surface it makes the cut show the way through. Its shape is the free radius along the axis in the same coordinates
// (PDB 7EOS: distance to the nearest heavy atom less its van der Waals radius, mean of both copies), drawn
// `kPoreWidened` times wider, as the molecules are. `gate_open` widens the gate and the filter, which are shut in those
// coordinates (schematic). Colours as in the model file.
inline constexpr float kPoreWidened = 2.5F;
MeshData pore_hollow(bool gate_open);

// Middle of the part of each TARP that stands out of the membrane, in the frame of the AMPA receptor's model file
// (PDB 5WEO, chains A to D), nanometres.
inline constexpr std::array<glm::vec3, 4> kTarps{{{-3.8F, 3.2F, 0.9F}, {-0.7F, 3.2F, -3.9F}, {3.8F, 3.2F, -0.9F}, {0.7F, 3.2F, 3.9F}}};

// What is drawn when the model file of a receptor is missing or damaged, in the frame of the file. Of the AMPA
// receptor: the size, the four-fold pore, and the two-and-two arms, blocked in with ellipsoids of one colour; coarse
// ones are for far away. Of the NMDA receptor: colours as in its file.
MeshData ampa_stand_in(bool fine);
MeshData nmda_stand_in();

}  // namespace syn::synapse
