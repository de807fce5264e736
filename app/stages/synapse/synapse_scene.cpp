#include "app/stages/synapse/synapse_scene.hpp"

#include <algorithm>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <span>
#include <string>
#include <vector>

#include "app/stages/common/shapes.hpp"
#include "app/stages/synapse/synapse_bodies.hpp"
#include "app/stages/synapse/synapse_cut.hpp"
#include "core/random.hpp"
#include "mesh/mesh_data.hpp"

namespace syn::synapse {
namespace {

constexpr float kHalf = 0.5F * kMembraneThickness;
constexpr float kCutTurn = 0.40F;          // how the receptor that is cut open is turned, so that the cut shows its pore
constexpr std::size_t kNearReceptors = 4;  // NMDA receptors next to the one that is cut open get the middle level of detail
constexpr int kFinestAbovePx = 480;        // picture height from which the cut receptor shows its finest surface
constexpr const char* kNmdaModel = "assets/models/nmda_receptor.glb";
constexpr const char* kAmpaModel = "assets/models/ampa_receptor.glb";
constexpr std::array kNmdaLevels{"lod0", "lod1", "lod2"};
constexpr std::array kAmpaLevels{"lod0", "lod1", "lod2", "lod3"};
constexpr float kStrongLinesWithin = 50.0F;  // AMPA receptors further behind the cut have thinner contours
// What lies below this height of an AMPA receptor stands in the membrane, however the receptor leans: not to be seen.
constexpr glm::vec4 kOutOfMembrane{0.0F, 1.0F, 0.0F, 0.0F};

// Without the half that the cut takes away: less to draw, and the cut itself stays as it is.
MeshData behind_plane(const MeshData& mesh, const glm::mat4& transform, glm::vec4 plane) {
  MeshData out = mesh;
  out.indices.clear();
  const auto side = [&](std::uint32_t v) { return glm::dot(plane, transform * glm::vec4(mesh.positions[v], 1.0F)); };
  for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
    const auto a = mesh.indices[i], b = mesh.indices[i + 1], c = mesh.indices[i + 2];
    if (side(a) >= 0.0F || side(b) >= 0.0F || side(c) >= 0.0F) out.indices.insert(out.indices.end(), {a, b, c});
  }
  return out;
}

// A few nanometres wide, and not so many triangles that sixty copies would stop the picture.
bool of_receptor_size(const MeshData& mesh) {
  constexpr float kLargest = 30.0F;  // from the origin, nanometres
  constexpr std::size_t kMaxTriangles = 200'000;
  return mesh.triangle_count() <= kMaxTriangles &&
         std::all_of(mesh.positions.begin(), mesh.positions.end(), [](const glm::vec3& p) { return glm::length(p) < kLargest; });
}

// The named levels of detail of a model file, finest first. Empty when the file or one of them is not to be had; then
// the problems say so.
std::vector<MeshData> read_levels(const DataFiles& files, const char* model, std::span<const char* const> names, Problems& problems) {
  const auto add = [&problems](const Problems& more) { problems.insert(problems.end(), more.begin(), more.end()); };
  const auto path = files.find(model);
  if (!path) return add(path.error()), std::vector<MeshData>{};
  const auto loaded = load_meshes(*path);
  if (!loaded) return add(loaded.error()), std::vector<MeshData>{};
  std::vector<MeshData> levels;
  for (const char* name : names) {
    const auto found = loaded->find(name);
    if (found == loaded->end() || found->second.triangle_count() == 0) {
      problems.push_back({path->string(), 0, 0, std::string("there is no mesh named ") + name, "bake the model again"});
      return {};
    }
    if (!of_receptor_size(found->second)) {
      problems.push_back({path->string(), 0, 0, std::string("the mesh ") + name + " is not of a receptor's size", "bake the model again"});
      return {};
    }
    levels.push_back(found->second);
  }
  return levels;
}

constexpr glm::vec4 kReceptorPlane{0.0F, 0.0F, -1.0F, kReceptorCut};
constexpr glm::vec4 kBoutonPlane{0.0F, 0.0F, -1.0F, kBoutonCut};

constexpr float kGrainClear = 40.0F;
constexpr float kOpenWider = 0.05F;                                         // a receptor whose gate is open
constexpr float kFaceBefore = 0.03F, kFaceTint = 0.62F, kFaceDark = 0.15F;  // of the cut's face: just before the plane; the drug's tint
constexpr float kBlockedDark = 0.35F, kBlockedTint = 0.72F;
constexpr float kStepsBack = 0.4F;  // of its saturation, what the story is not about

bool is_fusing(const Release* release) { return release != nullptr && release->since_ms < kFusionTakes_ms; }

}  // namespace

