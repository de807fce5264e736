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

void fill_buffer(unsigned target, unsigned buffer, std::span<const std::byte> bytes, unsigned usage) {
  glBindBuffer(target, buffer);
  // A browser's OpenGL can take an empty range at an address for all that lies behind it.
  glBufferData(target, static_cast<GLsizeiptr>(bytes.size()), bytes.empty() ? nullptr : bytes.data(), usage);
}

}  // namespace syn::detail
