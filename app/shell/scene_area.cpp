#include "app/shell/scene_area.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/ui/widgets/control_report.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/whole_rows.hpp"
#include "app/ui/widgets/widgets.hpp"
#include "app/ui/widgets/wrap.hpp"
#include "app/view/words.hpp"

namespace syn {
namespace {

Viewpoint other_viewpoint(Viewpoint now) { return now == Viewpoint::usual ? Viewpoint::signals : Viewpoint::usual; }

}  // namespace

SceneArea::SceneArea(ScreenContext& screen, SceneView& scene, LookUp& look_up)
    : screen_(screen), scene_(scene), look_up_(look_up), last_place_(here()) {}

bool SceneArea::advance(float seconds) {
  if (voice_.failed()) screen_.notify(screen_.text("shell.no_voice"_key));
  still_seconds_ += seconds;
  go_on_drifting(seconds);
  const bool travelled = scene_.gliding();
  scene_.advance(seconds, screen_.state());
  return travelled && !scene_.gliding();
}

// --- the frame ------------------------------------------------------------------------------------------------

void SceneArea::paint(const Area& area, bool caption_over) {
  band_px_ = caption_over ? std::trunc(caption_band(screen_.fonts, 2)) : 0.0F;
  area_ = area;
  painted_ = {std::trunc(area.x), std::trunc(area.y), std::trunc(area.width), std::max(16.0F, std::trunc(area.height) - band_px_)};
  if (!seen()) return;
  const bool stands = !scene_.gliding() && painting_ == scene_.paintings() && seen_ == sight();
  if (stands && refined_) return;
  refined_ = stands && still_seconds_ >= kStillSeconds;
  if (!stands) still_seconds_ = 0.0F;
  seen_ = sight();
  scene_.paint(screen_.session.run(), shown_state(), screen_.theme(), static_cast<int>(painted_.width), static_cast<int>(painted_.height),
               1.0F, refined_ ? Finish::refined : Finish::quick);
  painting_ = scene_.paintings();
}

void SceneArea::go_on_drifting(float seconds) {
  constexpr float kDriftSeconds = 60.0F;
  constexpr float kBackSeconds = 0.6F;
  if (!drift_) return;
  drift_->seconds += seconds;
  if (drift_->seconds > kDriftSeconds) drift_->ends = true;
  if (drift_->ends) drift_->share -= seconds / kBackSeconds;
  if (drift_->share <= 0.0F) drift_.reset();
}

// There and back in half a minute: slow enough to look on.
State SceneArea::shown_state() const {
  State state = screen_.state();
  if (!drifts()) return state;
  constexpr float kMost = 0.05F;  // 2.9 degrees
  constexpr float kPerSecond = 2.0F * 3.14159265F / 30.0F;
  Camera camera = scene_.camera(state);
  camera.yaw += drift_->share * kMost * std::sin(kPerSecond * drift_->seconds);
  state.view.camera = camera;
  return state;
}

SceneArea::Sight SceneArea::sight() const {
  const View& view = screen_.view();
  return {screen_.session.run()->id,
          screen_.state().playhead.time_h,
          view.scale_step(),
          view.identity,
          drifts() ? shown_state().view.camera : view.camera,
          view.lens,
          view.shown_theme(),
          view.palette,
          view.quality,
          view.reduced_motion,
          painted_.width,
          painted_.height};
}

void SceneArea::blit(int height_px) const {
  if (seen()) scene_.blit(static_cast<int>(painted_.x), height_px - static_cast<int>(painted_.bottom()));
}

void SceneArea::draw(const std::function<void()>& over) {
  place(area_);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0.0F, 0.0F});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0F);
  ImGui::Begin("picture", nullptr, kFixed | ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar(2);
  ImGui::InvisibleButton("scene", {area_.width, area_.height}, ImGuiButtonFlags_AllowItemOverlap);
  ImGui::SetItemAllowOverlap();  // the button over it has the mouse
  focused_ = ImGui::IsItemFocused() || ImGui::IsItemActive();
  const bool hovered = ImGui::IsItemHovered();
  look_around();
  focus_stop(screen_.look(), "scene");
  words(hovered);
  viewpoint_button();
  over();
  ImGui::End();
}