Rgba rgba(Color color, float alpha) { return {color.r, color.g, color.b, alpha}; }
Rgba mixed(Rgba a, Rgba b, float t) { return a + (b - a) * t; }
Rgba greyer(Rgba color, float by) {
  const float grey = glm::dot(glm::vec3(color), glm::vec3{0.30F, 0.59F, 0.11F});
  return {glm::mix(glm::vec3(color), glm::vec3(grey), by), color.a};
}

namespace {

void step_back(Material& m) {
  for (Rgba& color : m.colors) color = greyer(color, kStepsBack);
  m.cut_color = greyer(m.cut_color, kStepsBack);
}

}  // namespace

glm::mat4 pose(const Placed& placed, float widen) {
  glm::mat4 m = glm::translate(glm::mat4(1.0F), placed.position);
  m = glm::rotate(m, placed.lean.x, {1.0F, 0.0F, 0.0F});
  m = glm::rotate(m, placed.lean.y, {0.0F, 0.0F, 1.0F});
  m = glm::rotate(m, placed.turn, {0.0F, 1.0F, 0.0F});
  return glm::scale(m, {widen, 1.0F, widen});
}

glm::vec3 nearest_tarp(const Placed& ampa, glm::vec3 eye) {
  glm::vec3 best{1.0e6F};
  for (const glm::vec3& tarp : kTarps) {
    const glm::vec3 at = pose(ampa) * glm::vec4(tarp, 1.0F);
    if (glm::distance(at, eye) < glm::distance(best, eye)) best = at;
  }
  return best;
}

Paints::Paints(const Theme& theme) {
  const auto role = [&](Role r) { return rgba(theme[r]); };
  const Rgba ground = role(Role::background);
  const Rgba membrane = role(Role::membrane);
  const Rgba cut = role(Role::cut);
  // Two cells, two temperatures: the one that speaks a little warmer, the one that listens a little cooler.
  const Rgba warm = mixed(membrane, role(Role::glutamate), theme.dark ? 0.30F : 0.22F);
  const Rgba cool = mixed(membrane, role(Role::channel), theme.dark ? 0.30F : 0.16F);
  const auto plain = [](Rgba color, float outline_px) {
    Material m;
    m.colors.fill(color);
    m.outline_px = outline_px;
    return m;
  };
  const auto cell = [&](Rgba base) {
    return Skin{plain(base, 1.5F), plain(mixed(base, ground, 0.45F), 1.5F), plain(mixed(cut, base, 0.30F), 1.2F),
                plain(mixed(base, ground, theme.dark ? 0.35F : 0.30F), 0.0F)};
  };
  bouton = cell(warm);
  spine = cell(cool);
  const Rgba mat = mixed(mixed(cool, role(Role::outline), theme.dark ? 0.30F : 0.42F), role(Role::burden), 0.10F);
  density = plain(mat, 1.5F);
  const Rgba sac = mixed(mixed(membrane, role(Role::glutamate), 0.40F), cut, 0.30F);
  vesicle.colors.fill(sac);
  vesicle_cut.colors = {sac, mixed(sac, ground, 0.55F), sac, sac};
  vesicle_cut.cut_color = mixed(cut, sac, 0.48F);
  // GluA2 in the colour of structures, its helpers (TARPs) a warmer, deeper tone of it; neighbours differ by a shade.
  const Rgba ivory =
      mixed(mixed(mixed(role(Role::structure), cut, theme.dark ? 0.45F : 0.85F), role(Role::therapy), theme.dark ? 0.15F : 0.12F),
            role(Role::glutamate), theme.dark ? 0.10F : 0.20F);
  const Rgba helper = mixed(ivory, role(Role::burden), theme.dark ? 0.85F : 0.45F);
  ampa.colors = {ivory, mixed(ivory, role(Role::outline), 0.24F), helper, mixed(helper, role(Role::outline), 0.16F)};
  ampa.outline_px = 1.0F;
  ampa_far = ampa;
  ampa_far.outline_px = 0.6F;
  const Rgba a = role(Role::subunit_a), b = role(Role::subunit_b);
  nmda.colors = {a, mixed(a, role(Role::outline), 0.16F), b, mixed(b, a, 0.28F)};
  nmda.cut_color = mixed(mixed(a, b, 0.80F), cut, 0.25F);
  nmda_face = nmda;
  nmda_face.outline_px = 0.0F;
  for (std::size_t i = 0; i < nmda_face.colors.size(); ++i) nmda_face.colors[i] = mixed(nmda.colors[i], cut, i < 2 ? 0.42F : 0.62F);
  lipid = mixed(cut, membrane, 0.18F);
  protein_dark = mixed(mat, role(Role::outline), 0.10F);
  protein_light = mixed(mat, cut, 0.10F);
  protein_warm = mixed(mat, role(Role::burden), 0.14F);
  ketamine = role(Role::ketamine);
  magnesium = role(Role::magnesium);
  quiet = mixed(magnesium, ground, 0.55F);
  glutamate = role(Role::glutamate);
  channel = mixed(role(Role::channel), role(Role::focus), theme.dark ? 0.55F : 0.25F);
  ion = mixed(role(Role::focus), role(Role::cut), theme.dark ? 0.2F : 0.0F);
  seal = role(Role::text);
  outline = role(Role::outline);
  for (Skin* skin : {&bouton, &spine}) {
    for (Material* m : {&skin->face, &skin->inner, &skin->heads, &skin->core}) step_back(*m);
  }
  for (Material* m : {&density, &vesicle, &vesicle_cut, &ampa, &ampa_far}) step_back(*m);
}

