#include "app/stages/synapse/synapse_crowd.hpp"

#include <algorithm>
#include <cmath>

#include "app/stages/synapse/synapse_bodies.hpp"
#include "app/stages/synapse/synapse_signals.hpp"
#include "core/random.hpp"

namespace syn::synapse {
namespace {

constexpr float kTop = -46.0F, kBottom = -300.0F;  // under the density; in the neck
constexpr float kFront = kSignalPlane - 32.0F, kBack = -150.0F;
constexpr float kWall = 16.0F;  // from the membrane
constexpr float kActin = 3.5F;  // radius of a filament, nanometres
constexpr float kStep = 5.6F;   // from bead to bead
constexpr int kFilaments = 34, kProteins = 420;

bool inside(glm::vec3 p) {
  return p.z < kFront && p.z > kBack && p.y < kTop && p.y > kBottom && std::hypot(p.x, p.z) < spine_radius(p.y) - kWall;
}
float deep(glm::vec3 p) { return (kFront - p.z) / (kFront - kBack); }

}  // namespace

std::vector<CrowdBead> spine_crowd() {
  Stream stream(1986, 2, 0);
  const auto u = [&] { return static_cast<float>(stream.uniform()); };
  const auto anywhere = [&] { return glm::vec3{440.0F * (u() - 0.5F), std::lerp(kBottom, kTop, u()), std::lerp(kBack, kFront, u())}; };
  std::vector<CrowdBead> out;
  for (int i = 0; i < kFilaments; ++i) {
    glm::vec3 at = anywhere();
    while (!inside(at)) at = anywhere();
    // Up towards the density, spreading; bent a little on the way.
    glm::vec3 way = glm::normalize(glm::vec3{at.x / 260.0F + 0.7F * (u() - 0.5F), 1.0F, 0.5F * (u() - 0.5F)});
    const int beads = 14 + static_cast<int>(26.0F * u());
    for (int k = 0; k < beads && inside(at); ++k) {
      out.push_back({at, kActin, deep(at), true});
      way = glm::normalize(way + 0.16F * glm::vec3{u() - 0.5F, u() - 0.5F, u() - 0.5F});
      at += kStep * way;
    }
  }
  for (int i = 0; i < kProteins; ++i) {
    glm::vec3 at = anywhere();
    while (!inside(at)) at = anywhere();
    out.push_back({at, 2.4F + 3.6F * u() * u(), deep(at), false});
  }
  return out;
}

}  // namespace syn::synapse
