// What of a window differs from system to system: one source for each (display_SYSTEM.cpp).
#pragma once

#include <string>

#include "gfx/gl_context.hpp"

namespace syn {

// The display that this process was given.
struct GivenDisplay {
  bool there = false;  // else there is none to ask; true on a system where everybody has one
  std::string name;    // empty where displays have no names
};
GivenDisplay given_display();

// SDL's driver for pictures that nobody sees; nullptr where a hidden window of the usual driver has to do.
const char* hidden_driver();

// The OpenGL that windows have here, if SYNAPTOSCOPE_GL names none.
GlDialect usual_dialect();

// To be called when SDL has opened the display: what the display refuses is an error of the call, and does not end the
// program.
void let_display_errors_pass();

}  // namespace syn
