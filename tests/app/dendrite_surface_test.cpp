// The surfaces of the dendrite stage: branch, spines and the axon that touches one.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "stages/dendrite_backdrop.hpp"
#include "stages/dendrite_shape.hpp"

using namespace syn;
using namespace syn::dendrite;

namespace {

constexpr std::uint64_t kSeed = 5;

// Spines of every kind around the branch, born at 0 h and gone at 600 h.
std::vector<SpineLife> some_lives() {
  std::vector<SpineLife> lives;
  for (std::uint32_t id = 0; id < 18; ++id) {
    SpineLife life;
    life.id = id;
    life.death_h = 600.0;
    life.place_um = 0.3 + 0.8 * id;
    life.angle_rad = 2.4 * id;
    life.young = id % 2 == 0 ? SpineKind::thin : SpineKind::filopodium;
    life.adult = kSpineKinds[id % 3];
    draw_sizes(life, kSeed, id % 4 != 0);
    lives.push_back(life);
  }
  return lives;
}

// Outward, finite, without triangles of no area, with unit normals, every edge at most once each way. Gives the
// vertices at the rim: none if the surface is closed.
std::set<std::uint32_t> check_surface(const MeshData& mesh) {
  REQUIRE(mesh.positions.size() == mesh.normals.size());
  REQUIRE(mesh.positions.size() == mesh.data.size());
  std::map<std::pair<std::uint32_t, std::uint32_t>, int> edges;
  double volume = 0.0;
  double least_area = 1e9;
  const glm::dvec3 origin = mesh.positions.front();  // at the rim, so that an open foot counts as closed by a lid
  for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
    const std::array<std::uint32_t, 3> corner{mesh.indices[i], mesh.indices[i + 1], mesh.indices[i + 2]};
    for (std::size_t k = 0; k < 3; ++k) ++edges[{corner[k], corner[(k + 1) % 3]}];
    const glm::dvec3 a = mesh.positions[corner[0]];
    const glm::dvec3 b = mesh.positions[corner[1]];
    const glm::dvec3 c = mesh.positions[corner[2]];
    least_area = std::min(least_area, 0.5 * glm::length(glm::cross(b - a, c - a)));
    volume += glm::dot(a - origin, glm::cross(b - origin, c - origin)) / 6.0;
  }
  CHECK(least_area > 1e-8);  // um^2
  CHECK(volume > 0.0);
  std::set<std::uint32_t> rim;
  for (const auto& [edge, times] : edges) {
    REQUIRE(times == 1);
    if (!edges.contains({edge.second, edge.first})) rim.insert(edge.first);
  }
  for (std::size_t v = 0; v < mesh.positions.size(); ++v) {
    REQUIRE(std::isfinite(mesh.positions[v].x + mesh.positions[v].y + mesh.positions[v].z));
    REQUIRE(glm::length(mesh.normals[v]) == doctest::Approx(1.0).epsilon(1e-4));
  }
  return rim;
}

// A spine is open at its foot only, and the rim of the foot lies on the branch.
void check_spine(const MeshData& mesh, const MeshData& fine_branch) {
  const std::set<std::uint32_t> rim = check_surface(mesh);
  CHECK(rim.size() >= 10);
  CHECK(*rim.rbegin() == rim.size() - 1);  // one ring, the first
  for (const std::uint32_t v : rim) {
    float nearest = 1e9F;
    for (const glm::vec3& p : fine_branch.positions) nearest = std::min(nearest, glm::length(p - mesh.positions[v]));
    CHECK(nearest < 0.07F);
  }
}

}  // namespace

