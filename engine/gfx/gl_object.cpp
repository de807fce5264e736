#include "gfx/gl_object.hpp"

#include <glad/gl.h>

namespace syn::detail {

unsigned make_gl(GlKind kind) {
  GLuint id = 0;
  switch (kind) {
    case GlKind::buffer: glGenBuffers(1, &id); break;
    case GlKind::vertex_array: glGenVertexArrays(1, &id); break;
    case GlKind::texture: glGenTextures(1, &id); break;
    case GlKind::renderbuffer: glGenRenderbuffers(1, &id); break;
    case GlKind::framebuffer: glGenFramebuffers(1, &id); break;
    case GlKind::shader_program: id = glCreateProgram(); break;
  }
  return id;
}

void delete_gl(GlKind kind, unsigned id) {
  switch (kind) {
    case GlKind::buffer: glDeleteBuffers(1, &id); break;
    case GlKind::vertex_array: glDeleteVertexArrays(1, &id); break;
    case GlKind::texture: glDeleteTextures(1, &id); break;
    case GlKind::renderbuffer: glDeleteRenderbuffers(1, &id); break;
    case GlKind::framebuffer: glDeleteFramebuffers(1, &id); break;
    case GlKind::shader_program: glDeleteProgram(id); break;
  }
}

}  // namespace syn::detail
