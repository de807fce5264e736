#include "app/stages/dendrite/dendrite_stage.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "app/stages/common/stage.hpp"
#include "app/stages/dendrite/dendrite_backdrop.hpp"
#include "app/stages/dendrite/dendrite_cache.hpp"
#include "app/stages/dendrite/dendrite_events.hpp"
#include "app/stages/dendrite/dendrite_shape.hpp"
#include "app/stages/dendrite/dendrite_story.hpp"
#include "model/sampling/spine_population.hpp"

namespace syn {
namespace {

using namespace dendrite;

// The branch lies across the picture and comes a little towards the viewer on its left. The form is always the same;
// the spines on it follow the scenario's seed.
constexpr BranchPath kPath{.middle = {0.0F, 0.0F, 0.0F},
                           .heading = 0.02F,
                           .rise = -0.16F,
                           .length_um = static_cast<float>(kBranch_um),
                           .margin_um = 5.0F,
                           .radius_um = 0.35F,
                           .sway = 0.55F,
                           .seed = 11};

constexpr std::uint64_t kArrangement = 30;
constexpr std::size_t kContacts = 3;
constexpr float kGhost = 0.36F;     // opacity of a lost spine
constexpr float kMiddle_um = 4.5F;  // of the picture, to either side
// Ways an axon may run past a spine, in order of preference.
constexpr std::array<ContactWay, 7> kWays{
    {{0.0F, 0.16F}, {0.0F, 0.40F}, {0.3F, 0.30F}, {-0.3F, 0.30F}, {0.0F, 0.80F}, {0.5F, 0.60F}, {-0.5F, 0.60F}}};

Detail detail_for(QualityName quality) {
  switch (quality) {
    case QualityName::low: return {.branch_sides = 14, .rings_per_um = 3.5F, .spine_sides = 8, .neck_rings_per_um = 4.0F, .head_rings = 3};
    case QualityName::high:
      return {.branch_sides = 40, .rings_per_um = 10.0F, .spine_sides = 24, .neck_rings_per_um = 14.0F, .head_rings = 9};
    case QualityName::standard: break;
  }
  return {};
}

// Which of the equally likely branches a scenario's seed shows.
std::uint64_t picture_seed(const Trajectory& trajectory) { return trajectory.scenario().seed + kArrangement; }

glm::vec3 vec(Color color) { return {color.r, color.g, color.b}; }
Rgba rgba(Color color, float alpha = 1.0F) { return {color.r, color.g, color.b, alpha}; }

// Structure grey turned towards the warm side, as cells are painted on paper; lifted where the paper is white.
glm::vec3 warm(const Theme& theme) {
  const glm::vec3 grey =
      theme.dark ? vec(theme[Role::structure]) : glm::mix(vec(theme[Role::structure]), vec(theme[Role::background]), 0.56F);
  return glm::min(grey * glm::vec3{1.13F, 1.0F, 0.85F}, glm::vec3{1.0F});
}

Paint paint_for(const Theme& theme) {
  Paint paint;
  paint.branch = warm(theme);
  paint.head = glm::mix(paint.branch, glm::vec3{1.0F, 0.95F, 0.86F}, 0.28F);
  paint.growth = vec(theme[Role::growth]);
  paint.psd = theme.dark ? paint.growth : glm::mix(paint.growth, glm::vec3{0.10F, 0.85F, 0.62F}, 0.45F);
  paint.psd_rim = 0.45F * paint.growth;
  paint.beyond = vec(theme[Role::background]);
  return paint;
}

Material scenery(glm::vec3 color, const Theme& theme, float into_background, float outline_px) {
  const glm::vec3 pale = glm::mix(color, vec(theme[Role::background]), into_background);
  Material material;
  material.colors.fill(Rgba{pale, 1.0F});
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
  Camera home(Viewpoint = Viewpoint::usual) const override {
    return {.target = {-0.55F, -0.1F, 0.0F}, .yaw = 0.0F, .pitch = 0.10F, .distance = 12.0F, .field_of_view = 0.6F};
  }

  Problems prepare(Canvas& canvas, const DataFiles&) override {
    for (const bool coarse : {false, true}) {
      far_dendrites_[coarse ? 1 : 0] = canvas.upload(far_dendrites(coarse));
      far_axons_[coarse ? 1 : 0] = canvas.upload(far_axons(coarse));
    }
    return {};
  }

  void arrange(Canvas&, const StageView& view) override { arrange_scene(view); }
  void draw(Canvas& canvas, const StageView& view) const override {
    const Scene& scene = scene_;
    draw_scenery(canvas, scene, view.theme);
    canvas.surface(scene.mesh, {.vertex_colors = true, .outline_px = 2.0F});
    draw_ghosts(canvas, scene, view.theme);
    draw_signs(canvas, scene, view.theme);
    if (view.view.labels) draw_labels(canvas, scene, view.theme);
  }

  StageReport describe() const override {
    return story_of(run().trajectory, time_, lens_, spines_, losses_at(*history_, time_.value), drawn_);
  }

 private:
  void enter(const RunPtr& run) override { history_ = &histories_.of(run->trajectory, picture_seed(run->trajectory)); }
  void seek(Hours time, const View& view) override {
    lens_ = view.lens;
    if (sought_history_ == histories_.version() && time_ == time) return;
    const std::uint64_t seed = picture_seed(run().trajectory);
    sought_history_ = histories_.version();
    time_ = time;
    spines_ = history_->states(time.value, run().trajectory.at(Inner::psd95_excess, time));
    drawn_.clear();
    for (const SpineState& spine : spines_) drawn_.push_back(drawn_sizes(branch_, spine, seed, {}));
  }

  // A spine that was lost, as it stood.
  struct Ghost {
    MeshData mesh;
    SpineSite site;
    std::size_t lost = 0;  // index in the history
  };
  // What is drawn at one moment. Kept between frames while nothing it was made of changes (an orbiting camera, a
  // paused clock); always the same for the same moment.
  struct Scene {
    unsigned history = 0;
    double time_h = 0.0;
    QualityName quality = QualityName::standard;
    decltype(Theme::colors) colors{};
    std::vector<SpineSite> sites;  // one a spine
    MeshData mesh;
    std::vector<Contact> contacts;  // these and the ghosts are of the whole history
    MeshData axons;                 // of all contacts
    std::vector<Ghost> ghosts;
    std::vector<float> marks;  // one a ghost
    MeshData pale;             // of all ghosts that are not fading
  };

  void arrange_scene(const StageView& view) {
    const std::uint64_t seed = picture_seed(run().trajectory);
    const SpineHistory& history = *history_;
    const QualityName quality = view.view.quality;
    const bool same_history = scene_.history == histories_.version();
    const bool same_skin = !skin_.mesh.positions.empty() && scene_.quality == quality;
    if (same_history && same_skin && scene_.time_h == time_.value && scene_.colors == view.theme.colors) return;

    const Detail detail = detail_for(quality);
    if (!same_skin) skin_ = shaft_skin(branch_, detail);
    if (!same_history) {
      scene_.contacts = contacts_in(history, run().trajectory.start().value, seed);
      scene_.ghosts = ghosts_in(history, seed);
      scene_.axons.clear();
      for (const Contact& contact : scene_.contacts) scene_.axons.append(contact.axon);
    }
    scene_.marks.clear();
    scene_.pale.clear();
    for (const Ghost& ghost : scene_.ghosts) {
      scene_.marks.push_back(static_cast<float>(mark_of(history.lost()[ghost.lost], time_.value)));
      if (scene_.marks.back() >= 1.0F) scene_.pale.append(ghost.mesh);
    }
    scene_.history = histories_.version();
    scene_.time_h = time_.value;
    scene_.quality = quality;
    scene_.colors = view.theme.colors;
    scene_.sites.clear();
    scene_.mesh.clear();
    const Paint paint = paint_for(view.theme);
    add_shaft(scene_.mesh, skin_, branch_, spines_, paint);
    for (const SpineState& spine : spines_) {
      scene_.sites.push_back(add_spine(scene_.mesh, branch_, spine, seed, paint, detail));
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
      const float centered = 1.0F - std::abs(site.head.x) / 9.0F;
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
        if (std::abs(at.x) < 6.5F && std::abs(at.y) < 3.5F && near(at, 0.45F)) return false;
      }
    }
    return true;
  }

