// Stage "circuit": pyramidal cells and the interneurons that hold them back.
#include "app/stages/circuit/circuit_stage.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/stages/circuit/circuit_dials.hpp"
#include "app/stages/circuit/circuit_events.hpp"
#include "app/stages/circuit/circuit_moment.hpp"
#include "app/stages/circuit/circuit_story.hpp"
#include "app/stages/common/shapes.hpp"
#include "app/stages/common/stage.hpp"
#include "core/random.hpp"

namespace syn {
namespace {

using namespace circuit;
using glm::vec3;

constexpr float kPulse_um_s = 105.0F;  // of the viewer's second
constexpr float kPulseRadius = 2.3F;
constexpr float kGlutamateRadius = 1.15F, kSignRadius = 2.0F, kHeldRadius = 3.0F;
constexpr float kStemContourPx = 0.8F, kContourPxPerUm = 2.2F;
constexpr float kShell = 1.045F;     // the bright body lies just over the cell's own
constexpr float kRingTube = 0.058F;  // of the ring's radius
// Pale cells behind, for depth: the tissue goes on.
constexpr std::array kFar{vec3{-64.0F, -8.0F, -150.0F}, vec3{52.0F, 4.0F, -190.0F}, vec3{-110.0F, -14.0F, -230.0F},
                          vec3{118.0F, 6.0F, -170.0F}};
constexpr int kRoomyPx = 470;  // height from which all labels are said
constexpr float kFarPale = 0.74F;
constexpr int kRestSites = kPyramidalCells * kRestSitesPerCell;
constexpr std::uint32_t kHome = 820, kDrift = 830, kOrder = 860;

vec3 vec(Color color) { return {color.r, color.g, color.b}; }

float ring_radius(CellClass type) { return type == CellClass::pyramidal ? 16.0F : type == CellClass::parvalbumin ? 13.0F : 14.0F; }

// A thin closed ring of radius 1 around the z axis.
MeshData ring_mesh(float tube) {
  constexpr float kTurn = 6.28318531F;
  return shapes::grid(56, 8, [tube](float u, float v) {
    const float out = 1.0F + tube * std::cos(kTurn * v);
    return shapes::Point{{out * std::sin(kTurn * u), -out * std::cos(kTurn * u), tube * std::sin(kTurn * v)}, shapes::paint(0)};
  });
}

class CircuitStage final : public Stage {
 public:
  CircuitStage() : cells_(grow_cells()) {}

  StageName name() const override { return StageName::circuit; }
  double nanometres_per_unit() const override { return 1000.0; }
  std::span<const EventSearch> events() const override { return circuit_events(); }
  std::vector<Shot> shots() const override {
    return {{Shot::Anchor::before, "0h", Lens::h}, {Shot::Anchor::halfway, "0h", Lens::min}, {Shot::Anchor::peak, "0h", Lens::h},
            {Shot::Anchor::peak, "6ms", Lens::s},  {Shot::Anchor::before, "2h", Lens::h},    {Shot::Anchor::before, "24h", Lens::d}};
  }
  Camera home(Viewpoint = Viewpoint::usual) const override {
    return {.target = {-6.0F, 42.0F, 0.0F}, .yaw = 0.0F, .pitch = 0.06F, .distance = 640.0F, .field_of_view = 0.5F};
  }

  Problems prepare(Canvas& canvas, const DataFiles&) override {
    for (const CellClass type : kCellClasses) bodies_[static_cast<std::size_t>(type)] = canvas.upload(soma_surface(type, kShell, 20));
    ring_ = canvas.upload(ring_mesh(kRingTube));
    rest_ring_ = canvas.upload(ring_mesh(0.7F * kRingTube));
    dials_.prepare(canvas);
    return {};
  }

  // The forms at a quality are made when they are first drawn: few sessions need all three.
  void arrange(Canvas& canvas, const StageView& view) override {
    grow_forms(canvas, QualityName::low);
    grow_forms(canvas, view.view.quality);
  }

