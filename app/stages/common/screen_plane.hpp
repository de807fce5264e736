// A plane that always faces the eye, before everything else: where a stage puts what stands in the picture and not in the
// scene. Places are shares of the picture's width and height from its top left.
#pragma once

#include <cmath>
#include <glm/glm.hpp>

#include "gfx/canvas.hpp"

namespace syn {

class ScreenPlane {
 public:
  explicit ScreenPlane(const Frame& frame, float deep = 0.30F)
      : deep_(deep * frame.camera.distance),
        high_(2.0F * deep_ * std::tan(0.5F * frame.camera.field_of_view)),
        wide_(high_ * static_cast<float>(frame.width_px) / static_cast<float>(frame.height_px)),
        world_(glm::inverse(frame.camera.view())) {}
  float high() const { return high_; }  // of the picture, in scene units on the plane
  float wide() const { return wide_; }
  // `layer`: 1 lies before 0, at the same place of the picture.
  glm::vec3 at(glm::vec2 place, float layer = 0.0F) const { return glm::vec3(world_ * glm::vec4(local(place, layer), 1.0F)); }
  // A mesh around the origin, `size` scene units large, y up in the picture.
  glm::mat4 put(glm::vec2 place, glm::vec3 size, float layer = 0.0F) const {
    glm::mat4 here(1.0F);
    for (int k = 0; k < 3; ++k) here[k] *= size[k] * nearer(layer);
    here[3] = glm::vec4(local(place, layer), 1.0F);
    return world_ * here;
  }

 private:
  static float nearer(float layer) { return 1.0F - 0.004F * layer; }
  glm::vec3 local(glm::vec2 place, float layer) const {
    return nearer(layer) * glm::vec3{(place.x - 0.5F) * wide_, (0.5F - place.y) * high_, -deep_};
  }
  float deep_, high_, wide_;
  glm::mat4 world_;
};

}  // namespace syn
