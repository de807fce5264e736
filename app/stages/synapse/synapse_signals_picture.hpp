// The diagram of the signals inside the spine as a picture: bodies as large as their levels, arrows, the pulse, the outline of
// the spine before the first dose, names.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "app/stages/synapse/synapse_chain.hpp"
#include "app/stages/synapse/synapse_crowd.hpp"
#include "app/stages/synapse/synapse_signals.hpp"
#include "app/ui/look/theme.hpp"
#include "gfx/canvas.hpp"

namespace syn::synapse {

// What the picture shows of one moment.
struct SignalMoment {
  SignalLevels levels{}, before{};  // now; before the first dose
  std::optional<Pulse> pulse;
  float swell = 1.0F;    // of the spine's outline, over that of before
  float opacity = 1.0F;  // fades the diagram
  double seconds = 0.0;  // the viewer's, for what jostles; a picture stands still where they do not change
  std::uint64_t seed = 0;
};

class SignalPicture {
 public:
  void prepare(Canvas& canvas);
  // What stands still behind the diagram.
  void draw_crowd(Canvas& canvas, const Theme& theme, Rgba wall) const;
  void draw(Canvas& canvas, const SignalMoment& moment, const Theme& theme) const;
  static void label(Canvas& canvas, const SignalMoment& moment, const Theme& theme);

 private:
  static constexpr int kWidths = 5;  // of an arrow, from quiet to busy
  void draw_edges(Canvas& canvas, const SignalMoment& moment, const Theme& theme) const;
  void draw_bodies(Canvas& canvas, const SignalMoment& moment, const Theme& theme) const;
  void draw_before(Canvas& canvas, const SignalMoment& moment, const Theme& theme) const;
  static void draw_pulse(Canvas& canvas, const SignalMoment& moment, const Theme& theme);
  static void draw_bdnf(Canvas& canvas, const SignalMoment& moment, const Theme& theme);

  std::map<Body, Canvas::MeshId> bodies_;
  std::vector<std::array<Canvas::MeshId, kWidths>> edges_;
  std::vector<CrowdBead> crowd_;
  std::vector<glm::vec3> outline_;
};

}  // namespace syn::synapse
