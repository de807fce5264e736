#include "app/stages/synapse/synapse_layout.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/stages/common/shapes.hpp"
#include "core/random.hpp"

namespace syn::synapse {
namespace {

constexpr std::uint64_t kSeed = 1962;  // the layout's own; the story's seed moves molecules and states only
constexpr float kPi = std::numbers::pi_v<float>;
constexpr glm::vec2 kCutReceptor{0.0F, kSpineCut};

// Where the docked vesicles sit: the first ones on the bouton's cut, so that they are seen in section.
constexpr std::array<glm::vec2, kDockedVesicles> kSites{
    glm::vec2{13.0F, kBoutonCut}, glm::vec2{-50.0F, kBoutonCut}, glm::vec2{74.0F, kBoutonCut}, glm::vec2{-16.0F, -28.0F},
    glm::vec2{46.0F, -34.0F},     glm::vec2{-82.0F, -30.0F},     glm::vec2{92.0F, -52.0F},     glm::vec2{10.0F, -78.0F},
    glm::vec2{-52.0F, -84.0F},    glm::vec2{58.0F, -98.0F}};

enum What : std::uint32_t { nmda_place, ampa_place, vesicle_place, turns };

glm::vec2 flat(const Placed& p) { return {p.position.x, p.position.z}; }

bool is_free(glm::vec2 at, const std::vector<glm::vec2>& taken, float apart) {
  return std::all_of(taken.begin(), taken.end(), [&](glm::vec2 t) { return glm::distance(at, t) >= apart; });
}

Placed stand(glm::vec2 at, Stream& stream, float lean) {
  Placed placed;
  placed.position = {at.x, membrane_swell(at.x, at.y), at.y};
  placed.turn = 2.0F * kPi * static_cast<float>(stream.uniform());
  placed.lean = lean * glm::vec2{static_cast<float>(stream.normal()), static_cast<float>(stream.normal())};
  return placed;
}

// Darts thrown until one lands where there is room; the room asked for shrinks slowly, so that it always ends.
template <class Throw>
glm::vec2 throw_darts(const std::vector<glm::vec2>& taken, float apart, Throw&& dart) {
  for (float wanted = apart;; wanted *= 0.97F) {
    for (int i = 0; i < 60; ++i) {
      const glm::vec2 at = dart();
      const bool inside = glm::length(at) < kDensityRadius - 8.0F && at.y < kSpineCut - 9.0F;
      if (inside && is_free(at, taken, wanted)) return at;
    }
  }
}

void place_receptors(SynapseLayout& layout) {
  // No neighbour stands close to the receptor that is cut open, and none between it and the light of the cleft.
  std::vector<glm::vec2> taken{kCutReceptor, kCutReceptor + glm::vec2{-9.0F, -14.0F}, kCutReceptor + glm::vec2{9.0F, -14.0F},
                               kCutReceptor + glm::vec2{-22.0F, -31.0F}, kCutReceptor + glm::vec2{-38.0F, -55.0F}};
  // A few neighbours are placed by hand, for the picture's sake: near enough to be looked at, not in the way.
  constexpr std::array<glm::vec2, 4> kNeighbours{glm::vec2{35.0F, 57.0F}, glm::vec2{-54.0F, 60.0F}, glm::vec2{14.0F, 36.0F},
                                                 glm::vec2{60.0F, 28.0F}};
  Stream darts(kSeed, 0, nmda_place);
  Stream pose(kSeed, 0, turns);
  layout.nmda[0] = {{kCutReceptor.x, 0.0F, kReceptorCut}, 0.0F, {0.0F, 0.0F}};
  for (int i = 1; i < kNmdaReceptors; ++i) {
    const auto by_input = static_cast<std::size_t>(i) - 1;
    const glm::vec2 at = by_input < kNeighbours.size() ? kNeighbours[by_input] : throw_darts(taken, 21.0F, [&] {
      return glm::vec2{44.0F * static_cast<float>(darts.normal()), 26.0F + 40.0F * static_cast<float>(darts.normal())};
    });
    taken.push_back(at);
    layout.nmda[static_cast<std::size_t>(i)] = stand(at, pose, 0.05F);
  }
  std::sort(layout.nmda.begin() + 1, layout.nmda.end(), [](const Placed& a, const Placed& b) { return a.position.z > b.position.z; });

  constexpr int kClusters = 6;
  constexpr std::array<glm::vec2, kClusters> kCentres{glm::vec2{84.0F, 16.0F},   glm::vec2{-80.0F, 26.0F}, glm::vec2{92.0F, -42.0F},
                                                      glm::vec2{-96.0F, -54.0F}, glm::vec2{36.0F, -92.0F}, glm::vec2{-34.0F, -100.0F}};
  Stream ampa(kSeed, 0, ampa_place);
  for (int i = 0; i < kAmpaReceptors; ++i) {
    const glm::vec2 centre = kCentres[static_cast<std::size_t>(i % kClusters)];
    const glm::vec2 at = throw_darts(taken, 15.5F, [&] {
      const float radius = 40.0F * std::sqrt(static_cast<float>(ampa.uniform()));
      const float angle = 2.0F * kPi * static_cast<float>(ampa.uniform());
      return centre + radius * glm::vec2{std::cos(angle), std::sin(angle)};
    });
    taken.push_back(at);
    layout.ampa[static_cast<std::size_t>(i)] = stand(at, pose, 0.07F);
  }
}

void place_vesicles(SynapseLayout& layout) {
  constexpr float kDocked = kBoutonMembrane + 0.5F * kMembraneThickness + kVesicleRadius + 0.6F;
  Stream stream(kSeed, 0, vesicle_place);
  std::vector<glm::vec3> taken;
  for (const glm::vec2 site : kSites) {
    Placed placed = stand(site, stream, 0.0F);
    placed.position = {site.x, kDocked + membrane_swell(site.x, site.y), site.y};
    taken.push_back(placed.position);
    layout.vesicles.push_back(placed);
  }
  // The others fill the bouton, denser towards the contact. Those in front of the cut are counted but not drawn.
  for (int i = kDockedVesicles; i < kVesicles; ++i) {
    glm::vec3 at{0.0F};
    bool found = false;
    for (int tries = 0; tries < 4000 && !found; ++tries) {
      const auto u = [&] { return static_cast<float>(stream.uniform()); };
      at = {520.0F * (u() - 0.5F), 78.0F + 320.0F * std::pow(u(), 1.7F), 520.0F * (u() - 0.5F)};
      const glm::vec3 middle = (at - glm::vec3{0.0F, 205.0F, 0.0F}) / glm::vec3{245.0F, 168.0F, 245.0F};
      found = glm::dot(middle, middle) < 1.0F &&
              std::all_of(taken.begin(), taken.end(), [&](glm::vec3 t) { return glm::distance(at, t) >= 2.0F * kVesicleRadius + 3.0F; });
    }
    if (!found) continue;
    taken.push_back(at);
    Placed placed = stand({at.x, at.z}, stream, 0.0F);
    placed.position = at;
    if (at.z < kBoutonCut + kVesicleRadius - 5.0F) layout.vesicles.push_back(placed);
  }
}

}  // namespace

SynapseLayout make_layout() {
  SynapseLayout layout;
  place_receptors(layout);
  place_vesicles(layout);
  return layout;
}

glm::vec2 front_site(int index) { return kSites[static_cast<std::size_t>(index)]; }

float membrane_swell(float x, float z) {
  const float swell = 1.5F * shapes::surface_noise(11, {x, 0.0F, z}, 62.0F);
  const float away = glm::distance(glm::vec2{x, z}, kCutReceptor);
  return swell * glm::smoothstep(14.0F, 50.0F, away);
}

float floor_openness(const SynapseLayout& layout, glm::vec2 xz) {
  float open = 1.0F;
  const auto shade = [&](const Placed& p, float reach, float depth) {
    const float away = glm::distance(xz, flat(p)) / reach;
    if (away < 3.0F) open *= 1.0F - depth * std::exp(-away * away);
  };
  for (const Placed& p : layout.nmda) shade(p, 11.0F, 0.72F);
  for (const Placed& p : layout.ampa) shade(p, 9.5F, 0.66F);
  return open * (0.90F + 0.10F * shapes::surface_noise(23, {xz.x, 0.0F, xz.y}, 15.0F));
}

double Cuboid::molecules_per_um() const {
  const glm::dvec3 size = glm::dvec3(high) - glm::dvec3(low);
  constexpr double kLitresPerCubicNanometre = 1.0e-24;
  constexpr double kMoleculesPerMicromole = 6.02214076e17;
  return size.x * size.y * size.z * kLitresPerCubicNanometre * kMoleculesPerMicromole;
}

}  // namespace syn::synapse
