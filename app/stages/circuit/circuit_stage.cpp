// Stage "circuit": pyramidal cells and the interneurons that hold them back.
#include "app/stages/circuit/circuit_stage.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/stages/circuit/circuit_events.hpp"
#include "app/stages/circuit/circuit_light.hpp"
#include "app/stages/circuit/circuit_look.hpp"
#include "app/stages/circuit/circuit_moment.hpp"
#include "app/stages/circuit/circuit_raster.hpp"
#include "app/stages/circuit/circuit_rates.hpp"
#include "app/stages/circuit/circuit_story.hpp"
#include "app/stages/common/stage.hpp"
#include "core/random.hpp"

namespace syn {
namespace {

using namespace circuit;
using glm::vec3;

constexpr float kPulse_um_s = 105.0F;  // of the viewer's second
constexpr float kGlutamateRadius = 1.0F, kHeldRadius = 4.2F;
constexpr float kShell = 1.03F;  // the bright body lies just over the cell's own
// Contours follow the thickness of what they go round; what is a few pixels wide has none.
constexpr float kStemContour_um = 0.42F, kBranchContour_um = 0.26F, kThinnestContourPx = 0.7F, kThickestContourPx = 2.0F;
// Light: of a firing body, of an inhibitory contact, of a diamond; radii in um, strengths 0..1.
constexpr float kBodyGlow_um = 42.0F, kBodyGlow = 0.62F, kContactGlow_um = 5.8F, kContactGlow = 0.62F, kContactCore_um = 1.9F;
constexpr float kHeldGlow_um = 10.5F, kHeldGlow = 0.60F;
// From near a firing cell shines along its thick branches, too, and the brake on the tuft far enough to be seen from
// the last row.
constexpr float kBranchGlow_um = 15.0F, kBranchGlow = 0.34F, kThickBranch_um = 1.4F, kCloseContactGlow_um = 10.5F;
constexpr std::size_t kGlowEvery = 4;  // points of a branch
// The light of what stands still is kept in steps, so that its picture can be kept, too.
constexpr float kLightSteps = 8.0F;
// Pale cells behind, for depth: the tissue goes on.
constexpr std::array kFar{vec3{-64.0F, -8.0F, -150.0F}, vec3{52.0F, 4.0F, -190.0F},   vec3{-118.0F, -14.0F, -120.0F},
                          vec3{118.0F, 6.0F, -150.0F},  vec3{-176.0F, 2.0F, -200.0F}, vec3{182.0F, -6.0F, -220.0F},
                          vec3{-12.0F, -2.0F, -260.0F}, vec3{-240.0F, 4.0F, -300.0F}, vec3{250.0F, 0.0F, -330.0F}};
constexpr float kFarNearest = 120.0F, kFarFarthest = 380.0F;
// Where bodies of the forest stand behind the cell that is looked at closely.
constexpr std::array kGrove{vec3{-150.0F, -6.0F, -40.0F}, vec3{-215.0F, 4.0F, -80.0F}, vec3{-112.0F, 6.0F, -95.0F},
                            vec3{-60.0F, -4.0F, -130.0F}, vec3{120.0F, -8.0F, -50.0F}, vec3{185.0F, 2.0F, -85.0F},
                            vec3{100.0F, 8.0F, -120.0F},  vec3{10.0F, 0.0F, -110.0F},  vec3{250.0F, -4.0F, -140.0F},
                            vec3{-260.0F, 0.0F, -150.0F}, vec3{50.0F, -6.0F, -180.0F}, vec3{-20.0F, 4.0F, -230.0F}};
constexpr float kGroveNearest = -20.0F, kGroveFarthest = 240.0F;  // depths, towards the back
constexpr float kGroveGlow_um = 26.0F, kGroveGlow = 0.30F;
// What is looked at closely: a pyramidal cell, its basket cell and the somatostatin cell whose axon brakes its tuft. The
// others are forest then.
constexpr std::size_t kHero = 1;
constexpr std::array<std::size_t, 3> kTrio{kHero, kPyramidalCells, kPyramidalCells + kParvalbuminCells};
constexpr std::array<std::size_t, 8> kAll{0, 1, 2, 3, 4, 5, 6, 7};
constexpr float kProjectedThicker = 1.5F;
constexpr int kRoomyPx = 470;        // height from which all labels are said
constexpr float kNamedWhole = 4.0F;  // micrometres, of a sign with a name
constexpr int kRestSites = kPyramidalCells * kRestSitesPerCell;
constexpr std::uint32_t kHome = 820, kDrift = 830, kOrder = 860;

float stepped(float light) { return std::round(light * kLightSteps) / kLightSteps; }

glm::mat4 placed(vec3 at) {
  glm::mat4 out(1.0F);
  out[3] = glm::vec4(at, 1.0F);
  return out;
}

Material flat(vec3 color, float outline_px) {
  Material material;
  material.colors.fill(Rgba{color, 1.0F});
  material.outline_px = outline_px;
  return material;
}

class CircuitStage final : public Stage {
 public:
  CircuitStage() : cells_(grow_cells()) {
    for (const Cell& cell : cells_) lanes_.push_back(lanes_of(cell));
  }

