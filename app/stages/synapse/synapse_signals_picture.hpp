// The diagram of the signals inside the spine as a picture: bodies, arrows, bars, dots that run along the arrows, names.
#pragma once

#include <map>
#include <vector>

#include "app/stages/synapse/synapse_signals.hpp"
#include "app/ui/look/theme.hpp"
#include "gfx/canvas.hpp"

namespace syn::synapse {

class SignalPicture {
 public:
  void prepare(Canvas& canvas);
  // `seconds`: the viewer's, for what moves; a picture stands still where they do not change. `opacity` fades it all.
  void draw(Canvas& canvas, const SignalLevels& levels, const Theme& theme, std::uint64_t seed, double seconds, float opacity) const;
  static void label(Canvas& canvas, const SignalLevels& levels, const Theme& theme);

 private:
  void draw_bars(Canvas& canvas, const SignalLevels& levels, const Theme& theme, float opacity) const;
  void draw_runners(Canvas& canvas, const SignalLevels& levels, const Theme& theme, std::uint64_t seed, double seconds,
                    float opacity) const;

  std::map<Body, Canvas::MeshId> bodies_;
  std::vector<Canvas::MeshId> edges_;
  Canvas::MeshId box_ = 0;
};

}  // namespace syn::synapse