TEST_CASE("the branch is 0.7 um thick on average and nowhere outside 0.5 to 1.0") {
  const Branch branch({.seed = 11});
  double sum = 0.0;
  constexpr int kPlaces = 300;
  for (int i = 0; i < kPlaces; ++i) {
    const float s = branch.path().length_um * (static_cast<float>(i) + 0.5F) / kPlaces;
    const double diameter = 2.0 * branch.radius(s);
    sum += diameter;
    CHECK(diameter > 0.5);
    CHECK(diameter < 1.0);
  }
  CHECK(sum / kPlaces == doctest::Approx(0.7).epsilon(0.02));
  // True arc length: the density per um is what it says.
  float length = 0.0F;
  for (int i = 0; i < kPlaces; ++i) {
    const float step = branch.path().length_um / kPlaces;
    length += glm::length(branch.axis(step * static_cast<float>(i + 1)) - branch.axis(step * static_cast<float>(i)));
  }
  CHECK(length == doctest::Approx(branch.path().length_um).epsilon(0.005));
}

TEST_CASE("surfaces are closed (spines but for the foot on the branch), outward, finite, with unit normals") {
  const Branch branch({.seed = 11});
  const MeshData fine = shaft_skin(branch, {.branch_sides = 90, .rings_per_um = 40.0F}).mesh;
  for (const Detail& detail :
       {Detail{}, Detail{.branch_sides = 16, .rings_per_um = 4.0F, .spine_sides = 10, .neck_rings_per_um = 4.0F}}) {
    CHECK(check_surface(shaft_skin(branch, detail).mesh).empty());
    for (const SpineLife& life : some_lives()) {
      for (const double age_h : {0.1, 0.2, 3.0, 24.0, 90.0, 400.0, 597.0, 599.0}) {
        MeshData mesh;
        add_spine(mesh, branch, state_at(life, age_h, 0.2), kSeed, {}, detail);
        if (!mesh.positions.empty()) check_spine(mesh, fine);
      }
    }
  }
  SpineState spine = state_at(some_lives().front(), 400.0, 0.0);
  for (const double presence : {0.04, 0.1, 0.3, 0.7}) {
    spine.presence = presence;
    MeshData mesh;
    add_spine(mesh, branch, spine, kSeed, {}, {});
    check_spine(mesh, fine);
  }
  SpineSite site = site_of(branch, spine, kSeed);
  site.outward = {0.0F, 1.0F, 0.0F};
  const auto contact = contact_at(site, kSeed);
  REQUIRE(contact);
  CHECK(check_surface(contact->axon).empty());
  site.outward = {0.0F, 0.0F, 1.0F};
  CHECK_FALSE(contact_at(site, kSeed));
}

TEST_CASE("a spine is drawn as long and as wide as its numbers say, and its foot lies on the branch") {
  const Branch branch({.seed = 11});
  for (const SpineLife& life : some_lives()) {
    const SpineState spine = state_at(life, 400.0, 0.0);
    const SpineSite site = site_of(branch, spine, kSeed);
    CHECK(glm::length(site.tip - site.foot) <= doctest::Approx(spine.size.length_um).epsilon(0.01));
    CHECK(glm::length(site.tip - site.foot) > 0.7 * spine.size.length_um);
    CHECK(2.0 * site.head_radius == doctest::Approx(spine.size.head_diameter_um()).epsilon(0.12));
    const float out = glm::length(site.foot - branch.axis(static_cast<float>(spine.place_um)));
    CHECK(out == doctest::Approx(branch.radius(static_cast<float>(spine.place_um))).epsilon(0.2));
    CHECK(glm::dot(site.head - site.foot,
                   branch.normal(static_cast<float>(spine.place_um), static_cast<float>(spine.angle_rad))) > 0.0F);
  }
}

TEST_CASE("a spine moves without jumps from its birth to its end") {
  const Branch branch({.seed = 11});
  for (const SpineLife& life : some_lives()) {
    SpineSite before = site_of(branch, state_at(life, 0.001, 0.0), kSeed);
    double step_h = 0.002;
    for (double t = step_h; t < 599.9; t += step_h) {
      step_h = t < 0.4 || t > 593.5 ? 0.002 : 0.5;
      const SpineSite now = site_of(branch, state_at(life, t, 0.0), kSeed);
      CHECK(glm::length(now.tip - before.tip) < 0.08F);
      CHECK(std::abs(now.head_radius - before.head_radius) < 0.02F);
      before = now;
    }
  }
}
