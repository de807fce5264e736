#include "app/export/offscreen_renderer.hpp"

#include <imgui.h>

#include "app/explore/explore.hpp"
#include "app/panels/editors/panels.hpp"
#include "app/present/present.hpp"
#include "app/start/start.hpp"
#include "app/view/words.hpp"
#include "app/walk/screen/walk.hpp"

namespace syn {
namespace {

void start(const RenderTarget& target, const Theme& theme) {
  target.bind();
  const Color ground = theme[Role::background];
  clear(ground.r, ground.g, ground.b);
}

// Text of a panel that fills a picture: about 40 lines high.
float panel_unit(const State& state, const RenderTarget& target) {
  return std::max(14.0F, static_cast<float>(target.height()) / 36.0F) * state.view.text_scale;
}

}  // namespace

Result<std::unique_ptr<OffscreenRenderer>> OffscreenRenderer::open(const DataFiles& files, const Parameters& parameters, bool debug) {
  std::unique_ptr<OffscreenRenderer> renderer(new OffscreenRenderer(files));
  auto resources = Resources::load(files, parameters);
  if (!resources) return failure(std::move(resources.error()));
  renderer->resources_ = std::move(*resources);
  auto window = Window::open({.width = 64, .height = 64, .hidden = true, .debug = debug, .vsync = false});
  if (!window) return failure(std::move(window.error()));
  renderer->window_ = std::move(*window);
  auto gui = Gui::create(*renderer->window_, renderer->files_, false);  // kept by the interface, so not the caller's
  if (!gui) return failure(std::move(gui.error()));
  renderer->gui_ = std::move(*gui);
  auto show = SceneView::create(files);
  if (!show) return failure(std::move(show.error()));
  renderer->scene_ = std::move(*show);
  return renderer;
}

void paint_stage_picture(SceneView& show, Gui& gui, const Session& session, const Theme& colors, const Locale& locale,
                         const RenderTarget& target, bool bare, Finish finish) {
  const State& state = session.state();
  const auto width = static_cast<float>(target.width());
  const auto height = static_cast<float>(target.height());
  target.bind();               // the canvas draws in the row order of what is bound
  show.advance(60.0F, state);  // a still picture has always arrived
  show.advance(60.0F, state);
  gui.begin(target.width(), target.height(), 0.02F, colors, font_sizes(height / 45.0F * state.view.text_scale, height));
  const auto band = bare ? 0 : static_cast<int>(caption_band(gui.fonts(), 3));
  const int scene_height = std::max(16, target.height() - band);
  show.start_afresh();
  show.paint(session.run(), state, colors, target.width(), scene_height, 1.0F, finish, bare);
  const StageReport report = show.report(session.run(), {state.playhead.time_h}, state.view);
  OverlayContent content = overlay_content(show, report, state, locale, scene_height, true);
  content.hours_per_second = 0.0;  // a still picture has no pace
  content.band_px = static_cast<float>(band);
  if (!bare) {
    draw_overlay(*ImGui::GetBackgroundDrawList(), Box{0.0F, 0.0F, width, height}, content, OverlayLook{colors, locale, gui.fonts()});
  }
  gui.end();
  start(target, colors);
  show.blit(0, target.height() - scene_height);
  gui.draw();
}

void OffscreenRenderer::paint_stage(const Session& session, const RenderTarget& target, bool bare, Finish finish) {
  paint_stage_picture(*scene_, *gui_, session, theme(session.state()), locale(session.state()), target, bare, finish);
}

void OffscreenRenderer::paint_panel(const Session& session, PanelName name, const RenderTarget& target) {
  const State& state = session.state();
  const Theme& colors = theme(state);
  const float unit = panel_unit(state, target);
  const auto panels = make_panels();
  const auto published = load_published_scores(files_, session.parameters());
  const auto schedules = load_schedules(files_, session.parameters());
  const auto protocols = load_protocols(files_, session.parameters());
  LabBook book;
  const StageReport report = scene_->report(session.run(), {state.playhead.time_h}, state.view);
  InView in_view{report.caption, report.lens_note, sign_of(report.badge), {}};
  // ImGui measures in the first passes and places in the last; what a panel computes is waited for.
  for (int pass = 0; pass < 3 || in_view.busy; ++pass) {
    in_view.busy = false;
    gui_->begin(target.width(), target.height(), 0.02F, colors, font_sizes(unit, static_cast<float>(target.height())));
    ImGui::SetNextWindowPos({0.0F, 0.0F});
    ImGui::SetNextWindowSize({static_cast<float>(target.width()), static_cast<float>(target.height())});
    ImGui::Begin("panel", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
    Commands ignored;
    int gesture = 0;
    for (const auto& panel : panels) {
      if (panel->name() != name) continue;
      panel->draw({state, *session.run(), session.parameters(), locale(state), colors, unit, gui_->fonts().heading, ignored, gesture,
                   session.pinned(), published ? std::span<const PublishedScore>(*published) : std::span<const PublishedScore>{}, nullptr,
                   schedules ? std::span<const Schedule>(*schedules) : std::span<const Schedule>{}, &in_view, &resources_.lookup,
                   protocols ? std::span<const NamedProtocol>(*protocols) : std::span<const NamedProtocol>{}, &book});
    }
    ImGui::End();
    gui_->end();
  }
  start(target, colors);
  gui_->draw();
}

void OffscreenRenderer::paint_screen(Session& session, const RenderTarget& target) {
  scene_->advance(60.0F, session.state());
  scene_->advance(60.0F, session.state());
  for (int pass = 0; pass < 3; ++pass) paint_screen_once(session, target);  // ImGui measures first, then places
  while (shell_->parts().ladder.prepare_another()) {
  }
  paint_screen_once(session, target);
  while (shell_->parts().screen.in_view.busy) paint_screen_once(session, target, false);
  shell_->parts().scene.refine();
  paint_screen_once(session, target);
}

void OffscreenRenderer::paint_next(const RenderTarget& target, float seconds) {
  shell_->advance(seconds);
  shell_->draw(target.width(), target.height(), seconds, [&] { target.bind(); });
}

void OffscreenRenderer::double_words() {
  for (Locale& locale : resources_.locales) locale = locale.doubled();
}

void OffscreenRenderer::forget_panels() {
  if (shell_) shell_->forget_panels();
}

void OffscreenRenderer::paint_screen_once(Session& session, const RenderTarget& target, bool with_picture) {
  if (shell_session_ != &session) {
    shell_ = std::make_unique<Shell>(
        session, *gui_, *scene_, resources_, files_, user_data_,
        ModeScreens{first_mode_ ? std::move(first_mode_) : make_explore(), make_present(files_), make_start(files_, make_walk(files_))});
    // What is shown is as it is kept: nobody changed anything of it.
    user_data_.document.opened({}, session.state().scenario, session.state().scenario);
    shell_session_ = &session;
  }
  scene_->advance(60.0F, session.state());
  shell_->parts().scene.show_picture(with_picture);
  shell_->draw(target.width(), target.height(), 1.0F / 30.0F, [&] { target.bind(); });
}

}  // namespace syn
