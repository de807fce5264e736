// The picture area: the stage that is on, its camera, the glide from one scale to the next.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/stages/common/stage.hpp"
#include "app/state/state.hpp"
#include "gfx/canvas.hpp"

namespace syn {

enum class Finish : std::uint8_t { quick, refined };

class SceneView {
 public:
  // Needs a current context. Fails only when nothing can be drawn at all. Stages are prepared when they are first painted,
  // so that the first picture does not wait for the others.
  static Result<std::unique_ptr<SceneView>> create(const DataFiles& files);
  // Prepares one more stage, for a moment in which nothing else is to be done; false when all are ready.
  bool prepare_another();
  void prepare_all();

  // Draws the moment into the canvas. `scale` is the render scale. During a glide the picture on the way is drawn. A refined
  // picture has its edges smoothed, whatever the quality: for what stands still. A bare one will have no words at all.
  void paint(const RunPtr& run, const State& state, const Theme& theme, int width_px, int height_px, float scale, Finish finish,
             bool bare = false);
  // A refined picture of one step from its own camera, before all doses, beside the one that stands: paint() must follow.
  void paint_step(ScaleStep step, const RunPtr& run, View view, const Theme& theme, int width_px, int height_px);
  void blit(int x_px, int y_px) const { canvas_->blit(x_px, y_px); }

  // The glide. A change of scale starts it, and while presenting another beat with another camera; `advance` moves it on; reduced
  // motion cuts.
  void advance(float seconds, const State& state);
  bool gliding() const { return glide_ < 1.0F; }
  // How much of the picture the background covers now (the cross-fade of two scales), 0..1.
  float fade() const;
  // Words wait until the picture has arrived.
  float words_alpha() const;

  const Stage& stage(StageName name) const;
  // What the state's stage says about a moment of the run.
  StageReport report(const RunPtr& run, Hours time, const View& view);
  Camera camera(const State& state) const;           // the person's, or the stage's own
  double nanometres_per_pixel(int height_px) const;  // at the camera's target, in the picture painted last
  // The next picture does not start from what stood still in the last one.
  void start_afresh() {
    canvas_->forget_static_layer();
    ++paintings_;
  }
  // Counts up with every picture, and whenever the next one must be drawn: who painted last can tell whether it still stands.
  std::uint64_t paintings() const { return paintings_; }
  const Canvas& canvas() const { return *canvas_; }
  // Of the stages prepared so far (a missing model file; the stage then shows a stand-in).
  const Problems& problems() const { return problems_; }

 private:
  explicit SceneView(const DataFiles& files) : files_(files) {}
  struct Entry {
    std::unique_ptr<Stage> stage;
    bool ready = false;
  };
  void prepare(Entry& entry);
  Frame frame_of(const Theme& theme, int width_px, int height_px, QualityName quality) const;
  void draw(const RunPtr& run, double time_h, const View& view, const StageView& how);
  void prepare(StageName name);
  DataFiles files_;
  std::unique_ptr<Canvas> canvas_;
  Stage& stage_of(StageName name) const;
  std::vector<Entry> stages_;
  Problems problems_;
  bool same_scene() const { return shown_ && target_ && shown_->stage == target_->stage; }
  std::optional<ScaleStep> shown_;  // where the glide comes from or stays
  std::optional<ScaleStep> target_;
  std::string beat_;  // of a lecture, where the camera was sent last
  Camera from_;
  Camera painted_;
  ScaleStep painted_step_;
  std::uint64_t paintings_ = 0;
  float glide_ = 1.0F;  // 0 = at the old scale, 1 = arrived
};

}  // namespace syn
