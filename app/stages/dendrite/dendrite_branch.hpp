// A dendritic branch as a surface: a tube with gentle bends, slow changes of thickness and fine bumps. Unit: um.
//
// Tuft branches of layer-5 cells are 0.5 to 1.0 um thick; 0.7 is drawn (chosen for teaching). The form is seeded and
// pure: a point of the surface is a function of (path, place along, angle around).
#pragma once

#include <array>
#include <cstdint>
#include <glm/glm.hpp>
#include <vector>

#include "app/stages/dendrite/dendrite_sweep.hpp"

namespace syn::dendrite {

// How a branch runs.
struct BranchPath {
  glm::vec3 middle{0.0F};   // halfway along
  float heading = 0.0F;     // radians in the x-y plane, from +x
  float rise = 0.0F;        // radians towards +z
  float length_um = 15.0F;  // the piece that carries spines
  float margin_um = 3.0F;   // shaft beyond it at either end
  float radius_um = 0.35F;  // mean
  float taper = 0.24F;      // share of the radius lost along `length_um`
  float bend = 0.20F;       // radians, size of the changes of direction
  float sway = 0.0F;        // radians, one slow swing of the heading over `length_um`
  std::uint64_t seed = 1;
};

class Branch {
 public:
  explicit Branch(const BranchPath& path);

  const BranchPath& path() const { return path_; }
  // Range of s, um along the axis; the spines stand in 0 .. length_um.
  float low() const { return -path_.margin_um; }
  float high() const { return path_.length_um + path_.margin_um; }
  glm::vec3 axis(float s) const;
  glm::vec3 direction(float s) const;
  float radius(float s) const;                   // mean over the angle
  glm::vec3 point(float s, float angle) const;   // on the surface; angle in radians
  glm::vec3 normal(float s, float angle) const;  // outward, unit
  // 0 along the spines, 1 at the very ends: how far the ends are lost in the surroundings.
  float fade(float s) const;
  // Slow, painterly variation of brightness, about -1..1.
  float mottle(float s, float angle) const;

 private:
  // A wave over the surface: amplitude, cycles along (per um), whole cycles around, phase.
  struct Wave {
    float size, along, around, phase;
  };
  PathFrame frame(float s) const;
  float waviness(float s) const;
  BranchPath path_;
  std::vector<PathFrame> frames_;
  std::array<Wave, 4> thickness_;
  float mean_waviness_ = 0.0F;
  std::array<Wave, 5> bumps_;
};

}  // namespace syn::dendrite
