// A current OpenGL debug context without a display, for the tests whose names end with "(gl)": OpenGL ES 3.0 if
// SYNAPTOSCOPE_GL is "es", else OpenGL 3.3 core.
#pragma once

#include <SDL.h>
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/files.hpp"
#include "gfx/canvas.hpp"
#include "gfx/gl_context.hpp"
#include "gfx/target.hpp"

namespace syn::test {

inline DataFiles source_files() { return DataFiles({std::filesystem::path(SYN_SOURCE_DIR)}); }

// Opens the context; closing it checks that OpenGL had nothing to complain about.
class GlContext {
 public:
  explicit GlContext(int width = 320, int height = 200) {
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "offscreen");
    REQUIRE_MESSAGE(SDL_Init(SDL_INIT_VIDEO) == 0, SDL_GetError());
    const char* word = std::getenv("SYNAPTOSCOPE_GL");
    const bool es = word != nullptr && std::string_view(word) == name_of(GlDialect::es);
    const GlDialect dialect = es ? GlDialect::es : GlDialect::desktop;
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, terms_of(dialect).major);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, terms_of(dialect).minor);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, es ? SDL_GL_CONTEXT_PROFILE_ES : SDL_GL_CONTEXT_PROFILE_CORE);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_FLAGS, SDL_GL_CONTEXT_DEBUG_FLAG);
    window_ = SDL_CreateWindow("test", 0, 0, width, height, SDL_WINDOW_OPENGL | SDL_WINDOW_HIDDEN);
    REQUIRE_MESSAGE(window_ != nullptr, SDL_GetError());
    context_ = SDL_GL_CreateContext(window_);
    REQUIRE_MESSAGE(context_ != nullptr, SDL_GetError());
    REQUIRE(load_gl(dialect, SDL_GL_GetProcAddress, true));
    take_gl_messages();
  }
  ~GlContext() {
    for (const std::string& message : take_gl_messages()) FAIL_CHECK(message);
    SDL_GL_DeleteContext(context_);
    SDL_DestroyWindow(window_);
    SDL_Quit();
  }
  GlContext(const GlContext&) = delete;
  GlContext& operator=(const GlContext&) = delete;

  // An OpenGL function by its name; the tests see no GL header.
  template <class Function>
  Function* function(const char* name) const {
    void* address = SDL_GL_GetProcAddress(name);
    REQUIRE(address != nullptr);
    return reinterpret_cast<Function*>(address);
  }

 private:
  SDL_Window* window_ = nullptr;
  SDL_GLContext context_ = nullptr;
};

inline std::unique_ptr<Canvas> make_canvas() {
  auto canvas = Canvas::create(source_files());
  REQUIRE_MESSAGE(canvas.has_value(), (canvas ? std::string() : to_text(canvas.error())));
  return std::move(*canvas);
}

// Everything as plain as can be: black backdrop, no haze, the light behind the eye, which looks along -z at the
// origin from a distance of 10.
inline Frame plain_frame(int width = 200, int height = 200) {
  Frame frame;
  frame.width_px = width;
  frame.height_px = height;
  frame.camera = {.target = glm::vec3(0.0F), .yaw = 0.0F, .pitch = 0.0F, .distance = 10.0F};
  frame.background_top = frame.background_bottom = {0.0F, 0.0F, 0.0F, 1.0F};
  frame.outline = {0.0F, 0.0F, 0.0F, 1.0F};
  frame.light = {0.0F, 0.0F, 1.0F};
  frame.haze_strength = 0.0F;
  return frame;
}

// Pixels per unit at the target of a plain frame.
inline double pixels_per_unit(const Frame& frame) {
  const Camera& camera = frame.camera;
  return 0.5 * frame.height_px / std::tan(0.5 * static_cast<double>(camera.field_of_view)) / static_cast<double>(camera.distance);
}

inline constexpr Rgba kWhite{1.0F, 1.0F, 1.0F, 1.0F};

inline Material plain_material(const Rgba& color) {
  Material material;
  material.colors.fill(color);
  material.outline_px = 0.0F;
  return material;
}

// Draws the frame with `scene` between begin and end, and returns the picture.
template <class Scene>
Image shoot(Canvas& canvas, const Frame& frame, Scene&& scene) {
  const RenderTarget target(frame.width_px, frame.height_px);
  target.bind();
  canvas.begin(frame);
  scene(canvas);
  canvas.end();
  canvas.blit(0, 0);
  return target.read();
}

using Pixel = std::array<int, 3>;
inline Pixel pixel(const Image& image, int x, int y) {
  const std::size_t at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x)) * 3;
  return {image.rgb[at], image.rgb[at + 1], image.rgb[at + 2]};
}
inline Pixel middle(const Image& image) { return pixel(image, image.width / 2, image.height / 2); }

// Largest difference of the channels from a colour, in levels of 255.
inline double off(const Pixel& found, const Rgba& wanted) {
  double worst = 0.0;
  for (int k = 0; k < 3; ++k) {
    worst = std::max(worst, std::abs(static_cast<double>(found[static_cast<std::size_t>(k)]) - 255.0 * static_cast<double>(wanted[k])));
  }
  return worst;
}

}  // namespace syn::test
