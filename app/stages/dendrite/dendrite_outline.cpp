#include "app/stages/dendrite/dendrite_outline.hpp"

#include <algorithm>
#include <cmath>

namespace syn::dendrite {
namespace {

using glm::vec3;

constexpr float kEndOn = 0.93F;  // cosine from which a spine points at the eye: its widest ring is its outline

vec3 middle_of(const SpineRings& rings, std::size_t ring) {
  vec3 sum{0.0F};
  for (std::size_t j = 0; j < rings.sides; ++j) sum += rings.points[ring * rings.sides + j];
  return sum / static_cast<float>(rings.sides);
}

// The line around it as seen from the eye: up one side, over the tip, down the other.
std::vector<vec3> line_around(const SpineRings& rings, vec3 eye) {
  const std::size_t count = rings.points.size() / rings.sides;
  const vec3 first = middle_of(rings, 0);
  std::vector<vec3> line;
  if (glm::dot(glm::normalize(rings.tip - first), glm::normalize(eye - first)) > kEndOn) {
    std::size_t widest = 0;
    float most = 0.0F;
    for (std::size_t i = 0; i < count; ++i) {
      const float wide = glm::length(rings.points[i * rings.sides] - middle_of(rings, i));
      if (wide > most) most = wide, widest = i;
    }
    for (std::size_t j = 0; j <= rings.sides; ++j) line.push_back(rings.points[widest * rings.sides + j % rings.sides]);
    return line;
  }
  std::vector<vec3> down;
  for (std::size_t i = 0; i < count; ++i) {
    const vec3 here = middle_of(rings, i);
    const vec3 along = (i + 1 < count ? middle_of(rings, i + 1) : rings.tip) - (i > 0 ? middle_of(rings, i - 1) : here);
    const vec3 side = glm::cross(here - eye, along);
    const auto begin = rings.points.begin() + static_cast<std::ptrdiff_t>(i * rings.sides);
    const auto [low, high] = std::minmax_element(begin, begin + static_cast<std::ptrdiff_t>(rings.sides),
                                                 [&](vec3 a, vec3 b) { return glm::dot(a, side) < glm::dot(b, side); });
    line.push_back(*high);
    down.push_back(*low);
  }
  line.push_back(rings.tip);
  line.insert(line.end(), down.rbegin(), down.rend());
  return line;
}

}  // namespace

std::vector<vec3> dotted_outline(const SpineRings& rings, vec3 eye, float apart, float nearer) {
  std::vector<vec3> dots;
  if (rings.points.size() < 2 * rings.sides) return dots;
  const std::vector<vec3> line = line_around(rings, eye);
  float left = 0.0F;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const float step = apart * glm::distance(eye, line[i]);
    const float length = glm::distance(line[i - 1], line[i]);
    for (; left < length; left += step) {
      const vec3 at = glm::mix(line[i - 1], line[i], left / length);
      dots.push_back(at + nearer * glm::normalize(eye - at));
    }
    left -= length;
  }
  return dots;
}

}  // namespace syn::dendrite
