// A place to make pictures without a person: hidden window, interface, stages, ready to paint into a target.
#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "app/platform/gui.hpp"
#include "app/platform/window.hpp"
#include "app/shell/shell.hpp"
#include "app/view/scene_view.hpp"
#include "gfx/target.hpp"

namespace syn {

// The stage of the view with its words (without, if `bare`), nothing else, in these colours and words.
void paint_stage_picture(SceneView& show, Gui& gui, const Session& session, const Theme& colors, const Locale& locale,
                         const RenderTarget& target, bool bare, Finish finish);

class OffscreenRenderer {
 public:
  // Fails with what this machine lacks.
  static Result<std::unique_ptr<OffscreenRenderer>> open(const DataFiles& files, const Parameters& parameters, bool debug = false);

  // The stage of the view with its words (without, if `bare`), nothing else.
  void paint_stage(const Session& session, const RenderTarget& target, bool bare = false, Finish finish = Finish::quick);
  // One panel, filling the picture.
  void paint_panel(const Session& session, PanelName name, const RenderTarget& target);
  // The whole screen.
  void paint_screen(Session& session, const RenderTarget& target);
  // The same for a bench: one pass, the glide not touched.
  void paint_screen_once(Session& session, const RenderTarget& target, bool with_picture = true);

  // A frame more of that screen, as in a film: the viewer's clock moves on first.
  void paint_next(const RenderTarget& target, float seconds);

  // Every text twice as long from now on; before the first screen.
  void double_words();

  // In the place of Explore; before the first screen.
  void show_mode(std::unique_ptr<ModeScreen> mode) { first_mode_ = std::move(mode); }

  // The next screen draws every panel anew.
  void forget_panels();

  SceneView& show() { return *scene_; }
  Gui& gui() { return *gui_; }
  Shell* shell() { return shell_.get(); }  // of the screen that was painted last; none before the first
  const Resources& resources() const { return resources_; }

 private:
  explicit OffscreenRenderer(const DataFiles& files) : files_(files) {}
  const Theme& theme(const State& state) const { return resources_.theme(state.view); }
  const Locale& locale(const State& state) const { return resources_.locale(state.view); }
  DataFiles files_;
  std::unique_ptr<ModeScreen> first_mode_;  // none: Explore
  std::unique_ptr<Window> window_;
  std::unique_ptr<Gui> gui_;
  std::unique_ptr<SceneView> scene_;
  Resources resources_;
  UserData user_data_;            // keeps nothing
  std::unique_ptr<Shell> shell_;  // of the session it was last asked to paint
  const Session* shell_session_ = nullptr;
};

}  // namespace syn
