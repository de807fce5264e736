#include "app/stages/dendrite/dendrite_stage.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "app/stages/common/drug_signs.hpp"
#include "app/stages/common/stage.hpp"
#include "app/stages/dendrite/dendrite_backdrop.hpp"
#include "app/stages/dendrite/dendrite_cache.hpp"
#include "app/stages/dendrite/dendrite_events.hpp"
#include "app/stages/dendrite/dendrite_look.hpp"
#include "app/stages/dendrite/dendrite_outline.hpp"
#include "app/stages/dendrite/dendrite_shape.hpp"
#include "app/stages/dendrite/dendrite_since.hpp"
#include "app/stages/dendrite/dendrite_story.hpp"
#include "app/stages/dendrite/dendrite_tally.hpp"
#include "model/sampling/spine_choice.hpp"

namespace syn {
namespace {

using namespace dendrite;

// The branch lies across the picture and comes a little towards the viewer on its left. The form is always the same;
// the spines on it follow the scenario's seed.
constexpr BranchPath kPath{.middle = {0.0F, 0.0F, 0.0F},
                           .heading = 0.02F,
                           .rise = -0.16F,
                           .length_um = static_cast<float>(kBranch_um),
                           .margin_um = 6.0F,
                           .radius_um = 0.35F,
                           .sway = 1.05F,
                           .seed = 11};

constexpr std::size_t kContacts = 3;
constexpr float kMiddle_um = 8.0F;                        // of the picture, to either side
constexpr double kSwell_s = 2.0;                          // of the viewer's time: a spine takes this long to come out or go, at any pace
constexpr float kRim_um = 0.055F, kCloseRim_um = 0.030F;  // around what is new
// Of the light around a new head: its radius in that of the head, and how far behind it lies: behind every spine of the branch, so
// that it colours none of what stood there before.
constexpr float kGlow = 3.0F, kGlowBehind_um = 5.0F;
// Of the outlines, in pixels of a picture 720 high.
constexpr float kDotPx = 1.9F, kDotApartPx = 6.5F;
constexpr float kNearer_um = 0.5F;
constexpr float kWholeHead = 1.3F;  // of a head's radius: what words keep off
constexpr float kComposedFurther = 1.18F;
constexpr float kSignClear_um = 1.5F, kSignClearClose_um = 1.0F;  // a sign's least distance from the branch, as seen
constexpr Detail kOutlineDetail{.spine_sides = 12, .neck_rings_per_um = 9.0F, .head_rings = 5};
// Ways an axon may run past a spine, in order of preference.
constexpr std::array<ContactWay, 7> kWays{
    {{0.0F, 0.16F}, {0.0F, 0.40F}, {0.3F, 0.30F}, {-0.3F, 0.30F}, {0.0F, 0.80F}, {0.5F, 0.60F}, {-0.5F, 0.60F}}};

// From the usual place a head is some twenty pixels wide: it needs half the triangles that it needs from near. In a still no corner
// may be seen, however large it is.
Detail detail_for(QualityName quality, bool close, bool still) {
  if (still) return {.branch_sides = 64, .rings_per_um = 16.0F, .spine_sides = 36, .neck_rings_per_um = 20.0F, .head_rings = 13};
  switch (quality) {
    case QualityName::low:
      if (close) return {.branch_sides = 14, .rings_per_um = 3.5F, .spine_sides = 8, .neck_rings_per_um = 4.0F, .head_rings = 3};
      return {.branch_sides = 10, .rings_per_um = 1.8F, .spine_sides = 7, .neck_rings_per_um = 3.0F, .head_rings = 3};
    case QualityName::high:
      return {.branch_sides = 40, .rings_per_um = 10.0F, .spine_sides = 24, .neck_rings_per_um = 14.0F, .head_rings = 9};
    case QualityName::standard: break;
  }
  if (close) return {};
  return {.branch_sides = 16, .rings_per_um = 2.6F, .spine_sides = 10, .neck_rings_per_um = 4.5F, .head_rings = 4};
}

Rgba rgba(Color color, float alpha = 1.0F) { return {color.r, color.g, color.b, alpha}; }

Material plain(glm::vec3 color, float outline_px) {
  Material material;
  material.colors.fill(Rgba{color, 1.0F});
  material.outline_px = outline_px;
  return material;
}

class DendriteStage final : public Stage {
 public:
  DendriteStage() : branch_(kPath) {}

