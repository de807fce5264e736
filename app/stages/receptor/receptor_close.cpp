// The close view of the receptor: the pore as the picture.
#include <algorithm>
#include <cmath>

#include "app/stages/receptor/receptor_body.hpp"
#include "app/stages/receptor/receptor_picture.hpp"

namespace syn {
namespace {

using namespace receptor;

// The small whole receptor: where in the picture, how high, how far from the eye, how pale.
constexpr float kInsetX = 0.13F, kInsetY = 0.36F, kInsetHigh = 0.52F, kInsetDeep = 0.22F, kInsetPale = 0.30F, kInsetRing = 2.6F;
constexpr float kWholeHigh = 18.5F, kWholeDeep = 4.5F;
const glm::vec3 kWholeMiddle{0.0F, 6.0F, 0.0F};
constexpr int kTrailDots = 34;
constexpr float kTrailReach = 0.60F, kTrailStays_s = 2.0F;
constexpr float kMoves = 0.02F;                                        // of an atom with M3: less is none
constexpr float kGrainAtom = 0.19F, kRim = 0.03F, kRimBehind = 0.24F;  // nanometres
constexpr float kBeforeSkin = 0.30F;                                   // an atom is drawn that much nearer to the eye,
constexpr float kBehindFace = kBeforeSkin + kGrainAtom + 3.0F * kRim;  // and only where all of it then still lies behind the cut
constexpr float kFarPale = 0.42F;
constexpr float kBond = 0.165F, kStick = 0.075F, kStickEnd = 0.11F, kSticksBefore = 0.16F;
constexpr int kBondBeads = 5;
constexpr float kCloseHead = 0.20F;

}  // namespace

// The atoms that lie open, over the surface: its grain, with a dark rim wherever one stands well before another. What moves with
// the gate apart from what does not.
void ReceptorStage::draw_grain(Canvas& canvas, const Paints& paints, float gate, bool moving) const {
  const glm::vec3 eye = canvas.frame().camera.position();
  const glm::vec3 out{-std::sin(kCutAngle), 0.0F, std::cos(kCutAngle)};
  std::vector<Sprite> rims, atoms;
  for (const GrainAtom& atom : parts_.grain) {
    if ((atom.moves > kMoves) != moving) continue;
    const glm::vec3 model = gate_shift(atom.at, atom.moves * surface_gate(gate)), middle = in_scene(model);
    if (glm::dot(model, out) > -kBehindFace) continue;
    const glm::vec3 at = middle + kBeforeSkin * glm::normalize(eye - middle);
    // Little light in grooves and none in the tunnel; what lies far behind the cut melts into the ground.
    const float light = glm::smoothstep(0.02F, 0.52F, atom.open), tunnel = tunnel_light(model);
    Rgba color = mixed(paints.shadow, paints.skin.colors[static_cast<std::size_t>(atom.subunit)], std::lerp(0.22F, 1.0F, light));
    color = mixed(color, paints.air, kFarPale * tunnel * glm::smoothstep(0.4F, 3.2F, -glm::dot(model, out)));
    color = mixed(paints.shadow, color, std::lerp(0.10F, 1.0F, tunnel));
    atoms.push_back({at, kGrainAtom, color, SpriteShape::sphere});
    rims.push_back({at + kRimBehind * glm::normalize(at - eye), kGrainAtom + kRim, paints.dark, SpriteShape::sphere});
  }
  canvas.sprites(rims);
  canvas.sprites(atoms);
}

// Side chains that line the pore, as sticks; in front they are left out, as the tubes are.
void ReceptorStage::draw_sticks(Canvas& canvas, const Paints& paints, float gate) const {
  std::vector<Sprite> sprites;
  for (const Lining& lining : parts_.linings) {
    if (lining.subunit == 2) continue;
    const Rgba color = lining_color(paints, lining);
    const float moves = lining.name == "asparagine" ? 0.0F : surface_gate(gate);
    const auto place = [&](const glm::vec3& atom) { return in_scene(gate_shift(atom, moves)) + glm::vec3{0.0F, 0.0F, kSticksBefore}; };
    for (std::size_t i = 0; i < lining.atoms.size(); ++i) {
      sprites.push_back({place(lining.atoms[i]), kStickEnd, color, SpriteShape::sphere});
      for (std::size_t k = 0; k < i; ++k) {
        if (glm::distance(lining.atoms[i], lining.atoms[k]) > kBond) continue;
        for (int step = 1; step < kBondBeads; ++step)
          sprites.push_back({glm::mix(place(lining.atoms[i]), place(lining.atoms[k]), static_cast<float>(step) / kBondBeads), kStick, color,
                             SpriteShape::sphere});
      }
    }
  }
  canvas.sprites(sprites);
}

void ReceptorStage::draw_close_membrane(Canvas& canvas, const Paints& paints) const {
  std::vector<Sprite> sprites;
  for (const glm::vec3& p : close_lipids_) sprites.push_back({p, kCloseHead, paints.far_lipid, SpriteShape::sphere});
  canvas.sprites(sprites);
}

// The whole receptor, small and pale at the left, with a ring around what the picture shows.
void ReceptorStage::draw_whole(Canvas& canvas, const Paints& paints) const {
  const Camera& camera = canvas.frame().camera;
  const float width = static_cast<float>(canvas.frame().width_px), height = static_cast<float>(canvas.frame().height_px);
  const glm::mat4 world = glm::inverse(camera.view());
  const glm::vec3 eye(world[3]), right(world[0]), up(world[1]), back(world[2]);
  const float deep = kInsetDeep * camera.distance;
  const float pixel = 2.0F * deep * std::tan(0.5F * camera.field_of_view) / height;
  const float scale = kInsetHigh * height * pixel / kWholeHigh;
  const glm::vec3 middle = eye + (kInsetX - 0.5F) * width * pixel * right + (0.5F - kInsetY) * height * pixel * up - deep * back;
  const glm::mat4 small = glm::translate(glm::mat4(1.0F), middle) * glm::mat4(glm::mat3(world)) *
                          glm::scale(glm::mat4(1.0F), glm::vec3(scale)) * glm::translate(glm::mat4(1.0F), -kWholeMiddle);
  const auto pale = [&](Material m) {
    for (Rgba& color : m.colors) color = mixed(color, paints.air, kInsetPale);
    m.outline_px = 1.0F;
    return m;
  };
  for (const Body& body : {body_[1], pore_coarse_.front()}) {
    canvas.mesh(body.skin, {.transform = small * to_scene(), .material = pale(paints.skin)});
    canvas.mesh(body.face, {.transform = small * to_scene(), .material = pale(paints.face)});
  }
  const glm::vec3 shown = glm::vec3(small * glm::vec4(kLoupeMiddle, 1.0F));
  const glm::vec3 before = shown + kWholeDeep * scale * glm::normalize(eye - shown);
  const float around = kInsetRing * scale;
  canvas.mesh(circle_, {.transform = glm::mat4(glm::vec4(around * right, 0.0F), glm::vec4(around * up, 0.0F),
                                               glm::vec4(around * back, 0.0F), glm::vec4(before, 1.0F)),
                        .material = paints.frame});
}

// The way that the molecule has come, as a trail that fades.
void ReceptorStage::draw_way(Canvas& canvas, const Paints& paints) const {
  const Moment& m = moment_;
  const bool inside = m.ketamine > 0.5F;
  const float fresh = inside ? 1.0F - m.entered_s / kTrailStays_s : m.approach > kTrailFrom ? 1.0F : 0.0F;
  if (fresh <= 0.0F || m.reduced) return;
  const float here = inside ? 1.0F : m.approach, back = m.leaving && !inside ? 1.0F : -1.0F;
  std::vector<Sprite> sprites;
  for (int i = kTrailDots; i >= 1; --i) {
    const float share = static_cast<float>(i) / static_cast<float>(kTrailDots + 1);
    const float then = here + back * kTrailReach * share;
    if (then < 0.0F || then > 1.0F) continue;
    const glm::vec3 at(passing(then, m.seconds - static_cast<double>(std::abs(then - here)), run().scenario().seed)[3]);
    const float left = 1.0F - share;
    sprites.push_back({at, std::lerp(0.12F, 0.40F, left), faded(paints.ketamine, 0.30F * fresh * left), SpriteShape::glow});
  }
  canvas.sprites(sprites);
}

void ReceptorStage::draw_close_labels(Canvas& canvas, const Paints& paints) const {
  const Moment& m = moment_;
  const auto say = [&](glm::vec3 at, TextKey key, float priority, Rgba swatch = Rgba{0.0F}, SpriteShape shape = SpriteShape::sphere,
                       float radius = 0.0F) {
    canvas.label({at, {key, {}}, priority, swatch, shape, false, radius});
  };
  if (m.ketamine > 0.5F) {
    say(site(), "stage.receptor.label.ketamine_pore"_key, 10.0F, paints.ketamine, SpriteShape::diamond, kKetamineReach);
  } else if (m.approach > 0.05F) {
    say(glm::vec3(passing(m.approach, m.seconds, run().scenario().seed)[3]),
        m.leaving ? "stage.receptor.label.ketamine_leaves"_key : "stage.receptor.label.ketamine"_key, 10.0F, paints.ketamine,
        SpriteShape::diamond, kKetamineReach);
  }
  if (m.magnesium > 0.5F)
    say(in_scene({0.0F, kMagnesiumSite + kMagnesiumRises * m.gate * (1.0F - m.magnesium), 0.0F}) + glm::vec3{0.2F, 0.0F, 0.2F},
        "stage.receptor.label.magnesium_pore"_key, 9.0F, paints.magnesium, SpriteShape::plus, 0.25F);
  // Of the ring the side chain that is nearest to the eye.
  glm::vec3 filter{0.0F, 0.0F, -1.0e3F};
  for (const Lining& lining : parts_.linings) {
    if (lining.name != "asparagine" || lining.subunit == 2) continue;
    for (const glm::vec3& atom : lining.atoms) filter = in_scene(atom).z > filter.z ? in_scene(atom) : filter;
  }
  const bool open = m.gate > 0.5F;
  say(in_scene(gate_shift({0.40F, 1.75F, 0.0F}, surface_gate(m.gate))),
      open ? "stage.receptor.label.gate_open"_key : "stage.receptor.label.gate"_key, 8.0F, paints.skin.colors[1]);
  say(filter, "stage.receptor.label.filter"_key, 6.0F, paints.asparagine, SpriteShape::sphere, 0.15F);
}

}  // namespace syn
