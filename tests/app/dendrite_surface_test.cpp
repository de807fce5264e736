// The surfaces of the dendrite stage: branch, spines and the axon that touches one.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "app/stages/dendrite/dendrite_backdrop.hpp"
#include "app/stages/dendrite/dendrite_shape.hpp"

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

// Closed (every edge once each way), outward, finite, without triangles of no area, with unit normals.
void check_surface(const MeshData& mesh) {
  REQUIRE(mesh.positions.size() == mesh.normals.size());
  REQUIRE(mesh.positions.size() == mesh.data.size());
  std::map<std::pair<std::uint32_t, std::uint32_t>, int> edges;
  double volume = 0.0;
  double least_area = 1e9;
  const glm::dvec3 origin = mesh.positions.front();
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
  for (const auto& [edge, times] : edges) {
    REQUIRE(times == 1);
    REQUIRE(edges.contains({edge.second, edge.first}));
  }
  for (std::size_t v = 0; v < mesh.positions.size(); ++v) {
    REQUIRE(std::isfinite(mesh.positions[v].x + mesh.positions[v].y + mesh.positions[v].z));
    REQUIRE(glm::length(mesh.normals[v]) == doctest::Approx(1.0).epsilon(1e-4));
  }
}

// A spine is a closed body; the lid of its foot lies inside the branch and the rim of the lid under its surface.
void check_spine(const MeshData& mesh, const Branch& branch, const MeshData& fine_branch, std::size_t rim) {
  check_surface(mesh);
  const auto depth = [&](glm::vec3 p) {  // under the branch's surface, from the nearest point of it
    float nearest = 1e9F;
    float under = 0.0F;
    for (std::size_t v = 0; v < fine_branch.positions.size(); ++v) {
      const glm::vec3 away = fine_branch.positions[v] - p;
      if (glm::length(away) > nearest) continue;
      nearest = glm::length(away);
      under = glm::dot(away, fine_branch.normals[v]);
    }
    return under;
  };
  CHECK(depth(mesh.positions.front()) > 0.10F);
  CHECK(depth(mesh.positions.front()) < branch.path().radius_um);
  for (std::size_t v = 1; v <= rim; ++v) {
    CHECK(depth(mesh.positions[v]) > 0.08F);
    CHECK(depth(mesh.positions[v]) < 0.20F);
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

TEST_CASE("all surfaces are closed, outward, finite, with unit normals; a spine's foot ends inside the branch") {
  const Branch branch({.seed = 11});
  const MeshData fine = shaft_skin(branch, {.branch_sides = 90, .rings_per_um = 40.0F}).mesh;
  for (const Detail& detail :
       {Detail{}, Detail{.branch_sides = 14, .rings_per_um = 3.5F, .spine_sides = 8, .neck_rings_per_um = 4.0F, .head_rings = 3}}) {
    check_surface(shaft_skin(branch, detail).mesh);
    for (const SpineLife& life : some_lives()) {
      for (const double age_h : {0.1, 0.2, 3.0, 24.0, 90.0, 400.0, 597.0, 599.0}) {
        MeshData mesh;
        add_spine(mesh, branch, state_at(life, age_h, 0.2), kSeed, {}, detail);
        if (!mesh.positions.empty()) check_spine(mesh, branch, fine, static_cast<std::size_t>(detail.spine_sides));
      }
    }
  }
  SpineState spine = state_at(some_lives().front(), 400.0, 0.0);
  for (const double presence : {0.04, 0.1, 0.3, 0.7}) {
    spine.presence = presence;
    MeshData mesh;
    add_spine(mesh, branch, spine, kSeed, {}, {});
    check_spine(mesh, branch, fine, 14);
  }
  SpineSite site = site_of(branch, spine, kSeed);
  site.outward = {0.0F, 1.0F, 0.0F};
  const auto contact = contact_at(site, kSeed);
  REQUIRE(contact);
  check_surface(contact->axon);
  check_surface(far_dendrites(true));
  check_surface(far_axons(true));
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
    // Measured on the drawn surface; a neck that runs into its head makes that a little larger.
    const DrawnSizes drawn = drawn_sizes(branch, spine, kSeed, {});
    CAPTURE(name_of(spine.kind));
    CAPTURE(spine.size.head_volume_um3);
    CAPTURE(drawn.head_volume_um3);
    CAPTURE(spine.size.neck_length_um);
    const auto off = [](double is, double should) { return std::abs(is / should - 1.0); };
    CHECK(off(drawn.head_volume_um3, spine.size.head_volume_um3) < 0.25);
    CHECK(off(drawn.length_um, spine.size.length_um) < 0.12);
    if (spine.kind != SpineKind::stubby) CHECK(off(drawn.neck_diameter_um, spine.size.neck_diameter_um) < 0.25);
    const float out = glm::length(site.foot - branch.axis(static_cast<float>(spine.place_um)));
    CHECK(out == doctest::Approx(branch.radius(static_cast<float>(spine.place_um))).epsilon(0.2));
    CHECK(glm::dot(site.head - site.foot, branch.normal(static_cast<float>(spine.place_um), static_cast<float>(spine.angle_rad))) > 0.0F);
  }
}

// The table of docs/dendrite.md; run with: test_app --no-skip -tc="*table of drawn spines*"
TEST_CASE("prints the table of drawn spines" * doctest::skip()) {
  const Branch branch({.seed = 11});
  std::map<SpineKind, std::vector<DrawnSizes>> drawn;
  for (std::uint32_t id = 0; id < 2000; ++id) {
    SpineLife life;
    life.id = id;
    life.place_um = 0.3 + 0.0072 * id;
    life.angle_rad = 2.4 * id;
    life.young = id % 8 == 7 ? SpineKind::filopodium : SpineKind::thin;
    life.adult = kSpineKinds[id % 3];
    draw_sizes(life, kSeed, true);
    const SpineState spine = state_at(life, id % 8 == 7 ? 3.0 : 400.0, 0.0);
    drawn[spine.kind].push_back(drawn_sizes(branch, spine, kSeed, {}));
  }
  for (const auto& of_kind : drawn) {
    const auto& kind = of_kind.first;
    const auto& sizes = of_kind.second;
    const auto spread = [&](double DrawnSizes::*of) {
      double sum = 0.0;
      double squares = 0.0;
      for (const DrawnSizes& size : sizes) sum += size.*of, squares += size.*of * (size.*of);
      const double n = static_cast<double>(sizes.size());
      return fmt::format("{:.3f} +- {:.3f}", sum / n, std::sqrt(std::max(0.0, squares / n - sum * sum / n / n)));
    };
    std::vector<double> heads;
    for (const DrawnSizes& size : sizes) heads.push_back(size.head_volume_um3);
    std::ranges::sort(heads);
    const auto at = [&](double share) { return heads[static_cast<std::size_t>(share * static_cast<double>(heads.size() - 1))]; };
    fmt::print("{} ({}): length {}, neck {}, head {}, head quartiles {:.3f} {:.3f} {:.3f}\n", name_of(kind), sizes.size(),
               spread(&DrawnSizes::length_um), spread(&DrawnSizes::neck_diameter_um), spread(&DrawnSizes::head_volume_um3), at(0.25),
               at(0.5), at(0.75));
  }
}

TEST_CASE("a drawn population has the published sizes by kind") {
  const Branch branch({.seed = 11});
  for (const SpineKind kind : {SpineKind::thin, SpineKind::mushroom}) {
    const KindSizes& known = published_sizes(kind);
    double length = 0.0;
    double neck = 0.0;
    double head = 0.0;
    constexpr std::uint32_t kMany = 300;
    for (std::uint32_t id = 0; id < kMany; ++id) {
      SpineLife life;
      life.id = id;
      life.place_um = 0.3 + 0.048 * id;
      life.angle_rad = 2.4 * id;
      life.adult = kind;
      draw_sizes(life, kSeed, true);
      const DrawnSizes drawn = drawn_sizes(branch, state_at(life, 400.0, 0.0), kSeed, {});
      length += drawn.length_um / kMany;
      neck += drawn.neck_diameter_um / kMany;
      head += drawn.head_volume_um3 / kMany;
    }
    CHECK(std::abs(length - known.length_um.mean) < 0.5 * known.length_um.sd);
    CHECK(std::abs(neck - known.neck_diameter_um.mean) < 0.5 * known.neck_diameter_um.sd);
    CHECK(std::abs(head - known.head_volume_um3.mean) < 0.5 * known.head_volume_um3.sd);
  }
}

TEST_CASE("each spine is an individual, and the same one again for the same seed") {
  const Branch branch({.seed = 11});
  std::vector<SpineLife> twins(2, some_lives()[2]);
  twins[1].id += 100;  // the same sizes, another character
  std::array<MeshData, 3> meshes;
  add_spine(meshes[0], branch, state_at(twins[0], 400.0, 0.0), kSeed, {}, {});
  add_spine(meshes[1], branch, state_at(twins[1], 400.0, 0.0), kSeed, {}, {});
  add_spine(meshes[2], branch, state_at(twins[0], 400.0, 0.0), kSeed, {}, {});
  CHECK(meshes[0].positions == meshes[2].positions);
  REQUIRE(meshes[0].positions.size() > 100);
  float apart = 0.0F;
  for (std::size_t v = 0; v < std::min(meshes[0].positions.size(), meshes[1].positions.size()); ++v) {
    apart = std::max(apart, glm::length(meshes[0].positions[v] - meshes[1].positions[v]));
  }
  CHECK(apart > 0.05F);
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
