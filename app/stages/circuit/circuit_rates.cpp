#include "app/stages/circuit/circuit_rates.hpp"

#include <algorithm>

#include "app/stages/common/screen_plane.hpp"

namespace syn::circuit {
namespace {

// Shares of the picture; on a narrow one words need more of its width.
constexpr float kMiddle = 0.125F, kMiddlePx = 150.0F, kTop = 0.22F, kApart = 0.085F;

}  // namespace

void say_rates(Canvas& canvas, const Moment& m, const Looks& looks) {
  const ScreenPlane plane(canvas.frame());
  const float middle = std::max(kMiddle, kMiddlePx / static_cast<float>(canvas.frame().width_px));
  float y = kTop;
  const auto say = [&](TextKey key, double ratio, double rate_hz, Rgba color) {
    canvas.label({.anchor = plane.at({middle, y}),
                  .text = {key, {{"hz", Quantity{rate_hz, 1}}, {"percent", Quantity{100.0 * ratio, 0}}}},
                  .priority = 20.0F,
                  .swatch = color,
                  .in_place = true});
    y += kApart;
  };
  const auto of = [&](TextKey key, CellClass type) {
    say(key, m.of(type).ratio(), m.of(type).rate_hz, Rgba{looks.lit[static_cast<std::size_t>(type)], 1.0F});
  };
  of("stage.circuit.dial.pyramidal"_key, CellClass::pyramidal);
  of("stage.circuit.dial.parvalbumin"_key, CellClass::parvalbumin);
  of("stage.circuit.dial.somatostatin"_key, CellClass::somatostatin);
  say("stage.circuit.dial.glutamate"_key, m.glutamate, 0.0, looks.glutamate);
}

}  // namespace syn::circuit
