#include "app/stages/circuit/circuit_growth.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace syn::circuit {
namespace {

using glm::vec3;

constexpr std::uint64_t kForm = 0xC311;  // one seed: the cells are the same in every scenario
constexpr float kTurn = 2.0F * std::numbers::pi_v<float>;
constexpr float kMinRadius = 0.48F;  // the thicker end of tuft branches, 0.5 to 1.0 um across

std::vector<vec3> curve_through(const std::vector<vec3>& corners) {
  std::vector<vec3> curve;
  for (std::size_t i = 0; i + 1 < corners.size(); ++i) {
    const vec3 p0 = corners[i == 0 ? 0 : i - 1], p1 = corners[i], p2 = corners[i + 1];
    const vec3 p3 = corners[std::min(i + 2, corners.size() - 1)];
    const int parts = std::max(2, static_cast<int>(glm::distance(p1, p2)));
    for (int k = 0; k < parts; ++k) {
      const float t = static_cast<float>(k) / static_cast<float>(parts);
      curve.push_back(0.5F * (2.0F * p1 + t * (p2 - p0) + t * t * (2.0F * p0 - 5.0F * p1 + 4.0F * p2 - p3) +
                              t * t * t * (3.0F * p1 - p0 - 3.0F * p2 + p3)));
    }
  }
  curve.push_back(corners.back());
  return curve;
}

}  // namespace

Grower::Grower(std::uint64_t who) : random_(kForm, who) {}

float Grower::between(float low, float high) { return low + (high - low) * static_cast<float>(random_.uniform()); }

vec3 Grower::any() {
  vec3 out{0.0F};
  for (int axis = 0; axis < 3; ++axis) out[axis] = static_cast<float>(random_.normal());
  return out;
}

Tube Grower::walk(vec3 from, vec3& direction, float length, float first, float last, const Rule& rule) {
  Tube tube{{from, first}};
  const int steps = std::max(2, static_cast<int>(std::lround(length / kStep_um)));
  for (int i = 1; i <= steps; ++i) {
    direction = glm::normalize(direction + rule.wobble * any() + rule.pull_strength * rule.pull);
    from += kStep_um * direction;
    tube.push_back({from, std::lerp(first, last, static_cast<float>(i) / static_cast<float>(steps))});
  }
  return tube;
}

void Grower::tree(std::vector<Tube>& into, vec3 from, vec3 direction, const Rule& rule) {
  const bool tip = rule.forks == 0;
  const float length = rule.length * between(0.75F, 1.25F);
  const float last = std::max(kMinRadius, rule.radius * (tip ? 0.6F : 0.85F));
  into.push_back(walk(from, direction, length, rule.radius, last, rule));
  if (tip) return;
  const vec3 end = into.back().back().center;
  const vec3 across = glm::normalize(glm::cross(direction, any()) + vec3{1.0e-3F});
  Rule next = rule;
  next.length *= rule.shorter;
  next.radius = std::max(kMinRadius, rule.radius * rule.thinner);
  --next.forks;
  for (const float side : {-1.0F, 1.0F}) {
    tree(into, end, glm::normalize(direction + side * rule.spread * between(0.7F, 1.3F) * across), next);
  }
}

std::vector<vec3> Grower::route(const std::vector<vec3>& corners, float wobble) {
  const std::vector<vec3> curve = curve_through(corners);
  vec3 phase{0.0F};
  for (int axis = 0; axis < 3; ++axis) phase[axis] = kTurn * between(0.0F, 1.0F);
  std::vector<vec3> even{curve.front()};
  float since = 0.0F;
  float along = 0.0F;
  for (std::size_t i = 1; i < curve.size(); ++i) {
    vec3 from = curve[i - 1];
    float left = glm::distance(from, curve[i]);
    while (since + left >= kStep_um) {
      const float part = (kStep_um - since) / left;
      from = glm::mix(from, curve[i], part);
      left *= 1.0F - part;
      since = 0.0F;
      along += kStep_um;
      const float ease = std::min(1.0F, along / 30.0F);  // the beginning stays at the soma
      even.push_back(from + wobble * ease * glm::sin(phase + along * vec3{0.071F, 0.093F, 0.083F}));
    }
    since += left;
  }
  return even;
}

}  // namespace syn::circuit