Problems Scene::prepare(Canvas& canvas, const DataFiles& files, const SynapseLayout& layout) {
  Problems problems;
  std::vector<MeshData> levels = read_levels(files, kNmdaModel, kNmdaLevels, problems);
  if (levels.empty()) levels.assign(kNmdaLevels.size(), nmda_stand_in());
  const MeshData& fine = levels[0];
  const MeshData& small = levels[1];
  nmda_ = {canvas.upload(fine), canvas.upload(small), canvas.upload(levels[2])};
  Placed first = layout.nmda[0];
  first.turn = kCutTurn;
  Placed at_origin = first;
  at_origin.position = {};
  const glm::mat4 standing = pose(at_origin);
  for (const bool open : {false, true}) {
    for (const bool near : {false, true}) {
      MeshData half = behind_plane(near ? fine : small, pose(first), kReceptorPlane + glm::vec4{0.0F, 0.0F, 0.0F, 0.5F});
      half.append(pore_hollow(open));
      nmda_cut_[open ? 1 : 0][near ? 1 : 0] = {canvas.upload(half), canvas.upload(cut_face(half, standing))};
    }
  }
  std::vector<MeshData> ampa = read_levels(files, kAmpaModel, kAmpaLevels, problems);
  if (ampa.empty()) ampa = {ampa_stand_in(true), ampa_stand_in(false)};
  for (MeshData& body : ampa) body = behind_plane(body, glm::mat4(1.0F), kOutOfMembrane);
  ampa_ = canvas.upload(ampa);
  const auto skin = [&canvas](const Membrane& m) {
    return Skin{canvas.upload(m.face), canvas.upload(m.inner), canvas.upload(m.heads), canvas.upload(m.core)};
  };
  spine_ = skin(spine_head(layout));
  density_ = canvas.upload(postsynaptic_density());
  // Round where they are large, in a picture of any size.
  vesicle_hollow_ = canvas.upload(std::array{hollow_vesicle(112), hollow_vesicle(56), hollow_vesicle(24)});
  vesicle_ = canvas.upload(std::array{vesicle(72), vesicle(40), vesicle(20), vesicle(12)});
  bouton_ = skin(bouton());
  for (int site = 0; site < kFrontVesicles; ++site) bouton_open_[static_cast<std::size_t>(site)] = skin(bouton(site));
  make_grain();
  make_carpet(layout);
  return problems;
}

void Scene::draw_skin(Canvas& canvas, const Skin& skin, const Paints::Skin& paints, const glm::mat4& place) {
  canvas.mesh(skin.face, {.transform = place, .material = paints.face});
  canvas.mesh(skin.inner, {.transform = place, .material = paints.inner});
  canvas.mesh(skin.heads, {.transform = place, .material = paints.heads});
  canvas.mesh(skin.core, {.transform = place, .material = paints.core});
}

