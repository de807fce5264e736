#include "app/stages/circuit/circuit_cells.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/stages/circuit/circuit_growth.hpp"
#include "app/stages/circuit/circuit_light.hpp"

namespace syn::circuit {
namespace {

using dendrite::TubePoint;
using glm::vec3;

constexpr float kTurn = 2.0F * std::numbers::pi_v<float>;
constexpr vec3 kUp{0.0F, 1.0F, 0.0F};
constexpr float kTuftFork = 118.0F;  // height over the soma
constexpr float kAxonRadius = 0.5F;
constexpr float kRoot_um = 9.0F, kRootLong_um = 5.0F, kRootFlare_um = 2.4F;  // how branches widen towards the drawn body
constexpr float kBoutonLong = 0.45F * static_cast<float>(kAxonLarger), kBoutonWide = 0.3F * static_cast<float>(kAxonLarger);
constexpr glm::vec3 kDendritePaint{0.0F, 0.0F, 0.0F}, kAxonPaint{0.0F, 1.0F, 0.0F};  // indices 0 and 1 of a material

constexpr std::array<vec3, kPyramidalCells> kPyramids{vec3{-70.0F, 2.0F, -14.0F}, vec3{-24.0F, -6.0F, 10.0F}, vec3{22.0F, 4.0F, -20.0F},
                                                      vec3{68.0F, -3.0F, 4.0F}};
constexpr std::array<vec3, kParvalbuminCells> kBaskets{vec3{-47.0F, 38.0F, 14.0F}, vec3{45.0F, 42.0F, 12.0F}};
constexpr std::array<vec3, kSomatostatinCells> kMartinottis{vec3{16.0F, -17.0F, 24.0F}, vec3{104.0F, -40.0F, -8.0F}};

// Half the outline of a body: height and radius, from its foot up.
std::vector<glm::vec2> profile(CellClass type) {
  std::vector<glm::vec2> out;
  constexpr int kRings = kBodyRings - 1;
  for (int i = 0; i <= kRings; ++i) {
    const float t = static_cast<float>(i) / kRings;
    const float round = std::sqrt(std::max(0.03F, 1.0F - (2.0F * t - 1.0F) * (2.0F * t - 1.0F)));
    switch (type) {
      case CellClass::pyramidal: {  // a drop: round below, drawn out into the trunk above; 19 um tall, 14 wide
        const float y = std::lerp(-7.5F, 12.0F, t);
        const float below = 7.0F * std::sqrt(std::max(0.02F, 1.0F - (y + 1.5F) * (y + 1.5F) / 36.5F));
        const float u = std::clamp((y + 1.5F) / 13.5F, 0.0F, 1.0F);
        out.push_back({y, y < -1.5F ? below : 1.3F + 5.7F * 0.5F * (1.0F + std::cos(u * kTurn / 2.0F))});
        break;
      }
      case CellClass::parvalbumin: out.push_back({std::lerp(-6.6F, 6.6F, t), 5.7F * round * (1.0F + 0.10F * std::sin(7.0F * t))}); break;
      case CellClass::somatostatin: out.push_back({std::lerp(-9.0F, 9.0F, t), 1.0F + 4.4F * round * round}); break;
    }
  }
  return out;
}

Tube body(CellClass type, vec3 at) {
  Tube tube;
  for (const glm::vec2 ring : profile(type)) tube.push_back({at + ring.x * kUp, ring.y});
  return tube;
}

// Signs of receptors: spread over all points of the dendrites beyond the body.
std::vector<vec3> places_on(const std::vector<Tube>& dendrites, std::size_t first, int count, Grower& grower) {
  std::vector<vec3> all;
  for (std::size_t i = first; i < dendrites.size(); ++i) {
    for (std::size_t k = 2; k < dendrites[i].size(); ++k) all.push_back(dendrites[i][k].center);
  }
  std::vector<vec3> out;
  for (int i = 0; i < count && !all.empty(); ++i) {
    // One draw in each of `count` equal stretches.
    const float at = (static_cast<float>(i) + grower.between(0.1F, 0.9F)) / static_cast<float>(count);
    out.push_back(all[std::min(all.size() - 1, static_cast<std::size_t>(at * static_cast<float>(all.size())))]);
  }
  return out;
}

// Adds a route as a tube (from `fresh` on, where it leaves what is drawn already) with boutons along its last part.
void lay(Cell& cell, std::vector<vec3> path, std::size_t fresh, std::size_t boutons_from, int every) {
  Tube tube;
  for (std::size_t i = fresh; i < path.size(); ++i) tube.push_back({path[i], kAxonRadius * (i + 4 > path.size() ? 0.8F : 1.0F)});
  if (tube.size() >= 2) cell.axon.push_back(std::move(tube));
  for (std::size_t i = std::max<std::size_t>(boutons_from, 1); i + 1 < path.size(); i += static_cast<std::size_t>(every)) {
    cell.boutons.push_back({path[i], glm::normalize(path[i + 1] - path[i - 1])});
  }
  cell.routes.push_back({std::move(path)});
}

Cell cell_of(CellClass type, int number, vec3 soma) {
  Cell cell;
  cell.type = type;
  cell.number = number;
  cell.soma = soma;
  return cell;
}

Cell grow_pyramid(int number) {
  Cell cell = cell_of(CellClass::pyramidal, number, kPyramids[static_cast<std::size_t>(number)]);
  Grower grow(10 + static_cast<std::uint64_t>(number));
  // Body and trunk are one tube.
  Tube trunk = body(CellClass::pyramidal, cell.soma);
  vec3 direction = kUp;
  const Rule straight{.pull = kUp, .pull_strength = 0.25F, .wobble = 0.05F};
  const Tube stem = grow.walk(trunk.back().center, direction, kTuftFork - 12.0F, 1.25F, 0.75F, straight);
  trunk.insert(trunk.end(), stem.begin() + 1, stem.end());
  const vec3 fork = trunk.back().center;
  cell.dendrites.push_back(std::move(trunk));
  const std::size_t tuft = cell.dendrites.size();
  for (int i = 0; i < 4; ++i) {
    const float side = i % 2 == 0 ? -1.0F : 1.0F;
    const float lean = i < 2 ? 1.7F : 0.6F;
    const vec3 way = glm::normalize(vec3{side * lean, 0.85F, grow.between(-0.8F, 0.8F)});
    grow.tree(cell.dendrites, fork - vec3{0.0F, 1.0F, 0.0F}, way,
              {.length = i < 2 ? 53.0F : 32.0F,
               .radius = 0.6F,
               .forks = 2,
               .spread = 0.5F,
               .shorter = 0.98F,
               .thinner = 0.85F,
               .pull = vec3{side * (i < 2 ? 0.8F : 0.5F), 0.0F, 0.0F},
               .pull_strength = 0.10F,
               .wobble = 0.11F});
  }
  cell.rest_sites = places_on(cell.dendrites, tuft, kRestSitesPerCell, grow);
  // Obliques from the trunk, then the skirt of basal dendrites.
  const Tube stalk = cell.dendrites.front();
  for (int i = 0; i < 4; ++i) {
    const vec3 at = stalk[16 + 3 * static_cast<std::size_t>(i)].center;
    const float angle = kTurn * (0.25F * static_cast<float>(i) + grow.between(-0.06F, 0.06F)) + 0.4F;
    grow.tree(cell.dendrites, at, glm::normalize(vec3{std::cos(angle), 0.35F, 0.7F * std::sin(angle)}),
              {.length = 26.0F, .radius = 0.6F, .forks = 1, .spread = 0.5F, .pull = kUp, .pull_strength = 0.03F, .wobble = 0.13F});
  }
  for (int i = 0; i < 6; ++i) {
    const float angle = kTurn * (static_cast<float>(i) + grow.between(0.1F, 0.9F)) / 6.0F;
    const vec3 way = glm::normalize(vec3{std::cos(angle), grow.between(-0.75F, -0.25F), 0.8F * std::sin(angle)});
    grow.tree(cell.dendrites, cell.soma + vec3{0.0F, -2.5F, 0.0F} + 4.0F * way, way,
              {.length = 27.0F,
               .radius = 0.76F,
               .forks = 2,
               .spread = 0.5F,
               .shorter = 0.95F,
               .thinner = 0.82F,
               .pull = vec3{0.0F, -1.0F, 0.0F},
               .pull_strength = 0.03F,
               .wobble = 0.13F});
  }
  cell.receptors = places_on(cell.dendrites, tuft, kReceptorSigns, grow);

  // The axon goes down and out of the picture; collaterals rise to the interneurons and to the next pyramidal cell.
  const vec3 hillock = cell.soma + vec3{0.0F, -7.0F, 0.0F};
  const vec3 knee = hillock + vec3{2.0F, -34.0F, 3.0F};
  const auto shared = static_cast<std::size_t>(glm::distance(hillock, knee) / kStep_um);
  lay(cell, grow.route({hillock, knee, knee + vec3{-3.0F, -40.0F, -4.0F}, knee + vec3{1.0F, -70.0F, -8.0F}}, 1.5F), 0, 999, 1);
  const vec3 basket = kBaskets[number < 2 ? 0 : 1];
  const vec3 martinotti = kMartinottis[number < 3 ? 0 : 1];
  const vec3 next = kPyramids[static_cast<std::size_t>((number + 1) % kPyramidalCells)];
  const auto reach = [&](vec3 target, vec3 past) {
    const vec3 middle = 0.5F * (knee + target) + vec3{0.0F, 4.0F, 14.0F};
    lay(cell, grow.route({hillock, knee, middle, target, past}, 2.0F), shared, shared + 6, 3);
  };
  reach(basket + vec3{number % 2 == 0 ? -9.0F : 9.0F, -8.0F, 4.0F}, basket + vec3{number % 2 == 0 ? -6.0F : 6.0F, 16.0F, 7.0F});
  reach(martinotti + vec3{number % 2 == 0 ? -7.0F : 7.0F, 8.0F, 2.0F}, martinotti + vec3{number % 2 == 0 ? -10.0F : 10.0F, -14.0F, 6.0F});
  if (number < 3) reach(next + vec3{-12.0F, -18.0F, 4.0F}, next + vec3{-20.0F, -2.0F, 8.0F});
  return cell;
}

// A basket: the axon winds round the body of a pyramidal cell, boutons close upon it.
std::vector<vec3> basket_round(vec3 soma, float start, float turns) {
  std::vector<vec3> out;
  const int parts = static_cast<int>(turns * 7.0F);
  for (int i = 0; i <= parts; ++i) {
    const float t = static_cast<float>(i) / static_cast<float>(parts);
    // As large as the body that is drawn.
    constexpr auto kLarger = static_cast<float>(kSomaLarger);
    const float y = kLarger * std::lerp(5.5F, -5.5F, t);
    const float radius = kLarger * std::lerp(5.4F, 7.7F, std::min(1.0F, 1.4F * t));
    const float angle = start + turns * kTurn * t;
    out.push_back(soma + vec3{radius * std::cos(angle), y, radius * std::sin(angle)});
  }
  return out;
}

Cell grow_basket(int number) {
  Cell cell = cell_of(CellClass::parvalbumin, number, kBaskets[static_cast<std::size_t>(number)]);
  Grower grow(30 + static_cast<std::uint64_t>(number));
  cell.dendrites.push_back(body(CellClass::parvalbumin, cell.soma));
  for (int i = 0; i < 6; ++i) {
    const float angle = kTurn * (static_cast<float>(i) + grow.between(0.2F, 0.8F)) / 6.0F;
    const vec3 way = glm::normalize(vec3{std::cos(angle), std::sin(angle), grow.between(-0.4F, 0.5F)});
    grow.tree(cell.dendrites, cell.soma + 4.0F * way, way,
              {.length = 22.0F, .radius = 0.6F, .forks = 1, .spread = 0.5F, .thinner = 0.8F, .wobble = 0.15F});
  }
  cell.receptors = places_on(cell.dendrites, 1, kReceptorSigns, grow);
  const vec3 exit = cell.soma + vec3{0.0F, -6.0F, 3.0F};
  for (int target = 2 * number; target < 2 * number + 2; ++target) {
    const vec3 pyramid = kPyramids[static_cast<std::size_t>(target)];
    const float start = pyramid.x > cell.soma.x ? 0.5F * kTurn : 0.0F;
    std::vector<vec3> corners{exit, glm::mix(exit, pyramid + vec3{0.0F, 14.0F, 0.0F}, 0.5F) + vec3{0.0F, 0.0F, 5.0F}};
    const std::vector<vec3> wound = basket_round(pyramid, start, 2.1F);
    corners.insert(corners.end(), wound.begin(), wound.end());
    std::vector<vec3> path = grow.route(corners, 0.3F);
    const auto near = std::find_if(path.begin(), path.end(),
                                   [&](vec3 at) { return glm::distance(at, pyramid) < 11.0F * static_cast<float>(kSomaLarger); });
    const auto from = static_cast<std::size_t>(near - path.begin());
    lay(cell, std::move(path), 0, from, 2);
  }
  return cell;
}

Cell grow_martinotti(int number) {
  Cell cell = cell_of(CellClass::somatostatin, number, kMartinottis[static_cast<std::size_t>(number)]);
  Grower grow(40 + static_cast<std::uint64_t>(number));
  cell.dendrites.push_back(body(CellClass::somatostatin, cell.soma));
  for (int i = 0; i < 4; ++i) {
    const float side = i % 2 == 0 ? -1.0F : 1.0F;
    const vec3 way = glm::normalize(vec3{side * grow.between(0.4F, 0.9F), i < 2 ? 0.7F : -1.0F, grow.between(-0.4F, 0.4F)});
    grow.tree(cell.dendrites, cell.soma + vec3{0.0F, i < 2 ? 5.0F : -5.0F, 0.0F}, way,
              {.length = 22.0F, .radius = 0.6F, .forks = 1, .spread = 0.45F, .thinner = 0.8F, .wobble = 0.15F});
  }
  cell.receptors = places_on(cell.dendrites, 1, kReceptorSigns, grow);
  // The axon rises between the trunks into the tufts and fans out there.
  const vec3 exit = cell.soma + vec3{0.0F, 7.0F, 0.0F};
  const vec3 rise{number == 0 ? 1.0F : 92.0F, 110.0F, -2.0F};
  const vec3 waist = glm::mix(exit, rise, 0.5F) + vec3{number == 0 ? -1.0F : 6.0F, 0.0F, 6.0F};
  constexpr std::array<vec3, 4> kFan{vec3{-96.0F, 48.0F, 8.0F}, vec3{-40.0F, 70.0F, -10.0F}, vec3{38.0F, 66.0F, 12.0F},
                                     vec3{84.0F, 44.0F, -6.0F}};
  bool first = true;
  for (const vec3 way : kFan) {
    const vec3 end = rise + (number == 0 ? way : way * vec3{0.75F, 1.0F, 1.0F});
    std::vector<vec3> path{};
    path = grow.route({exit, waist, rise, glm::mix(rise, end, 0.45F) + vec3{0.0F, 10.0F, 0.0F}, end}, 0.0F);
    const auto over = std::find_if(path.begin(), path.end(), [&](vec3 at) { return at.y > rise.y - 2.0F; });
    const auto split = static_cast<std::size_t>(over - path.begin());
    lay(cell, std::move(path), first ? 0 : split - 1, split + 3, 3);
    first = false;
  }
  return cell;
}

int sides(float count, float fine) { return std::max(4, static_cast<int>(std::lround(count * fine))); }

}  // namespace

std::string_view name_of(CellClass type) {
  switch (type) {
    case CellClass::pyramidal: return "pyramidal";
    case CellClass::parvalbumin: return "parvalbumin";
    case CellClass::somatostatin: return "somatostatin";
  }
  return {};
}

std::vector<Cell> grow_cells() {
  std::vector<Cell> cells;
  for (int i = 0; i < kPyramidalCells; ++i) cells.push_back(grow_pyramid(i));
  for (int i = 0; i < kParvalbuminCells; ++i) cells.push_back(grow_basket(i));
  for (int i = 0; i < kSomatostatinCells; ++i) cells.push_back(grow_martinotti(i));
  return cells;
}

Tube soma_rings(const Cell& cell) {
  constexpr auto kLarger = static_cast<float>(kSomaLarger);
  Tube rings;
  for (const glm::vec2 ring : profile(cell.type)) rings.push_back({cell.soma + kLarger * ring.x * kUp, kLarger * ring.y});
  return rings;
}

MeshData soma_surface(CellClass type, float larger, int sides) {
  Tube tube = body(type, vec3{0.0F});
  for (TubePoint& point : tube) point = {point.center * larger, point.radius * larger};
  MeshData mesh;
  dendrite::add_tube(mesh, tube, sides, kDendritePaint);
  return mesh;
}

MeshData stem_surface(const Cell& cell, float fine, float thicker) {
  constexpr auto kLarger = static_cast<float>(kSomaLarger);
  const Tube& known = cell.dendrites.front();
  Tube tube;
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (i < kBodyRings) {
      tube.push_back({cell.soma + kLarger * (known[i].center - cell.soma), kLarger * known[i].radius});
    } else if (known[i].center.y > tube.back().center.y + 0.5F * kStep_um || i + 1 == known.size()) {
      tube.push_back({known[i].center, thicker * drawn_radius(known[i].radius)});
    }
  }
  MeshData mesh;
  dendrite::add_tube(mesh, tube, sides(16.0F, fine), kDendritePaint);
  return mesh;
}