  StageName name() const override { return StageName::dendrite; }
  double nanometres_per_unit() const override { return 1000.0; }
  std::span<const EventSearch> events() const override { return dendrite_events(); }
  std::vector<Shot> shots() const override {
    return {{Shot::Anchor::before, "0h", Lens::d}, {Shot::Anchor::before, "6h", Lens::h}, {Shot::Anchor::before, "24h", Lens::d},
            {Shot::Anchor::before, "3d", Lens::d}, {Shot::Anchor::before, "7d", Lens::d}, {Shot::Anchor::before, "28d", Lens::wk}};
  }
  Camera home(Viewpoint from = Viewpoint::usual) const override {
    if (from != Viewpoint::close)
      return {.target = {-0.2F, 0.75F, 0.0F}, .yaw = 0.0F, .pitch = 0.10F, .distance = 22.3F, .field_of_view = 0.6F};
    constexpr Stretch kStretch{};
    const glm::vec3 middle = branch_.axis(static_cast<float>(0.5 * (kStretch.low_um + kStretch.high_um)));
    return {.target = middle - glm::vec3{0.0F, 0.55F, 0.0F}, .yaw = 0.0F, .pitch = 0.10F, .distance = 8.4F, .field_of_view = 0.6F};
  }
  // The whole branch, with both its ends.
  Camera composed(Viewpoint from) const override {
    Camera camera = home(from);
    if (from == Viewpoint::usual) camera.distance *= kComposedFurther;
    return camera;
  }
  bool has(Viewpoint from) const override { return from == Viewpoint::usual || from == Viewpoint::close; }

  Problems prepare(Canvas& canvas, const DataFiles&) override {
    for (const bool coarse : {false, true}) {
      far_dendrites_[coarse ? 1 : 0] = canvas.upload(far_dendrites(coarse));
      far_axons_[coarse ? 1 : 0] = canvas.upload(far_axons(coarse));
    }
    tally_.prepare(canvas);
    return {};
  }

  void arrange(Canvas& canvas, const StageView& view) override { arrange_scene(view, canvas.frame().refined); }
  void draw(Canvas& canvas, const StageView& view) const override {
    const Scene& scene = scene_;
    const Look look = look_of(view.theme);
    draw_scenery(canvas, scene, look);
    canvas.surface(scene.mesh, {.vertex_colors = true, .outline_px = 2.0F});
    canvas.surface(scene.rims, {.vertex_colors = true, .outline_px = 0.0F});
    canvas.surface(scene.fresh, {.vertex_colors = true, .outline_px = 0.0F});
    draw_glow(canvas, scene, look);
    const bool close = view.view.viewpoint == Viewpoint::close;
    draw_outlines(canvas, scene, look, close);
    canvas.sprites(signs_of_drug(close, view.theme));
    if (view.view.viewpoint == Viewpoint::usual && !view.bare)
      tally_.draw(canvas, since_, look.paint, look.rim, view.theme, view.view.labels);
    if (view.view.labels) draw_labels(canvas, scene, view.theme, view.view.viewpoint == Viewpoint::close);
  }

  StageReport describe() const override { return story_of(run().trajectory, time_, lens_, spines_, since_, marked_, drawn_, grown_); }

 private:
  void enter(const RunPtr& run) override {
    const bool stressed = run->scenario().patient.stress == Stress::chronic;
    const ChosenFor chosen_for{run->parameters.hash(), run->scenario().seed, stressed};
    if (chosen_for != chosen_for_) {
      chosen_for_ = chosen_for;
      seed_ = branch_seed(*run);
    }
    history_ = &histories_.of(run->trajectory, seed_);
  }
  void seek(Hours time, const View& view) override {
    const double swell_h = std::max(kEmergence_h, kSwell_s * lens_hours_per_second(view.lens));
    const bool same_lens = swell_h == swell_h_;
    lens_ = view.lens;
    if (sought_history_ == histories_.version() && time_ == time && same_lens) return;
    sought_history_ = histories_.version();
    time_ = time;
    swell_h_ = swell_h;
    spines_ = history_->states(time.value, run().trajectory.at(Inner::psd95_excess, time), swell_h);
    since_ = since_day_zero(*history_, day_zero(run().trajectory), time.value, spines_);
    marked_ = losses_at(*history_, time.value);
    drawn_.clear();
    for (const SpineState& spine : spines_) drawn_.push_back(drawn_sizes(branch_, spine, seed_, {}));
    seek_growth();
  }