void Scene::draw_cells(Canvas& canvas, const SynapseLayout& layout, const Paints& paints, const Release* release, Spine spine) const {
  const bool fusing = is_fusing(release);
  const glm::mat4 larger = glm::scale(glm::mat4(1.0F), {spine.swell, spine.swell, 1.0F});
  draw_skin(canvas, spine_, paints.spine, larger);
  if (spine.mat) canvas.mesh(density_, {.transform = larger, .material = paints.density});
  draw_skin(canvas, fusing ? bouton_open_[static_cast<std::size_t>(release->site)] : bouton_, paints.bouton);
  if (fusing) {
    const Membrane moving = fusing_vesicle(front_site(release->site), release->since_ms);
    canvas.surface(moving.face, paints.bouton.face);
    canvas.surface(moving.inner, paints.bouton.inner);
    canvas.surface(moving.heads, paints.bouton.heads);
    canvas.surface(moving.core, paints.bouton.core);
  }
  // A vesicle that has given itself up is replaced by another before the next release.
  const bool missing = release != nullptr && release->since_ms < 400.0;
  std::vector<MeshInstance> cut, whole;
  for (std::size_t i = 0; i < layout.vesicles.size(); ++i) {
    if (missing && static_cast<int>(i) == release->site) continue;
    const Placed& v = layout.vesicles[i];
    MeshInstance instance{.transform = pose(v), .material = paints.vesicle};
    const float beyond = kBoutonCut - v.position.z;
    if (beyond < kVesicleRadius) {
      instance.material = paints.vesicle_cut;
      instance.cut_plane = kBoutonPlane;
      cut.push_back(instance);
    } else {
      whole.push_back(instance);
    }
  }
  canvas.meshes(vesicle_hollow_, cut);
  canvas.meshes(vesicle_, whole);
}

void Scene::draw_ampa(Canvas& canvas, const SynapseLayout& layout, const Paints& paints, Quality quality) const {
  Material far = paints.ampa_far;
  if (quality == Quality::low) far.outline_px = 0.0F;
  std::vector<MeshInstance> bodies;
  for (const Placed& p : layout.ampa) {
    const bool near = kSpineCut - p.position.z < kStrongLinesWithin;
    bodies.push_back({.transform = pose(p), .material = near ? paints.ampa : far});
  }
  canvas.meshes(ampa_, bodies);
}

void Scene::draw_nmda(Canvas& canvas, const SynapseLayout& layout, const Paints& paints, const ReceptorMoments& moments,
                      Quality quality) const {
  for (std::size_t i = 0; i < layout.nmda.size(); ++i) {
    const ReceptorMoment& moment = moments[i];
    Placed placed = layout.nmda[i];
    MeshInstance instance{.material = paints.nmda};
    // Blocked: dark, in the drug's colour.
    Rgba tint = mixed(paints.ketamine, paints.outline, kBlockedDark);
    tint.a = kBlockedTint * moment.ketamine;
    instance.material.tint = tint;
    instance.material.cut_color = mixed(instance.material.cut_color, Rgba{glm::vec3(tint), 1.0F}, kBlockedTint * moment.ketamine);
    if (i == 0) placed.turn = kCutTurn;
    instance.transform = pose(placed, 1.0F + kOpenWider * moment.gate);
    if (i == 0) {
      instance.cut_plane = kReceptorPlane;
      const bool near = quality == Quality::high || canvas.frame().height_px > kFinestAbovePx;
      const CutReceptor& cut = nmda_cut_[moment.gate >= 0.5F ? 1 : 0][near ? 1 : 0];
      canvas.mesh(cut.body, instance);
      Material face = paints.nmda_face;
      face.tint = Rgba{glm::vec3(mixed(paints.ketamine, paints.outline, kFaceDark)), kFaceTint * moment.ketamine};
      const glm::mat4 there = glm::translate(glm::mat4(1.0F), placed.position + glm::vec3{0.0F, 0.0F, kFaceBefore});
      canvas.mesh(cut.face, {.transform = glm::scale(there, {1.0F + kOpenWider * moment.gate, 1.0F, 1.0F}), .material = face});
      continue;
    }
    const bool near = i <= kNearReceptors;
    canvas.mesh(nmda_[quality == Quality::high ? (near ? 0U : 1U) : near && quality != Quality::low ? 1U : 2U], instance);
  }
}

