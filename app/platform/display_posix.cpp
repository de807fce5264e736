#include "app/platform/display.hpp"

#include <cstdlib>

#include "os/process.hpp"

namespace syn {

GivenDisplay given_display() {
  for (const char* variable : {"DISPLAY", "WAYLAND_DISPLAY"}) {
    if (const char* name = std::getenv(variable); name != nullptr && *name != '\0') return {true, name};
  }
  return {};
}

const char* hidden_driver() { return "offscreen"; }

GlDialect usual_dialect() { return GlDialect::desktop; }

// An X server refuses by an event that comes later, and Xlib's own answer to it is to print its number and to end the
// program. SDL sees for itself that there is no window or no context, and says so in words. (SDL loads Xlib itself, so that
// it may be absent: the program must not ask for it, either.)
void let_display_errors_pass() {
  using Handler = int (*)(void* display, void* event);
  using SetHandler = Handler (*)(Handler);
  const auto set_handler = reinterpret_cast<SetHandler>(os::function_in_loaded("libX11.so.6", "XSetErrorHandler"));
  if (set_handler != nullptr)  // else another kind of display
    set_handler([](void*, void*) { return 0; });
}

}  // namespace syn
