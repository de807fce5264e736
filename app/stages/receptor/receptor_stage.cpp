#include "app/stages/receptor/receptor_stage.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "app/stages/common/shapes.hpp"
#include "app/stages/receptor/receptor_body.hpp"
#include "app/stages/receptor/receptor_events.hpp"
#include "app/stages/receptor/receptor_picture.hpp"
#include "app/stages/synapse/synapse_bodies.hpp"
#include "core/random.hpp"

namespace syn {
namespace {

using namespace receptor;
using synapse::Molecule;

constexpr const char* kModel = "assets/models/receptor_half.glb";
constexpr const char* kWholeModel = "assets/models/nmda_receptor.glb";  // its coarsest level, for the small ones
constexpr float kLipid = 0.40F, kLiningAtom = 0.16F;
constexpr int kVisitor = 4000;  // identity of the molecule that comes into the pore or leaves it
const glm::vec3 kTurnedOut{std::sin(kTurn - kCutAngle), 0.0F, std::cos(kTurn - kCutAngle)};  // of the cut, in the scene
const glm::vec3 kMouth{0.1F, 2.7F, 0.9F};                                                    // of the pore, in the scene
constexpr float kJostle = 0.30F;                                                             // nanometres
constexpr float kMagnesiumIon = 0.18F, kMagnesiumBare = 0.28F;
constexpr float kLiningInSurface = 0.185F;  // just over the surface, which has the atoms' grain
// Light around ketamine where the pore is the picture: strong behind it, and a little before it on the walls.
struct Glow {
  float towards_eye, reach, alpha;
};
constexpr std::array kKetamineGlows{Glow{-0.40F, 1.15F, 0.42F}, Glow{0.45F, 1.55F, 0.26F}};
constexpr float kKetamineRim = 0.08F, kRimBehind = 0.16F;  // of the one in the close view: an edge around all of it
constexpr float kGhost = 0.09F;                            // opacity of the helix in front of the pore
constexpr float kAtMouth = 0.6F;                           // of the way in (see Moment::approach)
constexpr float kAtomScale = 0.86F;                        // of the van der Waals radius, so that the bonds can be seen

// Van der Waals radii, nanometres (Bondi 1964); the bare magnesium ion.
float radius_of(const std::string& element) {
  if (element == "Cl") return 0.175F;
  if (element == "N") return 0.155F;
  if (element == "O") return 0.152F;
  return 0.170F;
}

MeshData stand_in_half() {
  MeshData whole = synapse::nmda_stand_in();
  for (glm::vec3& p : whole.positions) p.y = std::max(p.y, 2.0F);
  return whole;
}

}  // namespace

ReceptorStage::ReceptorStage() : parts_(stand_in_parts()) {}

std::unique_ptr<Stage> make_receptor_stage() { return std::make_unique<ReceptorStage>(); }

std::vector<Shot> ReceptorStage::shots() const {
  return {{Shot::Anchor::before, "0h", Lens::h},  {Shot::Anchor::halfway, "0h", Lens::min}, {Shot::Anchor::peak, "0h", Lens::h},
          {Shot::Anchor::peak, "12ms", Lens::ms}, {Shot::Anchor::peak, "300ms", Lens::s},   {Shot::Anchor::before, "24h", Lens::h}};
}

std::span<const EventSearch> ReceptorStage::events() const { return receptor_events(); }

Camera ReceptorStage::home(Viewpoint from) const {
  Camera camera;
  if (from == Viewpoint::close) {
    camera.target = {-0.75F, 1.2F, 0.0F};  // the whole receptor stands small to the left
    camera.yaw = 0.04F;
    camera.pitch = 0.05F;
    camera.distance = 5.7F;
    camera.field_of_view = 0.62F;
    return camera;
  }
  camera.target = {5.5F, 6.1F, 0.0F};  // the loupe stands to the right
  camera.yaw = 0.04F;
  camera.pitch = 0.13F;
  camera.distance = 28.5F;
  camera.field_of_view = 0.62F;
  return camera;
}

Problems ReceptorStage::read(const DataFiles& files) {
  Problems problems;
  if (auto parts = read_parts(files)) {
    parts_ = std::move(*parts);
  } else {
    parts_ = stand_in_parts();
    problems.insert(problems.end(), parts.error().begin(), parts.error().end());
  }
  return problems;
}

Problems ReceptorStage::prepare(Canvas& canvas, const DataFiles& files) {
  Problems problems = read(files);
  std::map<std::string, MeshData> meshes;
  const auto add = [&problems](const Problems& more) { problems.insert(problems.end(), more.begin(), more.end()); };
  if (const auto path = files.find(kModel); !path) {
    add(path.error());
  } else if (auto loaded = load_meshes(*path)) {
    meshes = std::move(*loaded);
    for (const char* name : {"half", "half_coarse", "pore", "pore_coarse"}) {
      if (!meshes.contains(name)) add({{path->string(), 0, 0, std::string("there is no mesh named ") + name, "bake the model again"}});
    }
  } else {
    add(loaded.error());
  }
  MeshData small = synapse::nmda_stand_in();
  if (const auto path = files.find(kWholeModel); !path) {
    add(path.error());
  } else if (auto whole = load_meshes(*path); !whole) {
    add(whole.error());
  } else if (const auto coarsest = whole->find("lod2"); coarsest != whole->end()) {
    small = coarsest->second;
  }
  small_ = canvas.upload(small);
  slab_ = canvas.upload(shapes::slab());
  const glm::vec3 out{-std::sin(kCutAngle), 0.0F, std::cos(kCutAngle)};
  for (std::size_t level = 0; level < body_.size(); ++level) {
    const auto found = meshes.find(level == 0 ? "half" : "half_coarse");
    CutBody body = split_at_face(found != meshes.end() ? found->second : stand_in_half(), out);
    shade_face(body.face, level == 0 ? 0.35F : 0.6F);
    body_[level] = {canvas.upload(body.skin), canvas.upload(body.face)};
  }
  const auto pore_of = [&](const char* name, float apart) {
    const auto found = meshes.find(name);
    CutBody pore = split_at_face(found != meshes.end() ? found->second : chain(parts_.tubes, 0.0F), out);
    darken_tunnel(pore.skin);
    shade_face(pore.face, apart);
    return pore;
  };
  const CutBody pore = pore_of("pore", 0.12F), pore_coarse = pore_of("pore_coarse", 0.24F);
  ghost_ = canvas.upload(ghost_chain(parts_.tubes));
  for (std::size_t step = 0; step < kGateSteps; ++step) {
    const float gate = static_cast<float>(step) / (kGateSteps - 1);
    const auto at_gate = [&](const CutBody& body) {
      return Body{canvas.upload(opened(body.skin, gate)), canvas.upload(opened(body.face, gate))};
    };
    pore_[step] = at_gate(pore);
    pore_coarse_[step] = at_gate(pore_coarse);
    loupe_gate_[step] = canvas.upload(loupe_chain(parts_.tubes, gate, Stretch::moving));
  }
  loupe_chain_ = canvas.upload(loupe_chain(parts_.tubes, 0.0F, Stretch::still));
  disc_ = canvas.upload(loupe_disc());
  rim_ = canvas.upload(loupe_circle(0.014F));
  circle_ = canvas.upload(loupe_circle(0.022F));
  rod_ = canvas.upload(loupe_rod());
  MeshData pockets;
  for (const glm::vec3& site : parts_.glutamate_sites) pockets.append(pocket(in_scene(site), kTurnedOut));
  pockets_ = canvas.upload(pockets);
  const MembranePiece membrane = membrane_piece();
  heads_ = canvas.upload(membrane.heads);
  core_ = canvas.upload(membrane.core);
  lipids_ = {lipid_heads(false), lipid_heads(true)};
  close_lipids_ = near_lipid_heads();
  return problems;
}

void ReceptorStage::enter(const RunPtr& run) {
  walk_.enter(run);
  shares_.enter(*run);
}

void ReceptorStage::seek(Hours time, const View& view) {
  time_ = time;
  lens_ = view.lens;
  identity_ = view.identity;
  close_ = view.viewpoint == Viewpoint::close;
  coarse_ = view.quality == QualityName::low;
  walk_.watch(identity_);
  clamped_.reset();
  if (view.clamped()) clamped_ = view.clamp;
  moment_ = clamped_ ? clamped_moment(*clamped_, walk_.channel(), time, view.lens, view.reduced_motion)
                     : moment_at(walk_, shares_, run().trajectory, time, view.lens, view.reduced_motion);
}

ReceptorStage::Crowds ReceptorStage::crowds_of(const Moment& m) {
  return {room_crowd(Molecule::ketamine, m.ketamine_um), room_crowd(Molecule::magnesium, m.magnesium_um),
          room_crowd(Molecule::glutamate, m.glutamate_um)};
}

void ReceptorStage::draw(Canvas& canvas, const StageView& view) const {
  const Paints paints(view.theme);
  const Moment& m = moment_;
  const std::uint64_t seed = run().scenario().seed;
  const bool close = view.view.viewpoint == Viewpoint::close;
  const Loupe loupe = close ? Loupe{} : loupe_in(canvas.frame(), home().distance);
  canvas.static_layer(true);
  draw_body(canvas, paints, view.view);
  if (grainy()) draw_grain(canvas, paints, 0.0F, false);
  if (loupe.there()) draw_loupe(canvas, paints, loupe);
  if (close) draw_whole(canvas, paints);
  if (has_row() && !view.bare) draw_row(canvas, paints);
  const bool shut = gate_step(m.gate) == 0;  // most of the time: then the pore stands still, too
  if (shut) draw_pore(canvas, paints, 0.0F, loupe);
  canvas.static_layer(false);
  if (!shut) draw_pore(canvas, paints, m.gate, loupe);
  draw_molecules(canvas, paints, m, seed, loupe);
  draw_way(canvas, paints);
  if (close) {
    Material ghost = paints.tubes;
    ghost.opacity = kGhost;
    ghost.outline_px = 0.0F;
    canvas.mesh(ghost_, {.transform = to_scene(), .material = ghost});
    if (view.view.labels) draw_close_labels(canvas, paints);
  } else if (view.view.labels) {
    draw_labels(canvas, paints, m, seed, loupe);
  }
}

std::size_t ReceptorStage::gate_step(float gate) {
  return static_cast<std::size_t>(std::lround(std::clamp(gate, 0.0F, 1.0F) * (kGateSteps - 1)));
}

Rgba ReceptorStage::lining_color(const Paints& paints, const Lining& lining) {
  return lining.name == "threonine" ? paints.threonine : lining.name == "hydrophobic" ? paints.hydrophobic : paints.asparagine;
}

void ReceptorStage::draw_body(Canvas& canvas, const Paints& paints, const View& view) const {
  const bool low = view.quality == QualityName::low;
  const Body& body = body_[low ? 1 : 0];
  canvas.mesh(body.skin, {.transform = to_scene(), .material = grainy() ? paints.under : paints.skin});
  canvas.mesh(body.face, {.transform = to_scene(), .material = paints.face});
  canvas.mesh(pockets_, {.material = paints.pocket});
  canvas.mesh(heads_, {.material = paints.heads});
  canvas.mesh(core_, {.material = paints.core});
  if (grainy()) return draw_close_membrane(canvas, paints);
  std::vector<Sprite> sprites;
  for (const glm::vec3& p : lipids_[low ? 0 : 1]) sprites.push_back({p, kLipid, paints.lipid, SpriteShape::sphere});
  canvas.sprites(sprites);
}

// The frame of the loupe and what in it stands still.
void ReceptorStage::draw_loupe(Canvas& canvas, const Paints& paints, const Loupe& loupe) const {
  canvas.mesh(disc_, {.transform = loupe.plate, .material = paints.plate});
  canvas.mesh(rim_, {.transform = loupe.plate, .material = paints.frame});
  canvas.mesh(circle_, {.transform = loupe.circle, .material = paints.frame});
  for (const glm::mat4& line : loupe.lines) canvas.mesh(rod_, {.transform = line, .material = paints.line});
  canvas.mesh(loupe_chain_, {.transform = loupe.copy * to_scene(), .material = paints.tubes});
}

void ReceptorStage::draw_pore(Canvas& canvas, const Paints& paints, float gate, const Loupe& loupe) const {
  const std::size_t step = gate_step(gate);
  const Body& pore = (grainy() ? pore_ : pore_coarse_)[step];
  canvas.mesh(pore.skin, {.transform = to_scene(), .material = grainy() ? paints.under : paints.skin});
  canvas.mesh(pore.face, {.transform = to_scene(), .material = paints.face});
  if (loupe.there()) canvas.mesh(loupe_gate_[step], {.transform = loupe.copy * to_scene(), .material = paints.tubes});
  if (grainy()) {
    draw_grain(canvas, paints, gate, true);
    draw_sticks(canvas, paints, gate);
    return;
  }
  std::vector<Sprite> sprites;
  for (const Lining& lining : parts_.linings) {
    if (lining.subunit == 2) continue;  // left out in front, as its tubes are
    const Rgba color = lining_color(paints, lining);
    for (const glm::vec3& atom : lining.atoms) {
      const bool moves = lining.name != "asparagine";
      sprites.push_back({in_scene(moves ? gate_shift(atom, surface_gate(gate)) : atom), kLiningInSurface, color, SpriteShape::sphere});
      if (!loupe.there()) continue;
      sprites.push_back({loupe.at(in_scene(moves ? gate_shift(atom, gate) : atom)), loupe.scale * kLiningAtom, color, SpriteShape::sphere});
    }
  }
  canvas.sprites(sprites);
}

// Where the molecule is that comes in or goes out: from its own random walk to the mouth, then down to its place.
glm::mat4 ReceptorStage::passing(float approach, double seconds, std::uint64_t seed) const {
  const Moment& m = moment_;
  const glm::mat4 free = wander(seed, Molecule::ketamine, kVisitor + static_cast<int>(m.place.release & 0xFFFF), seconds);
  const glm::vec3 from(free[3]);
  const float near = glm::smoothstep(0.0F, 1.0F, std::min(approach / kAtMouth, 1.0F));
  const float in = glm::smoothstep(0.0F, 1.0F, std::max(0.0F, (approach - kAtMouth) / (1.0F - kAtMouth)));
  const glm::vec3 at = glm::mix(glm::mix(from, kMouth, near), site(), in);
  // Jostled all the way: nothing pulls it in.
  glm::vec3 jostle{0.0F};
  for (int axis = 0; axis < 3; ++axis) {
    jostle[axis] = kJostle * (1.0F - in) * std::min(1.0F, 3.0F * near) *
                   static_cast<float>(smooth_noise(seed, kVisitor, 700 + static_cast<std::uint32_t>(axis), seconds / 0.3));
  }
  glm::mat4 out = free;
  out[3] = glm::vec4(m.reduced ? kMouth : at + jostle, 1.0F);
  return out;
}

std::optional<glm::vec3> ReceptorStage::ketamine_at() const {
  if (moment_.ketamine > 0.5F) return site();
  if (moment_.approach > kTrailFrom) return glm::vec3(passing(moment_.approach, moment_.seconds, run().scenario().seed)[3]);
  return std::nullopt;
}

// Ketamine's place in the pore.
glm::vec3 ReceptorStage::site() const {
  glm::vec3 sum{0.0F};
  for (const glm::vec3& atom : parts_.ketamine_pose.atoms) sum += in_scene(atom) / static_cast<float>(parts_.ketamine_pose.atoms.size());
  return sum;
}

void ReceptorStage::draw_molecules(Canvas& canvas, const Paints& paints, const Moment& m, std::uint64_t seed, const Loupe& loupe) const {
  const glm::vec3 eye = canvas.frame().camera.position();
  std::vector<Sprite> sprites;
  const auto put = [&](const Conformer& molecule, const glm::mat4& pose, Rgba base, float alpha, float larger = 1.0F) {
    if (alpha <= 0.01F) return;
    glm::vec3 middle{0.0F};
    for (const glm::vec3& atom : molecule.atoms) middle += atom / static_cast<float>(molecule.atoms.size());
    for (std::size_t i = 0; i < molecule.atoms.size(); ++i) {
      const std::string& element = molecule.elements[i];
      const glm::vec3 at = middle + larger * (molecule.atoms[i] - middle);
      if (larger > 1.0F) {
        const glm::vec3 there(pose * glm::vec4(at, 1.0F));
        sprites.push_back({there + kRimBehind * glm::normalize(there - eye), larger * kAtomScale * radius_of(element) + kKetamineRim,
                           faded(paints.rim, alpha), SpriteShape::sphere});
      }
      sprites.push_back({glm::vec3(pose * glm::vec4(at, 1.0F)), larger * kAtomScale * radius_of(element),
                         faded(paints.element(base, element), alpha), SpriteShape::sphere});
    }
  };
  // The one that the story is about shines, and is drawn larger where the pore is the picture.
  const float larger = close_ ? kCloseLarger : 1.0F;
  if (const auto at = ketamine_at(); at && close_) {
    for (const Glow& glow : kKetamineGlows) {
      const glm::vec3 middle = *at + glow.towards_eye * glm::normalize(eye - *at);
      canvas.sprites(std::array{Sprite{middle, glow.reach, faded(paints.ketamine, glow.alpha), SpriteShape::glow}});
    }
  }
  const Crowds crowds = crowds_of(m);
  for (int i = 0; i < crowds.ketamine.slots(); ++i)
    put(parts_.ketamine, wander(seed, Molecule::ketamine, i, m.seconds), paints.ketamine, crowds.ketamine.presence(i));
  for (int i = 0; i < crowds.glutamate.slots(); ++i)
    put(parts_.glutamate, wander(seed, Molecule::glutamate, i, m.seconds), paints.glutamate, crowds.glutamate.presence(i));
  const auto ion = [&](const glm::mat4& pose, float alpha, float wet) {
    // Without its water the ion is drawn as wide as with it: bare, nobody would see it. Printed on screen.
    const float size = std::lerp(kMagnesiumBare, kMagnesiumIon, wet);
    for (std::size_t i = 0; i < parts_.magnesium.atoms.size(); ++i) {
      const bool metal = parts_.magnesium.elements[i] == "Mg";
      const Rgba color = faded(metal ? paints.magnesium : paints.water, alpha * (metal ? 1.0F : wet));
      if (color.a > 0.01F)
        sprites.push_back({glm::vec3(pose * glm::vec4(parts_.magnesium.atoms[i], 1.0F)), metal ? size : 0.13F, color,
                           metal ? SpriteShape::plus : SpriteShape::sphere});
    }
  };
  for (int i = 0; i < crowds.magnesium.slots(); ++i)
    ion(wander(seed, Molecule::magnesium, i, m.seconds), crowds.magnesium.presence(i), 1.0F);

  // What is bound or in the pore.
  if (m.ketamine > 0.5F) {
    put(parts_.ketamine_pose, to_scene(), close_ ? paints.near_ketamine : paints.ketamine, 1.0F, larger);
  } else if (m.approach > 0.0F) {
    const float there = m.reduced ? glm::smoothstep(0.0F, kAtMouth, m.approach) : std::min(1.0F, 8.0F * m.approach);
    put(parts_.ketamine, passing(m.approach, m.seconds, seed), close_ ? paints.near_ketamine : paints.ketamine, there, larger);
  }
  if (m.magnesium > 0.01F) {
    const float rise = kMagnesiumRises * m.gate * (1.0F - m.magnesium);
    ion(glm::translate(glm::mat4(1.0F), in_scene({0.0F, kMagnesiumSite + rise, 0.0F})), m.magnesium, 0.0F);
  }
  for (std::size_t site = 0; site < 2; ++site) {
    const glm::mat4 at = glm::translate(glm::mat4(1.0F), in_scene(parts_.glutamate_sites[site]) + glm::vec3{0.0F, 0.0F, 0.25F});
    put(parts_.glutamate, at, paints.glutamate, m.glutamate[site]);
  }
  put(parts_.glycine, glm::translate(glm::mat4(1.0F), in_scene(parts_.glycine_sites[0])), paints.glycine, 1.0F);
  // Whatever is in the pore or at its mouth is in the loupe, too.
  if (loupe.there()) {
    const std::size_t count = sprites.size();
    for (std::size_t i = 0; i < count; ++i) {
      Sprite copy = sprites[i];
      const float away = glm::distance(copy.center, kLoupeMiddle) / kLoupeShows;
      copy.color.a *= 1.0F - glm::smoothstep(0.86F, 1.0F, away);
      if (copy.color.a <= 0.01F) continue;
      copy.center = loupe.at(copy.center);
      copy.radius *= loupe.scale;
      sprites.push_back(copy);
    }
  }
  canvas.sprites(sprites);
}

void ReceptorStage::draw_labels(Canvas& canvas, const Paints& paints, const Moment& m, std::uint64_t seed, const Loupe& loupe) const {
  // Names of what is in the pore stand at the loupe, where it can be seen.
  const auto in_pore = [&loupe](glm::vec3 p) { return loupe.size > 0.5F ? loupe.at(p) : p; };
  const auto say = [&](glm::vec3 at, TextKey key, float priority, Rgba swatch = Rgba{0.0F}, SpriteShape shape = SpriteShape::sphere) {
    canvas.label({at, {key, {}}, priority, swatch, shape});
  };
  const auto ring = [&](std::string_view name, int subunit) {
    for (const Lining& lining : parts_.linings) {
      if (lining.name == name && lining.subunit == subunit) return in_scene(gate_shift(lining.atoms.front(), m.gate));
    }
    return glm::vec3{0.0F, 0.9F, 0.0F};
  };
  const bool open = m.story == Story::open || m.story == Story::open_magnesium || m.story == Story::blocked;
  if (m.ketamine > 0.5F) {
    say(in_pore(in_scene(parts_.ketamine_pose.atoms.front())), "stage.receptor.label.ketamine_pore"_key, 10.0F, paints.ketamine,
        SpriteShape::diamond);
  } else if (m.approach > 0.05F) {
    say(glm::vec3(passing(m.approach, m.seconds, seed)[3]),
        m.leaving ? "stage.receptor.label.ketamine_leaves"_key : "stage.receptor.label.ketamine"_key, 9.0F, paints.ketamine,
        SpriteShape::diamond);
  } else if (crowds_of(m).ketamine.count() > 0) {
    say(glm::vec3(wander(seed, Molecule::ketamine, 0, m.seconds)[3]), "stage.receptor.label.ketamine"_key, 9.0F, paints.ketamine,
        SpriteShape::diamond);
  }
  if (m.magnesium > 0.5F)
    say(in_pore(in_scene({0.0F, kMagnesiumSite, 0.0F}) + glm::vec3{0.24F, -0.1F, 0.0F}), "stage.receptor.label.magnesium_pore"_key, 9.2F,
        paints.magnesium, SpriteShape::plus);
  say(in_pore(in_scene(gate_shift({0.75F, 1.75F, -0.1F}, m.gate))),
      open ? "stage.receptor.label.gate_open"_key : "stage.receptor.label.gate"_key, 8.6F, paints.skin.colors[1]);
  say(in_pore(ring("asparagine", 1)), "stage.receptor.label.filter"_key, 8.0F, paints.asparagine);
  say(in_pore(ring("hydrophobic", 3)), "stage.receptor.label.hydrophobic"_key, 6.0F, paints.hydrophobic);
  say(in_pore(ring("threonine", 3)), "stage.receptor.label.threonine"_key, 5.8F, paints.threonine);
  const bool bound = m.glutamate[0] > 0.15F;
  const std::size_t site = m.glutamate[1] > 0.15F || !bound ? 1 : 0;
  say(in_scene(parts_.glutamate_sites[site]),
      bound ? "stage.receptor.label.glutamate_bound"_key : "stage.receptor.label.glutamate_site"_key, 7.6F, paints.glutamate);
  say(in_scene(parts_.glycine_sites[0]), "stage.receptor.label.glycine"_key, 5.5F, paints.glycine);
  say({-3.0F, 9.1F, -0.6F}, "stage.receptor.label.amino_terminal"_key, 5.0F);
  say(in_scene({-3.6F, 5.2F, 0.4F}), "stage.receptor.label.ligand_binding"_key, 5.2F);
  if (!has_row()) say({8.6F, kMembraneMiddle - 0.9F, kMembraneCut}, "stage.receptor.label.membrane"_key, 4.6F);  // the row stands before it
  if (loupe.size > 0.5F) {
    canvas.label({.anchor = loupe.over,
                  .text = {"stage.receptor.label.loupe"_key, {{"factor", Quantity{loupe.factor, 1}}}},
                  .priority = 8.9F,
                  .in_place = true});
  }
  if (crowds_of(m).magnesium.count() > 0) {
    say(glm::vec3(wander(seed, Molecule::magnesium, 0, m.seconds)[3]), "stage.receptor.label.magnesium"_key, 4.0F, paints.magnesium,
        SpriteShape::plus);
  }
}

}  // namespace syn
