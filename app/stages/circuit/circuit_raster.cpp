#include "app/stages/circuit/circuit_raster.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/stages/common/screen_plane.hpp"
#include "app/stages/dendrite/dendrite_sweep.hpp"

namespace syn::circuit {
namespace {

using glm::vec2;
using glm::vec3;

// Shares of the picture. A row of a pyramidal cell, whose firing is the story, is twice as high as that of an interneuron;
// few rows make a lower strip.
constexpr float kLeft = 0.085F, kFirst = 0.112F, kRight = 0.835F, kBottom = 0.982F, kBetween = 0.010F, kHighest = 0.112F,
                kRowHighest = 0.0095F;
constexpr float kHeadWide = 0.0012F;                      // the line where it is being written
constexpr float kTickWide = 0.0036F, kTickHigh = 0.84F;   // the height as a share of its row
constexpr float kMargin = 0.008F, kWordUp = 0.040F;       // a word stands under its anchor
constexpr float kAddedWider = 2.0F, kAddedGlow = 0.025F;  // the glow in shares of the picture's height

// Where a moment stands in the strip, 0..1. Ticks stand still: what is written goes from left to right, and begins again over
// what is oldest, as on a monitor. A strip that runs would flicker.
float place_of(double time_s) { return static_cast<float>(time_s / kRaster_s - std::floor(time_s / kRaster_s)); }

float row_weight(CellClass type) { return type == CellClass::pyramidal ? 2.0F : 1.0F; }

// A plain rectangle in the plane of the picture that is painted flat.
class Flat {
 public:
  Flat(const ScreenPlane& plane, vec3 lit) : plane_(plane), lit_(lit) {}
  void add(vec2 low, vec2 high, vec3 color, float layer) {
    const auto first = static_cast<std::uint32_t>(mesh_.positions.size());
    for (const vec2 at : {vec2{low.x, high.y}, high, vec2{high.x, low.y}, low}) {
      mesh_.positions.push_back(plane_.at(at, layer));
      mesh_.normals.push_back(lit_);
      mesh_.data.push_back(dendrite::bytes_of({color, 1.0F}));
    }
    mesh_.indices.insert(mesh_.indices.end(), {first, first + 1, first + 2, first, first + 2, first + 3});
  }
  const MeshData& mesh() const { return mesh_; }

 private:
  const ScreenPlane& plane_;
  vec3 lit_;
  MeshData mesh_;
};

}  // namespace

void RasterStrip::prepare(Canvas& canvas) {
  MeshData square;  // of side 1 around the origin
  for (const vec2 at : {vec2{-0.5F, -0.5F}, vec2{0.5F, -0.5F}, vec2{0.5F, 0.5F}, vec2{-0.5F, 0.5F}}) {
    square.positions.emplace_back(at, 0.0F);
    square.normals.emplace_back(0.0F, 0.0F, 1.0F);
    square.data.push_back({0, 0, 0, 255});
  }
  square.indices = {0, 1, 2, 0, 2, 3};
  plate_ = canvas.upload(square);
}

void RasterStrip::draw(Canvas& canvas, const Moment& m, const std::vector<Cell>& cells, std::span<const std::size_t> shown,
                       const RasterLook& look, bool words) const {
  const Frame& frame = canvas.frame();
  const ScreenPlane plane(frame);
  // Its normals face the light, so that colours come out as they are.
  const glm::mat3 world(glm::inverse(frame.camera.view()));
  Flat flat(plane, glm::normalize(world * frame.light));
  float weights = 0.0F;
  for (const std::size_t i : shown) weights += row_weight(cells[i].type);
  const float unit = std::min(kRowHighest, (kHighest - kMargin) / weights);
  const float high = unit * weights + kMargin;
  const float now_top = kBottom - high, rest_top = now_top - kBetween - high;
  // The plates stand still with the camera.
  Material plate;
  plate.colors.fill(Rgba{look.plate, 1.0F});
  plate.outline_px = 0.0F;
  canvas.static_layer(true);
  for (const float top : {rest_top, now_top}) {
    const vec3 size{(kRight - kLeft + 0.012F) * plane.wide(), high * plane.high(), 1.0F};
    canvas.mesh(plate_, {.transform = plane.put({0.5F * (kLeft + kRight), top + 0.5F * high}, size), .material = plate});
  }
  canvas.static_layer(false);
  if (m.spiking) {
    const float x = glm::mix(kFirst, kRight, place_of(m.strip_end_s));
    for (const float top : {rest_top, now_top}) flat.add({x - 0.5F * kHeadWide, top}, {x + 0.5F * kHeadWide, top + high}, look.head, 1.0F);
  }
  std::vector<Sprite> light;
  float down = 0.5F * kMargin;
  for (const std::size_t i : shown) {
    const auto type = static_cast<std::size_t>(cells[i].type);
    const float row = unit * row_weight(cells[i].type);
    const auto tick = [&](float top, double back_s, vec3 color, float wider, float layer) {
      const float x = glm::mix(kFirst, kRight, place_of(m.strip_end_s - back_s));
      const float y = top + down;
      const float half = 0.5F * kTickWide * wider;
      flat.add({x - half, y + 0.5F * (1.0F - kTickHigh) * row}, {x + half, y + (0.5F + 0.5F * kTickHigh) * row}, color, layer);
      return vec2{x, y + 0.5F * row};
    };
    const auto in = [](const std::vector<double>& all, double one) { return std::find(all.begin(), all.end(), one) != all.end(); };
    const CellMoment& cell = m.cells[i];
    for (const double back : cell.rest_back_s) {
      tick(rest_top, back, look.rest[type], 1.0F, 1.0F);
      if (!in(cell.back_s, back)) tick(now_top, back, look.missing, 1.0F, 1.0F);
    }
    for (const double back : cell.back_s) {
      if (in(cell.rest_back_s, back)) {
        tick(now_top, back, look.now[type], 1.0F, 2.0F);
      } else {
        const vec2 at = tick(now_top, back, look.added[type], kAddedWider, 3.0F);
        light.push_back({plane.at(at, 2.5F), kAddedGlow * plane.high(), Rgba{look.now[type], look.glow}, SpriteShape::glow});
      }
    }
    down += row;
  }
  canvas.surface(flat.mesh(), {.vertex_colors = true, .outline_px = 0.0F, .two_sided = true});
  // The drug's own sign marks the strip of now while it is there.
  const float held = static_cast<float>(std::clamp(m.of(CellClass::somatostatin).block * 20.0, 0.0, 1.0));
  if (held > 0.02F) {
    const vec3 at = plane.at({kLeft + 0.008F, now_top + 0.50F * high}, 3.0F);
    light.push_back({at, std::min(0.022F, 0.36F * high) * plane.high(), Rgba{vec3(look.ketamine), held}, SpriteShape::diamond});
  }
  canvas.sprites(light);
  if (!words) return;
  const auto say = [&](TextKey key, float top) {
    canvas.label({.anchor = plane.at({0.5F * kLeft - 0.006F, top}),
                  .text = {key, {{"s", Quantity{kRaster_s, 0}}}},
                  .priority = 30.0F,
                  .in_place = true});
  };
  say("stage.circuit.raster.rest"_key, rest_top + 0.5F * high - kWordUp);
  say("stage.circuit.raster.now"_key, now_top + 0.5F * high - kWordUp);
}

}  // namespace syn::circuit