  // Where something came since day 0: balls along each such spine, foot to tip.
  void seek_growth() {
    grown_.clear();
    for (std::size_t i = 0; i < spines_.size(); ++i) {
      if (since_.fresh[i].share < 0.5F) continue;
      const SpineSite site = site_of(branch_, spines_[i], seed_);
      grown_.push_back({site.head, 1.1F * site.head_radius, Role::growth});
      if (!since_.fresh[i].whole) continue;  // the neck was there
      const auto neck = static_cast<float>(spines_[i].size.neck_diameter_um);
      constexpr int kBalls = 6;
      for (int k = 0; k < kBalls; ++k)
        grown_.push_back({glm::mix(site.foot, site.head, static_cast<float>(k) / kBalls), neck, Role::growth});
    }
  }

  // What is drawn at one moment. Kept between frames while nothing it was made of changes (an orbiting camera, a
  // paused clock); always the same for the same moment.
  struct Scene {
    unsigned history = 0;
    double time_h = 0.0, swell_h = 0.0;
    bool close = false, still = false;
    QualityName quality = QualityName::standard;
    decltype(Theme::colors) colors{};
    std::vector<SpineSite> sites;  // one a spine
    MeshData mesh;
    MeshData fresh, rims;              // what came since day 0, and the rim around it
    std::vector<Contact> contacts;     // these and the outlines are of the whole history
    MeshData axons;                    // of all contacts
    std::vector<SpineRings> before;    // one for each spine of day 0
    std::vector<SpineRings> stressed;  // of those that stress had taken before
    std::vector<LostSite> stressed_sites;
  };

  void arrange_scene(const StageView& view, bool still) {
    const QualityName quality = view.view.quality;
    const bool same_history = scene_.history == histories_.version();
    const bool close = view.view.viewpoint == Viewpoint::close;
    const bool same_skin = !skin_.mesh.positions.empty() && scene_.quality == quality && scene_.close == close && scene_.still == still;
    const bool same_moment = scene_.time_h == time_.value && scene_.swell_h == swell_h_;
    if (same_history && same_skin && same_moment && scene_.colors == view.theme.colors) return;

    const Detail detail = detail_for(quality, close, still);
    if (!same_skin) skin_ = shaft_skin(branch_, detail);
    if (!same_history) arrange_history();
    scene_.history = histories_.version();
    scene_.time_h = time_.value;
    scene_.swell_h = swell_h_;
    scene_.close = close;
    scene_.still = still;
    scene_.quality = quality;
    scene_.colors = view.theme.colors;
    scene_.sites.clear();
    scene_.mesh.clear();
    scene_.fresh.clear();
    scene_.rims.clear();
    const Look look = look_of(view.theme);
    add_shaft(scene_.mesh, skin_, branch_, spines_, look.paint);
    for (std::size_t i = 0; i < spines_.size(); ++i) {
      const Fresh fresh = since_.fresh[i];
      MeshData& into = fresh.share > 0.0F ? scene_.fresh : scene_.mesh;
      const std::size_t first = into.indices.size();
      scene_.sites.push_back(add_spine(into, branch_, spines_[i], seed_, look.paint, detail, fresh));
      const float rim = (close ? kCloseRim_um : kRim_um) * fresh.share * std::min(1.0F, scene_.sites.back().head_radius / 0.12F);
      if (rim > 0.0F && into.indices.size() > first) add_rim(scene_.rims, into, first, rim, look.rim);
    }
  }

  // What holds for a whole history: the axons, and the forms that outlines are drawn of.
  void arrange_history() {
    const SpineHistory& history = *history_;
    scene_.contacts = contacts_in(history, run().trajectory.start().value, seed_);
    scene_.axons.clear();
    for (const Contact& contact : scene_.contacts) scene_.axons.append(contact.axon);
    scene_.before.clear();
    if (const auto zero = day_zero(run().trajectory)) {
      for (const SpineState& was : history.states(*zero, 0.0)) scene_.before.push_back(rings_of(branch_, was, seed_, kOutlineDetail));
    }
    scene_.stressed.clear();
    scene_.stressed_sites.clear();
    for (const LostSite& site : history.lost()) {
      if (!site.by_stress) continue;
      SpineLife as_it_stood = site.was;
      as_it_stood.death_h = std::numeric_limits<double>::infinity();
      scene_.stressed.push_back(rings_of(branch_, state_at(as_it_stood, site.was.death_h, 0.0), seed_, kOutlineDetail));
      scene_.stressed_sites.push_back(site);
    }
  }