// Labels, clock, badge, caption.
void SceneArea::words(bool hovered) {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const Color ground = screen_.theme()[Role::background];
  if (scene_.fade() > 0.0F) draw.AddRectFilled({area_.x, area_.y}, {area_.right(), area_.bottom()}, as_u32(ground, scene_.fade()));
  if (!seen() || scene_.words_alpha() <= 0.0F) return;
  const State& state = screen_.state();
  const StageReport report = scene_.report(screen_.session.run(), {state.playhead.time_h}, state.view);
  OverlayContent content = overlay_content(scene_, report, state, screen_.locale(), static_cast<int>(painted_.height), !scene_.gliding());
  if (const char* words = viewpoint_words()) content.reserved = viewpoint_box(words);
  screen_.in_view.caption = report.caption;
  screen_.in_view.lens_note = report.lens_note;
  screen_.in_view.badge = sign_of(report.badge);
  note_ = std::move(content.lens_note);
  content.band_px = band_px_;
  content.lens_note = band_px_ > 0.0F ? note_ : "";
  content.show_badge = badge_;
  content.teaching_line = false;  // it stands at the foot of the screen
  if (hovered) content.pointer = std::pair(ImGui::GetIO().MousePos.x - area_.x, ImGui::GetIO().MousePos.y - area_.y);
  // While time runs, in one picture, words stay where they are.
  const StandingFor now{state.view.scale_step(), state.view.lens, painted_.width, painted_.height, state.view.locale, state.view.camera};
  if (content.paused || scene_.gliding() || !(standing_for_ == now)) standing_.clear();
  // A jump in time is no running on.
  const float seconds = ImGui::GetIO().DeltaTime;
  constexpr double kJump = 3.0;
  const double passed_h = state.playhead.time_h - captioned_h_;
  const bool runs_on = !content.paused && standing_for_ == now && passed_h >= 0.0 &&
                       passed_h <= kJump * static_cast<double>(seconds) * content.hours_per_second;
  captioned_h_ = state.playhead.time_h;
  caption_ = caption_hold_.show(std::move(content.caption), static_cast<double>(seconds), runs_on);
  content.caption = band_px_ > 0.0F ? caption_ : "";  // else they stand in a strip of their own
  standing_for_ = now;
  content.standing = standing_;
  const OverlayLook overlay{screen_.theme(), screen_.locale(), screen_.fonts};
  const OverlayPlan plan = plan_overlay(Box{area_.x, area_.y, area_.right(), area_.bottom()}, content, overlay);
  if (!content.paused) standing_ = standing_labels(plan, content);
  labels(content, plan, hovered);
  draw_overlay(draw, plan, content, overlay);
}

void SceneArea::caption_strip(const Area& area) {
  place(area);
  ImGui::Begin("caption", nullptr, kFixed & ~ImGuiWindowFlags_NoScrollbar);
  {
    const WholeRows whole;
    ImGui::TextUnformatted(wrapped(caption_, ImGui::GetContentRegionAvail().x).c_str());
    keep_lines_whole();
    if (!note_.empty()) paragraph(note_.c_str(), screen_.look());
  }
  if (const float more = ImGui::GetScrollMaxY(); more > 0.0F) {
    const ImVec2 pad = ImGui::GetStyle().WindowPadding;
    ImGui::SetCursorScreenPos({area.x + pad.x, area.y + pad.y});
    ImGui::InvisibleButton("read", {ImGui::GetContentRegionAvail().x, area.height - 2.0F * pad.y});
    if (item_has_keys()) {
      if (const int arrow = take_vertical_arrows(); arrow != 0)
        ImGui::SetScrollY(std::clamp(ImGui::GetScrollY() + static_cast<float>(arrow) * ImGui::GetTextLineHeightWithSpacing(), 0.0F, more));
    }
    focus_stop(screen_.look(), "read");
  }
  ImGui::End();
}

// The label under the mouse, or the one whose anchor is nearest: the inspector tells of it. A frame is drawn around it
// while it is pointed at, and as long as the inspector is in front.
void SceneArea::labels(const OverlayContent& content, const OverlayPlan& plan, bool hovered) {
  const auto all = scene_.canvas().labels();
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < plan.labels.size() && i < all.size(); ++i) {
    if (plan.labels[i].shown) shown.push_back(i);
  }
  std::sort(shown.begin(), shown.end(), [&](std::size_t a, std::size_t b) { return plan.labels[a].box.top < plan.labels[b].box.top; });
  screen_.in_view.labels.clear();
  for (const std::size_t i : shown) {
    screen_.in_view.labels.push_back(all[i].label.text.key.id());
    control_report::add_part(screen_.in_view.labels.back(), plan.labels[i].box, false);
  }

  const ImVec2 mouse = ImGui::GetIO().MousePos;
  std::optional<std::size_t> under;
  float nearest = 1.2F * screen_.unit_px;
  for (const std::size_t i : shown) {
    if (!hovered) break;
    const float away = std::hypot(area_.x + content.labels[i].x - mouse.x, area_.y + content.labels[i].y - mouse.y);
    const bool inside = plan.labels[i].box.holds(mouse.x, mouse.y);
    if (!inside && away >= nearest) continue;
    under = i;
    nearest = inside ? 0.0F : away;
  }
  look_up_.point_at(under ? std::optional(all[*under].label.text.key.id()) : std::nullopt);
  for (const std::size_t i : shown) {
    const bool meant = under ? i == *under : look_up_.keeps(all[i].label.text.key.id());
    if (!meant) continue;
    const Box& box = plan.labels[i].box;
    const float out = 0.2F * screen_.unit_px;
    const ImU32 color = as_u32(screen_.theme()[Role::focus]);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.AddRect({box.left - out, box.top - out}, {box.right + out, box.bottom + out}, color, out, 0, 2.0F);
    draw.AddCircle({area_.x + content.labels[i].x, area_.y + content.labels[i].y}, 0.35F * screen_.unit_px, color, 0, 2.0F);
    break;
  }
}

