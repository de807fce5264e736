#include "app/stages/dendrite/dendrite_form.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/random.hpp"

namespace syn::dendrite {
namespace {

constexpr float kTurn = 2.0F * std::numbers::pi_v<float>;

constexpr float kSideSeen = 0.45F;

enum Draw : std::uint32_t { kLean = 200, kLeanAngle, kCurl, kCurlAngle, kWave, kFlare, kNeckBias, kNeckWave };

float uniform(std::uint64_t seed, std::uint32_t id, std::uint32_t what) { return static_cast<float>(uniform_at(seed, id, what)); }

float smooth(float x) {
  const float t = std::clamp(x, 0.0F, 1.0F);
  return t * t * (3.0F - 2.0F * t);
}

// The larger of the two, rounded where they meet.
float smooth_max(float a, float b, float width) {
  const float h = std::max(width - std::abs(a - b), 0.0F) / width;
  return std::max(a, b) + 0.25F * h * h * width;
}

// The frame turned by the head's tilt, towards the viewer's side where that is to be had, and shifted sideways.
PathFrame tilted(const PathFrame& neck, const HeadForm& head) {
  const glm::vec3 viewer{0.0F, 0.0F, 1.0F};
  const glm::vec2 flat{glm::dot(viewer, neck.side), glm::dot(viewer, neck.up)};
  const float turn = (glm::length(flat) > 1e-3F ? std::atan2(flat.y, flat.x) : 0.0F) + head.tilt_turn;
  // Where the neck points at the viewer or away there is no such side, and the head does not tilt: it would swing round.
  const float tilt = head.tilt * smooth(glm::length(flat) / kSideSeen);
  const glm::vec3 towards = std::cos(turn) * neck.side + std::sin(turn) * neck.up;
  const glm::vec3 axis = glm::cross(neck.along, towards);
  const auto rotated = [&](glm::vec3 v) {
    const float c = std::cos(tilt);
    const float s = std::sin(tilt);
    return c * v + s * glm::cross(axis, v) + (1.0F - c) * glm::dot(axis, v) * axis;
  };
  const glm::vec3 off = std::cos(head.shift_turn) * neck.side + std::sin(head.shift_turn) * neck.up;
  return {neck.center + head.shift * off, rotated(neck.along), rotated(neck.side), rotated(neck.up)};
}

}  // namespace

PathFrame SpineForm::at(float a) const {
  const float x = std::clamp(a / length, 0.0F, 1.0F) * static_cast<float>(line.size() - 1);
  const auto i = std::min(static_cast<std::size_t>(x), line.size() - 2);
  const float t = x - static_cast<float>(i);
  const PathFrame& p = line[i];
  const PathFrame& q = line[i + 1];
  PathFrame f{glm::mix(p.center, q.center, t), glm::normalize(glm::mix(p.along, q.along, t)), glm::normalize(glm::mix(p.side, q.side, t)),
              glm::normalize(glm::mix(p.up, q.up, t))};
  f.center += std::max(0.0F, a - length) * f.along;
  return f;
}

float SpineForm::neck_at(float a) const {
  const float from = fillet;
  const float to = std::max(from + 1e-3F, head_middle - 0.6F * head.back.length);
  const float u = std::clamp((a - from) / (to - from), 0.0F, 1.0F);
  // Thinnest near the middle, wider at both ends; the mean over the neck stays `neck`.
  const float off = 2.0F * u - 1.0F - neck_bias;
  const float flare = 0.88F + 0.36F * off * off - 0.36F * neck_bias * neck_bias;
  const float bump = glm::mix(neck, std::min(1.30F * neck, 0.92F * head.radius), head.stubby);
  return bump * (flare + neck_wave * std::sin(kTurn * (1.6F * u + neck_bias)));
}

float SpineForm::radius(float a) const {
  const float x = (head_middle - a) / head.back.length;
  const float ball = x < 1.0F ? head.radius * head.back.share(x) : 0.0F;
  const float width = 0.45F * head.radius;
  return std::min(std::max(head.radius, neck_at(a)), smooth_max(neck_at(a), ball, width));
}

float SpineForm::headness(float a) const { return smooth((a - head_start()) / head.back.length * 0.95F + 0.05F); }

SpineForm::RingFrame SpineForm::ring(float a, float ring_radius) const {
  const float own = headness(a);
  const float rim = std::min(1.0F, ring_radius / head.radius);
  PathFrame of_head = head_frame;
  of_head.center += (a - head_middle) * head_frame.along;
  const float share = (a - head_middle) / head.length();
  return {own < 1.0F ? at(a) : of_head, of_head, ring_radius, own, own * head.saddle * rim * rim, head.lobes_at(share)};
}

glm::vec3 SpineForm::point(const RingFrame& ring, const HeadForm::Around& direction) const {
  const glm::vec2 c = head.across(ring.radius, direction, ring.lobes, glm::mix(0.25F, 1.0F, ring.headness));
  const PathFrame& h = ring.head;
  const glm::vec3 of_head = h.center + ring.saddle * direction.swing * h.along + c.x * h.side + c.y * h.up;
  if (ring.headness >= 1.0F) return of_head;
  const PathFrame& f = ring.line;
  return glm::mix(f.center + c.x * f.side + c.y * f.up, of_head, ring.headness);
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
  form.head = head_of(spine, seed, girth, 0.86F * form.length);
  form.head_middle = form.length - form.head.front.length;
  form.neck_bias = 0.5F * (uniform(seed, id, kNeckBias) - 0.5F);
  form.neck_wave = 0.10F * uniform(seed, id, kNeckWave);
  const float flare = (0.075F + 0.06F * uniform(seed, id, kFlare) + 0.40F * form.neck + 0.07F * form.head.stubby) * presence;
  form.fillet = std::min(flare, 0.50F * form.head_middle);

  const float longness = smooth((static_cast<float>(spine.size.neck_length_um) - 0.9F) / 0.9F);
  const float lean = glm::mix(0.65F, 0.85F, longness) * uniform(seed, id, kLean) * (1.0F - 0.6F * form.head.stubby);
  const float lean_angle = kTurn * uniform(seed, id, kLeanAngle);
  const float curl = glm::mix(1.9F, 1.0F, longness) * (1.0F - 0.8F * form.head.stubby) * (uniform(seed, id, kCurl) - 0.5F);
  const float curl_angle = kTurn * uniform(seed, id, kCurlAngle);
  const auto sideways = [&](float turn) { return std::cos(turn) * form.along + std::sin(turn) * form.around; };
  const glm::vec3 goal = glm::normalize(form.normal + lean * sideways(lean_angle));
  const glm::vec3 last = glm::normalize(goal + curl * sideways(curl_angle));
  const glm::vec3 foot = branch.point(form.s, form.angle);
  const glm::vec3 p1 = foot + 0.38F * form.length * form.normal;
  const glm::vec3 p3 = foot + form.length * goal;
  const glm::vec3 p2 = p3 - 0.36F * form.length * last;
  const float wave = glm::mix(0.050F, 0.060F, longness) * std::min(form.length, 2.2F);
  const float phase = kTurn * uniform(seed, id, kWave);
  const float turns = glm::mix(5.5F, 10.0F, longness);
  constexpr int kPieces = 24;
  std::vector<glm::vec3> line;
  float arc = 0.0F;
  for (int i = 0; i <= kPieces; ++i) {
    const float t = static_cast<float>(i) / kPieces;
    const float u = 1.0F - t;
    glm::vec3 at = u * u * u * foot + 3.0F * u * u * t * p1 + 3.0F * u * t * t * p2 + t * t * t * p3;
    const float swing = wave * smooth(t / 0.4F) * (std::sin(turns * t + phase) - std::sin(phase));
    at += swing * sideways(curl_angle + 0.25F * kTurn);
    if (i > 0) arc += glm::length(at - line.back());
    line.push_back(at);
  }
  for (glm::vec3& at : line) at = foot + (form.length / arc) * (at - foot);
  form.line = carry_frames(line, form.along);
  form.head_frame = tilted(form.at(form.head_middle), form.head);
  return form;
}

SpineSite site_of(const SpineForm& form) {
  const PathFrame& head = form.head_frame;
  const glm::vec3 tip = head.center + (form.head.front.length - form.head.dish) * head.along;
  return {form.line.front().center, head.center, tip, head.along, form.head.radius};
}

SpineSite site_of(const Branch& branch, const SpineState& spine, std::uint64_t seed) { return site_of(form_of(branch, spine, seed)); }

}  // namespace syn::dendrite