void Scene::make_grain() {
  Stream stream(1962, 1, 0);
  const auto u = [&] { return static_cast<float>(stream.uniform()); };
  // Two rows of lipid heads along each cut; further apart than real ones, which would be too fine to see.
  const auto heads = [&](float middle, float cut, float half_width, float apart, float radius) {
    for (float x = -half_width; x <= half_width; x += apart) {
      if (cut == kSpineCut && std::abs(x) < 3.0F) continue;  // a receptor stands there
      for (const float side : {-1.0F, 1.0F}) {
        const float y = middle + membrane_swell(x, cut) + side * (kHalf - 0.75F * radius) + 0.15F * (u() - 0.5F);
        grain_.push_back({{x + 0.3F * apart * (u() - 0.5F), y, cut + 0.7F * radius}, radius * (0.92F + 0.16F * u()), 0});
      }
    }
  };
  heads(0.0F, kSpineCut, 124.0F, 1.35F, 0.72F);
  heads(kBoutonMembrane, kBoutonCut, 116.0F, 2.1F, 0.82F);
  // Proteins of the density on its cut face: larger and closer together near the membrane.
  for (int i = 0; i < 860; ++i) {
    const float x = 226.0F * (u() - 0.5F);
    const float depth = 3.4F + 24.0F * u() * u();
    const float radius = 0.8F + 0.9F * u();
    grain_.push_back({{x, -depth - radius * 0.5F, kSpineCut + 1.2F + 0.5F * u()}, radius, 1 + static_cast<int>(3.0F * u())});
  }
}

// The heads thin out with distance: there they would be a grey shimmer.
void Scene::make_carpet(const SynapseLayout& layout) {
  constexpr float kApart = 1.5F, kWide = 62.0F, kDeepest = 30.0F;
  Stream stream(1972, 1, 0);
  const auto u = [&] { return static_cast<float>(stream.uniform()); };
  for (float z = kSpineCut - 0.8F; z > kDeepest; z -= kApart) {
    for (float x = -kWide; x <= kWide; x += kApart) {
      const float far = std::max(std::abs(x) / kWide, (kSpineCut - z) / (kSpineCut - kDeepest));
      const glm::vec2 at{x + 0.5F * kApart * (u() - 0.5F), z + 0.5F * kApart * (u() - 0.5F)};
      if (u() < far * far) continue;
      const float radius = 0.55F * (0.85F + 0.3F * u());
      const float open = floor_openness(layout, at);
      carpet_.push_back({{at.x, membrane_swell(at.x, at.y) + kHalf - 0.35F * radius, at.y},
                         radius,
                         open > 0.75F  ? 0
                         : open > 0.5F ? 1
                                       : 2});
    }
  }
}

void Scene::draw_carpet(Canvas& canvas, const Paints& paints) const {
  const Rgba base = paints.spine.face.colors[0];
  const std::array<Rgba, 3> tones{mixed(base, paints.lipid, 0.28F), mixed(base, paints.outline, 0.12F), mixed(base, paints.outline, 0.34F)};
  std::vector<Sprite> sprites;
  sprites.reserve(carpet_.size());
  for (const Grain& g : carpet_) sprites.push_back({g.position, g.radius, tones[static_cast<std::size_t>(g.tone)], SpriteShape::sphere});
  canvas.sprites(sprites);
}

void Scene::draw_grain(Canvas& canvas, const Paints& paints, const Release* release, Quality quality, Spine spine) const {
  if (quality == Quality::low) return;
  const std::array<Rgba, 4> tones{paints.lipid, paints.protein_dark, paints.protein_light, paints.protein_warm};
  std::vector<Sprite> sprites;
  sprites.reserve(grain_.size());
  for (const Grain& g : grain_) {
    // Where a vesicle fuses, the membrane is not where it was.
    const bool moved =
        is_fusing(release) && g.position.y > 0.5F * kBoutonMembrane && std::abs(g.position.x - front_site(release->site).x) < kGrainClear;
    if (moved) continue;
    const float swell = g.position.z > kBoutonCut + 10.0F ? spine.swell : 1.0F;  // on the spine's cut
    sprites.push_back({{swell * g.position.x, swell * g.position.y, g.position.z},
                       g.radius,
                       tones[static_cast<std::size_t>(g.tone)],
                       SpriteShape::sphere});
  }
  canvas.sprites(sprites);
}

}  // namespace syn::synapse
