// The picture area: the stage that is on, its camera, the glide from one scale to the next.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "gfx/canvas.hpp"
#include "stages/stage.hpp"
#include "state/state.hpp"

namespace syn {

class Show {
 public:
  // Needs a current context. Stage problems (a missing model file) are kept in problems(); the stage then shows a
  // stand-in. Fails only when nothing can be drawn at all.
  static Result<std::unique_ptr<Show>> create(const DataFiles& files);

  // Draws the moment into the canvas. `scale` is the render scale. During a glide the picture on the way is drawn.
  void paint(const Trajectory& trajectory, const State& state, const Theme& theme, int width_px, int height_px, float scale);
  void present(int x_px, int y_px) const { canvas_->present(x_px, y_px); }

  // The glide. A change of stage starts it; `advance` moves it on; reduced motion cuts.
  void advance(float seconds, const State& state);
  bool gliding() const { return glide_ < 1.0F; }
  // How much of the picture the background covers now (the cross-fade of two scales), 0..1.
  float veil() const;
  // Words wait until the picture has arrived.
  float words_alpha() const;

  const Stage& stage(StageName name) const;
  Camera camera(const State& state) const;  // the person's, or the stage's own
  double nanometres_per_pixel(int height_px) const;  // at the camera's target, in the picture painted last
  // The next picture does not start from what stood still in the last one.
  void start_afresh() { canvas_->forget_still(); }
  const Canvas& canvas() const { return *canvas_; }
  const Problems& problems() const { return problems_; }

 private:
  Show() = default;
  std::unique_ptr<Canvas> canvas_;
  std::vector<std::unique_ptr<Stage>> stages_;
  Problems problems_;
  bool same_scene() const { return shown_ && target_ && shown_->stage == target_->stage; }
  std::optional<Rung> shown_;   // where the glide comes from or stays
  std::optional<Rung> target_;
  Camera from_;
  Camera painted_;
  Rung painted_rung_;
  float glide_ = 1.0F;  // 0 = at the old scale, 1 = arrived
};

}  // namespace syn