  std::vector<Ghost> ghosts_in(const SpineHistory& history, std::uint64_t seed) const {
    std::vector<Ghost> ghosts;
    for (std::size_t i = 0; i < history.lost().size(); ++i) {
      const LostSite& site = history.lost()[i];
      if (mark_of(site, site.was.death_h) <= 0.0) continue;
      SpineLife as_it_stood = site.was;
      as_it_stood.death_h = std::numeric_limits<double>::infinity();
      SpineState spine = state_at(as_it_stood, site.was.death_h, 0.0);
      spine.psd = 0.0;
      spine.newness = 0.0;
      Ghost ghost;
      ghost.lost = i;
      ghost.site = add_spine(ghost.mesh, branch_, spine, seed, {}, {.spine_sides = 9, .neck_rings_per_um = 4.0F, .head_rings = 3});
      ghosts.push_back(std::move(ghost));
    }
    return ghosts;
  }

  // Lost spines: pale, without a disc, gone once something has come back near them.
  void draw_ghosts(Canvas& canvas, const Scene& scene, const Theme& theme) const {
    Material pale;
    pale.colors.fill(Rgba{glm::mix(vec(theme[Role::muted]), vec(theme[Role::background]), theme.dark ? 0.10F : 0.40F), 1.0F});
    pale.outline_px = 1.2F;
    pale.opacity = kGhost;
    canvas.surface(scene.pale, pale);
    for (std::size_t i = 0; i < scene.ghosts.size(); ++i) {
      if (scene.marks[i] <= 0.02F || scene.marks[i] >= 1.0F) continue;
      pale.opacity = kGhost * scene.marks[i];
      canvas.surface(scene.ghosts[i].mesh, pale);
    }
  }

