// The screen of every mode: its parts, of which a mode makes its own screen, and what comes from keys, mouse and wheel.
// Draws into whatever framebuffer is bound, so that the window, `render --screen` and `bench` are the same code.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/platform/gui.hpp"
#include "app/platform/kept_picture.hpp"
#include "app/platform/key_events.hpp"
#include "app/shell/chrome.hpp"
#include "app/shell/editing.hpp"
#include "app/shell/ladder.hpp"
#include "app/shell/look_up.hpp"
#include "app/shell/moment_strip.hpp"
#include "app/shell/panel_host.hpp"
#include "app/shell/scene_area.hpp"

union SDL_Event;

namespace syn {

struct ScreenParts {
  ScreenContext screen;
  Chrome chrome;
  PanelHost panels;
  LookUp look_up;
  SceneArea scene;
  MomentStrip moments;
  Ladder ladder;
  Editing editing;
  void act(const Action* action);  // null = nothing to do
};

// How a mode makes a screen of the parts.
class ModeScreen {
 public:
  struct Plan {
    Area picture;                              // of no height: nothing is seen of it
    bool caption_over = true;                  // the caption stands over the foot of the picture, not in a strip of its own
    std::vector<KeptPicture::Placed> windows;  // all others, side by side
    std::optional<FontSizes> fonts = {};       // other than those of panels beside a picture
  };
  virtual ~ModeScreen() = default;
  // The screen goes over to this mode.
  virtual void enter(ScreenParts&) {}
  // Where everything stands in the frame to come.
  virtual Plan plan(ScreenContext& screen, float width_px, float height_px) = 0;
  // Draws it. False: what was drawn asks for other places, so that a frame more is due.
  virtual bool draw(ScreenParts& parts) = 0;
  // A key, before all others hear of it. True: it is done with.
  virtual bool press(ScreenParts&, const KeyPress&, bool /*repeated*/) { return false; }
  // Keys are not for the controls on the screen.
  virtual bool holds_keys() const { return false; }
  // The viewer's clock moved on.
  virtual void advance(const ScreenContext&, float) {}
  virtual bool moving() const { return false; }                      // by that clock, so that the next frame is another
  virtual bool frozen(const ScreenContext&) const { return false; }  // story and camera stand
  // What who presents sees on a display of their own: fills this area of the frame under way.
  virtual void draw_for_speaker(const Area&, const ScreenContext&) {}
};
// One for each mode, in their order.
using ModeScreens = std::array<std::unique_ptr<ModeScreen>, kValues<Mode>.size()>;

class Shell {
 public:
  Shell(Session& session, Gui& gui, SceneView& scene, const Resources& resources, const DataFiles& files, UserData& user_data,
        ModeScreens modes);

  void handle(const SDL_Event& event);  // keys of the program; ImGui gets its own
  // The event is a key that ImGui must not hear of.
  bool keeps(const SDL_Event& event) const;
  // The viewer's clock moved on: playback, glide.
  void advance(float seconds);
  // Draws one frame of this size. `bind` binds the framebuffer that it goes to. What was wished for since the frame before
  // is for the caller to do.
  Wishes draw(int width_px, int height_px, float seconds, const std::function<void()>& bind);

  // As the mode wants it, with these letters; in a frame of another Gui.
  void draw_for_speaker(const Area& area, const Fonts& fonts) {
    mode().draw_for_speaker(area, {session_, parts_.screen.user_data, parts_.screen.resources, fonts});
  }

  bool wants_redraw() const;  // something moves, or something changed since the last draw
  // A message that stands over the picture for a while: a refusal, "saved", a missing file.
  void notify(std::string message) { parts_.screen.notify(std::move(message)); }
  // Redraw although nothing changed: the window was resized or uncovered, a picture is ready.
  void touch() { stale_ = 3; }
  // The next frame draws every panel anew.
  void forget_panels() { kept_.forget(); }
  ScreenParts& parts() { return parts_; }

 private:
  void press(const KeyPress& press, bool repeated);
  void draw_windows(float width_px, float height_px);
  void take_effect();

  Session& session_;
  Gui& gui_;
  ScreenParts parts_;
  ModeScreen& mode() const { return *modes_[static_cast<std::size_t>(session_.state().view.mode)]; }
  ModeScreens modes_;
  std::optional<Mode> entered_;
  KeptPicture kept_;
  KeyEvents keys_;
  unsigned drawn_revision_ = 0;
  int stale_ = 3;  // frames still to draw: ImGui needs a few to settle
  float awake_seconds_ = 0.0F;
};

}  // namespace syn
