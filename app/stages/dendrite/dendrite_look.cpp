#include "app/stages/dendrite/dendrite_look.hpp"

namespace syn::dendrite {
namespace {

glm::vec3 vec(Color color) { return {color.r, color.g, color.b}; }

}  // namespace

Look look_of(const Theme& theme) {
  const glm::vec3 ground = vec(theme[Role::background]);
  const glm::vec3 growth = vec(theme[Role::growth]);
  const glm::vec3 text = vec(theme[Role::text]);
  Look look;
  Paint& paint = look.paint;
  const auto body = [&](glm::vec3 dark, glm::vec3 light) { return theme.dark ? dark : light; };
  paint.branch = body({0.590F, 0.570F, 0.550F}, {0.800F, 0.785F, 0.765F});
  paint.head = body({0.690F, 0.665F, 0.640F}, {0.860F, 0.845F, 0.825F});
  paint.psd = body({0.690F, 0.545F, 0.430F}, {0.745F, 0.650F, 0.565F});
  paint.psd_rim = 0.55F * paint.psd;
  paint.fresh = body({0.955F, 1.0F, 0.965F}, glm::mix(growth, glm::vec3{0.0F, 0.62F, 0.36F}, 0.75F));
  paint.fresh_neck = body(glm::mix(growth, glm::vec3{1.0F}, 0.55F), 0.92F * paint.fresh);
  paint.fresh_psd = body(growth, {0.0F, 0.38F, 0.24F});
  paint.beyond = ground;
  look.rim = body(growth, {0.0F, 0.34F, 0.20F});
  look.glow = Rgba{growth, theme.dark ? 0.62F : 0.36F};
  const glm::vec3 grey = body({0.33F, 0.34F, 0.37F}, {0.78F, 0.78F, 0.78F});
  look.shaft_far = glm::mix(grey, ground, theme.dark ? 0.52F : 0.45F);
  look.axon_far = glm::mix(body({0.25F, 0.31F, 0.40F}, {0.74F, 0.77F, 0.81F}), ground, theme.dark ? 0.45F : 0.40F);
  look.axon = glm::mix(body({0.30F, 0.36F, 0.44F}, {0.72F, 0.75F, 0.79F}), ground, 0.15F);
  look.dots = Rgba{text, 0.995F};
  look.dots_faint = Rgba{glm::mix(text, ground, 0.25F), 0.80F};
  look.dots_inside = Rgba{body({0.02F, 0.20F, 0.10F}, {1.0F, 1.0F, 1.0F}), 0.995F};
  return look;
}

}  // namespace syn::dendrite
