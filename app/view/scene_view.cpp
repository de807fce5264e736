#include "app/view/scene_view.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/view/stages.hpp"

namespace syn {
namespace {

constexpr float kGlideSeconds = 2.0F, kHallGlideSeconds = 5.0F;
// How near (or far) the camera goes before one scale gives way to the other.
constexpr float kPortalNear = 0.12F;
constexpr float kPortalFar = 4.0F;
constexpr float kLowScale = 0.75F;

Rgba rgba(Color color) { return {color.r, color.g, color.b, color.a}; }

Camera scaled(Camera camera, float factor) {
  camera.distance *= factor;
  return camera;
}

bool inwards(ScaleStep from, ScaleStep to) { return index_of(to) > index_of(from); }

}  // namespace

Result<std::unique_ptr<SceneView>> SceneView::create(const DataFiles& files) {
  auto canvas = Canvas::create(files);
  if (!canvas) return failure(std::move(canvas.error()));
  std::unique_ptr<SceneView> show(new SceneView(files));
  show->canvas_ = std::move(*canvas);
  for (auto& stage : make_stages()) show->stages_.push_back({std::move(stage)});
  return show;
}

void SceneView::prepare(Entry& entry) {
  if (entry.ready) return;
  entry.ready = true;
  const Problems problems = entry.stage->prepare(*canvas_, files_);
  problems_.insert(problems_.end(), problems.begin(), problems.end());
}

void SceneView::prepare(StageName name) {
  for (Entry& entry : stages_) {
    if (entry.stage->name() == name) prepare(entry);
  }
}

bool SceneView::prepare_another() {
  const auto waiting = std::find_if(stages_.begin(), stages_.end(), [](const Entry& entry) { return !entry.ready; });
  if (waiting == stages_.end()) return false;
  prepare(*waiting);
  return true;
}

void SceneView::prepare_all() {
  while (prepare_another()) {
  }
}

Stage& SceneView::stage_of(StageName name) const {
  const auto found = std::find_if(stages_.begin(), stages_.end(), [name](const Entry& entry) { return entry.stage->name() == name; });
  return *found->stage;  // every name has a stage: stages.cpp lists them all, and a test counts
}

const Stage& SceneView::stage(StageName name) const { return stage_of(name); }

StageReport SceneView::report(const RunPtr& run, Hours time, const View& view) {
  return stage_of(view.stage).at(run, time, view).describe();
}

Camera SceneView::camera(const State& state) const {
  return state.view.camera.value_or(stage(state.view.stage).home(state.view.viewpoint));
}

void SceneView::advance(float seconds, const State& state) {
  const ScaleStep wanted = state.view.scale_step();
  if (!target_) {
    shown_ = target_ = wanted;
    glide_ = 1.0F;
  }
  // A person turns the camera by hand; a lecture sends it.
  const bool sent = state.view.mode == Mode::present && std::exchange(beat_, state.view.beat) != state.view.beat && paintings_ > 0 &&
                    painted_step_ == wanted && !(painted_ == camera(state));
  if (*target_ != wanted || sent) {
    shown_ = painted_step_;
    from_ = painted_;
    target_ = wanted;
    glide_ = state.view.reduced_motion ? 1.0F : 0.0F;
  } else {
    const bool in_hall = state.view.mode == Mode::present && state.view.hall;
    glide_ = std::min(1.0F, glide_ + seconds / (in_hall ? kHallGlideSeconds : kGlideSeconds));
  }
  if (glide_ >= 1.0F) shown_ = target_;
}

float SceneView::fade() const {
  if (!gliding() || same_scene()) return 0.0F;
  const float near_middle = 1.0F - std::abs(glide_ - 0.5F) / 0.22F;
  return std::clamp(near_middle, 0.0F, 1.0F);
}

float SceneView::words_alpha() const { return gliding() ? std::clamp((glide_ - 0.85F) / 0.15F, 0.0F, 1.0F) : 1.0F; }

void SceneView::paint(const RunPtr& run, const State& state, const Theme& theme, int width_px, int height_px, float scale, Finish finish,
                      bool bare) {
  ++paintings_;
  ScaleStep scale_step = state.view.scale_step();
  Camera eye = bare && !state.view.camera ? stage(scale_step.stage).composed(scale_step.viewpoint) : camera(state);
  float arrived = 1.0F;
  if (gliding() && shown_) {
    const bool in = inwards(*shown_, scale_step);
    if (same_scene()) {
      // One scene from two places: the camera travels, and what belongs to one place only fades with it.
      if (*shown_ != scale_step) arrived = std::abs(2.0F * glide_ - 1.0F);
      eye = glide(from_, eye, glide_);
      if (glide_ < 0.5F) scale_step = *shown_;
    } else if (glide_ < 0.5F) {
      scale_step = *shown_;
      eye = glide(from_, scaled(from_, in ? kPortalNear : kPortalFar), glide_ * 2.0F);
    } else {
      eye = glide(scaled(eye, in ? kPortalFar : kPortalNear), eye, glide_ * 2.0F - 1.0F);
    }
  }
  // The one to come, too: its words are asked for as soon as it arrives.
  prepare(scale_step.stage);
  prepare(state.view.stage);
  painted_ = eye;
  painted_step_ = scale_step;

  Frame frame = frame_of(theme, width_px, height_px, state.view.quality);
  frame.camera = eye;
  // The synapse fills the picture several times over: at low quality it is drawn smaller and stretched, with the words at
  // their own size over it. Where less is filled, stretching would cost more than it saves.
  frame.refined = finish == Finish::refined;
  const bool smaller = !frame.refined && frame.quality == Quality::low && scale_step.stage == StageName::synapse;
  frame.render_scale = smaller ? std::min(scale, kLowScale) : scale;
  canvas_->begin(frame);
  View view = state.view;
  view.stage = scale_step.stage;
  view.viewpoint = scale_step.viewpoint;
  draw(run, state.playhead.time_h, view, {view, theme, arrived, bare});
}

Frame SceneView::frame_of(const Theme& theme, int width_px, int height_px, QualityName quality) const {
  Frame frame;
  frame.width_px = width_px;
  frame.height_px = height_px;
  frame.background_top = rgba(theme[Role::background]);
  frame.background_bottom = rgba(theme[Role::background_low]);
  frame.outline = rgba(theme[Role::outline]);
  frame.contour = theme.contour;
  frame.quality = static_cast<Quality>(quality);
  return frame;
}

// Into the canvas that has begun; ends it.
void SceneView::draw(const RunPtr& run, double time_h, const View& view, const StageView& how) {
  Stage& stage = stage_of(view.stage);
  stage.at(run, {time_h}, view);
  stage.arrange(*canvas_, how);
  stage.draw(*canvas_, how);
  canvas_->end();
}

void SceneView::paint_step(ScaleStep step, const RunPtr& run, View view, const Theme& theme, int width_px, int height_px) {
  prepare(step.stage);
  start_afresh();
  view.stage = step.stage;
  view.viewpoint = step.viewpoint;
  view.identity = 0;
  view.lens = Lens::h;
  Frame frame = frame_of(theme, width_px, height_px, view.quality);
  frame.camera = stage(step.stage).home(step.viewpoint);
  frame.refined = true;
  frame.render_scale = 1.0F;
  canvas_->begin(frame);
  draw(run, run->trajectory.start().value, view, {view, theme});
  start_afresh();
}

double SceneView::nanometres_per_pixel(int height_px) const {
  const Stage& shown = stage(painted_step_.stage);
  double depth = painted_.distance;
  if (const auto hero = shown.hero(painted_step_.viewpoint)) {
    // On the way the camera may pass the hero: there the bar goes over from one depth to the other as it does at home.
    const Camera home = shown.home(painted_step_.viewpoint);
    const auto deep = [&](const Camera& eye) { return -(eye.view() * glm::vec4(*hero, 1.0F)).z; };
    if (gliding()) {
      depth *= std::lerp(1.0, static_cast<double>(deep(home) / home.distance), std::abs(2.0 * glide_ - 1.0));
    } else if (deep(painted_) > 0.0F) {
      depth = deep(painted_);
    }
  }
  const double span = 2.0 * depth * std::tan(painted_.field_of_view / 2.0);  // scene units, top to bottom
  return span * shown.nanometres_per_unit() / std::max(height_px, 1);
}

}  // namespace syn