  // Axons at up to three of the biggest spines of the start that stand out to a side, where they cover neither the
  // branch nor another spine nor each other.
  std::vector<Contact> contacts_in(const SpineHistory& history, double start_h, std::uint64_t seed) const {
    struct Candidate {
      float worth;
      std::size_t spine;
    };
    std::vector<SpineSite> sites;
    std::vector<Candidate> candidates;
    for (const SpineState& spine : history.states(start_h, 0.0)) {
      const SpineSite site = site_of(branch_, spine, seed);
      const float centered = 1.0F - std::abs(site.head.x) / 13.0F;
      const float worth = site.head_radius * centered * (1.0F - 0.7F * std::abs(site.outward.z));
      if (spine.psd >= 1.0 && spine.kind != SpineKind::stubby && worth > 0.0F) candidates.push_back({worth, sites.size()});
      sites.push_back(site);
    }
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) { return a.worth > b.worth; });
    std::vector<Contact> found;
    for (const Candidate& candidate : candidates) {
      if (found.size() == kContacts) break;
      for (const ContactWay& way : kWays) {
        auto contact = contact_at(sites[candidate.spine], seed + found.size(), way);
        if (!contact || covers(*contact, branch_) || !is_free(*contact, sites, candidate.spine, found)) continue;
        found.push_back(std::move(*contact));
        break;
      }
    }
    return found;
  }

  // Does it keep clear, as seen from home, of the heads of other spines and, in the picture, of the other axons?
  static bool is_free(const Contact& contact, std::span<const SpineSite> sites, std::size_t own, std::span<const Contact> others) {
    const auto near = [&](glm::vec3 at, float clear) {
      return std::any_of(contact.path.begin(), contact.path.end(), [&](glm::vec3 p) { return glm::length(glm::vec2(p - at)) < clear; });
    };
    for (std::size_t i = 0; i < sites.size(); ++i) {
      if (i != own && near(sites[i].head, sites[i].head_radius + 0.15F)) return false;
    }
    for (const Contact& other : others) {
      for (const glm::vec3& at : other.path) {
        if (std::abs(at.x) < 11.0F && std::abs(at.y) < 6.0F && near(at, 0.45F)) return false;
      }
    }
    return true;
  }

  void draw_scenery(Canvas& canvas, const Scene& scene, const Look& look) const {
    const std::size_t level = scene.quality == QualityName::low ? 1 : 0;
    canvas.mesh(far_dendrites_[level], {.material = plain(look.shaft_far, 0.0F)});
    canvas.mesh(far_axons_[level], {.material = plain(look.axon_far, 0.0F)});
    Material axon = plain(look.axon, 1.2F);
    axon.opacity = 0.62F;  // the density behind a bouton shows through it
    canvas.surface(scene.axons, axon);
  }

  // Light around what is new.
  void draw_glow(Canvas& canvas, const Scene& scene, const Look& look) const {
    const glm::vec3 eye = canvas.frame().camera.position();
    std::vector<Sprite> sprites;
    for (std::size_t i = 0; i < spines_.size(); ++i) {
      const float strength = since_.fresh[i].share * static_cast<float>(spines_[i].presence);
      if (strength <= 0.0F) continue;
      const SpineSite& site = scene.sites[i];
      const float away = glm::distance(eye, site.head);
      const float radius = (kGlow * site.head_radius + 0.36F) * (1.0F + kGlowBehind_um / away);
      const glm::vec3 behind = site.head - kGlowBehind_um * glm::normalize(eye - site.head);
      sprites.push_back({behind, radius, Rgba{glm::vec3(look.glow), look.glow.a * strength}, SpriteShape::glow});
    }
    canvas.sprites(sprites);
  }

