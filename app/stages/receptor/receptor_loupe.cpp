#include "app/stages/receptor/receptor_loupe.hpp"

#include <algorithm>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <numbers>

#include "app/stages/common/shapes.hpp"

namespace syn::receptor {
namespace {

using glm::vec2;
using glm::vec3;

constexpr float kTurnAround = 2.0F * std::numbers::pi_v<float>;
// Where it stands, in shares of the picture from its top left, and its radius in shares of height and width.
constexpr float kX = 0.632F, kY = 0.50F, kOfHeight = 0.338F, kOfWidth = 0.150F;
constexpr float kDeep = 0.42F;       // how far from the eye, of the distance to the target: before all molecules
constexpr float kBehind = 1.15F;     // the plate behind the middle of the copy, in radii
constexpr float kNameOver = 0.062F;  // of the picture's height
constexpr float kLinePx = 1.1F;      // half the thickness of the lines

// 1 between the two inner distances, 0 outside the outer ones, of the stage's own.
float grown(float ratio) { return glm::smoothstep(0.50F, 0.72F, ratio) * (1.0F - glm::smoothstep(1.35F, 1.9F, ratio)); }

}  // namespace

Loupe loupe_in(const Frame& frame, float home) {
  Loupe out;
  const Camera& camera = frame.camera;
  out.size = grown(camera.distance / home);
  if (!out.there()) return out;
  const float width = static_cast<float>(frame.width_px), height = static_cast<float>(frame.height_px);
  const glm::mat4 world = glm::inverse(camera.view());
  const vec3 eye(world[3]), right(world[0]), up(world[1]), back(world[2]);
  const float deep = kDeep * camera.distance;
  const float pixel = 2.0F * deep * std::tan(0.5F * camera.field_of_view) / height;  // there
  const float radius = out.size * std::min(kOfHeight * height, kOfWidth * width) * pixel;
  const vec2 place{(kX - 0.5F) * width * pixel, (0.5F - kY) * height * pixel};
  const auto on_plane = [&](vec2 p) { return eye + p.x * right + p.y * up - deep * back; };
  const vec3 middle = on_plane(place);

  // The eye looks at the copy as it looks at the pore: turned by the angle between the two directions.
  const vec3 to_pore = glm::normalize(kLoupeMiddle - eye), to_copy = glm::normalize(middle - eye);
  const vec3 axis = glm::cross(to_pore, to_copy);
  glm::mat4 turn(1.0F);
  if (glm::length(axis) > 1.0e-5F)
    turn = glm::rotate(turn, std::acos(glm::clamp(glm::dot(to_pore, to_copy), -1.0F, 1.0F)), glm::normalize(axis));
  out.scale = radius / kLoupeShows;
  out.copy = glm::translate(glm::mat4(1.0F), middle) * turn * glm::scale(glm::mat4(1.0F), vec3(out.scale)) *
             glm::translate(glm::mat4(1.0F), -kLoupeMiddle);
  out.factor = out.scale * glm::distance(kLoupeMiddle, eye) / glm::distance(middle, eye);

  // The frame lies in planes that face the camera.
  const auto facing = [&](vec3 at, float size) {
    return glm::mat4(glm::vec4(size * right, 0.0F), glm::vec4(size * up, 0.0F), glm::vec4(size * back, 0.0F), glm::vec4(at, 1.0F));
  };
  const float further = 1.0F + kBehind * radius / deep;
  out.plate = facing(eye + further * (middle - eye), further * radius);
  const float pore_deep = glm::dot(kLoupeMiddle - eye, -back);
  const vec3 pore = eye + (deep / pore_deep) * (kLoupeMiddle - eye);
  const float around = kLoupeShows * deep / pore_deep * out.size;
  out.circle = facing(pore, around);
  out.over = middle + (radius + kNameOver * height * pixel) * up;

  // The two outer tangents of both circles, in the plane of the pore: the body in front of it hides them.
  const float to_plane = pore_deep / deep;
  const vec2 from{glm::dot(pore - eye, right), glm::dot(pore - eye, up)};
  const vec2 way = place - from;
  const float apart = glm::length(way);
  const float lean = (around - radius) / std::max(apart, 1.0e-4F);
  const float off = std::sqrt(std::max(0.0F, 1.0F - lean * lean));
  const vec2 along = way / std::max(apart, 1.0e-4F), across{-along.y, along.x};
  for (std::size_t i = 0; i < 2; ++i) {
    const vec2 normal = lean * along + (i == 0 ? off : -off) * across;
    const vec3 a = eye + to_plane * (on_plane(from + around * normal) - eye);
    const vec3 run = eye + to_plane * (on_plane(place + radius * normal) - eye) - a;
    const float half = kLinePx * pixel * to_plane;
    const vec3 side = glm::normalize(glm::cross(back, run));
    out.lines[i] = glm::mat4(glm::vec4(run, 0.0F), glm::vec4(half * side, 0.0F), glm::vec4(half * back, 0.0F), glm::vec4(a, 1.0F));
  }
  return out;
}

MeshData loupe_chain(std::span<const Tube> tubes, float gate, Stretch which) {
  std::vector<Tube> near;
  for (const Tube& tube : tubes) {
    if (!is_shown(tube) || !belongs(tube, which) || (tube.name != "M2" && tube.name != "M3")) continue;
    // The longest stretch that lies within the ball.
    std::size_t best = 0, length = 0;
    for (std::size_t i = 0; i < tube.points.size();) {
      std::size_t k = i;
      while (k < tube.points.size() && glm::distance(tube.points[k], kLoupeMiddle) + tube.radii[k] < kLoupeShows) ++k;
      if (k - i > length) best = i, length = k - i;
      i = k + 1;
    }
    if (length < 2) continue;
    Tube cut = tube;
    const auto part = [&](auto& list) {
      list = {list.begin() + static_cast<std::ptrdiff_t>(best), list.begin() + static_cast<std::ptrdiff_t>(best + length)};
    };
    part(cut.points);
    part(cut.radii);
    near.push_back(std::move(cut));
  }
  return chain(near, gate);
}

MeshData loupe_disc() {
  return shapes::grid(72, 8, [](float u, float v) {
    const float r = 1.0F - v, a = kTurnAround * u;
    return shapes::Point{{r * std::cos(a), r * std::sin(a), 0.0F}, shapes::paint(0, 1.0F - 0.55F * glm::smoothstep(0.72F, 1.0F, r))};
  });
}

MeshData loupe_circle(float thick) {
  return shapes::grid(72, 6, [thick](float u, float v) {
    const float out = 1.0F + thick * std::cos(kTurnAround * v);
    return shapes::Point{{out * std::sin(kTurnAround * u), -out * std::cos(kTurnAround * u), thick * std::sin(kTurnAround * v)},
                         shapes::paint(0)};
  });
}

MeshData loupe_rod() {
  return shapes::grid(6, 1, [](float u, float v) {
    return shapes::Point{{v, std::cos(kTurnAround * u), std::sin(kTurnAround * u)}, shapes::paint(0)};
  });
}

}  // namespace syn::receptor