  void draw(Canvas& canvas, const StageView& view) const override {
    const Moment& m = moment_;
    const double seconds = time_.seconds() / story_per_second(view.view.lens);
    const Looks looks = looks_of(view.theme);
    draw_cells(canvas, m, looks, view.view.quality);
    draw_signs(canvas, m, looks);
    draw_glutamate(canvas, m, looks, run().scenario().seed, view.view.reduced_motion ? 0.0 : seconds);
    if (m.spiking) draw_pulses(canvas, m, looks);
    if (view.view.labels) {
      dials_.draw(canvas, m, view.theme, looks.cell);
      draw_labels(canvas, m, looks);
    }
  }

  StageReport describe() const override { return story_of(run().trajectory, time_, lens_, moment_, cells_); }

 private:
  void enter(const RunPtr& run) override {
    if (made_with_ == run->parameters.hash()) return;
    made_with_ = run->parameters.hash();
    resting_ = resting_rates(run->parameters);
  }
  void seek(Hours time, const View& view) override {
    time_ = time;
    lens_ = view.lens;
    moment_ = moment_at(run().trajectory, resting_, time, view, cells_);
  }

  struct Form {
    Canvas::MeshId stem, branches;
  };
  struct Looks {
    std::array<vec3, kCellClasses.size()> cell;
    std::array<vec3, kCellClasses.size()> bright;
    Rgba glutamate, ketamine, channel, muted;
    vec3 background;
    bool dark = true;
  };

  static Looks looks_of(const Theme& theme) {
    const auto rgba = [](Color c) { return Rgba{c.r, c.g, c.b, 1.0F}; };
    Looks looks;
    looks.cell = cell_colors(theme);
    for (std::size_t i = 0; i < looks.cell.size(); ++i) {
      // On paper what glows cannot be brighter than the ground: it takes on more colour instead.
      constexpr std::array kStrong{vec3{0.93F, 0.56F, 0.05F}, vec3{0.02F, 0.53F, 0.80F}, vec3{0.42F, 0.27F, 0.93F}};
      looks.bright[i] = theme.dark ? glm::mix(looks.cell[i], vec3{1.0F, 0.98F, 0.90F}, 0.85F) : kStrong[i];
    }
    looks.glutamate = rgba(theme[Role::glutamate]);
    looks.ketamine = rgba(theme[Role::ketamine]);
    looks.channel = rgba(theme[Role::channel]);
    looks.muted = rgba(theme[Role::muted]);
    looks.background = vec(theme[Role::background]);
    looks.dark = theme.dark;
    return looks;
  }

  // The forms never move; only bodies and rings change.
  void draw_cells(Canvas& canvas, const Moment& m, const Looks& looks, QualityName quality) const {
    const glm::mat4 facing = glm::mat4(glm::mat3(glm::inverse(canvas.frame().camera.view())));
    const auto placed = [](vec3 at, const glm::mat4& turn, float scale) {
      glm::mat4 out = turn;
      for (int k = 0; k < 3; ++k) out[k] *= scale;
      out[3] = glm::vec4(at, 1.0F);
      return out;
    };
    // Where a trunk is too thin for two lines beside it, it has none.
    const Camera& camera = canvas.frame().camera;
    const float span_um = 2.0F * camera.distance * std::tan(0.5F * camera.field_of_view);
    const bool near = static_cast<float>(canvas.frame().height_px) > kContourPxPerUm * span_um;
    const std::vector<Form>& far_forms = forms_of(QualityName::low);
    const std::vector<Form>& forms = forms_of(quality);
    canvas.static_layer(true);
    for (std::size_t i = 0; i < kFar.size(); ++i) {
      Material pale;
      pale.colors.fill(Rgba{glm::mix(looks.cell[0], looks.background, kFarPale), 1.0F});
      pale.outline_px = 0.0F;
      const Form& form = far_forms[i % kPyramidalCells];
      const glm::mat4 there = placed(kFar[i], glm::mat4(1.0F), 1.0F);
      canvas.mesh(form.stem, {.transform = there, .material = pale});
      canvas.mesh(form.branches, {.transform = there, .material = pale});
    }
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const vec3 color = looks.cell[static_cast<std::size_t>(cells_[i].type)];
      const vec3 axon = cells_[i].type == CellClass::pyramidal
                            ? glm::mix(color, vec3(looks.glutamate), 0.7F)
                            : glm::mix(color, looks.bright[static_cast<std::size_t>(cells_[i].type)], 0.3F);
      Material material;
      material.colors = {Rgba{color, 1.0F}, Rgba{axon, 1.0F}, Rgba{axon, 1.0F}, Rgba{axon, 1.0F}};
      material.outline_px = 0.0F;  // branches are a few pixels wide: a contour would be all one sees
      const Form& form = forms[i];
      canvas.mesh(form.branches, {.material = material});
      material.outline_px = near ? kStemContourPx : 0.0F;
      canvas.mesh(form.stem, {.material = material});
      Material grey;
      grey.colors.fill(Rgba{glm::mix(vec3(looks.muted), looks.background, 0.35F), 1.0F});
      grey.outline_px = 0.0F;
      canvas.mesh(rest_ring_, {.transform = placed(cells_[i].soma, facing, ring_radius(cells_[i].type)), .material = grey});
    }
    canvas.static_layer(false);
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const auto type = static_cast<std::size_t>(cells_[i].type);
      const vec3 lit = glm::mix(looks.cell[type], looks.bright[type], m.cells[i].brightness);
      Material body;
      body.colors.fill(Rgba{lit, 1.0F});
      body.outline_px = 1.3F;
      canvas.mesh(bodies_[type], {.transform = placed(cells_[i].soma, glm::mat4(1.0F), 1.0F), .material = body});
      Material ring;
      ring.colors.fill(Rgba{glm::mix(looks.cell[type], looks.bright[type], 0.35F), 1.0F});
      ring.outline_px = 0.0F;
      const float radius = ring_radius(cells_[i].type) * static_cast<float>(m.classes[type].ratio());
      canvas.mesh(ring_, {.transform = placed(cells_[i].soma, facing, std::max(0.5F, radius)), .material = ring});
    }
  }

