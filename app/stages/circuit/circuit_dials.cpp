#include "app/stages/circuit/circuit_dials.hpp"

#include <algorithm>
#include <cmath>

#include "app/stages/common/shapes.hpp"

namespace syn::circuit {
namespace {

using glm::vec3;

// Where the bars stand, in shares of the picture's width and height from its top left.
constexpr float kLeft = 0.222F, kLeftPx = 225.0F, kLeftMost = 0.30F;  // on a small picture words need more of it
constexpr float kWide = 0.10F, kTop = 0.42F, kApart = 0.088F, kThick = 0.030F;
constexpr float kDeep = 0.30F;  // how far from the eye, of the distance to the target: before everything else

vec3 vec(Color color) { return {color.r, color.g, color.b}; }

}  // namespace

void Dials::prepare(Canvas& canvas) { box_ = canvas.upload(shapes::slab()); }

void Dials::draw(Canvas& canvas, const Moment& m, const Theme& theme, const std::array<vec3, kCellClasses.size()>& cell) const {
  const Frame& frame = canvas.frame();
  const float aspect = static_cast<float>(frame.width_px) / static_cast<float>(frame.height_px);
  const float deep = kDeep * frame.camera.distance;
  const float high = 2.0F * deep * std::tan(0.5F * frame.camera.field_of_view);  // of the picture, there
  const float wide = high * aspect;
  const float left = std::clamp(kLeftPx / static_cast<float>(frame.width_px), kLeft, kLeftMost);
  const glm::mat4 world = glm::inverse(frame.camera.view());
  // A slab from (x, y) to the right; y in the middle of it, layer 0 lies behind 1.
  const auto slab_at = [&](float x, float y, float length, float thick, float layer, vec3 color, float outline) {
    glm::mat4 place(1.0F);
    place[0] *= length * wide;
    place[1] *= thick * high;
    place[2] *= 0.002F * high;
    place[3] = glm::vec4((x - 0.5F) * wide, (0.5F - y) * high, -deep + layer * 0.004F * high, 1.0F);
    Material material;
    material.colors.fill(Rgba{color, 1.0F});
    material.outline_px = outline;
    canvas.mesh(box_, {.transform = world * place, .material = material});
  };
  struct Row {
    TextKey key;
    double ratio;
    double rate_hz;
    vec3 color;
  };
  const auto row_of = [&](CellClass type, TextKey key) {
    return Row{key, m.of(type).ratio(), m.of(type).rate_hz, cell[static_cast<std::size_t>(type)]};
  };
  const std::array rows{row_of(CellClass::pyramidal, "stage.circuit.dial.pyramidal"_key),
                        row_of(CellClass::parvalbumin, "stage.circuit.dial.parvalbumin"_key),
                        row_of(CellClass::somatostatin, "stage.circuit.dial.somatostatin"_key),
                        Row{"stage.circuit.dial.glutamate"_key, m.glutamate, 0.0, vec(theme[Role::glutamate])}};
  const vec3 track = glm::mix(vec(theme[Role::background]), vec(theme[Role::control]), 0.35F);
  float y = kTop;
  for (const Row& row : rows) {
    const auto full = static_cast<float>(std::clamp(row.ratio / kFullScale, 0.004, 1.0));
    slab_at(left, y, kWide, kThick, 0.0F, track, 0.0F);
    slab_at(left, y, kWide * full, 0.72F * kThick, 1.0F, row.color, 0.0F);
    slab_at(left + kWide / static_cast<float>(kFullScale) - 0.001F, y, 0.002F, 1.5F * kThick, 2.0F, vec(theme[Role::text]), 0.0F);
    const vec3 anchor(world * glm::vec4((left - 0.5F) * wide, (0.5F - y) * high, -deep, 1.0F));
    canvas.label({.anchor = anchor,
                  .text = {row.key, {{"hz", Quantity{row.rate_hz, 1}}, {"percent", Quantity{100.0 * row.ratio, 0}}}},
                  .priority = 20.0F,
                  .swatch = Rgba{row.color, 1.0F}});
    y += kApart;
  }
}

}  // namespace syn::circuit
