#include "camera/camera.hpp"

#include <algorithm>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>

namespace syn {

glm::vec3 Camera::position() const {
  const glm::vec3 direction{std::cos(pitch) * std::sin(yaw), std::sin(pitch), std::cos(pitch) * std::cos(yaw)};
  return target + distance * direction;
}

glm::mat4 Camera::view() const { return glm::lookAt(position(), target, glm::vec3{0.0F, 1.0F, 0.0F}); }

glm::mat4 Camera::projection(float aspect) const { return glm::perspective(field_of_view, aspect, 0.02F * distance, 20.0F * distance); }

Camera glide(const Camera& from, const Camera& to, float progress) {
  const float t = std::clamp(progress, 0.0F, 1.0F);
  const float s = t * t * t * (t * (6.0F * t - 15.0F) + 10.0F);
  Camera out;
  out.target = glm::mix(from.target, to.target, s);
  out.yaw = std::lerp(from.yaw, to.yaw, s);
  out.pitch = std::lerp(from.pitch, to.pitch, s);
  out.distance = std::exp(std::lerp(std::log(from.distance), std::log(to.distance), s));
  out.field_of_view = std::lerp(from.field_of_view, to.field_of_view, s);
  return out;
}

}  // namespace syn
