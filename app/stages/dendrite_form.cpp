#include "stages/dendrite_form.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/random.hpp"

namespace syn::dendrite {
namespace {

constexpr float kTurn = 2.0F * std::numbers::pi_v<float>;

enum Draw : std::uint32_t { kLean = 200, kLeanAngle, kCurl, kCurlAngle, kWave, kFlare };

float uniform(std::uint64_t seed, std::uint32_t id, std::uint32_t what) {
  return static_cast<float>(uniform_at(seed, id, what));
}

float smooth(float x) {
  const float t = std::clamp(x, 0.0F, 1.0F);
  return t * t * (3.0F - 2.0F * t);
}

// The larger of the two, rounded where they meet.
float smooth_max(float a, float b, float width) {
  const float h = std::max(width - std::abs(a - b), 0.0F) / width;
  return std::max(a, b) + 0.25F * h * h * width;
}

}  // namespace

PathFrame SpineForm::at(float a) const {
  const float x = std::clamp(a / length, 0.0F, 1.0F) * static_cast<float>(line.size() - 1);
  const auto i = std::min(static_cast<std::size_t>(x), line.size() - 2);
  const float t = x - static_cast<float>(i);
  const PathFrame& p = line[i];
  const PathFrame& q = line[i + 1];
  PathFrame f{glm::mix(p.center, q.center, t), glm::normalize(glm::mix(p.along, q.along, t)),
              glm::normalize(glm::mix(p.side, q.side, t)), glm::normalize(glm::mix(p.up, q.up, t))};
  f.center += std::max(0.0F, a - length) * f.along;
  return f;
}

float SpineForm::radius(float a) const {
  const float x = std::clamp((a - head_middle) / head_axial, -1.0F, 1.0F);
  const float ball = head * std::sqrt(std::max(0.0F, 1.0F - x * x));
  return std::min(head, smooth_max(neck, ball, 0.45F * head));
}

SpineForm form_of(const Branch& branch, const SpineState& spine, std::uint64_t seed) {
  SpineForm form;
  const std::uint32_t id = spine.id;
  const auto presence = std::max(static_cast<float>(spine.presence), 0.005F);  // a line needs some length
  const float girth = glm::mix(0.45F, 1.0F, presence);
  form.s = static_cast<float>(spine.place_um);
  form.angle = static_cast<float>(spine.angle_rad);
  form.normal = branch.normal(form.s, form.angle);
  const glm::vec3 axis = branch.direction(form.s);
  form.along = glm::normalize(axis - glm::dot(axis, form.normal) * form.normal);
  form.around = glm::cross(form.normal, form.along);

  form.length = static_cast<float>(spine.size.length_um) * presence;
  form.neck = 0.5F * static_cast<float>(spine.size.neck_diameter_um) * girth;
  const float ball = 0.5F * static_cast<float>(spine.size.head_diameter_um()) * girth;
  form.head = std::min(0.96F * ball, 0.45F * form.length);
  form.head_axial = 1.08F * form.head;
  form.head_middle = form.length - 0.94F * form.head_axial;
  const float flare = (0.085F + 0.06F * uniform(seed, id, kFlare) + 0.35F * form.neck) * presence;
  form.fillet = std::min(flare, 0.55F * form.head_middle);

  const float longness = smooth((static_cast<float>(spine.size.neck_length_um) - 0.9F) / 0.9F);
  const float lean = glm::mix(0.55F, 0.75F, longness) * uniform(seed, id, kLean);
  const float lean_angle = kTurn * uniform(seed, id, kLeanAngle);
  const float curl = 0.9F * (uniform(seed, id, kCurl) - 0.5F);
  const float curl_angle = kTurn * uniform(seed, id, kCurlAngle);
  const auto sideways = [&](float turn) { return std::cos(turn) * form.along + std::sin(turn) * form.around; };
  const glm::vec3 goal = glm::normalize(form.normal + lean * sideways(lean_angle));
  const glm::vec3 last = glm::normalize(goal + curl * sideways(curl_angle));
  const glm::vec3 foot = branch.point(form.s, form.angle);
  const glm::vec3 p1 = foot + 0.38F * form.length * form.normal;
  const glm::vec3 p3 = foot + form.length * goal;
  const glm::vec3 p2 = p3 - 0.36F * form.length * last;
  const float wave = glm::mix(0.02F, 0.10F, longness) * std::min(form.length, 2.0F);
  const float phase = kTurn * uniform(seed, id, kWave);
  constexpr int kPieces = 24;
  std::vector<glm::vec3> line;
  float arc = 0.0F;
  for (int i = 0; i <= kPieces; ++i) {
    const float t = static_cast<float>(i) / kPieces;
    const float u = 1.0F - t;
    glm::vec3 at = u * u * u * foot + 3.0F * u * u * t * p1 + 3.0F * u * t * t * p2 + t * t * t * p3;
    const float swing = wave * smooth(t / 0.4F) * (std::sin(5.5F * t + phase) - std::sin(phase));
    at += swing * sideways(curl_angle + 0.25F * kTurn);
    if (i > 0) arc += glm::length(at - line.back());
    line.push_back(at);
  }
  for (glm::vec3& at : line) at = foot + (form.length / arc) * (at - foot);
  form.line = carry_frames(line, form.along);
  return form;
}

SpineSite site_of(const SpineForm& form) {
  const PathFrame head = form.at(form.head_middle);
  const PathFrame tip = form.at(form.length);
  return {form.line.front().center, head.center, tip.center, tip.along, form.head};
}

SpineSite site_of(const Branch& branch, const SpineState& spine, std::uint64_t seed) {
  return site_of(form_of(branch, spine, seed));
}

}  // namespace syn::dendrite