  StageName name() const override { return StageName::circuit; }
  double nanometres_per_unit() const override { return 1000.0; }
  std::span<const EventSearch> events() const override { return circuit_events(); }
  std::vector<Shot> shots() const override {
    return {{Shot::Anchor::before, "0h", Lens::h}, {Shot::Anchor::halfway, "0h", Lens::min}, {Shot::Anchor::peak, "0h", Lens::h},
            {Shot::Anchor::peak, "6ms", Lens::s},  {Shot::Anchor::before, "2h", Lens::h},    {Shot::Anchor::before, "24h", Lens::d}};
  }
  // From near the eye is low and looks up along the trunk, past the basket to the tuft and the axon that brakes it.
  Camera home(Viewpoint from = Viewpoint::usual) const override {
    if (from == Viewpoint::close)
      return {.target = {-14.0F, 29.0F, 10.0F}, .yaw = 0.08F, .pitch = -0.36F, .distance = 172.0F, .field_of_view = 1.05F};
    return {.target = {-6.0F, 15.0F, 0.0F}, .yaw = 0.0F, .pitch = 0.06F, .distance = 655.0F, .field_of_view = 0.5F};
  }
  // The whole column, from the tufts to the axons.
  Camera composed(Viewpoint from) const override {
    if (from == Viewpoint::close) return home(from);
    return {.target = {-2.0F, 25.0F, 0.0F}, .yaw = 0.0F, .pitch = 0.06F, .distance = 690.0F, .field_of_view = 0.5F};
  }
  bool has(Viewpoint from) const override { return from == Viewpoint::usual || from == Viewpoint::close; }
  std::optional<vec3> hero(Viewpoint from) const override {
    if (from == Viewpoint::close) return cells_[kHero].soma;
    return std::nullopt;
  }

  Problems prepare(Canvas& canvas, const DataFiles&) override {
    for (const CellClass type : kCellClasses) {
      bodies_[static_cast<std::size_t>(type)] = canvas.upload(soma_surface(type, kShell * static_cast<float>(kSomaLarger), 22));
    }
    for (int i = 0; i < kPyramidalCells; ++i)
      far_[static_cast<std::size_t>(i)] = canvas.upload(far_surface(cells_[static_cast<std::size_t>(i)]));
    raster_.prepare(canvas);
    return {};
  }

  // The forms at a quality are made when they are first drawn: few sessions need all three.
  void arrange(Canvas& canvas, const StageView& view) override { grow_forms(canvas, view.view.quality, thicker_of(view.view)); }

