#include "app/stages/dendrite/dendrite_backdrop.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <vector>

#include "core/random.hpp"

namespace syn::dendrite {
namespace {

constexpr std::uint64_t kScenery = 0x5CE9E;  // one seed: the surroundings are the same in every scenario
constexpr float kTurn = 2.0F * std::numbers::pi_v<float>;
constexpr Paint kUnpainted{glm::vec3{0.0F}, glm::vec3{0.0F}, glm::vec3{0.0F}, glm::vec3{0.0F}, glm::vec3{0.0F}};

float uniform(std::uint64_t who, std::uint32_t what, std::uint32_t i = 0) { return static_cast<float>(uniform_at(kScenery, who, what, i)); }

// The radius of an axon that swells into a bouton at `from_bouton` = 0.
float axon_radius(float thin, float swell, float half_length, float from_bouton) {
  const float x = from_bouton / half_length;
  return thin + swell * std::exp(-x * x * x * x);
}

// A spine for far away: a stalk and a drop in one tube.
void add_far_spine(MeshData& mesh, const Branch& branch, float s, std::uint32_t id, bool coarse) {
  const float angle = kTurn * uniform(id, 3);
  const glm::vec3 foot = branch.point(s, angle);
  const glm::vec3 lean = 0.7F * (uniform(id, 4) - 0.5F) * branch.direction(s);
  const glm::vec3 way = glm::normalize(branch.normal(s, angle) + lean);
  const bool big = uniform(id, 2) < 0.35F;
  const float neck = big ? 0.11F : 0.07F;
  const float head = (big ? 0.36F : 0.20F) * (0.85F + 0.3F * uniform(id, 5));
  const float stalk = 0.25F + 0.55F * uniform(id, 6);
  std::vector<TubePoint> points{{foot - 0.1F * way, neck * 2.2F}, {foot + 0.12F * way, neck}};
  for (const float x : {-0.90F, -0.40F, 0.30F, 0.80F}) {
    if (coarse && x == -0.90F) continue;
    points.push_back({foot + (stalk + head * (1.0F + x)) * way, std::max(neck, head * std::sqrt(1.0F - x * x))});
  }
  add_tube(mesh, points, coarse ? 5 : 6, glm::vec3{0.0F});
}

}  // namespace

MeshData far_dendrites(bool coarse) {
  const std::array<BranchPath, 4> paths{{
      {.middle = {-16.0F, 1.0F, -17.0F}, .heading = 1.95F, .rise = 0.20F, .length_um = 46.0F, .radius_um = 0.62F, .seed = 31},
      {.middle = {14.0F, -12.0F, -22.0F}, .heading = 0.50F, .rise = -0.12F, .length_um = 52.0F, .radius_um = 0.55F, .seed = 32},
      {.middle = {0.0F, 15.0F, -30.0F}, .heading = -0.18F, .rise = 0.10F, .length_um = 70.0F, .radius_um = 0.70F, .seed = 33},
      {.middle = {20.0F, -1.0F, -28.0F}, .heading = 1.25F, .rise = 0.15F, .length_um = 52.0F, .radius_um = 0.55F, .seed = 34},
  }};
  MeshData mesh;
  std::uint32_t id = 0;
  for (const BranchPath& path : paths) {
    const Branch branch(path);
    add_shaft(mesh, shaft_skin(branch, {.branch_sides = coarse ? 6 : 8, .rings_per_um = coarse ? 0.35F : 0.5F}), branch, {}, kUnpainted);
    for (float s = 0.4F; s < path.length_um; s += 1.0F + 2.8F * uniform(id, 1)) add_far_spine(mesh, branch, s, ++id, coarse);
  }
  return mesh;
}

MeshData far_axons(bool coarse) {
  MeshData mesh;
  for (std::uint32_t i = 0; i < 5; ++i) {
    const float heading = kTurn * (static_cast<float>(i) / 5.0F + 0.12F * uniform(i, 10)) * 0.5F;
    const glm::vec3 way{std::cos(heading), std::sin(heading), 0.30F * (uniform(i, 11) - 0.5F)};
    const glm::vec3 across{-way.y, way.x, 0.0F};
    const float depth = -8.0F - 18.0F * uniform(i, 12);
    const glm::vec3 middle{28.0F * (uniform(i, 13) - 0.5F), 15.0F * (uniform(i, 14) - 0.5F), depth};
    const float thin = 0.06F + 0.04F * uniform(i, 15);
    const float spacing = 3.4F + 2.6F * uniform(i, 16);
    std::vector<TubePoint> points;
    float from_bouton = spacing;
    for (float u = -42.0F; u <= 42.0F; u += (coarse ? 2.2F : 1.5F) * (std::abs(from_bouton) < 0.8F ? 0.19F : 0.95F)) {
      from_bouton = std::remainder(u + spacing * uniform(i, 19), spacing);
      const float swing = 1.1F * std::sin(0.23F * u + kTurn * uniform(i, 17)) + 0.25F * std::sin(0.9F * u + 6.0F * uniform(i, 18));
      points.push_back({middle + u * way + swing * across, axon_radius(thin, 0.22F, 0.42F, from_bouton)});
    }
    add_tube(mesh, points, coarse ? 4 : 5, glm::vec3{0.0F});
  }
  return mesh;
}

std::optional<Contact> contact_at(const SpineSite& spine, std::uint64_t seed, const ContactWay& run) {
  constexpr float kCleft_um = 0.02F;
  constexpr float kThin_um = 0.10F;
  constexpr float kHalfWidth_um = 0.30F;
  constexpr float kHalfLength_um = 0.42F;
  constexpr float kSpacing_um = 4.3F;
  // In the plane of the picture and square to the spine; on the screen it bends away from the branch, and it falls away
  // to the back at both ends, so that it never lies over the branch.
  constexpr glm::vec3 kTowardsViewer{0.0F, 0.0F, 1.0F};
  const glm::vec3 out = spine.outward;
  const glm::vec3 level = glm::cross(out, kTowardsViewer);
  if (glm::length(level) < 0.2F) return {};
  const glm::vec3 flat = glm::normalize(level);
  const glm::vec3 way = std::cos(run.turn) * flat + std::sin(run.turn) * glm::cross(out, flat);
  const glm::vec3 bouton = spine.tip + (kCleft_um + kHalfWidth_um) * out;
  const auto phase = static_cast<float>(6.0 * uniform_at(seed, 0, 20));
  std::vector<TubePoint> points;
  float from_bouton = 0.0F;
  for (float u = -6.5F * kSpacing_um; u <= 6.5F * kSpacing_um;) {
    from_bouton = std::remainder(u, kSpacing_um);  // further boutons along the way
    const float bend = std::sqrt(u * u + 6.0F) - std::sqrt(6.0F);
    const float swing = 0.2F * (std::sin(0.7F * u + phase) - std::sin(phase)) * std::min(1.0F, 0.3F * std::abs(u));
    points.push_back({bouton + u * way - 0.62F * bend * kTowardsViewer + (run.away * bend + swing) * out,
                      axon_radius(kThin_um, kHalfWidth_um - kThin_um, kHalfLength_um, from_bouton)});
    const float coarse = std::abs(u) < 6.0F ? 1.0F : 2.2F;
    u += coarse * (std::abs(from_bouton) < 0.75F ? 0.12F : 0.60F);
  }
  Contact contact;
  add_tube(contact.axon, points, run.sides, glm::vec3{0.0F});
  for (const TubePoint& point : points) contact.path.push_back(point.center);
  contact.bouton = bouton;
  return contact;
}

bool covers(const Contact& contact, const Branch& branch) {
  const float clear = branch.path().radius_um + 0.15F;
  for (float s = 0.0F; s <= branch.path().length_um; s += 0.3F) {
    const glm::vec3 axis = branch.axis(s);
    const bool over = std::any_of(contact.path.begin(), contact.path.end(),
                                  [&](glm::vec3 at) { return glm::length(glm::vec2(at - axis)) < clear && at.z > axis.z - 0.2F; });
    if (over) return true;
  }
  return false;
}

}  // namespace syn::dendrite
