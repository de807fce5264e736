// While one lives, OpenGL fills nothing: for tests that read where things stand and not what they look like. Everything
// else happens as always: scenes are prepared, labels projected, lists of triangles made and sent. A software renderer
// spends most of its time on the pixels. Needs a current context when it is made and when it goes.
#pragma once

#include <SDL.h>
#include <doctest/doctest.h>

namespace syn::test {

class NoPixels {
 public:
  NoPixels() { call("glEnable"); }
  ~NoPixels() { call("glDisable"); }
  NoPixels(const NoPixels&) = delete;
  NoPixels& operator=(const NoPixels&) = delete;

 private:
  static void call(const char* name) {
    constexpr unsigned kRasterizerDiscard = 0x8C89;  // GL_RASTERIZER_DISCARD; the tests see no GL header
    void* address = SDL_GL_GetProcAddress(name);
    REQUIRE(address != nullptr);
    reinterpret_cast<void (*)(unsigned)>(address)(kRasterizerDiscard);
  }
};

}  // namespace syn::test
