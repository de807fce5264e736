// Where things sit in the synapse: one seeded synapse, the same in every run. Lengths in nanometres.
//
// Frame: y up, y = 0 is the middle of the spine's membrane under the synapse, the bouton lies above, +z is towards the
// viewer. Both cells are cut open in front, the spine at `kSpineCut`, the bouton a step further back at `kBoutonCut`,
// so that one looks into the cleft over the spine's membrane. What the cut takes away is not drawn, and no receptor
// lies in it: all that a synapse of this size holds is in the picture.
//
// Sizes and counts (rodent forebrain): cleft 20 nm (BioNumbers 100721); postsynaptic density of CA1 0.069 um2 = disc of
// 0.30 um (Bourne et al., PMC3331701); about 10 docked of 200 vesicles (Schikorski & Stevens 1997); 10 to 20 NMDA and
// 20 to 120 AMPA receptors a synapse, NMDA receptors central, AMPA receptors in clusters of about 80 nm around them;
// 3,640 glutamate a vesicle (BioNumbers 108622).
#pragma once

#include <array>
#include <cstdint>
#include <glm/glm.hpp>
#include <vector>

namespace syn::synapse {

inline constexpr int kNmdaReceptors = 15;
inline constexpr int kAmpaReceptors = 60;
inline constexpr int kDockedVesicles = 10;
inline constexpr int kVesicles = 200;
inline constexpr int kGlutamateInVesicle = 3640;
inline constexpr int kFrontVesicles = 3;  // docked, cut through the middle by the bouton's cut: where a release is shown

inline constexpr float kMembraneThickness = 5.0F;
inline constexpr float kCleft = 20.0F;                                 // between the facing leaflets
inline constexpr float kBoutonMembrane = kMembraneThickness + kCleft;  // height of its middle
inline constexpr float kDensityRadius = 150.0F;
inline constexpr float kDensityDepth = 36.0F;
inline constexpr float kVesicleRadius = 20.0F;
inline constexpr float kVesicleWall = 4.0F;
inline constexpr float kSpineCut = 85.0F;
inline constexpr float kReceptorCut = kSpineCut + 0.9F;  // the receptor's cut stands proud of the membrane's: its pore is whole
inline constexpr float kBoutonCut = 28.0F;
inline constexpr float kPoreSite = 0.7F;        // height of ketamine's place in the pore: 7 A above the membrane's middle
inline constexpr float kMagnesiumSite = -0.1F;  // the asparagine ring
inline constexpr float kReceptorTop = 14.7F;

struct Placed {
  glm::vec3 position{0.0F};  // where the receptor's axis meets the membrane's middle; the middle of a vesicle
  float turn = 0.0F;         // around y
  glm::vec2 lean{0.0F};      // radians around x and z
};

struct SynapseLayout {
  std::array<Placed, kNmdaReceptors> nmda;  // 0 is the one that is cut open, then from near to far
  std::array<Placed, kAmpaReceptors> ampa;
  std::vector<Placed> vesicles;  // the docked ones first, of these the front ones first; only what the cut leaves
};

// The layout, made once.
SynapseLayout make_layout();
// Where front vesicle 0 .. kFrontVesicles-1 is docked.
glm::vec2 front_site(int index);

// Height of the swell that both membranes share at a place of the contact, within about 1.5 nm of 0; flat around the
// receptor that is cut open.
float membrane_swell(float x, float z);

// How open the spine's surface lies at a place: darker around the foot of every receptor, 0..1.
float floor_openness(const SynapseLayout& layout, glm::vec2 xz);

// The room in which molecules are drawn: the cleft over most of the density, between the two membranes.
struct Cuboid {
  glm::vec3 low;
  glm::vec3 high;
  // Molecules that this room really holds per micromolar.
  double molecules_per_um() const;
};
inline constexpr Cuboid kCleftBox{{-100.0F, 3.3F, -70.0F}, {100.0F, 21.6F, 80.0F}};

}  // namespace syn::synapse