  void draw(Canvas& canvas, const StageView& view) const override {
    const Moment& m = moment_;
    const double seconds = time_.seconds() / story_per_second(view.view.lens);
    const Looks looks = looks_of(view.theme);
    const bool close = view.view.viewpoint == Viewpoint::close;
    const std::span<const std::size_t> shown = close ? std::span<const std::size_t>(kTrio) : std::span<const std::size_t>(kAll);
    draw_cells(canvas, m, looks, view.view, shown);
    draw_brakes(canvas, m, looks, shown, close);
    draw_held(canvas, m, looks, shown);
    if (!close) draw_glutamate(canvas, m, looks, run().scenario().seed, view.view.reduced_motion ? 0.0 : seconds);
    if (m.spiking) draw_pulses(canvas, m, looks, shown);
    if (!view.bare) draw_raster(canvas, m, looks, shown, view.view.labels);
    if (!view.view.labels) return;
    if (!close) say_rates(canvas, m, looks);
    draw_labels(canvas, m, looks, close);
  }

  StageReport describe() const override { return story_of(run().trajectory, time_, lens_, moment_, cells_, firing_places(), thicker_); }

 private:
  // Where pyramidal cells that are looked at fire more than at rest: body, trunk and branches as thick as they are drawn.
  std::vector<StoryPlace> firing_places() const {
    std::vector<StoryPlace> places;
    if (moment_.of(CellClass::pyramidal).light <= kPyramidalRestLight + 0.1F) return places;
    const auto add = [&](std::size_t cell) {
      for (const dendrite::TubePoint& ring : soma_rings(cells_[cell])) places.push_back({ring.center, ring.radius, Role::glutamate});
      for (const Lane& lane : lanes_[cell]) {
        if (lane.axon) continue;
        for (const dendrite::TubePoint& point : lane.tube)
          places.push_back({point.center, std::max(point.radius, 0.5F * kStep_um), Role::glutamate});
      }
    };
    if (close_) return add(kHero), places;
    for (std::size_t i = 0; i < kPyramidalCells; ++i) add(i);
    return places;
  }

  void enter(const RunPtr& run) override {
    if (made_with_ == run->parameters.hash()) return;
    made_with_ = run->parameters.hash();
    resting_ = resting_rates(run->parameters);
  }
  void seek(Hours time, const View& view) override {
    time_ = time;
    lens_ = view.lens;
    close_ = view.viewpoint == Viewpoint::close;
    thicker_ = thicker_of(view);
    moment_ = moment_at(run().trajectory, resting_, time, view, cells_);
  }

  struct Form {
    Canvas::MeshId stem, branches;
  };

  // The forms never move; their light changes in steps, that of the bodies smoothly.
  void draw_cells(Canvas& canvas, const Moment& m, const Looks& looks, const View& view, std::span<const std::size_t> shown) const {
    const bool close = view.viewpoint == Viewpoint::close;
    const Camera& camera = canvas.frame().camera;
    const float px_per_um = static_cast<float>(canvas.frame().height_px) / (2.0F * camera.distance * std::tan(0.5F * camera.field_of_view));
    const auto contour = [&](float thick_um) {
      const float px = thick_um * px_per_um;
      return px < kThinnestContourPx ? 0.0F : std::min(px, kThickestContourPx);
    };
    const std::vector<Form>& forms = forms_.at({view.quality, thicker_of(view)});
    canvas.static_layer(true);
    if (close) {
      draw_grove(canvas, m, looks, shown);
    } else {
      for (std::size_t i = 0; i < kFar.size(); ++i) {
        const float depth = (-kFar[i].z - kFarNearest) / (kFarFarthest - kFarNearest);
        const vec3 pale = glm::mix(looks.far_near, looks.background, 0.15F + 0.62F * depth);
        canvas.mesh(far_[i % kPyramidalCells], {.transform = placed(kFar[i]), .material = flat(pale, 0.0F)});
      }
    }
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const auto type = static_cast<std::size_t>(cells_[i].type);
      // Branches carry part of the light: the body is where a cell decides.
      const bool in_front = is_shown(i, shown);
      const bool brake = close && cells_[i].type != CellClass::pyramidal;
      const vec3 full = brake ? glm::mix(looks.lit[type], looks.bright[type], 0.5F) : looks.lit[type];
      const vec3 lit = glm::mix(looks.dim[type], full, (brake ? 0.85F : 0.62F) * stepped(m.classes[type].light));
      const vec3 color = in_front ? lit : forest_color(looks, cells_[i].soma.z);
      canvas.mesh(forms[i].branches, {.material = flat(color, in_front ? contour(kBranchContour_um) : 0.0F)});
      canvas.mesh(forms[i].stem, {.material = flat(color, in_front ? contour(kStemContour_um) : 0.0F)});
    }
    canvas.static_layer(false);
    std::vector<Sprite> light;
    const vec3 eye = camera.position();
    for (const std::size_t i : shown) {
      const auto type = static_cast<std::size_t>(cells_[i].type);
      const float bright = m.cells[i].brightness;
      canvas.mesh(bodies_[type],
                  {.transform = placed(cells_[i].soma),
                   .material = flat(glm::mix(looks.dim[type], looks.bright[type], bright), contour(1.4F * kStemContour_um))});
      const float share = cells_[i].type == CellClass::pyramidal ? 1.0F : 0.6F;
      const float glow =
          glm::mix(m.classes[type].light, bright, 0.25F);  // around it the light of the rate: so large a thing may not flicker
      const vec3 behind = cells_[i].soma - 16.0F * glm::normalize(eye - cells_[i].soma);
      light.push_back({behind, share * kBodyGlow_um * (0.55F + 0.45F * glow), Rgba{looks.lit[type], share * kBodyGlow * glow * glow},
                       SpriteShape::glow});
      if (close && cells_[i].type == CellClass::pyramidal)
        add_branch_glow(light, lanes_[i], eye, Rgba{looks.lit[type], kBranchGlow * glow * glow});
    }
    canvas.sprites(light);
  }

