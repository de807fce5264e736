// The small molecules of the cleft: how many are drawn, and where each is at a moment. Pure functions of
// (seed, identity, time): nothing is stored, and going backwards is exact.
#pragma once

#include <cstdint>
#include <glm/glm.hpp>

#include "app/stages/synapse/synapse_layout.hpp"
#include "app/viewing/view.hpp"
#include "core/units.hpp"

namespace syn::synapse {

enum class Molecule : std::uint32_t { ketamine, magnesium, glutamate };

// How many molecules stand for a concentration. The cleft is so small that 1 uM is a third of a molecule in the room
// drawn: ketamine is drawn denser than it is, magnesium thinned, always by a factor that is printed on screen.
// Glutamate is as many as there are.
struct Crowd {
  double real = 0.0;                   // molecules that the drawn room holds on average
  double factor = 1.0;                 // drawn for each real one; above 1 = denser, below 1 = thinned
  double drawn = 0.0;                  // real * factor; the last one is drawn in part
  int count() const;                   // whole molecules drawn
  int slots() const;                   // identities to go through: those with presence(i) above 0
  float presence(int identity) const;  // 0..1, so that a falling concentration takes them away softly
};
// `skipping` 0..1 draws fewer of ketamine and magnesium (low quality).
Crowd crowd(Molecule molecule, double concentration_um, double skipping = 1.0);

// The viewer's seconds that belong to a moment: how far the wandering has come. Through the same lens molecules wander
// equally calmly whatever it spans; their true speed cannot be shown (they cross the cleft in microseconds).
double wander_seconds(Hours time, Lens lens);

// Where a molecule wanders, within the room and evenly filling it: smooth noise on two scales, reflected by the walls.
glm::vec3 wander(std::uint64_t seed, Molecule molecule, int identity, double seconds, const Cuboid& room);

// The way of one molecule from the cleft through the gate into the pore of a receptor: progress 0..1, in the
// receptor's own frame (y along the pore).
glm::vec3 pore_path(float progress, double seconds, std::uint64_t seed);

// Glutamate during a release.
struct Emission {
  double out_ms = 0.6;      // the vesicle empties over this time
  double spread_ms = 0.12;  // each molecule needs this long to its place in the cleft
};
// Where a molecule of the cloud is, `since_ms` after the release from `mouth`, on its way to `place`; `inside` tells
// that it has not left the vesicle yet.
struct CloudPoint {
  glm::vec3 position{0.0F};
  bool inside = false;
};
CloudPoint cloud_point(int identity, int crowd_size, double since_ms, glm::vec3 mouth, glm::vec3 place, const Emission& emission = {});

}  // namespace syn::synapse
