#include "app/platform/window.hpp"

#include <SDL.h>

#include <algorithm>
#include <cstdlib>

#include "app/platform/display.hpp"
#include "gfx/gl_context.hpp"

namespace syn {
namespace {

bool shows_nothing(std::string_view driver) { return driver == "offscreen" || driver == "dummy"; }

// A signal ends the program: SDL would make a wish to close the window of it, which nobody hears while pictures are made.
bool start_video() {
  SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
  return SDL_InitSubSystem(SDL_INIT_VIDEO) == 0;
}

tl::unexpected<Problems> sdl_failure(const std::string& step, const std::string& remedy) {
  return failure({"", 0, 0, step + " failed: " + SDL_GetError(), remedy});
}

std::optional<GlDialect> wanted_dialect() {
  const char* word = std::getenv("SYNAPTOSCOPE_GL");
  return word == nullptr || *word == '\0' ? usual_dialect() : from_name<GlDialect>(word);
}

}  // namespace

std::optional<std::string> why_no_display() {
  const char* wanted = std::getenv("SDL_VIDEODRIVER");
  const std::string driver = wanted != nullptr ? wanted : "";
  const GivenDisplay display = given_display();
  if (shows_nothing(driver)) return "The display driver \"" + driver + "\" shows nothing";
  if (driver.empty() && !display.there) return "There is no display here";
  const bool answered = start_video();
  // Where no display answers SDL goes on to the drivers that show nothing.
  const char* found = answered ? SDL_GetCurrentVideoDriver() : nullptr;
  const bool seen = found != nullptr && !shows_nothing(found);
  if (answered) SDL_QuitSubSystem(SDL_INIT_VIDEO);
  if (seen) return {};
  return display.there ? "The display " + display.name + " does not answer" : "The display driver \"" + driver + "\" cannot be used here";
}

LocaleName locale_of_machine() {
  LocaleName answer = LocaleName::en;
  if (SDL_Locale* wanted = SDL_GetPreferredLocales()) {
    for (const SDL_Locale* one = wanted; one->language != nullptr; ++one) {
      if (const auto known = from_name<LocaleName>(one->language)) {
        answer = *known;
        break;
      }
    }
    SDL_free(wanted);
  }
  return answer;
}

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
  const std::optional<GlDialect> dialect = wanted_dialect();
  if (!dialect) return failure({"", 0, 0, "SYNAPTOSCOPE_GL names no OpenGL", "right: " + words_of<GlDialect>(" or ")});
  const GlTerms& terms = terms_of(*dialect);
  const std::string needs = std::string("Synaptoscope needs ") + terms.name;
  SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
  if (const char* driver = options.hidden ? hidden_driver() : nullptr)
    SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, driver, SDL_HINT_OVERRIDE);
  if (!start_video()) return sdl_failure("starting the display", "check the display, or unset SDL_VIDEODRIVER");

  let_display_errors_pass();

  std::unique_ptr<Window> window(new Window);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, *dialect == GlDialect::es ? SDL_GL_CONTEXT_PROFILE_ES : SDL_GL_CONTEXT_PROFILE_CORE);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, terms.major);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, terms.minor);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_FLAGS, options.debug ? static_cast<int>(SDL_GL_CONTEXT_DEBUG_FLAG) : 0);
  SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
  // The scene has its own depth buffer; one here keeps Mesa 22.3 off a way of drawing rectangles that leaves out tiles.
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 24);
  const Uint32 flags =
      SDL_WINDOW_OPENGL | SDL_WINDOW_ALLOW_HIGHDPI | SDL_WINDOW_RESIZABLE | (options.hidden ? static_cast<Uint32>(SDL_WINDOW_HIDDEN) : 0U);
  window->window_ = SDL_CreateWindow("Synaptoscope", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, options.width, options.height, flags);
  if (window->window_ == nullptr) return sdl_failure("opening a window", needs + "; install the Mesa drivers (libgl1-mesa-dri)");
  window->context_ = SDL_GL_CreateContext(window->window_);
  if (window->context_ == nullptr)
    return sdl_failure(std::string("making an ") + terms.name + " context", "update the graphics driver, or set LIBGL_ALWAYS_SOFTWARE=1");
  SDL_SetWindowMinimumSize(window->window_, 960, 540);
  SDL_GL_SetSwapInterval(options.vsync && !options.hidden ? 1 : 0);
  if (!load_gl(*dialect, &SDL_GL_GetProcAddress, options.debug)) {
    return failure(
        {"", 0, 0, "the OpenGL functions could not be loaded", needs + "; set LIBGL_ALWAYS_SOFTWARE=1 to use software rendering"});
  }
  return window;
}

