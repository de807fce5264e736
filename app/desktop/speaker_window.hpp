// Note, next beat and clock on a display of their own, for who presents.
#pragma once

#include <chrono>
#include <memory>

#include "app/platform/gui.hpp"
#include "app/shell/shell.hpp"

namespace syn {

class SpeakerWindow {
 public:
  // None where there is no other display.
  static std::unique_ptr<SpeakerWindow> open(Window& hall, Gui& hall_gui, const DataFiles& files);
  ~SpeakerWindow();
  SpeakerWindow(const SpeakerWindow&) = delete;
  SpeakerWindow& operator=(const SpeakerWindow&) = delete;
  // If the second has changed, or what is presented has. The window of the hall has its turn again afterwards.
  void draw(Shell& shell, const Theme& theme, std::chrono::steady_clock::time_point now, unsigned revision);
  bool owns(const SDL_Event& event) const { return window_->owns(event); }

 private:
  SpeakerWindow(Window& hall, Gui& hall_gui, std::unique_ptr<Window> window)
      : hall_(hall), hall_gui_(hall_gui), window_(std::move(window)) {}
  Window& hall_;
  Gui& hall_gui_;
  std::unique_ptr<Window> window_;
  std::unique_ptr<Gui> gui_;  // after its window
  std::chrono::seconds drawn_at_{-1};
  unsigned drawn_ = 0;
};

}  // namespace syn
