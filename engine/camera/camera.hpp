// The camera as a plain value: where one looks from. Knows no OpenGL.
#pragma once

#include <glm/glm.hpp>

namespace syn {

// An orbit around a target: angles in radians, lengths in the scene's unit.
struct Camera {
  glm::vec3 target{0.0F};
  float yaw = 0.6F;
  float pitch = 0.25F;         // -pi/2 .. pi/2
  float distance = 10.0F;      // > 0
  float field_of_view = 0.6F;  // vertical
  bool operator==(const Camera&) const = default;

  glm::vec3 position() const;
  glm::mat4 view() const;
  // Near and far follow the distance, so that every scale of the story has a usable depth range.
  glm::mat4 projection(float aspect) const;
};

// A camera on the way from one to the other; progress 0..1 eased, lengths blended in the logarithm.
Camera glide(const Camera& from, const Camera& to, float progress);

}  // namespace syn