std::unique_ptr<Window> Window::open_on_other_display() const {
  const auto place_of = [](int display) {
    SDL_Rect place{};
    SDL_GetDisplayBounds(display, &place);
    return place;
  };
  const int own = std::max(0, SDL_GetWindowDisplayIndex(window_));
  const SDL_Rect here = place_of(own);
  for (int other = 0; other < SDL_GetNumVideoDisplays(); ++other) {
    const SDL_Rect there = place_of(other);
    if (other == own || (there.x == here.x && there.y == here.y)) continue;  // mirrored
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return nullptr;
    std::unique_ptr<Window> window(new Window);
    window->window_ = SDL_CreateWindow("Synaptoscope: notes", there.x, there.y, there.w, there.h,
                                       SDL_WINDOW_OPENGL | SDL_WINDOW_ALLOW_HIGHDPI | SDL_WINDOW_BORDERLESS | SDL_WINDOW_SKIP_TASKBAR);
    if (window->window_ == nullptr) return nullptr;
    SDL_RaiseWindow(window_);  // the keys stay with the lecture
    window->take_context(*this);
    SDL_GL_SetSwapInterval(0);  // the picture waits for one display only
    take_context(*this);
    return window;
  }
  return nullptr;
}

void Window::take_context(const Window& owner) const { SDL_GL_MakeCurrent(window_, owner.context_); }

bool Window::owns(const SDL_Event& event) const {
  const Uint32 id = SDL_GetWindowID(window_);
  switch (event.type) {
    case SDL_MOUSEMOTION: return event.motion.windowID == id;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP: return event.button.windowID == id;
    case SDL_MOUSEWHEEL: return event.wheel.windowID == id;
    default: return false;
  }
}

Window::~Window() {
  if (context_ != nullptr) SDL_GL_DeleteContext(context_);
  if (window_ != nullptr) SDL_DestroyWindow(window_);
  SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

int Window::width_px() const {
  int width = 0;
  SDL_GL_GetDrawableSize(window_, &width, nullptr);
  return std::max(width, 1);
}

int Window::height_px() const {
  int height = 0;
  SDL_GL_GetDrawableSize(window_, nullptr, &height);
  return std::max(height, 1);
}

double Window::display_scale() const {
  int points = 0;
  SDL_GetWindowSize(window_, &points, nullptr);
  return std::max(1.0, static_cast<double>(width_px()) / std::max(points, 1));
}

void Window::swap() { SDL_GL_SwapWindow(window_); }

void Window::set_title(const std::string& title) { SDL_SetWindowTitle(window_, title.c_str()); }

bool Window::is_full_screen() const { return (SDL_GetWindowFlags(window_) & SDL_WINDOW_FULLSCREEN_DESKTOP) != 0U; }

void Window::keep_awake(bool on) { on ? SDL_DisableScreenSaver() : SDL_EnableScreenSaver(); }

void Window::toggle_full_screen() {
  const bool full = (SDL_GetWindowFlags(window_) & SDL_WINDOW_FULLSCREEN_DESKTOP) != 0U;
  SDL_SetWindowFullscreen(window_, full ? 0U : static_cast<Uint32>(SDL_WINDOW_FULLSCREEN_DESKTOP));
}

}  // namespace syn