// Where a scene can be looked at from two places: a way to the other one, under the clock.
Box SceneArea::viewpoint_box(const char* words) const {
  const float u = screen_.unit_px;
  const ImVec2 text = ImGui::CalcTextSize(words);
  const Box box{0.6F * u, 2.9F * u, 0.6F * u + text.x + 2.4F * ImGui::GetStyle().FramePadding.x,
                2.9F * u + text.y + 2.0F * ImGui::GetStyle().FramePadding.y};
  // Where the text is large and the picture low there is no room; the key of the scale leads there, too.
  return box.bottom > 0.45F * painted_.height ? Box{} : box;
}

const char* SceneArea::viewpoint_words() const {
  const View& view = screen_.view();
  if (scene_.gliding() || view.mode == Mode::present) return nullptr;
  if (view.viewpoint == Viewpoint::close) return screen_.text("shell.whole_scene"_key);
  if (!scene_.stage(view.stage).has(Viewpoint::signals)) return nullptr;
  return view.viewpoint == Viewpoint::usual ? screen_.text("shell.look_inside"_key) : screen_.text("shell.look_at_cleft"_key);
}

void SceneArea::viewpoint_button() {
  const char* words = viewpoint_words();
  if (words == nullptr) return;
  const Box box = viewpoint_box(words);
  if (box.width() <= 0.0F) return;
  const float out = 0.2F * screen_.unit_px;  // its edge stands out from the panels' colour, whatever the scene shows
  ImGui::GetWindowDrawList()->AddRectFilled({area_.x + box.left - out, area_.y + box.top - out},
                                            {area_.x + box.right + out, area_.y + box.bottom + out}, as_u32(screen_.theme()[Role::panel]),
                                            2.0F * out);
  ImGui::SetCursorScreenPos({area_.x + box.left, area_.y + box.top});
  if (button("viewpoint", words, screen_.look())) screen_.give(command::SetViewpoint{other_viewpoint(screen_.view().viewpoint)});
}

// --- ways of looking ------------------------------------------------------------------------------------------

void SceneArea::look_around() {
  const ImGuiIO& io = ImGui::GetIO();
  if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 2.0F) &&
      (io.MouseDelta.x != 0.0F || io.MouseDelta.y != 0.0F)) {
    turn(-0.006F * io.MouseDelta.x, 0.006F * io.MouseDelta.y, 1.0F);
  }
  if (ImGui::IsItemHovered() && io.MouseWheel != 0.0F) turn(0.0F, 0.0F, std::pow(0.88F, io.MouseWheel));
}

void SceneArea::go_to(StageName stage) {
  const View& view = screen_.view();
  if (view.stage != stage) return screen_.session.submit(command::SetStage{stage});
  if (view.viewpoint == Viewpoint::close || scene_.stage(stage).has(Viewpoint::signals))
    screen_.session.submit(command::SetViewpoint{other_viewpoint(view.viewpoint)});
}

void SceneArea::turn(float yaw, float pitch, float zoom) {
  if (scene_.gliding()) return;
  Camera camera = scene_.camera(screen_.state());
  camera.yaw += yaw;
  camera.pitch = std::clamp(camera.pitch + pitch, -1.45F, 1.45F);
  if (zoom != 1.0F) {
    const ScaleStep scale_step = screen_.view().scale_step();
    const ScaleZoom::Answer answer =
        scale_zoom_.zoom(camera, scene_.stage(scale_step.stage).home(scale_step.viewpoint).distance, scale_step, zoom);
    if (answer.scale_step) {
      screen_.session.submit(command::SetStage{answer.scale_step->stage});
      screen_.session.submit(command::SetViewpoint{answer.scale_step->viewpoint});
      return;
    }
    camera = answer.camera;
  }
  screen_.session.submit(command::SetCamera{camera});
}

void SceneArea::rescue_camera() {
  if (screen_.view().camera) previous_place_ = here();
  screen_.session.submit(command::ResetCamera{});
}

void SceneArea::remember_place() {
  const Place now = here();
  if (now.scale_step != last_place_.scale_step) previous_place_ = last_place_;
  last_place_ = now;
}

void SceneArea::go_back() {
  if (!previous_place_) return;
  const Place to = *previous_place_;
  previous_place_ = here();
  screen_.session.submit(command::SetStage{to.scale_step.stage});
  screen_.session.submit(command::SetViewpoint{to.scale_step.viewpoint});
  if (to.camera) {
    screen_.session.submit(command::SetCamera{*to.camera});
  } else {
    screen_.session.submit(command::ResetCamera{});
  }
  last_place_ = here();
}

void SceneArea::speak() {
  if (const auto spoken = voice_.say(caption_, screen_.locale().name()); !spoken) screen_.notify(screen_.text("shell.no_voice"_key));
}

}  // namespace syn