  static void add_branch_glow(std::vector<Sprite>& light, const std::vector<Lane>& lanes, vec3 eye, Rgba color) {
    for (const Lane& lane : lanes) {
      if (lane.axon || lane.tube.front().radius < kThickBranch_um) continue;
      for (std::size_t k = 2; k < lane.tube.size(); k += kGlowEvery) {
        const vec3 at = lane.tube[k].center;
        light.push_back({at - 7.0F * glm::normalize(eye - at), kBranchGlow_um, color, SpriteShape::glow});
      }
    }
  }

  // The tissue behind, deeper and deeper into the ground. Its bodies shine at the rate of their class: when pyramidal cells fire
  // more, all of them do.
  static vec3 forest_color(const Looks& looks, float z) {
    const float depth = std::clamp((-z - kGroveNearest) / (kGroveFarthest - kGroveNearest), 0.0F, 1.0F);
    return glm::mix(looks.forest, looks.background, 0.12F + 0.72F * std::sqrt(depth));
  }
  void draw_grove(Canvas& canvas, const Moment& m, const Looks& looks, std::span<const std::size_t> shown) const {
    std::vector<Sprite> light;
    const float glow = stepped(m.of(CellClass::pyramidal).light);
    const vec3 eye = canvas.frame().camera.position();
    const auto shine = [&](vec3 at) {
      const float near = 1.0F - std::clamp((-at.z - kGroveNearest) / (1.3F * kGroveFarthest), 0.0F, 1.0F);
      light.push_back(
          {at + 14.0F * glm::normalize(eye - at), kGroveGlow_um, Rgba{looks.lit[0], kGroveGlow * near * glow * glow}, SpriteShape::glow});
    };
    for (std::size_t i = 0; i < kGrove.size(); ++i) {
      const std::size_t which = i % kPyramidalCells;
      canvas.mesh(far_[which],
                  {.transform = placed(kGrove[i] - cells_[which].soma), .material = flat(forest_color(looks, kGrove[i].z), 0.0F)});
      shine(kGrove[i]);
    }
    for (std::size_t i = 0; i < kPyramidalCells; ++i) {
      if (!is_shown(i, shown)) shine(cells_[i].soma);
    }
    canvas.sprites(light);
  }

