// The cells of the circuit stage: where they stand, how they branch, whom they touch. Pure; no canvas. Unit: um.
//
// Grown by rule, not copied from reconstructions: a neurite walks in steps of 4 um with a little seeded wobble and a
// pull, and forks a set number of times. The form is the same in every scenario; only what the cells do follows it.
//
// Sizes: soma 15-20 x 12-16 um; apical trunk 2.5 um near the soma, 1.5 at the fork of the tuft; basal branches 1.5 um
// (de la Pena & Geijo-Barrientos 1996); tuft 295 um wide (van Aerde & Feldmeyer 2015), its branches 0.7 um; trunks
// stand as bundles do, 44 um apart, of about 26 each (rat prelimbic cortex, 1996). Shortened: the trunk, 110 um of the
// 400 to 600 between soma and surface in mice. Larger than life: axons and their boutons, kAxonLarger; and in the
// surfaces all branches and axons once more, up to kBranchThicker, or they would be lines of one ragged pixel, and cell
// bodies, kSomaLarger, or they would be dots.
#pragma once

#include <array>
#include <cstdint>
#include <glm/glm.hpp>
#include <string_view>
#include <vector>

#include "app/stages/circuit/circuit_growth.hpp"
#include "mesh/mesh_data.hpp"

namespace syn::circuit {

enum class CellClass : std::uint8_t { pyramidal, parvalbumin, somatostatin };
inline constexpr std::array kCellClasses{CellClass::pyramidal, CellClass::parvalbumin, CellClass::somatostatin};
std::string_view name_of(CellClass type);  // as in `render --json`

inline constexpr int kPyramidalCells = 4, kParvalbuminCells = 2, kSomatostatinCells = 2;
inline constexpr double kBundle = 26.0;     // trunks of which one is drawn
inline constexpr double kAxonLarger = 3.0;  // axons and boutons, by this factor
// In the surfaces alone: branches by these factors, the thin ones less than the thick ones, and cell bodies.
inline constexpr double kThinThicker = 1.4, kBranchThicker = 2.4, kSomaLarger = 1.8;
inline constexpr int kBodyRings = 14;        // of the first tube: what of it is the soma
inline constexpr int kReceptorSigns = 14;    // NMDA receptor signs a cell carries
inline constexpr int kRestSitesPerCell = 5;  // places on a tuft where release without a spike is shown

// A stretch of axon from the soma to one end; forks are walked once for every end, so that a pulse can follow it.
struct AxonRoute {
  std::vector<glm::vec3> path;  // evenly spaced, kStep_um apart, from the soma outwards
};

struct Bouton {
  glm::vec3 at{0.0F};
  glm::vec3 along{1.0F, 0.0F, 0.0F};
};

struct Cell {
  CellClass type = CellClass::pyramidal;
  int number = 0;  // within its class, from 0
  glm::vec3 soma{0.0F};
  std::vector<Tube> dendrites;  // the first is the soma itself (with the trunk of a pyramidal cell)
  std::vector<Tube> axon;
  std::vector<AxonRoute> routes;
  std::vector<Bouton> boutons;
  std::vector<glm::vec3> receptors;   // kReceptorSigns places on dendrites
  std::vector<glm::vec3> rest_sites;  // kRestSitesPerCell places on the tuft; pyramidal cells only
};

// The eight cells, pyramidal first. Always the same.
std::vector<Cell> grow_cells();

// The body as it is drawn: rings from its foot up.
Tube soma_rings(const Cell& cell);
// The body alone, around the origin, `larger` by this factor: the part that brightens.
MeshData soma_surface(CellClass type, float larger, int sides);
// A cell that stands still, in two surfaces: what is thick enough for a contour (soma and trunk), and branches and
// axon. Colour index of the data bytes: 0 soma and dendrites, 1 axon and boutons. `fine` 0.5 .. 2: how many sides tubes
// have; `thicker`: trunk and dendrites by this factor more.
MeshData stem_surface(const Cell& cell, float fine, float thicker = 1.0F);
MeshData branch_surface(const Cell& cell, float fine, float thicker = 1.0F);
// A whole cell for far away: few triangles, one colour.
MeshData far_surface(const Cell& cell);

}  // namespace syn::circuit