  void draw_scenery(Canvas& canvas, const Scene& scene, const Theme& theme) const {
    const glm::vec3 body = warm(theme);
    const glm::vec3 cool = glm::mix(vec(theme[Role::membrane]), vec(theme[Role::channel]), 0.25F);
    const std::size_t level = scene.quality == QualityName::low ? 1 : 0;
    const float pale = theme.dark ? 0.15F : 0.35F;
    canvas.mesh(far_dendrites_[level], {.material = scenery(body, theme, pale, 0.0F)});
    canvas.mesh(far_axons_[level], {.material = scenery(cool, theme, pale, 0.0F)});
    Material axon = scenery(cool, theme, 0.12F, 1.6F);
    axon.opacity = 0.72F;  // the density behind a bouton shows through it
    canvas.surface(scene.axons, axon);
  }

  // Signs that repeat in shape what the tint says: a triangle over what is new, a hollow ring over what leaves.
  void draw_signs(Canvas& canvas, const Scene& scene, const Theme& theme) const {
    std::vector<Sprite> signs;
    for (std::size_t i = 0; i < spines_.size(); ++i) {
      const SpineState& spine = spines_[i];
      if (!spine.is_new && !spine.leaving) continue;
      const SpineSite& site = scene.sites[i];
      // Beyond the tip as seen from home, above it where the spine points at the viewer.
      const glm::vec2 way{site.outward};
      const glm::vec2 off = glm::length(way) > 0.3F ? glm::normalize(way) : glm::vec2{0.0F, 1.0F};
      Sprite sign{.center = site.head + glm::vec3((site.head_radius + 0.34F) * off, 0.0F)};
      if (spine.leaving) {
        sign.radius = 0.17F;
        sign.color = rgba(theme[Role::muted], 0.95F * std::min(1.0F, static_cast<float>(spine.departure) * 8.0F));
        sign.shape = SpriteShape::ring;
      } else {
        const float strength = std::min(1.0F, static_cast<float>(spine.newness) * 3.0F);
        sign.radius = 0.20F;
        sign.color = rgba(theme[Role::growth], strength * static_cast<float>(spine.presence));
        sign.shape = SpriteShape::triangle;
      }
      signs.push_back(sign);
    }
    canvas.sprites(signs);
  }