  const std::vector<Form>& forms_of(QualityName quality) const { return forms_[static_cast<std::size_t>(quality)]; }
  void grow_forms(Canvas& canvas, QualityName quality) {
    std::vector<Form>& forms = forms_[static_cast<std::size_t>(quality)];
    const float fine = quality == QualityName::low ? 0.7F : quality == QualityName::high ? 1.6F : 1.0F;
    for (std::size_t i = forms.size(); i < cells_.size(); ++i)
      forms.push_back({canvas.upload(stem_surface(cells_[i], fine)), canvas.upload(branch_surface(cells_[i], fine))});
  }

  // NMDA receptors of all cells as rings, with the diamond of ketamine where it sits.
  void draw_signs(Canvas& canvas, const Moment& m, const Looks& looks) const {
    const vec3 eye = canvas.frame().camera.position();
    std::vector<Sprite> sprites;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const std::vector<int> order = order_of(i);
      for (std::size_t k = 0; k < cells_[i].receptors.size(); ++k) {
        const vec3 at = cells_[i].receptors[k] + 3.0F * glm::normalize(eye - cells_[i].receptors[k]);
        const float held = std::clamp(4.0F * static_cast<float>(m.cells[i].held - 1.0 - order[k]) + 1.0F, 0.0F, 1.0F);
        sprites.push_back({at, kSignRadius, looks.channel, SpriteShape::ring});
        if (held > 0.02F)
          sprites.push_back({at + 0.5F * glm::normalize(eye - at), kHeldRadius, Rgba{vec3(looks.ketamine), held}, SpriteShape::diamond});
      }
    }
    canvas.sprites(sprites);
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
          if (held > 0.02F)
            sprites.push_back({at + vec3{0.0F, 0.0F, 2.0F}, kHeldRadius, Rgba{vec3(looks.ketamine), held}, SpriteShape::diamond});
          ++who;
        }
      }
    }
    canvas.sprites(sprites);
  }

  void draw_pulses(Canvas& canvas, const Moment& m, const Looks& looks) const {
    std::vector<Sprite> sprites;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const auto type = static_cast<std::size_t>(cells_[i].type);
      const vec3 color = cells_[i].type == CellClass::pyramidal ? vec3(looks.glutamate) : looks.bright[type];
      for (const double since : m.cells[i].since_s) {
        for (const AxonRoute& route : cells_[i].routes) {
          const float length = kStep_um * static_cast<float>(route.path.size() - 1);
          for (int tail = 0; tail < 3; ++tail) {
            const float along = kPulse_um_s * static_cast<float>(since) - 4.5F * static_cast<float>(tail);
            if (along <= 0.0F || along >= length) continue;
            const float x = along / kStep_um;
            const auto k = std::min(static_cast<std::size_t>(x), route.path.size() - 2);
            const vec3 at = glm::mix(route.path[k], route.path[k + 1], x - static_cast<float>(k));
            const float ends = std::min({1.0F, along / 20.0F, (length - along) / 20.0F});
            sprites.push_back({at, kPulseRadius * (1.0F - 0.24F * static_cast<float>(tail)),
                               Rgba{color, ends * (1.0F - 0.28F * static_cast<float>(tail))}, SpriteShape::sphere});
          }
        }
      }
    }
    canvas.sprites(sprites);
  }

  void draw_labels(Canvas& canvas, const Moment& m, const Looks& looks) const {
    const auto say = [&](TextKey key, vec3 at, float priority, Rgba swatch = Rgba{0.0F}, SpriteShape shape = SpriteShape::sphere) {
      canvas.label({.anchor = at, .text = {key, {}}, .priority = priority, .swatch = swatch, .shape = shape});
    };
    const Cell& pyramid = cells_[kPyramidalCells - 1];
    const Cell& basket = cells_[kPyramidalCells + 1];
    const Cell& martinotti = cells_.back();
    const auto color = [&](CellClass type) { return Rgba{looks.cell[static_cast<std::size_t>(type)], 1.0F}; };
    say("stage.circuit.label.pyramidal"_key, pyramid.soma, 9.0F, color(CellClass::pyramidal));
    say("stage.circuit.label.parvalbumin"_key, basket.soma, 9.5F, color(CellClass::parvalbumin));
    say("stage.circuit.label.somatostatin"_key, martinotti.soma, 9.4F, color(CellClass::somatostatin));
    say("stage.circuit.label.tuft"_key, pyramid.dendrites[1].back().center, 5.0F);
    // A low picture has no room for all of them; those that are moved would cross the bars.
    const bool roomy = canvas.frame().height_px >= kRoomyPx;
    if (roomy) {
      const Tube& trunk = pyramid.dendrites.front();
      say("stage.circuit.label.trunk"_key, trunk[trunk.size() - 8].center, 4.0F);
      say("stage.circuit.label.martinotti"_key, martinotti.boutons[martinotti.boutons.size() - 3].at, 4.5F);
    }
    const std::vector<int> order = order_of(kPyramidalCells + 1);
    const auto first = static_cast<std::size_t>(std::find(order.begin(), order.end(), 0) - order.begin());
    const bool held = held_signs(m.cells[kPyramidalCells + 1]) > 0;
    say(held ? "stage.circuit.label.held"_key : "stage.circuit.label.nmda"_key, basket.receptors[first], 8.0F,
        held ? looks.ketamine : looks.channel, held ? SpriteShape::diamond : SpriteShape::ring);
    say("stage.circuit.label.glutamate"_key, pyramid.boutons.back().at, 7.0F, looks.glutamate);
    if (m.rest_block) {
      const auto outermost =
          std::max_element(pyramid.rest_sites.begin(), pyramid.rest_sites.end(), [](vec3 a, vec3 b) { return a.x < b.x; });
      say("stage.circuit.label.rest"_key, *outermost, 6.0F, looks.glutamate);
    }
    if (m.spiking && roomy) say("stage.circuit.label.spike"_key, cells_[kPyramidalCells - 2].soma, 3.0F);
  }

  std::vector<Cell> cells_;
  std::string made_with_;  // hash of the parameters of resting_
  CircuitRates resting_{};
  Hours time_{};
  Lens lens_ = Lens::h;
  Moment moment_;
  std::array<std::vector<Form>, 3> forms_;  // a quality, a cell
  std::array<Canvas::MeshId, kCellClasses.size()> bodies_{};
  Canvas::MeshId ring_ = 0, rest_ring_ = 0;
  Dials dials_;
};

}  // namespace

std::unique_ptr<Stage> make_circuit_stage() { return std::make_unique<CircuitStage>(); }

}  // namespace syn