  static bool is_shown(std::size_t cell, std::span<const std::size_t> shown) {
    return std::find(shown.begin(), shown.end(), cell) != shown.end();
  }
  // A projector thins whatever is thin.
  static float thicker_of(const View& view) { return view.shown_theme() == ThemeName::projector ? kProjectedThicker : 1.0F; }
  void grow_forms(Canvas& canvas, QualityName quality, float thicker) {
    std::vector<Form>& forms = forms_[{quality, thicker}];
    const float fine = quality == QualityName::low ? 0.7F : quality == QualityName::high ? 1.6F : 1.0F;
    for (std::size_t i = forms.size(); i < cells_.size(); ++i)
      forms.push_back({canvas.upload(stem_surface(cells_[i], fine, thicker)), canvas.upload(branch_surface(cells_[i], fine, thicker))});
  }

  // The brake as light: every contact of an interneuron shines as strongly as the interneuron holds back, and more for a
  // moment when it fires.
  void draw_brakes(Canvas& canvas, const Moment& m, const Looks& looks, std::span<const std::size_t> shown, bool close) const {
    std::vector<Sprite> sprites;
    const vec3 eye = canvas.frame().camera.position();
    for (const std::size_t i : shown) {
      if (cells_[i].type == CellClass::pyramidal) continue;
      const auto type = static_cast<std::size_t>(cells_[i].type);
      const float light = m.spiking ? 0.75F * m.classes[type].light + 0.25F * m.cells[i].brightness : m.classes[type].light;
      bool also_glows = true;  // far away the lights of neighbours are one
      for (const Bouton& bouton : cells_[i].boutons) {
        const vec3 towards = glm::normalize(eye - bouton.at);
        sprites.push_back({bouton.at + 2.0F * towards, kContactCore_um, Rgba{glm::mix(looks.dim[type], looks.bright[type], light), 1.0F}});
        if (also_glows)
          sprites.push_back({bouton.at, close && cells_[i].type == CellClass::somatostatin ? kCloseContactGlow_um : kContactGlow_um,
                             Rgba{looks.lit[type], kContactGlow * light * light}, SpriteShape::glow});
        also_glows = close || !also_glows;
      }
    }
    canvas.sprites(sprites);
  }

  // The diamond of ketamine where an NMDA receptor holds it: the strongest colour of the picture.
  void draw_held(Canvas& canvas, const Moment& m, const Looks& looks, std::span<const std::size_t> shown) const {
    std::vector<Sprite> sprites;
    for (const std::size_t i : shown) {
      const std::vector<int> order = order_of(i);
      for (std::size_t k = 0; k < cells_[i].receptors.size(); ++k) {
        const float held = std::clamp(4.0F * static_cast<float>(m.cells[i].held - 1.0 - order[k]) + 1.0F, 0.0F, 1.0F);
        if (held > 0.02F) add_diamond(sprites, canvas, cells_[i].receptors[k], held, looks);
      }
    }
    canvas.sprites(sprites);
  }
  // A sign lies just before what it belongs to.
  static vec3 before(const Canvas& canvas, vec3 at) { return at + 5.0F * glm::normalize(canvas.frame().camera.position() - at); }
  static void add_diamond(std::vector<Sprite>& sprites, const Canvas& canvas, vec3 at, float held, const Looks& looks) {
    sprites.push_back({at, kHeldGlow_um, Rgba{vec3(looks.ketamine), kHeldGlow * held}, SpriteShape::glow});
    sprites.push_back({before(canvas, at), kHeldRadius, Rgba{vec3(looks.ketamine), held}, SpriteShape::diamond});
  }

  // The order in which a cell's signs fill: fixed, so that signs come and go one at a time.
  static std::vector<int> order_of(std::size_t cell) {
    std::vector<int> order(kReceptorSigns);
    std::vector<std::pair<double, int>> drawn;
    for (int k = 0; k < kReceptorSigns; ++k) drawn.emplace_back(uniform_at(1, cell, kOrder, static_cast<std::uint32_t>(k)), k);
    std::sort(drawn.begin(), drawn.end());
    for (int rank = 0; rank < kReceptorSigns; ++rank) order[static_cast<std::size_t>(drawn[static_cast<std::size_t>(rank)].second)] = rank;
    return order;
  }