  void draw_labels(Canvas& canvas, const Scene& scene, const Theme& theme) const {
    const auto say = [&](TextKey key, glm::vec3 anchor, float priority, Rgba swatch = Rgba{0.0F}, SpriteShape shape = SpriteShape::sphere) {
      canvas.label({.anchor = anchor, .text = {key, {}}, .priority = priority, .swatch = swatch, .shape = shape});
    };
    // A word stands at the first fitting spine in order of birth that is turned to the viewer's side, so that it
    // stays with one spine; those in the middle of the picture, clear of the words at its sides, come first.
    const auto first = [&](auto fits) -> const SpineSite* {
      for (const float reach : {kMiddle_um, 1e9F}) {
        for (std::size_t i = 0; i < spines_.size(); ++i) {
          const SpineSite& site = scene.sites[i];
          if (std::abs(site.head.x) > reach || site.outward.z <= -0.75F) continue;
          if (spines_[i].presence > 0.7 && fits(spines_[i])) return &site;
        }
      }
      return nullptr;
    };
    const auto settled = [&](SpineKind kind) {
      return first([kind](const SpineState& s) { return s.kind == kind && !s.leaving && !s.is_new; });
    };
    if (const SpineSite* at = settled(SpineKind::mushroom)) say("stage.dendrite.label.mushroom"_key, at->head, 1.0F);
    if (const SpineSite* at = settled(SpineKind::thin)) say("stage.dendrite.label.thin"_key, at->head, 0.9F);
    if (const SpineSite* at = settled(SpineKind::stubby)) say("stage.dendrite.label.stubby"_key, at->head, 0.8F);
    const auto filopodium = [](const SpineState& s) { return s.kind == SpineKind::filopodium && !s.leaving; };
    if (const SpineSite* at = first(filopodium)) say("stage.dendrite.label.filopodium"_key, at->head, 0.7F);
    const auto fresh = [](const SpineState& s) { return s.is_new && !s.leaving && s.kind != SpineKind::filopodium; };
    if (const SpineSite* at = first(fresh)) {
      say("stage.dendrite.label.new_spine"_key, at->head, 2.0F, rgba(theme[Role::growth]), SpriteShape::triangle);
    }
    if (const SpineSite* at = first([](const SpineState& s) { return s.leaving; })) {
      say("stage.dendrite.label.leaving"_key, at->head, 1.5F, rgba(theme[Role::muted]), SpriteShape::ring);
    }
    const SpineSite* const mushroom = settled(SpineKind::mushroom);
    const auto with_disc = [&](const SpineState& s) {
      const bool other = mushroom == nullptr || mushroom != &scene.sites[static_cast<std::size_t>(&s - spines_.data())];
      return other && s.psd >= 1.0 && !s.leaving && s.kind != SpineKind::stubby && s.size.psd_area_um2 > 0.06;
    };
    if (const SpineSite* at = first(with_disc)) {
      say("stage.dendrite.label.density"_key, at->tip, 0.75F, rgba(theme[Role::growth]));
    }
    for (std::size_t i = 0; i < scene.ghosts.size(); ++i) {
      if (scene.marks[i] < 0.5F) continue;
      say("stage.dendrite.label.lost_site"_key, scene.ghosts[i].site.head, 0.95F);
      break;
    }
    if (!scene.contacts.empty()) say("stage.dendrite.label.bouton"_key, scene.contacts.front().bouton, 0.5F);
    say("stage.dendrite.label.branch"_key, branch_.point(0.3F * kPath.length_um, 0.0F), 0.6F);
  }

  Branch branch_;
  std::array<Canvas::MeshId, 2> far_dendrites_{};  // fine, coarse
  std::array<Canvas::MeshId, 2> far_axons_{};
  HistoryCache histories_;
  const SpineHistory* history_ = nullptr;  // of the run
  unsigned sought_history_ = 0;
  Hours time_{};
  Lens lens_ = Lens::h;
  std::vector<SpineState> spines_;
  std::vector<DrawnSizes> drawn_;  // one a spine
  ShaftSkin skin_;
  Scene scene_;
};

}  // namespace

std::unique_ptr<Stage> make_dendrite_stage() { return std::make_unique<DendriteStage>(); }

}  // namespace syn
