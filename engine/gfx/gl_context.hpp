// The current OpenGL context: which form of OpenGL it speaks, who draws, what it complained about.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/enum_table.hpp"

namespace syn {

// The two forms of OpenGL that the program speaks: 3.3 core and ES 3.0. Whoever makes a context chooses one.
enum class GlDialect : std::uint8_t { desktop, es };
template <>
inline constexpr auto kWords<GlDialect> = words("desktop", "es");

// All in which they differ.
struct GlTerms {
  const char* name;  // for a person
  int major;         // the oldest version that does
  int minor;
  const char* glsl;       // the first line of a shader, without its end
  const char* precision;  // the lines after it
  // What glTexImage2D is asked for where a texture has four bytes a pixel: see fill_color_texture().
  int color_format;
  unsigned color_order;
  unsigned color_type;
  unsigned point_size;  // what must be enabled so that the vertex shader says how large a point is; 0: nothing
};
const GlTerms& terms_of(GlDialect dialect);

// Loads the OpenGL functions for the current context, which was made for this dialect; `debug` reports every GL message to
// a list. False if the context is too old.
bool load_gl(GlDialect dialect, void* (*get_address)(const char*), bool debug);
const GlTerms& gl_terms();  // of the dialect that was loaded last

std::string gl_renderer();                    // e.g. "llvmpipe (LLVM 15.0.6, 256 bits)"
std::vector<std::string> take_gl_messages();  // errors since the last call (debug contexts), oldest first
bool is_software_renderer();

}  // namespace syn