  // Ketamine around the branch, above and below it.
  std::vector<Sprite> signs_of_drug(bool close, const Theme& theme) const {
    const glm::vec3 middle = close ? home(Viewpoint::close).target : glm::vec3{0.0F};
    const glm::vec3 wide = close ? glm::vec3{4.2F, 2.2F, 0.4F} : glm::vec3{10.5F, 5.2F, 0.5F};
    const std::array rooms{SignRoom{middle + glm::vec3{-wide.x, 0.0F, 1.0F}, middle + wide + glm::vec3{0.0F, 0.0F, 1.0F}},
                           SignRoom{middle + glm::vec3{-wide.x, -wide.y, 1.0F}, middle + glm::vec3{wide.x, 0.0F, 1.0F + wide.z}}};
    const auto free = [&](glm::vec3 at) {
      constexpr int kPieces = 60;
      for (int i = 0; i <= kPieces; ++i) {
        const float s = glm::mix(branch_.low(), branch_.high(), static_cast<float>(i) / kPieces);
        if (glm::distance(glm::vec2(branch_.axis(s)), glm::vec2(at)) < (close ? kSignClearClose_um : kSignClear_um)) return false;
      }
      return true;
    };
    return drug_signs({run().trajectory.at(Column::brain_ketamine, time_), run().scenario().seed}, rooms, close ? 0.10F : 0.20F,
                      rgba(theme[Role::ketamine]), free);
  }

  // Dotted: what stood on day 0 where it is gone or has been outgrown, and fainter what stress had taken before. From near that
  // would be a scribble: there only what the drug's story is about.
  void draw_outlines(Canvas& canvas, const Scene& scene, const Look& look, bool close) const {
    const Camera& camera = canvas.frame().camera;
    const float pixel = 2.0F * std::tan(0.5F * camera.field_of_view) / 720.0F;  // of a picture 720 high, over the distance
    std::vector<Sprite> sprites;
    const auto add = [&](const SpineRings& rings, Rgba color, float strength, float size) {
      if (strength <= 0.02F) return;
      color.a *= strength;
      for (const glm::vec3 at : dotted_outline(rings, camera.position(), kDotApartPx * pixel, kNearer_um)) {
        sprites.push_back({at, size * kDotPx * pixel * glm::distance(at, camera.position()), color});
      }
    };
    for (std::size_t i = 0; i < since_.before.size() && i < scene.before.size(); ++i) {
      add(scene.before[i], look.dots, since_.before[i].gone, 1.0F);
      add(scene.before[i], look.dots_inside, since_.before[i].grown * (1.0F - since_.before[i].gone), 0.8F);
    }
    for (std::size_t i = 0; i < scene.stressed.size() && !close; ++i) {
      add(scene.stressed[i], look.dots_faint, static_cast<float>(mark_of(scene.stressed_sites[i], time_.value)), 0.9F);
    }
    canvas.sprites(sprites);
  }

