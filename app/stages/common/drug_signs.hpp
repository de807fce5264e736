// Ketamine where it is far too small to be seen: signs that say that it is there, and how much. No molecules, and said so.
#pragma once

#include <cstdint>
#include <functional>
#include <glm/glm.hpp>
#include <span>
#include <vector>

#include "gfx/canvas.hpp"

namespace syn {

struct SignRoom {  // an upright box, scene units
  glm::vec3 low{0.0F}, high{0.0F};
};
struct DrugLevel {
  double brain_um = 0.0;
  std::uint64_t seed = 0;
};

// As many diamonds as the concentration in the brain is worth, the last one faint, each always at its own place, one room after the
// other in turn, where `free` lets it; with light around each. None below what captions call "there" (course::kKetamineThere_um).
std::vector<Sprite> drug_signs(DrugLevel level, std::span<const SignRoom> rooms, float radius, Rgba color,
                               const std::function<bool(glm::vec3)>& free = {});

}  // namespace syn
