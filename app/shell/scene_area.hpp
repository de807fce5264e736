// The picture on the screen with its words, and the ways of looking at it: turning, coming closer, going to another scale
// and back.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "app/platform/voice.hpp"
#include "app/shell/look_up.hpp"
#include "app/shell/screen_context.hpp"
#include "app/ui/overlay/caption_hold.hpp"
#include "app/ui/overlay/overlay.hpp"
#include "app/view/scale_zoom.hpp"
#include "app/view/scene_view.hpp"

namespace syn {

class SceneArea {
 public:
  SceneArea(ScreenContext& screen, SceneView& scene, LookUp& look_up);

  // The viewer's clock moved on; true when the camera has arrived.
  bool advance(float seconds);
  bool travels() const { return scene_.gliding(); }  // from one scale to another
  // Without its picture the screen is what `bench` calls the empty frame: the whole interface over nothing.
  void show_picture(bool on) { shown_ = on; }
  // The badge of what the picture shows; false where the mode shows another in its place.
  void show_badge(bool on) { badge_ = on; }

  // Paints the scene of a frame that has begun; once nothing has moved for a while it is refined, and stands until something
  // moves. `caption_over`: its words have the foot of the area; else the caption stands
  // in a strip of its own.
  void paint(const Area& area, bool caption_over);
  // The camera sways within 3 degrees, for a minute or until it is told to stop; it comes back without a jump.
  void drift() { drift_ = Drift{}; }
  void stop_drift() {
    if (drift_) drift_->ends = true;
  }
  bool drifts() const { return drift_.has_value() && !screen_.view().reduced_motion; }
  bool waits_to_refine() const { return seen() && !refined_ && still_seconds_ >= kStillSeconds; }
  void refine() { still_seconds_ = kStillSeconds; }  // in the next frame
  // Where the scene stands in whole pixels; of no size without a picture.
  Area painted() const { return seen() ? painted_ : Area{}; }
  void blit(int height_px) const;  // into a screen of this height
  // The ImGui window of the painted area: words, and what the mouse does there. `over` draws into it last.
  void draw(const std::function<void()>& over);
  // A strip that scrolls: by wheel, or with the focus on it by arrows.
  void caption_strip(const Area& area);
  bool focused() const { return focused_; }          // it has the keys
  const std::string& note() const { return note_; }  // what the picture exaggerates

  // What keys and gestures do. `zoom` below 1 comes closer.
  void turn(float yaw, float pitch, float zoom);
  // To a scale; again, once there: to the next place from which it can be looked at.
  void go_to(StageName stage);
  void rescue_camera();
  void go_back();  // to where one looked from before
  void remember_place();
  void speak();  // the caption

 private:
  static constexpr float kStillSeconds = 0.3F;
  State shown_state() const;  // with the camera as it sways
  // All that the picture follows from.
  struct Sight {
    std::uint64_t run = 0;
    double time_h = 0.0;
    ScaleStep scale_step;
    int identity = 0;
    std::optional<Camera> camera;
    Lens lens = Lens::h;
    ThemeName theme = ThemeName::dark;
    PaletteName palette = PaletteName::standard;
    QualityName quality = QualityName::standard;
    bool reduced_motion = false;
    float width = 0.0F, height = 0.0F;
    bool operator==(const Sight&) const = default;
  };
  Sight sight() const;
  // Where one looks from.
  struct Place {
    ScaleStep scale_step;
    std::optional<Camera> camera;
  };
  Place here() const { return {screen_.view().scale_step(), screen_.view().camera}; }
  void look_around();
  void words(bool hovered);
  void labels(const OverlayContent& content, const OverlayPlan& plan, bool hovered);
  Box viewpoint_box(const char* words) const;
  const char* viewpoint_words() const;  // null where the scene has one place only
  void viewpoint_button();

  ScreenContext& screen_;
  SceneView& scene_;
  LookUp& look_up_;
  Voice voice_;
  ScaleZoom scale_zoom_;
  Place last_place_;
  std::optional<Place> previous_place_;
  struct Drift {
    float seconds = 0.0F;  // since it began
    bool ends = false;
    float share = 1.0F;  // of its width: it shrinks once it ends
  };
  void go_on_drifting(float seconds);
  std::optional<Drift> drift_;
  static constexpr float kLeastWidth = 16.0F;  // narrower, and nothing is to be seen
  bool seen() const { return shown_ && area_.height > 0.0F && area_.width >= kLeastWidth; }
  struct StandingFor {  // what labels that stand were laid out for
    ScaleStep step;
    Lens lens = Lens::h;
    float width = 0.0F, height = 0.0F;
    LocaleName locale = LocaleName::en;
    std::optional<Camera> camera;
    bool operator==(const StandingFor&) const = default;
  };
  StandingFor standing_for_;
  std::vector<StandingLabel> standing_;  // while time runs
  bool shown_ = true;
  bool badge_ = true;
  bool focused_ = false;
  Area area_, painted_;
  std::optional<Sight> seen_;   // what was painted last
  std::uint64_t painting_ = 0;  // as the scene counts it
  float still_seconds_ = 0.0F;  // since something moved
  bool refined_ = false;
  float band_px_ = 0.0F;  // at the foot of the area, for the words
  CaptionHold caption_hold_;
  double captioned_h_ = 0.0;    // the moment of the last frame with words
  std::string caption_, note_;  // what is said of the picture
};

}  // namespace syn
