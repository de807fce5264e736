// Dear ImGui, connected: fonts and style for a size, SDL events in, draw lists out to the bound framebuffer.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "app/platform/window.hpp"
#include "app/ui/widgets/style.hpp"
#include "core/files.hpp"
#include "gfx/gl_object.hpp"

union SDL_Event;
struct ImGuiContext;

namespace syn {

class Gui {
 public:
  // With `interactive` the window's events and mouse reach ImGui; without (render, bench) the size is what begin says.
  static Result<std::unique_ptr<Gui>> create(Window& window, const DataFiles& files, bool interactive);
  // Of several the one that speaks; begin() makes it so. The newest does at first.
  void take_turn() const;
  ~Gui();
  Gui(const Gui&) = delete;
  Gui& operator=(const Gui&) = delete;

  void handle(const SDL_Event& event);
  // Starts a frame of this size in pixels. Rebuilds the fonts when their sizes changed; problems of the font files
  // are in font_problems().
  void begin(int width_px, int height_px, float seconds, const Theme& theme, const FontSizes& sizes);
  // Builds the draw lists (after this nothing more can be said) ...
  void end();
  // ... and draws them over what the bound framebuffer shows: all, or only what belongs to none of these windows.
  void draw() const;
  void draw_others(std::span<const std::string_view> windows) const;
  // A number that stands for all that a window draws: the same number, the same picture.
  std::uint64_t signature(std::string_view window) const;

  const Fonts& fonts() const { return fonts_; }
  const Problems& font_problems() const { return font_problems_; }

 private:
  Gui(Window& window, const DataFiles& files, bool interactive) : window_(&window), files_(&files), interactive_(interactive) {}
  void upload_letters();
  ImGuiContext* context_ = nullptr;
  Window* window_;
  const DataFiles* files_;
  bool interactive_;
  Fonts fonts_;
  Problems font_problems_;
  GlTexture letters_;
  std::optional<ImVec2> mouse_;  // as the events told, in the window's points
};

}  // namespace syn
