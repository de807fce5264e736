#include "app/stages/synapse/synapse_stage.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/stages/common/course_events.hpp"
#include "app/stages/common/drug_signs.hpp"
#include "app/stages/synapse/synapse_bodies.hpp"
#include "app/stages/synapse/synapse_events.hpp"
#include "core/random.hpp"
#include "core/sentence.hpp"

namespace syn {
namespace {

using namespace synapse;

// Molecules are drawn up to this many times their true size, or the last row would not see them. Printed on screen.
constexpr double kMoleculesLarger = 2.5;
constexpr double kRefilled_ms = 400.0;  // after a release another vesicle stands there
constexpr float kKetamineRadius = 1.25F, kMagnesiumRadius = 0.65F, kGlutamateRadius = 0.8F;
constexpr double kReleasing_ms = 4.0, kOpening_ms = 100.0;  // what the caption is about, since the release
// Molecules in the pore that is cut open stand before the cut, or the halves of them behind it would hide in it.
constexpr glm::vec3 kBeforeCut{0.0F, 0.0F, 0.2F};
constexpr float kInPore = 0.92F;  // ketamine in the pore, nearly true to size
constexpr int kIons = 9;          // in the stream through one open receptor: how it goes, not how many
constexpr float kIonRadius = 0.5F, kIonLarger = 1.5F;
constexpr float kQuietMagnesium = 0.75F;
constexpr float kNamedWhole = 1.4F;     // of small things, for their leaders
constexpr float kMarkerHeight = 17.6F;  // signs over the receptors, below the ceiling of the cleft
constexpr float kCloseLarger = 2.2F;    // ketamine in the close view, by this much more; printed
constexpr float kVesicleRoom = kVesicleRadius - kVesicleWall - 1.6F;
constexpr float kMinMarker = 0.0135F;  // their radius by distance from the eye, so that far ones can be read too

double skipping_of(const View& view) { return view.quality == QualityName::low ? 0.5 : 1.0; }

Quality quality_of(const View& view) {
  switch (view.quality) {
    case QualityName::low: return Quality::low;
    case QualityName::standard: return Quality::standard;
    case QualityName::high: return Quality::high;
  }
  return Quality::standard;
}

Rgba faded(Rgba color, float alpha) { return {color.r, color.g, color.b, color.a * alpha}; }

}  // namespace

float SynapseStage::larger() const { return view_.viewpoint == Viewpoint::close ? kCloseLarger : 1.0F; }

// Dots in a full vesicle: what a release brings into the room drawn.
int SynapseStage::in_vesicle(const Moment& m) { return std::max(1, crowd(Molecule::glutamate, m.glutamate_peak_um).slots()); }

SynapseStage::SynapseStage() : layout_(make_layout()) {}

std::unique_ptr<Stage> make_synapse_stage() { return std::make_unique<SynapseStage>(); }

std::vector<Shot> SynapseStage::shots() const {
  return {{Shot::Anchor::before, "0h", Lens::h}, {Shot::Anchor::halfway, "0h", Lens::min}, {Shot::Anchor::peak, "0h", Lens::h},
          {Shot::Anchor::peak, "6ms", Lens::ms}, {Shot::Anchor::before, "24h", Lens::h},   {Shot::Anchor::before, "7d", Lens::d}};
}

std::span<const EventSearch> SynapseStage::events() const { return synapse::synapse_events(); }

Camera SynapseStage::home(Viewpoint from) const {
  if (from == Viewpoint::signals) return synapse::signals_camera();
  // Low in the cleft and close to the receptor that is cut open, the rest of the synapse behind it. The target lies
  // deep in the scene, which also sets where the haze begins.
  // Close: lower, so that the vesicle over it is whole in the picture.
  const bool close = from == Viewpoint::close;
  const glm::vec3 eye = close ? glm::vec3{-15.0F, 13.0F, kSpineCut + 34.0F} : glm::vec3{20.0F, 17.0F, kSpineCut + 29.0F};
  const glm::vec3 aim = close ? glm::vec3{7.0F, 19.0F, 40.0F} : glm::vec3{4.0F, 9.0F, kSpineCut - 29.0F};
  const glm::vec3 towards = glm::normalize(aim - eye);
  constexpr float kDeep = 105.0F;
  Camera camera;
  camera.target = eye + kDeep * towards;
  camera.distance = kDeep;
  camera.pitch = std::asin(-towards.y);
  camera.yaw = std::atan2(-towards.x, -towards.z);
  camera.field_of_view = close ? 0.98F : 1.03F;
  return camera;
}

// The receptor that is cut open.
std::optional<glm::vec3> SynapseStage::hero(Viewpoint from) const {
  if (from == Viewpoint::signals) return std::nullopt;
  return glm::vec3{layout_.nmda[0].position.x, 0.5F * kReceptorTop, kReceptorCut};
}

Problems SynapseStage::prepare(Canvas& canvas, const DataFiles& files) {
  signals_.prepare(canvas);
  return scene_.prepare(canvas, files, layout_);
}

void SynapseStage::seek(Hours time, const View& view) {
  const Trajectory& trajectory = run().trajectory;
  time_ = time;
  view_ = view;
  Moment m;
  m.ketamine_um = trajectory.at(Column::brain_ketamine, time);
  m.release = last_release(run().scenario().seed, time);
  m.releasing = shows_release(view.lens);
  m.shares = shares_.at(trajectory, time, view.lens, m.release.since_ms);
  m.glutamate_peak_um = shares_.glutamate_um(Lens::ms, 0.0);
  m.receptors = receptors_at(run().scenario().seed, time, view.lens, m.shares);
  const double skipping = skipping_of(view);
  m.ketamine = crowd(Molecule::ketamine, m.ketamine_um, skipping);
  m.magnesium = crowd(Molecule::magnesium, shares_.magnesium_um(), skipping);
  m.glutamate = crowd(Molecule::glutamate, shares_.glutamate_um(view.lens, m.release.since_ms), skipping);
  moment_ = std::move(m);
}

void SynapseStage::draw(Canvas& canvas, const StageView& view) const {
  const Paints paints(view.theme);
  const Quality quality = quality_of(view.view);
  const Moment& m = moment_;
  const std::uint64_t seed = run().scenario().seed;
  // With reduced motion nothing wanders: molecules stand where they are, and only what the model changes is seen to change.
  const double seconds = view.view.reduced_motion ? 0.0 : wander_seconds(time_, view.view.lens);
  const Release* release = m.releasing ? &m.release : nullptr;
  const bool inside = view.view.viewpoint == Viewpoint::signals;
  const SignalMoment signals = inside ? signal_moment(seconds, view.arrived) : SignalMoment{};
  const Scene::Spine spine{signals.swell, !inside};
  canvas.static_layer(true);  // all but the membrane of a fusing vesicle, which is streamed
  scene_.draw_cells(canvas, layout_, paints, release, spine);
  scene_.draw_ampa(canvas, layout_, paints, quality);
  scene_.draw_grain(canvas, paints, release, quality, spine);
  if (view.view.viewpoint == Viewpoint::close) scene_.draw_carpet(canvas, paints);
  if (inside) signals_.draw_crowd(canvas, view.theme, paints.spine.inner.colors[0]);
  canvas.static_layer(false);
  scene_.draw_nmda(canvas, layout_, paints, m.receptors, quality);
  draw_vesicle_contents(canvas, m, paints, seed, seconds);
  if (inside) {
    signals_.draw(canvas, signals, view.theme);
    draw_drug_from_afar(canvas, paints);
    if (view.view.labels) {
      SignalPicture::label(canvas, signals, view.theme);
      draw_signal_labels(canvas);
    }
    return;
  }
  draw_molecules(canvas, m, paints, seed, seconds);
  draw_cut_receptor(canvas, m, paints, seed, seconds);
  draw_markers(canvas, m, paints, seconds);
  if (view.view.labels) draw_labels(canvas, m, paints, seed, seconds);
}

// From here a molecule is nothing: signs around the contact, and one over each receptor of the row that holds ketamine.
void SynapseStage::draw_drug_from_afar(Canvas& canvas, const Paints& paints) const {
  constexpr float kSign = 6.0F, kHeld = 7.0F, kHeldGlow = 2.6F;
  const std::array rooms{SignRoom{{-300.0F, -40.0F, 90.0F}, {-250.0F, 16.0F, 92.0F}},
                         SignRoom{{250.0F, -98.0F, 90.0F}, {300.0F, -25.0F, 92.0F}}};
  std::vector<Sprite> signs = drug_signs({moment_.ketamine_um, run().scenario().seed}, rooms, kSign, paints.ketamine);
  for (std::size_t i = 0; i < moment_.receptors.size(); ++i) {
    const float held = moment_.receptors[i].ketamine;
    if (held <= 0.02F) continue;
    const glm::vec3 at = layout_.nmda[i].position + glm::vec3{0.0F, 0.4F * kReceptorTop, 24.0F};
    signs.push_back({at - glm::vec3{0.0F, 0.0F, 1.0F}, kHeldGlow * kHeld, faded(paints.ketamine, 0.5F * held), SpriteShape::glow});
    signs.push_back({at, kHeld, faded(paints.ketamine, held), SpriteShape::diamond});
  }
  canvas.sprites(signs);
}

// The spine grows by steps that nobody sees: between them what stands still is kept.
SignalMoment SynapseStage::signal_moment(double seconds, float arrived) const {
  constexpr float kSteps = 400.0F;
  SignalMoment m;
  m.levels = signal_levels(run().trajectory, time_);
  m.before = chain_.before();
  m.pulse = chain_.at(time_);
  m.swell = 1.0F + arrived * std::round(kSteps * (swelling(m.levels, m.before) - 1.0F)) / kSteps;
  m.opacity = arrived;
  m.seconds = seconds;
  m.seed = run().scenario().seed;
  return m;
}

void SynapseStage::draw_molecules(Canvas& canvas, const Moment& m, const Paints& paints, std::uint64_t seed, double seconds) const {
  std::vector<Sprite> sprites;
  const auto drift = [&](Molecule kind, const Crowd& crowd, float radius, Rgba color, SpriteShape shape) {
    for (int i = 0; i < crowd.slots(); ++i) {
      sprites.push_back({wander(seed, kind, i, seconds, kCleftBox), radius, faded(color, crowd.presence(i)), shape});
    }
  };
  drift(Molecule::ketamine, m.ketamine, larger() * kKetamineRadius, paints.ketamine, SpriteShape::diamond);
  // The same molecules from near, quieter: they are not what the picture is about.
  const bool near = view_.viewpoint == Viewpoint::close;
  drift(Molecule::magnesium, m.magnesium, near ? kQuietMagnesium * kMagnesiumRadius : kMagnesiumRadius,
        near ? paints.quiet : paints.magnesium, near ? SpriteShape::sphere : SpriteShape::plus);

  // Glutamate: the cloud of a release.
  const glm::vec2 site = front_site(m.release.site);
  const glm::vec3 mouth{site.x, kBoutonMembrane - 1.0F, site.y - 1.0F};
  for (int i = 0; i < m.glutamate.slots(); ++i) {
    const glm::vec3 place = wander(seed, Molecule::glutamate, i, seconds, kCleftBox);
    const CloudPoint point = cloud_point(i, in_vesicle(m), m.release.since_ms, mouth, place);
    if (point.inside) continue;
    sprites.push_back({point.position, kGlutamateRadius, faded(paints.glutamate, m.glutamate.presence(i)), SpriteShape::sphere});
  }
  canvas.sprites(sprites);
}

// Where the dots lie in the vesicles that are cut open: each holds as many as a release lets out.
void SynapseStage::fill_vesicles(std::uint64_t seed) {
  vesicle_dots_.clear();
  Moment peak;
  peak.glutamate_peak_um = shares_.glutamate_um(Lens::ms, 0.0);
  for (std::size_t v = 0; v < layout_.vesicles.size(); ++v) {
    const glm::vec3 middle = layout_.vesicles[v].position;
    if (middle.z + kVesicleRadius < kBoutonCut || middle.y > 140.0F || std::abs(middle.x) > 150.0F) continue;
    FilledVesicle& filled = vesicle_dots_.emplace_back();
    filled.vesicle = static_cast<int>(v);
    for (int i = 0; i < in_vesicle(peak); ++i) {
      const auto who = static_cast<std::uint64_t>(v) * 1000 + static_cast<std::uint64_t>(i);
      glm::vec3 at{0.0F};
      for (std::uint32_t axis = 0; axis < 3; ++axis)
        at[static_cast<int>(axis)] = 1.25F * kVesicleRoom * (2.0F * static_cast<float>(uniform_at(seed, who, 310 + axis)) - 1.0F);
      filled.dots.push_back({at, static_cast<float>(std::cbrt(uniform_at(seed, who, 320))), who});
    }
  }
}

// In the one that fuses those that are not out yet. The front ones jostle; further up nobody would see it.
void SynapseStage::draw_vesicle_contents(Canvas& canvas, const Moment& m, const Paints& paints, std::uint64_t seed, double seconds) const {
  std::vector<Sprite> sprites;
  for (const FilledVesicle& filled : vesicle_dots_) {
    const glm::vec3 middle = layout_.vesicles[static_cast<std::size_t>(filled.vesicle)].position;
    const int whole = static_cast<int>(filled.dots.size());
    int left = whole;
    if (m.releasing && filled.vesicle == m.release.site && m.release.since_ms < kRefilled_ms)
      left = whole - std::min(whole, static_cast<int>(whole * m.release.since_ms / Emission{}.out_ms));
    for (int i = 0; i < left; ++i) {
      const VesicleDot& dot = filled.dots[static_cast<std::size_t>(i)];
      glm::vec3 at = dot.at;
      for (std::uint32_t axis = 0; axis < 3 && filled.vesicle < kFrontVesicles; ++axis)
        at[static_cast<int>(axis)] += 0.8F * static_cast<float>(smooth_noise(seed, dot.who, 300 + axis, seconds / 2.5));
      if (glm::length(at) > kVesicleRoom) at *= kVesicleRoom / glm::length(at) * dot.inward;
      // The half before the cut is not there: its dots are in the other one.
      at.z = std::min(middle.z + at.z, 2.0F * (kBoutonCut - 0.5F) - middle.z - at.z) - middle.z;
      sprites.push_back({middle + at, 0.95F, paints.glutamate, SpriteShape::sphere});
    }
  }
  canvas.sprites(sprites);
}

void SynapseStage::draw_cut_receptor(Canvas& canvas, const Moment& m, const Paints& paints, std::uint64_t seed, double seconds) const {
  const ReceptorMoment& r = m.receptors[0];
  std::vector<Sprite> sprites;
  const auto in_pore = [&](glm::vec3 at, float radius, Rgba color, SpriteShape shape) {
    sprites.push_back({layout_.nmda[0].position + kBeforeCut + at, radius, color, shape});
  };
  if (r.ketamine > 0.02F || r.arrival < 1.0F) {
    const float way = r.arrival < 1.0F ? r.arrival : 1.0F;
    const float alpha = r.arrival < 1.0F ? 1.0F : r.ketamine;
    in_pore(pore_path(way, seconds, seed), larger() * kInPore, faded(paints.ketamine, alpha), SpriteShape::diamond);
  }
  if (r.magnesium > 0.02F) {
    in_pore({0.0F, kMagnesiumSite, 0.0F}, 0.55F, faded(paints.magnesium, r.magnesium), SpriteShape::plus);
  }
  canvas.sprites(sprites);
}

void SynapseStage::draw_markers(Canvas& canvas, const Moment& m, const Paints& paints, double seconds) const {
  const glm::vec3 eye = canvas.frame().camera.position();
  // From near an open pore shows by its stream and one that holds magnesium by having none: signs would be dust.
  const bool close = view_.viewpoint == Viewpoint::close;
  std::vector<Sprite> sprites;
  for (std::size_t i = 0; i < m.receptors.size(); ++i) {
    const ReceptorMoment& r = m.receptors[i];
    const glm::vec3 at = layout_.nmda[i].position + glm::vec3{0.0F, kMarkerHeight, 0.0F};
    const float away = glm::distance(eye, at);
    const float size = std::max(1.0F, kMinMarker * away);
    if (i != 0) {
      if (r.magnesium > 0.02F && r.ketamine < 0.5F && !close) {
        sprites.push_back({at, 0.62F * size, faded(paints.magnesium, r.magnesium), SpriteShape::plus});
      }
      if (r.ketamine > 0.02F) {
        sprites.push_back({at, 1.35F * size, faded(paints.ketamine, r.ketamine), SpriteShape::diamond});
        // A closed ring round the diamond: trapped.
        const float shut = r.ketamine * (1.0F - r.gate);
        if (shut > 0.02F) sprites.push_back({at + 0.02F * (at - eye) / away, 2.1F * size, faded(paints.seal, shut), SpriteShape::ring});
      }
    }
    if (r.gate > 0.02F && r.ketamine < 0.5F) {
      if (!close) sprites.push_back({at, 1.5F * size, faded(paints.channel, r.gate), SpriteShape::ring});
      // Ions pass only through a pore that holds nothing: a stream through the receptor, faster in its narrow part.
      if (r.state == ReceptorState::open) {
        for (int k = 0; k < kIons; ++k) {
          const double phase = seconds * 0.9 + static_cast<double>(k) / kIons + 0.37 * static_cast<double>(i);
          const auto down = static_cast<float>(phase - std::floor(phase));
          const float aside = 2.6F * (1.0F - down) * (1.0F - down);
          const float around = 2.4F * static_cast<float>(k) + static_cast<float>(i);
          const glm::vec3 way{aside * std::cos(around), std::lerp(kMarkerHeight + 2.0F, -9.0F, down), aside * std::sin(around)};
          const float ends = std::min({1.0F, 6.0F * down, 4.0F * (1.0F - down)});
          sprites.push_back({layout_.nmda[i].position + (i == 0 ? kBeforeCut : glm::vec3{0.0F}) + way,
                             kIonRadius * (close ? kIonLarger * larger() : larger()), faded(paints.ion, ends), SpriteShape::sphere});
        }
      }
    }
  }
  canvas.sprites(sprites);
}

void SynapseStage::draw_labels(Canvas& canvas, const Moment& m, const Paints& paints, std::uint64_t seed, double seconds) const {
  const auto say = [&](glm::vec3 at, TextKey key, float priority, Rgba swatch = Rgba{0.0F}, SpriteShape shape = SpriteShape::sphere) {
    // What has a sign of its own is small, and named as a whole; a ball stands also for what is large.
    const bool small = shape != SpriteShape::sphere && key != "stage.synapse.label.nmda"_key;
    canvas.label({at, {key, {}}, priority, swatch, shape, false, small ? kNamedWhole * larger() : 0.0F});
  };
  const glm::vec3 cut = layout_.nmda[0].position;
  // Its sign is what it shows: the drug's where it is blocked.
  const bool blocked = m.receptors[0].ketamine > 0.5F;
  say(cut + glm::vec3{-3.0F, 11.0F, -1.0F}, "stage.synapse.label.nmda"_key, 10.0F, blocked ? paints.ketamine : paints.channel,
      blocked ? SpriteShape::diamond : SpriteShape::ring);
  if (m.receptors[0].ketamine > 0.5F && m.receptors[0].arrival >= 1.0F) {
    say(cut + kBeforeCut + glm::vec3{0.0F, kPoreSite, 0.0F}, "stage.synapse.label.ketamine_pore"_key, 9.5F, paints.ketamine,
        SpriteShape::diamond);
  } else if (m.receptors[0].magnesium > 0.5F) {
    say(cut + kBeforeCut + glm::vec3{0.0F, kMagnesiumSite, 0.0F}, "stage.synapse.label.magnesium_pore"_key, 9.0F, paints.magnesium,
        SpriteShape::plus);
  }
  // Receptors stand in order from near to far: the first one with a sign over it carries the sign's name.
  const auto first = [&](auto&& holds) {
    const auto found = std::find_if(m.receptors.begin() + 1, m.receptors.end(), holds);
    return found == m.receptors.end() ? std::size_t{0} : static_cast<std::size_t>(found - m.receptors.begin());
  };
  const glm::vec3 over{0.0F, kMarkerHeight, 0.0F};
  if (const auto i = first([](const ReceptorMoment& r) { return r.state == ReceptorState::trapped; }); i > 0) {
    say(layout_.nmda[i].position + over, "stage.synapse.label.trapped"_key, 8.5F, paints.ketamine, SpriteShape::diamond);
  }
  if (const auto i = first([](const ReceptorMoment& r) { return r.gate > 0.5F && r.ketamine < 0.5F; }); i > 0) {
    const bool passing = m.receptors[i].state == ReceptorState::open;
    const bool stream = view_.viewpoint == Viewpoint::close;
    say(layout_.nmda[i].position + over, passing ? "stage.synapse.label.calcium"_key : "stage.synapse.label.open"_key, 7.5F,
        stream ? paints.ion : paints.channel, stream ? SpriteShape::sphere : SpriteShape::ring);
  }
  // The molecule of a kind that is nearest to the eye carries the name.
  const glm::vec3 eye = canvas.frame().camera.position();
  const auto nearest = [&](Molecule kind, const Crowd& crowd) {
    std::optional<glm::vec3> best;
    for (int i = 0; i < std::min(crowd.count(), 60); ++i) {
      const glm::vec3 at = wander(seed, kind, i, seconds, kCleftBox);
      if (!best || glm::distance(at, eye) < glm::distance(*best, eye)) best = at;
    }
    return best;
  };
  if (const auto at = nearest(Molecule::ketamine, m.ketamine))
    say(*at, "stage.synapse.label.ketamine"_key, 8.0F, paints.ketamine, SpriteShape::diamond);
  const bool close = view_.viewpoint == Viewpoint::close;
  if (const auto at = nearest(Molecule::magnesium, m.magnesium); at && !close)
    say(*at, "stage.synapse.label.magnesium"_key, 6.0F, paints.magnesium, SpriteShape::plus);
  const bool fusing = m.releasing && m.release.since_ms < kFusionTakes_ms;
  const glm::vec2 vesicle = front_site(fusing ? m.release.site : m.releasing && m.release.site == 1 ? 0 : 1);
  say({vesicle.x, kBoutonMembrane + 16.0F, vesicle.y}, fusing ? "stage.synapse.label.fusing"_key : "stage.synapse.label.vesicle"_key, 7.0F,
      paints.glutamate, SpriteShape::sphere);
  if (m.glutamate.count() >= 5) {
    if (const auto at = nearest(Molecule::glutamate, m.glutamate)) say(*at, "stage.synapse.label.glutamate"_key, 7.8F, paints.glutamate);
  }
  if (close) return;  // the rest is named from the usual viewpoint
  say({70.0F, kBoutonMembrane, kBoutonCut}, "stage.synapse.label.bouton"_key, 5.0F);
  say({28.0F, 0.0F, kSpineCut}, "stage.synapse.label.spine"_key, 5.0F);
  say({20.0F, -7.0F, kSpineCut}, "stage.synapse.label.density"_key, 4.0F);
  say({60.0F, 12.0F, kBoutonCut - 4.0F}, "stage.synapse.label.cleft"_key, 4.5F);
  const auto ampa = std::min_element(layout_.ampa.begin(), layout_.ampa.end(), [&](const Placed& a, const Placed& b) {
    return glm::distance(a.position, eye) < glm::distance(b.position, eye);
  });
  say(ampa->position + glm::vec3{0.0F, 9.0F, 0.0F}, "stage.synapse.label.ampa"_key, 3.5F);
  say(nearest_tarp(*ampa, eye), "stage.synapse.label.tarp"_key, 2.5F);
}

// Where one is, looked at from further away.
void SynapseStage::draw_signal_labels(Canvas& canvas) {
  const auto say = [&](glm::vec3 at, TextKey key, float priority) {
    canvas.label({.anchor = at, .text = {key, {}}, .priority = priority});
  };
  say({150.0F, kBoutonMembrane + 12.0F, kBoutonCut}, "stage.synapse.label.bouton"_key, 2.0F);
  say({206.0F, -120.0F, kSpineCut}, "stage.synapse.label.spine"_key, 2.2F);
  say({98.0F, -16.0F, kSpineCut}, "stage.synapse.label.density"_key, 1.0F);
}

// Where ketamine is drawn: in pores, over the receptors that hold it, and free in the cleft.
std::vector<StoryPlace> SynapseStage::ketamine_places() const {
  std::vector<StoryPlace> places;
  const double seconds = view_.reduced_motion ? 0.0 : wander_seconds(time_, view_.lens);
  const std::uint64_t seed = run().scenario().seed;
  for (int i = 0; i < moment_.ketamine.count(); ++i)
    places.push_back({wander(seed, Molecule::ketamine, i, seconds, kCleftBox), larger() * kKetamineRadius, Role::ketamine});
  for (std::size_t i = 0; i < moment_.receptors.size(); ++i) {
    if (moment_.receptors[i].ketamine < 0.5F) continue;
    const glm::vec3 foot = layout_.nmda[i].position;
    // The whole receptor carries the colour.
    places.push_back({foot + glm::vec3{0.0F, 0.5F * kReceptorTop, 0.0F}, 0.75F * kReceptorTop, Role::ketamine});
    if (i != 0) places.push_back({foot + glm::vec3{0.0F, kMarkerHeight, 0.0F}, 4.0F, Role::ketamine});
  }
  return places;
}

StageReport SynapseStage::describe() const {
  if (view_.viewpoint == Viewpoint::signals) {
    const SignalMoment signals = signal_moment(0.0, 1.0F);
    StageReport report = signals_story(run().trajectory, time_, signals.levels);
    report.counts.emplace_back("spine_outline_ratio", signals.swell);
    report.counts.emplace_back("pulse_leg", signals.pulse ? static_cast<double>(signals.pulse->leg) : -1.0);
    report.counts.emplace_back("pulse_share", signals.pulse ? static_cast<double>(signals.pulse->share) : 0.0);
    return report;
  }
  const Moment& m = moment_;
  const auto counts = count_states(m.receptors);
  const auto count = [&](ReceptorState s) { return counts[static_cast<std::size_t>(s)]; };
  const int held = count(ReceptorState::open_ketamine) + count(ReceptorState::trapped);
  const int open = count(ReceptorState::open) + count(ReceptorState::open_magnesium) + count(ReceptorState::open_ketamine);
  const auto whole = [](double value) { return Quantity{value, 0}; };

  StageReport report;
  report.badge = Badge::our_model;
  if (m.releasing) {
    // Long enough to be read, also where time runs.
    const TextKey words = m.release.since_ms < kReleasing_ms ? "stage.synapse.caption.release"_key
                          : m.release.since_ms < kOpening_ms ? "stage.synapse.caption.opening"_key
                                                             : "stage.synapse.caption.after_release"_key;
    report.caption = {
        words,
        {{"ms", Quantity{kOpening_ms, 0}}, {"open", whole(open)}, {"held", whole(held)}, {"streaming", whole(count(ReceptorState::open))}}};
  } else if (m.ketamine_um < course::kKetamineThere_um) {
    const auto dose = course::first_dose(run());
    const bool after = dose && dose->value < time_.value && held == 0;
    report.caption = {after ? "stage.synapse.caption.gone"_key : "stage.synapse.caption.none"_key,
                      {{"least", Quantity{course::kKetamineThere_um, 2}}}};
  } else if (held == 0) {
    report.caption = {"stage.synapse.caption.drug_none"_key, {}};
  } else {
    report.caption = {held == 1 ? "stage.synapse.caption.drug_one"_key : "stage.synapse.caption.drug_many"_key, {{"held", whole(held)}}};
  }
  const bool drug = m.ketamine.count() > 0;
  report.lens_note.key = m.releasing ? (drug ? "stage.synapse.note.release_drug"_key : "stage.synapse.note.release"_key)
                                     : (drug ? "stage.synapse.note.ambient_drug"_key : "stage.synapse.note.ambient"_key);
  report.lens_note.values = {{"lens", named_key<"stage.synapse.lens.">(view_.lens)},
                             {"slow", whole(1.0 / (3600.0 * lens_hours_per_second(view_.lens)))},
                             {"ketamine", whole(m.ketamine.factor)},
                             {"magnesium", whole(1.0 / std::max(m.magnesium.factor, 1.0e-9))},
                             {"vesicle", whole(static_cast<double>(kGlutamateInVesicle) / in_vesicle(m))},
                             {"larger", Quantity{kMoleculesLarger * larger(), 1}}};

  report.counts.emplace_back("receptors_streaming", count(ReceptorState::open));
  report.story = ketamine_places();
  for (const ReceptorState state : kReceptorStates) report.counts.emplace_back(name_of(state), count(state));
  report.counts.emplace_back("receptor_ketamine_held", held);
  report.counts.emplace_back("receptors", kNmdaReceptors);
  report.counts.emplace_back("ketamine_drawn", m.ketamine.count());
  report.counts.emplace_back("ketamine_factor", m.ketamine.factor);
  report.counts.emplace_back("magnesium_drawn", m.magnesium.count());
  report.counts.emplace_back("magnesium_factor", m.magnesium.factor);
  report.counts.emplace_back("glutamate_drawn", m.glutamate.count());
  report.counts.emplace_back("glutamate_factor", m.glutamate.factor);
  report.counts.emplace_back("ampa_receptors", kAmpaReceptors);
  report.counts.emplace_back("vesicles", static_cast<double>(layout_.vesicles.size()));
  for (const ReceptorMoment& r : m.receptors) report.items.emplace_back(name_of(r.state));
  return report;
}

}  // namespace syn