  // Dots of glutamate around the boutons of pyramidal cells, as many as there is of it; and, where block at rest is
  // assumed, single dots on the tufts that come without a spike.
  void draw_glutamate(Canvas& canvas, const Moment& m, const Looks& looks, std::uint64_t seed, double seconds) const {
    std::vector<Sprite> sprites;
    const auto drifting = [&](vec3 at, std::uint64_t who, float reach) {
      for (std::uint32_t axis = 0; axis < 3; ++axis) {
        at[static_cast<int>(axis)] += reach * static_cast<float>(smooth_noise(seed, who, kDrift + axis, seconds / 3.0));
      }
      return at;
    };
    std::vector<vec3> sources;
    for (const Cell& cell : cells_) {
      if (cell.type != CellClass::pyramidal) continue;
      for (const Bouton& bouton : cell.boutons) sources.push_back(bouton.at);
    }
    const double dots = kGlutamateDots * m.glutamate;
    for (std::uint64_t i = 0; static_cast<double>(i) < dots; ++i) {
      const float there = std::min(1.0F, static_cast<float>(dots - static_cast<double>(i)));
      const auto source = static_cast<std::size_t>(uniform_at(seed, i, kHome) * static_cast<double>(sources.size()));
      sprites.push_back({drifting(sources[source], i, 3.2F), kGlutamateRadius, Rgba{vec3(looks.glutamate), there}, SpriteShape::sphere});
    }
    if (m.rest_block) {
      std::uint64_t who = 10000;
      for (const Cell& cell : cells_) {
        for (const vec3 at : cell.rest_sites) {
          // Swells and fades over some seconds of the viewer's.
          const double level = 0.5 + 0.5 * std::tanh(1.4 * smooth_noise(seed, who, kDrift + 8, seconds / 2.6));
          sprites.push_back(
              {at + vec3{0.0F, 2.2F, 2.0F}, 0.9F, Rgba{vec3(looks.glutamate), static_cast<float>(level)}, SpriteShape::sphere});
          // Whether the receptor under it holds ketamine: every site has its own share at which it does.
          const double own = (static_cast<double>((who - 10000) * 7 % kRestSites) + 0.5) / kRestSites;
          const auto held = static_cast<float>(std::clamp(0.5 + 30.0 * (m.of(CellClass::pyramidal).block - own), 0.0, 1.0));
          if (held > 0.02F) add_diamond(sprites, canvas, at, held, looks);
          ++who;
        }
      }
    }
    canvas.sprites(sprites);
  }

  // A spike runs out along the branches of a pyramidal cell and along every axon as light.
  void draw_pulses(Canvas& canvas, const Moment& m, const Looks& looks, std::span<const std::size_t> shown) const {
    MeshData lit;
    for (const std::size_t i : shown) {
      const auto type = static_cast<std::size_t>(cells_[i].type);
      const vec3 color = glm::mix(looks.lit[type], looks.bright[type], 0.45F);
      for (const double since : m.cells[i].since_s) {
        const float head = kPulse_um_s * static_cast<float>(since);
        for (const Lane& lane : lanes_[i]) {
          // Of an interneuron it is the axon that matters here: it carries the brake.
          if (!lane.axon && cells_[i].type != CellClass::pyramidal) continue;
          if (lane.start_um < head && lane.end_um > head - kPulseLong_um) add_pulse(lit, lane, head, color, thicker_);
        }
      }
    }
    canvas.surface(lit, {.vertex_colors = true, .outline_px = 0.0F});
  }

  void draw_raster(Canvas& canvas, const Moment& m, const Looks& looks, std::span<const std::size_t> shown, bool words) const {
    RasterLook look;
    for (std::size_t i = 0; i < kCellClasses.size(); ++i) {
      look.rest[i] = glm::mix(looks.lit[i], looks.background, 0.45F);
      look.now[i] = glm::mix(looks.lit[i], looks.background, 0.20F);
      look.added[i] = looks.bright[i];
    }
    look.plate = glm::mix(looks.background, looks.dark ? vec3{0.0F} : vec3{0.85F}, 0.35F);
    look.missing = glm::mix(looks.background, looks.dark ? vec3{1.0F} : vec3{0.0F}, 0.16F);
    look.head = glm::mix(looks.background, looks.dark ? vec3{1.0F} : vec3{0.0F}, 0.35F);
    look.ketamine = looks.ketamine;
    look.glow = looks.dark ? 0.75F : 0.45F;
    raster_.draw(canvas, m, cells_, shown, look, words);
  }

