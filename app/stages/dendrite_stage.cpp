#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "stages/dendrite_backdrop.hpp"
#include "stages/dendrite_cache.hpp"
#include "stages/dendrite_population.hpp"
#include "stages/dendrite_shape.hpp"
#include "stages/dendrite_story.hpp"
#include "stages/stage.hpp"

namespace syn {
namespace {

using namespace dendrite;

// The branch lies across the picture and comes a little towards the viewer on its left. The form is always the same;
// the spines on it follow the scenario's seed.
constexpr BranchPath kPath{.middle = {0.0F, 0.0F, 0.0F},
                           .heading = 0.42F,
                           .rise = -0.20F,
                           .length_um = static_cast<float>(kBranch_um),
                           .margin_um = 3.0F,
                           .radius_um = 0.35F,
                           .seed = 11};

constexpr std::uint64_t kArrangement = 30;

Detail detail_for(QualityName quality) {
  switch (quality) {
    case QualityName::low:
      return {.branch_sides = 16, .rings_per_um = 4.0F, .spine_sides = 10, .neck_rings_per_um = 4.0F};
    case QualityName::high:
      return {.branch_sides = 40, .rings_per_um = 10.0F, .spine_sides = 24, .neck_rings_per_um = 14.0F};
    case QualityName::standard:
      break;
  }
  return {};
}

// Which of the equally likely branches a scenario's seed shows.
std::uint64_t picture_seed(const Trajectory& trajectory) { return trajectory.scenario().seed + kArrangement; }

glm::vec3 vec(Color color) { return {color.r, color.g, color.b}; }
Rgba rgba(Color color, float alpha = 1.0F) { return {color.r, color.g, color.b, alpha}; }

// Structure grey turned towards the warm side, as cells are painted on paper; lifted where the paper is white.
glm::vec3 warm(const Theme& theme) {
  const glm::vec3 grey = theme.dark ? vec(theme[Role::structure])
                                    : glm::mix(vec(theme[Role::structure]), vec(theme[Role::background]), 0.56F);
  return glm::min(grey * glm::vec3{1.13F, 1.0F, 0.85F}, glm::vec3{1.0F});
}

Paint paint_for(const Theme& theme) {
  Paint paint;
  paint.branch = warm(theme);
  paint.head = glm::mix(paint.branch, glm::vec3{1.0F, 0.95F, 0.86F}, 0.28F);
  paint.growth = vec(theme[Role::growth]);
  paint.psd = 0.72F * glm::mix(0.40F * paint.branch, paint.growth, 0.30F);
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
  Camera home(Viewpoint = Viewpoint::usual) const override {
    return {.target = {-0.2F, -0.1F, 0.0F}, .yaw = 0.0F, .pitch = 0.10F, .distance = 13.9F, .field_of_view = 0.6F};
  }

  Problems prepare(Canvas& canvas, const DataFiles&) override {
    far_dendrites_ = canvas.upload(far_dendrites());
    far_axons_ = canvas.upload(far_axons());
    return {};
  }

  void draw(Canvas& canvas, const Trajectory& trajectory, Hours time, const StageView& view) const override {
    const Scene& scene = scene_at(trajectory, time, view);
    draw_scenery(canvas, scene, view.theme);
    canvas.surface(scene.mesh, {.vertex_colors = true, .outline_px = 2.0F});
    draw_signs(canvas, scene, view.theme);
    if (view.view.labels) draw_labels(canvas, scene, view.theme);
  }

  StageReport describe(const Trajectory& trajectory, Hours time, const View& view) const override {
    const SpineHistory& history = histories_.of(trajectory, picture_seed(trajectory));
    return tell(trajectory, time, view.lens, history.states(time.value, trajectory.at(Inner::psd95_excess, time)));
  }

 private:
  // What is drawn at one moment. Kept between frames while nothing it was made of changes (an orbiting camera, a
  // paused clock); always the same for the same moment.
  struct Scene {
    unsigned history = 0;
    double time_h = 0.0;
    QualityName quality = QualityName::standard;
    decltype(Theme::colors) colors{};
    std::vector<SpineState> spines;
    std::vector<SpineSite> sites;  // one a spine
    MeshData mesh;
    std::optional<Contact> contact;  // one for the whole history
  };

  const Scene& scene_at(const Trajectory& trajectory, Hours time, const StageView& view) const {
    const std::uint64_t seed = picture_seed(trajectory);
    const SpineHistory& history = histories_.of(trajectory, seed);
    const QualityName quality = view.view.quality;
    const bool same_history = scene_.history == histories_.version();
    const bool same_skin = !skin_.mesh.positions.empty() && scene_.quality == quality;
    if (same_history && same_skin && scene_.time_h == time.value && scene_.colors == view.theme.colors) return scene_;

    const Detail detail = detail_for(quality);
    if (!same_skin) skin_ = shaft_skin(branch_, detail);
    if (!same_history) scene_.contact = contact_in(history, trajectory.start().value, seed);
    scene_.history = histories_.version();
    scene_.time_h = time.value;
    scene_.quality = quality;
    scene_.colors = view.theme.colors;
    scene_.spines = history.states(time.value, trajectory.at(Inner::psd95_excess, time));
    scene_.sites.clear();
    scene_.mesh.clear();
    const Paint paint = paint_for(view.theme);
    add_shaft(scene_.mesh, skin_, branch_, scene_.spines, paint);
    for (const SpineState& spine : scene_.spines) {
      scene_.sites.push_back(add_spine(scene_.mesh, branch_, spine, seed, paint, detail));
    }
    return scene_;
  }

  // An axon at the biggest mushroom of the start that stands out to a side, if there is one.
  std::optional<Contact> contact_in(const SpineHistory& history, double start_h, std::uint64_t seed) const {
    std::optional<Contact> found;
    float best = 0.0F;
    for (const SpineLife& life : history.lives()) {
      if (life.adult != SpineKind::mushroom || life.nascent(start_h) || life.birth_h > start_h) continue;
      const SpineSite site = site_of(branch_, state_at(life, start_h, 0.0), seed);
      const float centered = 1.0F - std::abs(site.head.x) / 9.0F;
      const float worth = site.head_radius * centered * (1.0F - 0.7F * std::abs(site.outward.z));
      if (worth <= best) continue;
      auto contact = contact_at(site, seed);
      if (!contact || covers(*contact, branch_)) continue;
      best = worth;
      found = std::move(contact);
    }
    return found;
  }

  void draw_scenery(Canvas& canvas, const Scene& scene, const Theme& theme) const {
    const glm::vec3 body = warm(theme);
    const glm::vec3 cool = glm::mix(vec(theme[Role::membrane]), vec(theme[Role::channel]), 0.25F);
    canvas.mesh(far_dendrites_, {.material = scenery(body, theme, 0.35F, 0.0F)});
    canvas.mesh(far_axons_, {.material = scenery(cool, theme, 0.35F, 0.0F)});
    if (scene.contact) canvas.surface(scene.contact->axon, scenery(cool, theme, 0.12F, 1.6F));
  }

  // Signs that repeat in shape what the tint says: a triangle over what is new, a hollow ring over what leaves.
  void draw_signs(Canvas& canvas, const Scene& scene, const Theme& theme) const {
    std::vector<Sprite> signs;
    for (std::size_t i = 0; i < scene.spines.size(); ++i) {
      const SpineState& spine = scene.spines[i];
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
    const auto say = [&](TextKey key, glm::vec3 anchor, float priority, Rgba swatch = Rgba{0.0F},
                         SpriteShape shape = SpriteShape::sphere) {
      canvas.label({.anchor = anchor, .text = {key, {}}, .priority = priority, .swatch = swatch, .shape = shape});
    };
    // A word stands at the first fitting spine in order of birth that is turned to the viewer's side, so that it
    // stays with one spine.
    const auto first = [&](auto fits) -> const SpineSite* {
      for (std::size_t i = 0; i < scene.spines.size(); ++i) {
        const SpineState& spine = scene.spines[i];
        if (spine.presence > 0.7 && scene.sites[i].outward.z > -0.75F && fits(spine)) return &scene.sites[i];
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
    if (scene.contact) say("stage.dendrite.label.bouton"_key, scene.contact->bouton, 0.5F);
    say("stage.dendrite.label.branch"_key, branch_.point(0.3F * kPath.length_um, 0.0F), 0.6F);
  }

  Branch branch_;
  Canvas::MeshId far_dendrites_ = 0;
  Canvas::MeshId far_axons_ = 0;
  mutable HistoryCache histories_;
  mutable ShaftSkin skin_;
  mutable Scene scene_;
};

}  // namespace

std::unique_ptr<Stage> make_dendrite_stage() { return std::make_unique<DendriteStage>(); }

}  // namespace syn
