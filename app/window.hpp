// The window: SDL2, its OpenGL 3.3 core context, and Dear ImGui's connection to both. Owns them; move is not needed.
#pragma once

#include <memory>
#include <string>

#include "core/result.hpp"

struct SDL_Window;

namespace syn {

struct WindowOptions {
  int width = 1280;
  int height = 720;
  bool hidden = false;  // off-screen work: `render`, `bench`, tests
  bool debug = false;   // an OpenGL debug context that reports every error
  bool vsync = true;
};

// True when there is a display that a person could look at.
bool has_display();

class Window {
 public:
  // Without a display (or with `hidden`) SDL's off-screen driver is used. Fails with what SDL says and what to do.
  static Result<std::unique_ptr<Window>> open(const WindowOptions& options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  int width_px() const;   // of the framebuffer
  int height_px() const;
  double display_scale() const;  // pixels per point, at least 1
  void swap();
  void set_title(const std::string& title);
  void toggle_full_screen();
  SDL_Window* handle() const { return window_; }

 private:
  Window() = default;
  SDL_Window* window_ = nullptr;
  void* context_ = nullptr;
};

}  // namespace syn