  // Few words: the three kinds of cells, the drug, and what the light means.
  void draw_labels(Canvas& canvas, const Moment& m, const Looks& looks, bool close) const {
    const auto say = [&](TextKey key, vec3 at, float priority, Rgba swatch = Rgba{0.0F}, SpriteShape shape = SpriteShape::sphere) {
      canvas.label({.anchor = at,
                    .text = {key, {}},
                    .priority = priority,
                    .swatch = swatch,
                    .shape = shape,
                    .radius = shape == SpriteShape::diamond ? kNamedWhole : 0.0F});
    };
    const Cell& pyramid = cells_[close ? kHero : kPyramidalCells - 1];
    const std::size_t basket_at = close ? kPyramidalCells : kPyramidalCells + 1;
    const Cell& basket = cells_[basket_at];
    const Cell& martinotti = close ? cells_[kPyramidalCells + kParvalbuminCells] : cells_.back();
    const auto color = [&](CellClass type) { return Rgba{looks.lit[static_cast<std::size_t>(type)], 1.0F}; };
    say("stage.circuit.label.pyramidal"_key, pyramid.soma, 9.0F, color(CellClass::pyramidal));
    say("stage.circuit.label.parvalbumin"_key, basket.soma, 9.5F, color(CellClass::parvalbumin));
    say(close ? "stage.circuit.label.martinotti"_key : "stage.circuit.label.somatostatin"_key,
        close ? martinotti.boutons[martinotti.boutons.size() / 2].at : martinotti.soma, 9.4F, color(CellClass::somatostatin));
    const std::vector<int> order = order_of(basket_at);
    const auto first = static_cast<std::size_t>(std::find(order.begin(), order.end(), 0) - order.begin());
    if (held_signs(m.cells[basket_at]) > 0)
      say("stage.circuit.label.held"_key, before(canvas, basket.receptors[first]), 8.0F, looks.ketamine, SpriteShape::diamond);
    if (canvas.frame().height_px < kRoomyPx) return;
    if (close) {
      say("stage.circuit.label.tuft"_key, pyramid.dendrites[1].back().center, 5.0F);
      const Tube& trunk = pyramid.dendrites.front();
      say("stage.circuit.label.trunk"_key, trunk[trunk.size() - 12].center, 4.0F);
      if (held_signs(m.cells[basket_at]) == 0) say("stage.circuit.label.nmda"_key, basket.receptors[first], 3.5F);
      return;
    }
    say("stage.circuit.label.glutamate"_key, pyramid.boutons.back().at, 7.0F, looks.glutamate);
    if (m.rest_block && !m.spiking) {
      const auto outermost =
          std::max_element(pyramid.rest_sites.begin(), pyramid.rest_sites.end(), [](vec3 a, vec3 b) { return a.x < b.x; });
      say("stage.circuit.label.rest"_key, *outermost, 2.0F, looks.glutamate);
    }
    if (m.spiking) say("stage.circuit.label.spike"_key, cells_[kPyramidalCells - 2].soma, 3.0F);
  }

  std::vector<Cell> cells_;
  std::vector<std::vector<Lane>> lanes_;  // of each cell
  std::string made_with_;                 // hash of the parameters of resting_
  CircuitRates resting_{};
  Hours time_{};
  Lens lens_ = Lens::h;
  bool close_ = false;
  float thicker_ = 1.0F;
  Moment moment_;
  std::map<std::pair<QualityName, float>, std::vector<Form>> forms_;  // a quality and thickness, a cell
  std::array<Canvas::MeshId, kCellClasses.size()> bodies_{};
  std::array<Canvas::MeshId, kPyramidalCells> far_{};
  RasterStrip raster_;
};

}  // namespace

std::unique_ptr<Stage> make_circuit_stage() { return std::make_unique<CircuitStage>(); }

}  // namespace syn
