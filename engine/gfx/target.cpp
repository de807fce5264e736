#include "gfx/target.hpp"

#include <glad/gl.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "gfx/gl_context.hpp"

namespace syn {

void fill_color_texture(unsigned texture, int width, int height, const void* rgba) {
  glBindTexture(GL_TEXTURE_2D, texture);
  const GlTerms& terms = gl_terms();
  glTexImage2D(GL_TEXTURE_2D, 0, terms.color_format, width, height, 0, terms.color_order, terms.color_type, nullptr);
  if (rgba != nullptr) glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
  glBindTexture(GL_TEXTURE_2D, 0);
}

RenderTarget::RenderTarget(int width, int height) : width_(width), height_(height) {
  assert(width > 0 && height > 0);
  glGenTextures(1, &color_);
  fill_color_texture(color_, width, height);
  // A depth buffer although only flat things are drawn: without one, Mesa 22.3's software renderer takes a way of drawing
  // rectangles that leaves out whole tiles.
  glGenRenderbuffers(1, &depth_);
  glBindRenderbuffer(GL_RENDERBUFFER, depth_);
  glRenderbufferStorage(GL_RENDERBUFFER, GL_DEPTH24_STENCIL8, width, height);
  glBindRenderbuffer(GL_RENDERBUFFER, 0);
  glGenFramebuffers(1, &framebuffer_);
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, color_, 0);
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_DEPTH_STENCIL_ATTACHMENT, GL_RENDERBUFFER, depth_);
  assert(glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE);
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
}

RenderTarget::~RenderTarget() { release(); }

RenderTarget::RenderTarget(RenderTarget&& other) noexcept
    : width_(std::exchange(other.width_, 0)),
      height_(std::exchange(other.height_, 0)),
      framebuffer_(std::exchange(other.framebuffer_, 0)),
      color_(std::exchange(other.color_, 0)),
      depth_(std::exchange(other.depth_, 0)) {}

RenderTarget& RenderTarget::operator=(RenderTarget&& other) noexcept {
  if (this != &other) {
    release();
    width_ = std::exchange(other.width_, 0);
    height_ = std::exchange(other.height_, 0);
    framebuffer_ = std::exchange(other.framebuffer_, 0);
    color_ = std::exchange(other.color_, 0);
    depth_ = std::exchange(other.depth_, 0);
  }
  return *this;
}

void RenderTarget::release() {
  if (framebuffer_ == 0) return;
  glDeleteFramebuffers(1, &framebuffer_);
  glDeleteTextures(1, &color_);
  glDeleteRenderbuffers(1, &depth_);
  framebuffer_ = color_ = depth_ = 0;
}

void RenderTarget::bind() const {
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
  glViewport(0, 0, width_, height_);
}

void RenderTarget::clear_part(int x, int y, int width, int height, float r, float g, float b) const {
  bind();
  glEnable(GL_SCISSOR_TEST);
  glScissor(x, y, width, height);
  glClearColor(r, g, b, 1.0F);
  glClear(GL_COLOR_BUFFER_BIT);
  glDisable(GL_SCISSOR_TEST);
}

void RenderTarget::copy_part_to_bound(int x, int y, int width, int height) const {
  GLint before = 0;
  glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &before);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_);
  glBlitFramebuffer(x, y, x + width, y + height, x, y, x + width, y + height, GL_COLOR_BUFFER_BIT, GL_NEAREST);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(before));
}

Image RenderTarget::read() const {
  GLint before = 0;
  glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &before);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  // RGBA is the one format every OpenGL and OpenGL ES can read.
  const std::size_t width = static_cast<std::size_t>(width_);
  const std::size_t height = static_cast<std::size_t>(height_);
  std::vector<std::uint8_t> rgba(width * height * 4);
  glReadPixels(0, 0, width_, height_, GL_RGBA, GL_UNSIGNED_BYTE, rgba.data());
  glPixelStorei(GL_PACK_ALIGNMENT, 4);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(before));

  Image image{.width = width_, .height = height_, .rgb = std::vector<std::uint8_t>(width * height * 3)};
  for (std::size_t y = 0; y < height; ++y) {
    const std::uint8_t* from = rgba.data() + (height - 1 - y) * width * 4;
    std::uint8_t* to = image.rgb.data() + y * width * 3;
    for (std::size_t x = 0; x < width; ++x) std::copy_n(from + 4 * x, 3, to + 3 * x);
  }
  return image;
}

void bind_window(int width, int height) {
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  glViewport(0, 0, width, height);
}

void clear(float r, float g, float b) {
  glClearColor(r, g, b, 1.0F);
  glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT | GL_STENCIL_BUFFER_BIT);
}

void finish() { glFinish(); }

}  // namespace syn
