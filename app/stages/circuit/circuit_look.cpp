#include "app/stages/circuit/circuit_look.hpp"

namespace syn::circuit {

Looks looks_of(const Theme& theme) {
  using glm::vec3;
  const auto vec = [](Color color) { return vec3{color.r, color.g, color.b}; };
  Looks looks;
  looks.dark = theme.dark;
  looks.background = vec(theme[Role::background]);
  if (theme.dark) {
    looks.dim = {vec3{0.34F, 0.31F, 0.27F}, vec3{0.16F, 0.30F, 0.36F}, vec3{0.22F, 0.18F, 0.36F}};
    looks.lit = {vec3{1.00F, 0.80F, 0.46F}, vec3{0.42F, 0.85F, 0.96F}, vec3{0.50F, 0.36F, 0.98F}};
    looks.bright = {vec3{1.00F, 0.97F, 0.86F}, vec3{0.84F, 0.98F, 1.00F}, vec3{0.76F, 0.68F, 1.00F}};
    looks.far_near = {0.165F, 0.185F, 0.235F};
    looks.forest = {0.22F, 0.30F, 0.43F};
  } else {
    // On paper what shines cannot be brighter than the ground: it takes on more colour instead.
    // The two kinds of interneurons are apart by their lightness, too: pale blue, deep violet.
    looks.dim = {vec3{0.84F, 0.80F, 0.74F}, vec3{0.80F, 0.92F, 0.96F}, vec3{0.53F, 0.47F, 0.75F}};
    looks.lit = {vec3{0.93F, 0.53F, 0.06F}, vec3{0.30F, 0.74F, 0.92F}, vec3{0.30F, 0.14F, 0.72F}};
    looks.bright = {vec3{0.86F, 0.36F, 0.00F}, vec3{0.16F, 0.66F, 0.88F}, vec3{0.24F, 0.06F, 0.66F}};
    looks.far_near = {0.86F, 0.87F, 0.89F};
    looks.forest = {0.74F, 0.79F, 0.87F};
  }
  const vec3 orange = vec(theme[Role::glutamate]);
  looks.glutamate = Rgba{glm::mix(orange, vec3(glm::dot(orange, vec3{0.3F, 0.6F, 0.1F})), 0.30F), 1.0F};
  looks.ketamine = Rgba{vec(theme[Role::ketamine]), 1.0F};
  return looks;
}

}  // namespace syn::circuit