  // Few words: what is new, what is gone, and some of what was there; from near also what can be told apart only there.
  void draw_labels(Canvas& canvas, const Scene& scene, const Theme& theme, bool close) const {
    constexpr Stretch kStretch{};
    const auto say = [&](TextKey key, glm::vec3 anchor, float priority, Rgba swatch = Rgba{0.0F}, SpriteShape shape = SpriteShape::sphere) {
      canvas.label({.anchor = anchor, .text = {key, {}}, .priority = priority, .swatch = swatch, .shape = shape});
    };
    // Words keep off every spine that stands, and off every sign.
    for (std::size_t i = 0; i < spines_.size(); ++i) {
      if (spines_[i].presence < 0.3) continue;
      const SpineSite& site = scene.sites[i];
      canvas.keep_clear(site.head, kWholeHead * site.head_radius);
      canvas.keep_clear(0.5F * (site.foot + site.head), 0.25F * glm::distance(site.foot, site.head));
    }
    // A word stands at the first fitting spine in order of birth that is turned to the viewer's side, so that it
    // stays with one spine; those in the middle of the picture, clear of the words at its sides, come first.
    const auto first = [&](auto fits) -> const SpineSite* {
      for (const float reach : {kMiddle_um, 1e9F}) {
        for (std::size_t i = 0; i < spines_.size(); ++i) {
          const SpineSite& site = scene.sites[i];
          if (std::abs(site.head.x) > reach || site.outward.z <= -0.75F) continue;
          if (close && !kStretch.holds(spines_[i].place_um)) continue;
          if (spines_[i].presence > 0.7 && fits(i)) return &site;
        }
      }
      return nullptr;
    };
    const auto is_new = [&](std::size_t i) { return since_.fresh[i].whole && since_.fresh[i].share > 0.0F; };
    const auto settled = [&](SpineKind kind) {
      return first([&](std::size_t i) { return spines_[i].kind == kind && !spines_[i].leaving && !spines_[i].is_new && !is_new(i); });
    };
    const std::vector<Sprite> signs = signs_of_drug(close, theme);
    for (const Sprite& sign : signs) {
      if (sign.shape == SpriteShape::diamond) canvas.keep_clear(sign.center, 1.4F * sign.radius);
    }
    if (signs.size() > 1)
      canvas.label({.anchor = signs[1].center,
                    .text = {"stage.dendrite.label.ketamine"_key, {}},
                    .priority = 6.0F,
                    .swatch = rgba(theme[Role::ketamine]),
                    .shape = SpriteShape::diamond,
                    .radius = signs[1].radius});
    const SpineSite* const fresh = first([&](std::size_t i) { return is_new(i) && spines_[i].kind != SpineKind::filopodium; });
    if (fresh != nullptr) say("stage.dendrite.label.new_spine"_key, fresh->head, 5.0F, rgba(theme[Role::growth]), SpriteShape::triangle);
    for (std::size_t i = 0; i < since_.before.size() && i < scene.before.size(); ++i) {
      if (since_.before[i].gone < 0.9F || (close && !kStretch.holds(since_.before[i].was.place_um))) continue;
      say("stage.dendrite.label.lost"_key, scene.before[i].tip, 4.0F);
      break;
    }
    // From near other words go once there is something new on the branch, not when it comes into view: they would move more than it.
    const bool told = fresh != nullptr || (close && since_.added > 0);
    const bool room_for_more = !told || close;
    for (std::size_t i = 0; i < scene.stressed.size() && !told && !close; ++i) {
      if (mark_of(scene.stressed_sites[i], time_.value) < 0.5 || std::abs(scene.stressed[i].tip.x) > kMiddle_um) continue;
      say("stage.dendrite.label.lost_site"_key, scene.stressed[i].tip, 3.0F);
      break;
    }
    if (const SpineSite* at = first([&](std::size_t i) { return spines_[i].leaving && !is_new(i); })) {
      say("stage.dendrite.label.leaving"_key, at->head, 2.5F);
    }
    const SpineSite* const mushroom = settled(SpineKind::mushroom);
    if (mushroom != nullptr && room_for_more) say("stage.dendrite.label.mushroom"_key, mushroom->head, 2.0F);
    if (mushroom != nullptr && close && !told) say("stage.dendrite.label.density"_key, mushroom->tip, 0.9F);
    if (!told) {
      if (const SpineSite* at = settled(SpineKind::thin)) say("stage.dendrite.label.thin"_key, at->head, 1.0F);
    }
    if (close) {
      const auto filopodium = [&](std::size_t i) { return spines_[i].kind == SpineKind::filopodium && !spines_[i].leaving; };
      if (const SpineSite* at = first(filopodium)) say("stage.dendrite.label.filopodium"_key, at->head, 0.7F);
      if (told) return;
      if (const SpineSite* at = settled(SpineKind::stubby)) say("stage.dendrite.label.stubby"_key, at->head, 0.8F);
      if (!scene.contacts.empty()) say("stage.dendrite.label.bouton"_key, scene.contacts.front().bouton, 0.5F);
    } else if (!told) {
      say("stage.dendrite.label.branch"_key, branch_.point(0.3F * kPath.length_um, 0.0F), 0.6F);
    }
  }

  Branch branch_;
  std::array<Canvas::MeshId, 2> far_dendrites_{};  // fine, coarse
  std::array<Canvas::MeshId, 2> far_axons_{};
  Tally tally_;
  HistoryCache histories_;
  struct ChosenFor {
    std::string parameters;  // their hash
    std::uint64_t seed = 0;  // the scenario's
    bool stressed = false;
    bool operator==(const ChosenFor&) const = default;
  };
  ChosenFor chosen_for_;
  std::uint64_t seed_ = 0;                 // of the branch
  const SpineHistory* history_ = nullptr;  // of the run
  unsigned sought_history_ = 0;
  Hours time_{};
  Lens lens_ = Lens::h;
  double swell_h_ = 0.0;
  std::vector<SpineState> spines_;
  Since since_;
  Losses marked_;
  std::vector<DrawnSizes> drawn_;  // one a spine
  std::vector<StoryPlace> grown_;
  ShaftSkin skin_;
  Scene scene_;
};

}  // namespace

std::unique_ptr<Stage> make_dendrite_stage() { return std::make_unique<DendriteStage>(); }

}  // namespace syn
