// The screen: the picture with its words, the panels, the bar; and the hand: keys, mouse, wheel. Draws into whatever
// framebuffer is bound, so that the window, `render --screen` and `bench` are the same code.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/explore/actions.hpp"
#include "app/explore/files_box.hpp"
#include "app/explore/layout.hpp"
#include "app/explore/window_trace.hpp"
#include "app/panels/common/panel.hpp"
#include "app/platform/gui.hpp"
#include "app/platform/key_events.hpp"
#include "app/platform/voice.hpp"
#include "app/session/session.hpp"
#include "app/session/user_data.hpp"
#include "app/state/marker_edit.hpp"
#include "app/ui/look/locale.hpp"
#include "app/ui/look/theme.hpp"
#include "app/ui/overlay/overlay.hpp"
#include "app/view/scale_zoom.hpp"
#include "app/view/scene_view.hpp"
#include "gfx/target.hpp"

union SDL_Event;

namespace syn {

// What the program carries in every language and theme, read once.
struct Resources {
  std::vector<Locale> locales;  // in the order of LocaleName
  std::vector<Theme> themes;    // palette by palette, each in the order of ThemeName
  Lookup lookup;                // things, glossary, sources
  const Theme& theme(const View& view) const {
    return themes[2 * static_cast<std::size_t>(view.palette) + static_cast<std::size_t>(view.theme)];
  }
  static Result<Resources> load(const DataFiles& files, const Parameters& parameters);
};

class Shell {
 public:
  Shell(Session& session, Gui& gui, SceneView& show, const Resources& resources, const DataFiles& files, UserData& user_data);
  ~Shell();

  void handle(const SDL_Event& event);  // keys of the program; ImGui gets its own
  // The viewer's clock moved on: playback, glide.
  void advance(float seconds);
  // Draws one frame of this size. `bind` binds the framebuffer that it goes to. What was wished for since the frame before
  // is for the caller to do.
  Wishes draw(int width_px, int height_px, double display_scale, float seconds, const std::function<void()>& bind);

  bool wants_redraw() const;  // something moves, or something changed since the last draw
  FilesBox& files_box() { return files_box_; }
  std::span<const PublishedScore> published() const { return published_; }
  // A message that stands over the picture for a while: a refusal, "saved", a missing file.
  void notify(std::string message);
  // Without its picture the screen is what `bench` calls the empty frame: the whole interface over nothing.
  void show_picture(bool on) { picture_shown_ = on; }
  // The next frame draws every panel anew.
  void forget_panels() { panels_layout_ = {}; }
  // Redraw although nothing changed: the window was resized or uncovered.
  void touch() { stale_ = 3; }

 private:
  friend std::span<const Action> actions();  // what they do, they do here
  void act(const Action& action);
  void wish(Wish wish) { in_view_.wishes.push_back(wish); }
  void press(const KeyPress& press, bool repeated);
  void write_exports();
  void undo_or_redo(bool undo);
  void bar(const Area& area);
  void caption_strip(const Area& area);
  void picture(const Area& area, int height_px, float band_px);
  void panel_window(const char* id, const Area& area, PanelName name);
  bool tabs_fit(std::span<const char* const> words, const Area& area) const;
  void step_through(const char* id, std::span<const char* const> words, int& chosen, bool round);
  void editor_tabs(const Area& area, bool with_curves);
  void teaching_line(const Area& area);
  void look_up(const Area& area, const OverlayContent& content, const OverlayPlan& plan, bool hovered);
  void turn_to(LookupPage page);
  void follow_pointing();
  const View& view() const { return session_.state().view; }
  void show(Dialog dialog) { session_.submit(command::SetDialog{dialog}); }
  Box viewpoint_box(const char* words, float picture_height) const;
  const char* viewpoint_words() const;  // null where the scene has one place only
  void viewpoint_button(const Area& area, float picture_height);
  void refresh_panels(const Layout& layout, int width_px, int height_px, float seconds, bool may_wait);
  void message(const Area& area);
  void key_table(bool letters) const;
  void dialog_window(float width_px, float height_px);
  void help_window();
  void quit_window();
  void settings_window();
  void menu_window();
  void look_around();
  UiLook look() const;
  Panel& panel(PanelName name);
  PanelContext context();
  const Locale& locale() const { return resources_.locales[static_cast<std::size_t>(session_.state().view.locale)]; }
  const Theme& theme() const { return resources_.theme(session_.state().view); }
  void turn(float yaw, float pitch, float zoom);
  void go_to(StageName stage);
  void next_hypothesis();
  void put_down(const Marker& marker);  // where the playhead is, on the grid of the lens
  void copy_marker();
  void duplicate_selected();
  void submit_if_room(const std::optional<Command>& command);
  void speak();
  void rescue_camera();
  // Where one looks from, and the way back to where one looked from before.
  struct Place {
    ScaleStep scale_step;
    std::optional<Camera> camera;
  };
  Place here() const;
  void remember_place();
  void go_back();

  Session& session_;
  Gui& gui_;
  SceneView& scene_;
  const Resources& resources_;
  UserData& user_data_;
  FilesBox files_box_;
  std::vector<std::unique_ptr<Panel>> panels_;
  KeyEvents keys_;
  Commands commands_;
  std::vector<PublishedScore> published_;
  Exports exports_;
  int gesture_ = 0;
  float unit_px_ = 18.0F;
  LayoutNeeds needs_;  // as the frame before measured them
  float render_scale_ = 1.0F;
  ScaleZoom scale_zoom_;
  Selection last_selection_;
  Voice voice_;
  std::vector<Schedule> schedules_;
  std::optional<Marker> clipboard_;
  Place last_place_;
  std::optional<Place> previous_place_;
  float help_scroll_ = 0.0F;  // how far the keys want the help page moved, in lines
  bool picture_focused_ = false;
  bool pointing_ = false;                   // the mouse is at a label
  std::string_view pointed_at_;             // key of the label pointed at last; stays until another one is
  bool pointed_anew_ = false;               // the inspector has not heard of it
  std::string caption_words_, note_words_;  // what the picture says now
  InView in_view_;                          // what the panels may put in words
  std::string rested_on_;                   // the thing under the resting mouse, the frame before
  bool picture_shown_ = true;
  unsigned drawn_revision_ = 0;
  int stale_ = 3;  // frames still to draw: ImGui needs a few to settle
  float awake_seconds_ = 0.0F;
  // What of a panel stands in the picture of the panels, and since when.
  struct ShownPanel {
    std::uint64_t signature = 0;  // 0 = nothing
    float age = 0.0F;
    WindowTrace trace;
  };
  std::optional<RenderTarget> panels_picture_;
  Layout panels_layout_;
  Color panels_ground_;
  std::array<ShownPanel, 6> panels_shown_;
  std::string message_;
  float message_seconds_ = 0.0F;
};

}  // namespace syn
