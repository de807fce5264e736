// The piece of the membrane that stands around the receptor, and its lipids.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/stages/common/shapes.hpp"
#include "app/stages/receptor/receptor_body.hpp"
#include "core/random.hpp"

namespace syn::receptor {
namespace {

using shapes::paint;
using shapes::Point;

constexpr float kPi = std::numbers::pi_v<float>;

// The outline of the membrane's piece seen from above: left edge, bay around the pore, right edge.
glm::vec2 outline(float u) {
  constexpr float kFlat = kMembraneSide - kBay, kArc = kPi * kBay;
  const float along = u * (2.0F * kFlat + kArc);
  if (along < kFlat) return {-kMembraneSide + along, kMembraneCut};
  if (along > kFlat + kArc) return {kBay + along - kFlat - kArc, kMembraneCut};
  const float a = (along - kFlat) / kBay;
  return {-kBay * std::cos(a), kMembraneCut - kBay * std::sin(a)};
}

constexpr int kAlong = 200;

float swell(float x, float z) { return 0.12F * shapes::surface_noise(17, {x, 0.0F, z}, 4.5F); }

}  // namespace

MembranePiece membrane_piece() {
  const auto at = [](glm::vec2 xz, float across) { return glm::vec3{xz.x, kMembraneMiddle + across + swell(xz.x, xz.y), xz.y}; };
  const auto back = [](float u) { return glm::vec2{std::lerp(-kMembraneSide, kMembraneSide, u), kMembraneBack}; };
  MembranePiece out;
  const auto sheet = [&](float across) {
    return shapes::grid(kAlong, 10, [&](float u, float v) {
      const float w = v * v;  // finer near the pore
      const glm::vec2 xz = glm::mix(outline(u), back(u), w);
      const float near = 1.0F - glm::smoothstep(kBay - 0.2F, kBay + 1.6F, glm::length(xz));
      return Point{at(xz, across), paint(0, 1.0F - 0.35F * near)};
    });
  };
  out.heads.append(sheet(kMembraneHalf));
  out.heads.append(shapes::flipped(sheet(-kMembraneHalf)));
  // Walls: along the cut, and round the back.
  const auto wall = [&](MeshData& into, float from, float to) {
    into.append(shapes::grid(kAlong, 1, [&](float u, float v) {
      const float shade = glm::length(outline(u)) < kBay + 0.05F ? 0.6F : 1.0F;
      return Point{at(outline(u), std::lerp(from, to, v)), paint(0, shade)};
    }));
    into.append(shapes::flipped(shapes::grid(kAlong, 1, [&](float u, float v) {
      return Point{at(back(u), std::lerp(from, to, v)), paint(0)};
    })));
    for (const float side : {0.0F, 1.0F}) {
      const MeshData end = shapes::grid(10, 1, [&](float u, float v) {
        return Point{at(glm::mix(outline(side), back(side), u * u), std::lerp(from, to, v)), paint(0)};
      });
      into.append(side > 0.0F ? end : shapes::flipped(end));
    }
  };
  wall(out.heads, kCoreHalf, kMembraneHalf);
  wall(out.heads, -kMembraneHalf, -kCoreHalf);
  wall(out.core, -kCoreHalf, kCoreHalf);
  shapes::weld(out.heads);
  shapes::weld(out.core);
  return out;
}

std::vector<glm::vec3> lipid_heads(bool upper_face) {
  constexpr float kApart = 0.8F;  // a lipid takes about 0.65 nm2
  std::vector<glm::vec3> out;
  Stream stream(7, 6, 0);
  const auto jitter = [&] { return 0.24F * (static_cast<float>(stream.uniform()) - 0.5F); };
  const float length = 2.0F * (kMembraneSide - kBay) + kPi * kBay;
  for (int side = -1; side <= 1; side += 2) {
    for (float s = 0.3F; s < length; s += kApart) {
      const glm::vec2 xz = outline(s / length);
      const float y = kMembraneMiddle + static_cast<float>(side) * (kMembraneHalf - 0.32F) + swell(xz.x, xz.y);
      out.push_back({xz.x + jitter(), y + jitter(), xz.y + 0.05F});
    }
  }
  if (!upper_face) return out;
  for (float z = kMembraneCut - kApart; z > kMembraneBack + 0.4F; z -= kApart) {
    for (float x = -kMembraneSide + 0.4F; x < kMembraneSide; x += kApart) {
      if (std::hypot(x, z - kMembraneCut) < kBay + 0.35F) continue;
      const glm::vec3 p{x + 1.4F * jitter(), 0.0F, z + 1.4F * jitter()};
      out.push_back({p.x, kMembraneMiddle + kMembraneHalf + 0.06F + swell(p.x, p.z), p.z});
    }
  }
  return out;
}

std::vector<glm::vec3> near_lipid_heads() {
  constexpr float kApart = 0.44F, kReach = 6.0F, kIn = 0.27F, kBefore = 0.12F, kJitter = 0.10F;
  std::vector<glm::vec3> out;
  Stream stream(9, 6, 0);
  const auto jitter = [&] { return kJitter * (static_cast<float>(stream.uniform()) - 0.5F); };
  const float length = 2.0F * (kMembraneSide - kBay) + kPi * kBay;
  for (const float side : {-1.0F, 1.0F}) {
    for (float s = 0.3F; s < length; s += kApart) {
      const glm::vec2 xz = outline(s / length);
      if (std::abs(xz.x) > kReach) continue;
      out.push_back({xz.x + jitter(), kMembraneMiddle + side * (kMembraneHalf - kIn) + swell(xz.x, xz.y) + jitter(), xz.y + kBefore});
    }
  }
  return out;
}

}  // namespace syn::receptor
