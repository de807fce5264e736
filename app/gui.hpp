// Dear ImGui, connected: fonts and style for a size, SDL events in, draw lists out to the bound framebuffer.
#pragma once

#include <memory>

#include "app/window.hpp"
#include "core/files.hpp"
#include "ui/style.hpp"

union SDL_Event;

namespace syn {

class Gui {
 public:
  // With `interactive` the window's events and mouse reach ImGui; without (render, bench) the size is what begin says.
  static Result<std::unique_ptr<Gui>> create(Window& window, const DataFiles& files, bool interactive);
  ~Gui();
  Gui(const Gui&) = delete;
  Gui& operator=(const Gui&) = delete;

  void handle(const SDL_Event& event);
  // Starts a frame of this size in pixels. Rebuilds the fonts when their sizes changed; problems of the font files
  // are in font_problems().
  void begin(int width_px, int height_px, float seconds, const Theme& theme, const FontSizes& sizes);
  // Builds the draw lists (after this nothing more can be said) ...
  void end();
  // ... and draws them over what the bound framebuffer shows: all, or only those of the windows whose name is (or is
  // not) `window`.
  void draw() const;
  void draw_only(const char* window) const { draw_some(window, true); }
  void draw_without(const char* window) const { draw_some(window, false); }

  const Fonts& fonts() const { return fonts_; }
  const Problems& font_problems() const { return font_problems_; }

 private:
  Gui(Window& window, const DataFiles& files, bool interactive) : window_(&window), files_(&files), interactive_(interactive) {}
  void draw_some(const char* window, bool matching) const;
  Window* window_;
  const DataFiles* files_;
  bool interactive_;
  Fonts fonts_;
  Problems font_problems_;
};

}  // namespace syn
