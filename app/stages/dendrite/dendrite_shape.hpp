// Surfaces of a branch and its spines: where the numbers of a spine become a shape. Pure; no canvas. Unit: um.
//
// A spine is a swept surface whose foot lies on the branch and leaves it in a fillet, tangent to it and with its
// normals, so that the two read as one body; then neck, head (see dendrite_head.hpp) and the PSD as a slightly raised
// disc with a dark rim. Surfaces are closed and have outward triangles, unit normals and, in the fourth byte, shade
// from the form itself: dark in the fillet and along the neck. The foot is closed by a lid inside the branch, its rim a
// little under the branch's surface, where neither it nor a contour line of it shows.
#pragma once

#include <cstdint>
#include <glm/glm.hpp>
#include <span>
#include <vector>

#include "app/stages/dendrite/dendrite_branch.hpp"
#include "app/stages/dendrite/dendrite_form.hpp"
#include "mesh/mesh_data.hpp"
#include "model/sampling/spine.hpp"

namespace syn::dendrite {

// How finely surfaces are cut.
struct Detail {
  int branch_sides = 24;
  float rings_per_um = 5.5F;
  int spine_sides = 14;
  float neck_rings_per_um = 6.0F;
  int head_rings = 5;  // of the back of a head; the front has two more and the rim of the disc
};

// Colours of the surfaces, sRGB 0..1.
struct Paint {
  glm::vec3 branch{0.75F, 0.68F, 0.59F};
  glm::vec3 head{0.80F, 0.74F, 0.66F};
  glm::vec3 psd{0.55F, 0.45F, 0.38F};
  glm::vec3 psd_rim{0.3F, 0.25F, 0.2F};
  glm::vec3 fresh{0.93F, 1.0F, 0.95F};  // the same, of what came since day 0: heads and necks, their discs and rims
  glm::vec3 fresh_neck{0.7F, 1.0F, 0.8F};
  glm::vec3 fresh_psd{0.2F, 0.9F, 0.5F};
  glm::vec3 beyond{0.06F, 0.09F, 0.14F};  // what the ends of the branch fade into
};

// The bare shaft: its surface, and per vertex what its colour is made of. Made once for a branch and a detail.
struct ShaftSkin {
  MeshData mesh;
  std::vector<float> place_um;  // along the branch
  std::vector<float> mottle;    // Branch::mottle
  std::vector<float> fade;      // Branch::fade
};
ShaftSkin shaft_skin(const Branch& branch, const Detail& detail);
// Adds the shaft in its colours, shaded where spines stand.
void add_shaft(MeshData& mesh, const ShaftSkin& skin, const Branch& branch, std::span<const SpineState> spines, const Paint& paint);
// Adds one spine and says where it is; adds nothing while it is barely there (presence below 0.04). `fresh` 0..1: how much
// of it came since day 0, which its colours tell; a new spine is new from the foot on, an old one grows at its head.
struct Fresh {
  float share = 0.0F;
  bool whole = true;
};
SpineSite add_spine(MeshData& mesh, const Branch& branch, const SpineState& spine, std::uint64_t seed, const Paint& paint,
                    const Detail& detail, Fresh fresh = {});
// Adds a shell around the triangles of `body` from `first` (an index) on, turned inside out: what of it is seen is a rim of
// `thick` um in one even colour.
void add_rim(MeshData& mesh, const MeshData& body, std::size_t first, float thick, glm::vec3 color);
// The rings of a spine from above its foot to its tip, `sides` points each, for its outline.
struct SpineRings {
  std::size_t sides = 0;
  std::vector<glm::vec3> points;
  glm::vec3 tip{0.0F};
};
SpineRings rings_of(const Branch& branch, const SpineState& spine, std::uint64_t seed, const Detail& detail);

// What a spine measures as drawn, taken from the points of its surface: length of the line through the middles of its
// rings from the branch to the tip, mean diameter of the neck, volume of the head.
struct DrawnSizes {
  double length_um = 0.0;
  double neck_diameter_um = 0.0;  // at the thinnest place where the foot runs straight into the head
  double head_volume_um3 = 0.0;
};
DrawnSizes drawn_sizes(const Branch& branch, const SpineState& spine, std::uint64_t seed, const Detail& detail);

// Adds a closed tube through points with a radius at each, for axons. At least two points.
struct TubePoint {
  glm::vec3 center{0.0F};
  float radius = 0.1F;
};
void add_tube(MeshData& mesh, std::span<const TubePoint> points, int sides, glm::vec3 color);

}  // namespace syn::dendrite