MeshData branch_surface(const Cell& cell, float fine, float thicker) {
  MeshData mesh;
  // A branch grows out of the body: where it leaves it, it is as thick as the body lets it be.
  const auto thickened = [&cell](Tube tube, float by) {
    for (TubePoint& point : tube) {
      const float out = std::max(0.0F, glm::distance(point.center, cell.soma) - kRoot_um);
      point.radius = by * drawn_radius(point.radius) + kRootFlare_um * std::exp(-out / kRootLong_um);
    }
    return tube;
  };
  for (std::size_t i = 1; i < cell.dendrites.size(); ++i) {
    dendrite::add_tube(mesh, thickened(cell.dendrites[i], thicker), sides(6.0F, fine), kDendritePaint);
  }
  for (const Tube& tube : cell.axon) dendrite::add_tube(mesh, thickened(tube, 1.0F), sides(5.0F, fine), kAxonPaint);
  if (cell.type != CellClass::pyramidal) return mesh;  // the contacts of the others are lights
  for (const Bouton& bouton : cell.boutons) {
    Tube bead;
    for (const float x : {-0.92F, -0.55F, 0.0F, 0.55F, 0.92F}) {
      bead.push_back({bouton.at + x * kBoutonLong * bouton.along, kBoutonWide * std::sqrt(1.0F - x * x)});
    }
    dendrite::add_tube(mesh, bead, sides(7.0F, fine), kAxonPaint);
  }
  return mesh;
}

MeshData far_surface(const Cell& cell) {
  MeshData mesh = stem_surface(cell, 0.4F, 1.0F);
  for (std::size_t i = 1; i < cell.dendrites.size(); ++i) {
    Tube thin;
    const Tube& tube = cell.dendrites[i];
    for (std::size_t k = 0; k + 1 < tube.size(); k += 4) thin.push_back({tube[k].center, drawn_radius(tube[k].radius)});
    thin.push_back({tube.back().center, drawn_radius(tube.back().radius)});
    dendrite::add_tube(mesh, thin, 3, kDendritePaint);
  }
  return mesh;
}

}  // namespace syn::circuit
