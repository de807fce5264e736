// The window's loop: events in, one frame after the other, what is to be written written, until the person or the system
// ends it.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <SDL_events.h>

#include "app/desktop/outside_end.hpp"
#include "app/desktop/quality_choice.hpp"
#include "app/desktop/speaker_window.hpp"
#include "app/platform/gui.hpp"
#include "app/platform/window.hpp"
#include "app/session/command_log.hpp"
#include "app/session/session.hpp"
#include "app/session/user_data.hpp"
#include "app/shell/shell.hpp"
#include "app/view/scene_view.hpp"

namespace syn {

// The size in pixels at which a window of this size is drawn: one that is smaller than anything can be shown in (or
// larger than a graphics card can draw) shows a part of it.
int drawn_px(int window_px);

class Loop {
 public:
  struct Parts {
    Window& window;
    Gui& gui;
    SceneView& show;
    Session& session;
    const Resources& resources;
    const DataFiles& files;
    UserData& user_data;
    CommandLog& log;
    OutsideEnd& end;
  };
  // `controls` names the file for the list of controls; empty = nobody wants it. `beats`: the lecture that recorded beats go to.
  // `first`: in the place of Explore.
  Loop(const Parts& parts, bool choose_quality, const std::filesystem::path& controls, std::filesystem::path beats = kBeats,
       std::unique_ptr<ModeScreen> first = nullptr);
  static constexpr const char* kBeats = "my-lecture.toml";

  // Until the end; the exit code. This is frame() again and again, and then leave().
  int run();

  // For a host that has a loop of its own and calls once for each of its frames, as a browser does: with no patience it
  // does what there is to do and comes back.
  //
  // One frame: what happened since the last one, the picture if anything in it changed, what was asked to be written. While
  // nothing moves it waits at most `patience` for something to happen. False once the person, or the system, wants the end:
  // then leave(), once.
  bool frame(std::chrono::milliseconds patience);
  // Keeps what is to be kept; the exit code.
  int leave();

 private:
  using Clock = std::chrono::steady_clock;
  void draw(float seconds);
  void draw_shell(int width, int height, float seconds, const std::function<void()>& bind);
  void do_as_wished();
  bool told_to_end(Clock::time_point now);
  int end_by_signal();
  void tell_witnesses();
  void prepare_more();
  const Locale& locale() const { return resources_.locale(session_.state().view); }
  void look_after_desk(Clock::time_point now);
  void go_before_people(bool on);
  void show_speaker(Clock::time_point now);
  void take_events(std::chrono::milliseconds patience);
  void choose_quality(Clock::time_point frame_began);
  void tell_written(const Result<std::filesystem::path>& path, const Result<void>& written);
  void save_picture();
  void hand_in();
  void keep_lab();
  void save_transcript();
  void save_page();
  void export_table();
  void record_beat();

  Window& window_;
  Gui& gui_;
  SceneView& scene_;
  Session& session_;
  const Resources& resources_;
  UserData& user_data_;
  const DataFiles& files_;
  Shell shell_;
  std::unique_ptr<SpeakerWindow> speaker_;  // while presenting, where there are two displays
  std::optional<Clock::time_point> last_;   // the frame before
  Wishes wishes_;                           // not done yet
  bool presenting_ = false;
  bool was_full_screen_ = false;         // before the lecture
  bool quit_ = false;                    // the person wants the end
  bool drawn_ = false;                   // the first picture
  bool all_ready_ = false;               // every stage is prepared, and the ladder ...
  const Theme* ladder_theme_ = nullptr;  // ... in these colours
  std::size_t notified_ = 0;             // problems of stages
  View view_;                            // as settings last saw it
  unsigned seen_ = 0;
  std::string title_;
  std::optional<FirstSecond> first_second_;  // while the quality is still to be chosen
  std::optional<SDL_Event> later_;           // for the next frame
  CommandLog& log_;
  OutsideEnd& end_;
  std::filesystem::path beats_;
  std::optional<Clock::time_point> end_at_;  // after a signal
  std::optional<NewestText> controls_;       // if somebody wants the list
  std::string list_;                         // of the controls of the last frame
  unsigned frame_ = 0;
};

}  // namespace syn
