// How neurites of the circuit stage grow: seeded walks that fork, and axons along a curve. Unit: um.
#pragma once

#include <cstdint>
#include <glm/glm.hpp>
#include <vector>

#include "app/stages/dendrite/dendrite_shape.hpp"
#include "core/random.hpp"

namespace syn::circuit {

using Tube = std::vector<dendrite::TubePoint>;
inline constexpr float kStep_um = 4.0F;  // between the points of a neurite

// How a tree grows: each fork parts by about `spread` radians to either side, into branches `shorter` and `thinner`
// than before; lengths differ by up to a quarter.
struct Rule {
  float length = 40.0F;  // of the first branch
  float radius = 0.75F;
  int forks = 2;
  float spread = 0.5F;
  float shorter = 1.0F;
  float thinner = 0.8F;
  glm::vec3 pull{0.0F};  // a direction that draws every step by `pull_strength`
  float pull_strength = 0.0F;
  float wobble = 0.16F;  // of the direction, a step
};

// One cell's growth. Each call takes the next random numbers, so the order of calls belongs to the form.
class Grower {
 public:
  explicit Grower(std::uint64_t who);
  float between(float low, float high);

  // A straight-ish branch from `from`; `direction` comes back as that of its end. Radii go from `first` to `last`.
  Tube walk(glm::vec3 from, glm::vec3& direction, float length, float first, float last, const Rule& rule);
  // A branch that forks `rule.forks` times. No branch gets thinner than tuft branches are.
  void tree(std::vector<Tube>& into, glm::vec3 from, glm::vec3 direction, const Rule& rule);
  // Points kStep_um apart along a smooth curve through the corners (Catmull-Rom), swinging by `wobble` um.
  std::vector<glm::vec3> route(const std::vector<glm::vec3>& corners, float wobble);

 private:
  glm::vec3 any();
  Stream random_;
};

}  // namespace syn::circuit
