// The window: SDL2, its OpenGL context, and Dear ImGui's connection to both. Owns them; move is not needed.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/viewing/view.hpp"
#include "core/result.hpp"

struct SDL_Window;
union SDL_Event;

namespace syn {

struct WindowOptions {
  int width = 1280;
  int height = 720;
  bool hidden = false;  // off-screen work: `render`, `bench`, tests
  bool debug = false;   // an OpenGL debug context that reports every error
  bool vsync = true;
};

// Nothing when there is a display that a person could look at; else the reason, a sentence without its full stop. Asks
// the display itself: a name in DISPLAY that nobody serves is none.
std::optional<std::string> why_no_display();

// The language that the person's system is set to, if it is one of the program's; else English.
LocaleName locale_of_machine();

class Window {
 public:
  // With `hidden` SDL's off-screen driver is used. SYNAPTOSCOPE_GL=es asks for OpenGL ES 3.0 instead of 3.3. Fails with what SDL says and
  // what to do.
  static Result<std::unique_ptr<Window>> open(const WindowOptions& options);
  // A window that fills another display than this one's, and is drawn into by take_context(). None where there is no other, or where all
  // displays show the same.
  std::unique_ptr<Window> open_on_other_display() const;
  // What is drawn from now on goes into this window, with the context of the one that was opened with open().
  void take_context(const Window& owner) const;
  bool owns(const SDL_Event& event) const;  // mouse and wheel over it
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  int width_px() const;  // of the framebuffer
  int height_px() const;
  double display_scale() const;  // pixels per point, at least 1
  void swap();
  void set_title(const std::string& title);
  void toggle_full_screen();
  bool is_full_screen() const;
  // No screen saver, no sleep.
  static void keep_awake(bool on);
  SDL_Window* handle() const { return window_; }

 private:
  Window() = default;
  SDL_Window* window_ = nullptr;
  void* context_ = nullptr;
};

}  // namespace syn
