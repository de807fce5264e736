#include "app/stages/dendrite/dendrite_branch.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/random.hpp"

namespace syn::dendrite {
namespace {

constexpr float kStep_um = 0.05F;
constexpr float kTurn = 2.0F * std::numbers::pi_v<float>;

float uniform(std::uint64_t seed, std::uint32_t what, std::uint32_t i) { return static_cast<float>(uniform_at(seed, 0, what, i)); }

}  // namespace

Branch::Branch(const BranchPath& path) : path_(path) {
  for (std::uint32_t i = 0; i < thickness_.size(); ++i) {
    const float k = static_cast<float>(i);
    thickness_[i] = {0.11F / (1.0F + 0.35F * k), (0.11F + 0.13F * k) * (0.85F + 0.3F * uniform(path.seed, 1, i)), 0.0F,
                     kTurn * uniform(path.seed, 2, i)};
  }
  for (std::uint32_t i = 0; i < bumps_.size(); ++i) {
    const float k = static_cast<float>(i);
    bumps_[i] = {0.10F / (1.0F + 0.40F * k), (0.16F + 0.21F * k) * (0.8F + 0.4F * uniform(path.seed, 3, i)),
                 static_cast<float>(2 + static_cast<int>(i) % 3), kTurn * uniform(path.seed, 4, i)};
  }
  // Slow waves need not average out over the piece: the mean is taken off, so that the mean thickness is as asked.
  constexpr int kSamples = 200;
  float sum = 0.0F;
  for (int i = 0; i < kSamples; ++i) sum += waviness(path.length_um * (static_cast<float>(i) + 0.5F) / kSamples);
  mean_waviness_ = sum / kSamples;
  // The direction wanders on two slow waves each way; the axis is its integral, so s is true arc length.
  const auto wander = [&](float s, std::uint32_t what) {
    const float a = std::sin(kTurn * (s / 13.0F + uniform(path.seed, what, 0)));
    const float b = std::sin(kTurn * (s / 5.6F + uniform(path.seed, what, 1)));
    return path.bend * (0.8F * a + 0.5F * b);
  };
  const auto count = static_cast<int>(std::ceil((high() - low()) / kStep_um)) + 1;
  std::vector<glm::vec3> axis{glm::vec3{0.0F}};
  for (int i = 1; i < count; ++i) {
    const float s = low() + (static_cast<float>(i) - 0.5F) * kStep_um;
    const float heading = path.heading + wander(s, 5) + path.sway * std::cos(kTurn * s / path.length_um);
    const float rise = path.rise + 0.7F * wander(s, 6);
    axis.push_back(axis.back() +
                   kStep_um * glm::vec3{std::cos(rise) * std::cos(heading), std::cos(rise) * std::sin(heading), std::sin(rise)});
  }
  const glm::vec3 shift = path.middle - axis[axis.size() / 2];
  for (glm::vec3& at : axis) at += shift;
  frames_ = carry_frames(axis, glm::vec3{-std::sin(path.heading), std::cos(path.heading), 0.0F});
}

PathFrame Branch::frame(float s) const {
  const float x = std::clamp((s - low()) / kStep_um, 0.0F, static_cast<float>(frames_.size() - 1));
  const auto i = std::min(static_cast<std::size_t>(x), frames_.size() - 2);
  const float t = x - static_cast<float>(i);
  const PathFrame& a = frames_[i];
  const PathFrame& b = frames_[i + 1];
  return {glm::mix(a.center, b.center, t), glm::normalize(glm::mix(a.along, b.along, t)), glm::normalize(glm::mix(a.side, b.side, t)),
          glm::normalize(glm::mix(a.up, b.up, t))};
}

glm::vec3 Branch::axis(float s) const { return frame(s).center; }

glm::vec3 Branch::direction(float s) const { return frame(s).along; }

float Branch::waviness(float s) const {
  float sum = 0.0F;
  for (const Wave& wave : thickness_) sum += wave.size * std::sin(kTurn * wave.along * s + wave.phase);
  return sum;
}

float Branch::radius(float s) const {
  const float shape = 1.0F + path_.taper * (0.5F - std::clamp(s / path_.length_um, 0.0F, 1.0F)) + waviness(s) - mean_waviness_;
  // The very ends are rounded off.
  const float left = std::min(s - low(), high() - s) / path_.radius_um;
  const float end = left >= 1.0F ? 1.0F : std::sqrt(std::max(0.0F, 1.0F - (1.0F - left) * (1.0F - left)));
  return path_.radius_um * shape * end;
}

glm::vec3 Branch::point(float s, float angle) const {
  float bump = 1.0F;
  for (const Wave& wave : bumps_) {
    bump += wave.size * std::cos(wave.around * angle + kTurn * wave.along * s + wave.phase);
  }
  const PathFrame at = frame(s);
  return at.center + radius(s) * bump * (std::cos(angle) * at.side + std::sin(angle) * at.up);
}

glm::vec3 Branch::normal(float s, float angle) const {
  constexpr float kNear_um = 0.02F;
  const float turn = kNear_um / path_.radius_um;
  const glm::vec3 around = point(s, angle + turn) - point(s, angle - turn);
  const glm::vec3 along = point(s + kNear_um, angle) - point(s - kNear_um, angle);
  return glm::normalize(glm::cross(around, along));
}

float Branch::fade(float s) const {
  const float beyond = std::max(-s, s - path_.length_um) / path_.margin_um;
  const float t = std::clamp((beyond - 0.1F) / 0.8F, 0.0F, 1.0F);
  return t * t * (3.0F - 2.0F * t);
}

float Branch::mottle(float s, float angle) const {
  const float a = std::sin(1.9F * s + 2.0F * std::sin(angle + 0.7F * s));
  const float b = std::sin(4.7F * s - 1.3F * std::cos(2.0F * angle - 1.1F * s) + 2.0F);
  return 0.6F * a + 0.4F * b;
}

}  // namespace syn::dendrite
