#include "gfx/picture.hpp"

#include <glad/gl.h>

#include <algorithm>
#include <cassert>

#include "gfx/target.hpp"

namespace syn {
namespace {

GlRenderbuffer storage(GLenum format, int width, int height, int samples) {
  GlRenderbuffer out = GlRenderbuffer::make();
  glBindRenderbuffer(GL_RENDERBUFFER, out.id());
  if (samples > 1) {
    glRenderbufferStorageMultisample(GL_RENDERBUFFER, samples, format, width, height);
  } else {
    glRenderbufferStorage(GL_RENDERBUFFER, format, width, height);
  }
  glBindRenderbuffer(GL_RENDERBUFFER, 0);
  return out;
}

}  // namespace

void Picture::Layer::make(int width, int height) {
  color = GlTexture::make();
  fill_color_texture(color.id(), width, height);
  framebuffer = GlFramebuffer::make();
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer.id());
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, color.id(), 0);
}

bool Picture::fit(int width, int height, int samples, bool stencil, RowOrder order) {
  assert(width > 0 && height > 0 && samples > 0);
  const bool same_depth = width == width_ && height == height_ && samples == samples_ && stencil == stencil_;
  if (same_depth && order == order_) return false;
  width_ = width;
  height_ = height;
  samples_ = samples;
  stencil_ = stencil;
  order_ = order;
  GLint most = 1;
  glGetIntegerv(GL_MAX_SAMPLES, &most);
  const int given = std::min(samples, static_cast<int>(most));

  backdrop_.make(width, height);
  plain_.make(width, height);
  depth_ = storage(stencil ? GL_DEPTH24_STENCIL8 : GL_DEPTH_COMPONENT32F, width, height, given);
  static_layer_.framebuffer.reset();
  many_.reset();
  many_color_.reset();
  relief_ = {};
  if (given > 1) {
    many_color_ = storage(GL_RGBA8, width, height, given);
    many_ = GlFramebuffer::make();
    glBindFramebuffer(GL_FRAMEBUFFER, many_.id());
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, many_color_.id());
  }
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, stencil ? GL_DEPTH_STENCIL_ATTACHMENT : GL_DEPTH_ATTACHMENT, GL_RENDERBUFFER, depth_.id());
  assert(glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE);
  return true;
}

void Picture::bind() const {
  glBindFramebuffer(GL_FRAMEBUFFER, many_ ? many_.id() : plain_.framebuffer.id());
  glViewport(0, 0, width_, height_);
}

void Picture::bind_backdrop() const {
  glBindFramebuffer(GL_FRAMEBUFFER, backdrop_.framebuffer.id());
  glViewport(0, 0, width_, height_);
}

bool Picture::copy_backdrop() const {
  if (many_) return false;
  glBindFramebuffer(GL_READ_FRAMEBUFFER, backdrop_.framebuffer.id());
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, plain_.framebuffer.id());
  glBlitFramebuffer(0, 0, width_, height_, 0, 0, width_, height_, GL_COLOR_BUFFER_BIT, GL_NEAREST);
  return true;
}

bool Picture::keep_static_layer() {
  if (many_) return false;
  if (!static_layer_.framebuffer) {
    static_layer_.make(width_, height_);
    static_depth_ = storage(stencil_ ? GL_DEPTH24_STENCIL8 : GL_DEPTH_COMPONENT32F, width_, height_, 1);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, stencil_ ? GL_DEPTH_STENCIL_ATTACHMENT : GL_DEPTH_ATTACHMENT, GL_RENDERBUFFER,
                              static_depth_.id());
    assert(glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE);
  }
  copy_all(plain_.framebuffer.id(), static_layer_.framebuffer.id());
  return true;
}

void Picture::copy_static_layer() const { copy_all(static_layer_.framebuffer.id(), plain_.framebuffer.id()); }

void Picture::copy_all(unsigned from, unsigned to) const {
  glBindFramebuffer(GL_READ_FRAMEBUFFER, from);
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, to);
  const GLbitfield parts = GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT | (stencil_ ? GL_STENCIL_BUFFER_BIT : 0U);
  glBlitFramebuffer(0, 0, width_, height_, 0, 0, width_, height_, parts, GL_NEAREST);
  bind();
}

void Picture::make_copy(DepthCopy& copy) const {
  copy.depth = GlTexture::make();
  glBindTexture(GL_TEXTURE_2D, copy.depth.id());
  // As the depth that it is copied from: other formats cannot be copied.
  if (stencil_) {
    glTexImage2D(GL_TEXTURE_2D, 0, GL_DEPTH24_STENCIL8, width_, height_, 0, GL_DEPTH_STENCIL, GL_UNSIGNED_INT_24_8, nullptr);
  } else {
    glTexImage2D(GL_TEXTURE_2D, 0, GL_DEPTH_COMPONENT32F, width_, height_, 0, GL_DEPTH_COMPONENT, GL_FLOAT, nullptr);
  }
  for (const GLenum which : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER}) glTexParameteri(GL_TEXTURE_2D, which, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
  copy.framebuffer = GlFramebuffer::make();
  glBindFramebuffer(GL_FRAMEBUFFER, copy.framebuffer.id());
  glFramebufferTexture2D(GL_FRAMEBUFFER, stencil_ ? GL_DEPTH_STENCIL_ATTACHMENT : GL_DEPTH_ATTACHMENT, GL_TEXTURE_2D, copy.depth.id(), 0);
  const GLenum none = GL_NONE;
  glDrawBuffers(1, &none);
  glReadBuffer(GL_NONE);
  assert(glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE);
}

const Picture::Relief& Picture::copy_depth(Depth which) {
  if (!relief_.shut_in.framebuffer) relief_.shut_in.make(width_, height_);
  DepthCopy& copy = which == Depth::outlined ? relief_.outlined : relief_.whole;
  if (!copy.framebuffer) make_copy(copy);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, many_ ? many_.id() : plain_.framebuffer.id());
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, copy.framebuffer.id());
  glBlitFramebuffer(0, 0, width_, height_, 0, 0, width_, height_, GL_DEPTH_BUFFER_BIT, GL_NEAREST);
  return relief_;
}

std::array<std::uint8_t, 4> Picture::relief_pixel(int x, int y) const {
  std::array<std::uint8_t, 4> out{};
  glBindFramebuffer(GL_READ_FRAMEBUFFER, relief_.shut_in.framebuffer.id());
  glReadPixels(x, y, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, out.data());
  return out;
}

void Picture::resolve() const {
  if (!many_) return;
  glBindFramebuffer(GL_READ_FRAMEBUFFER, many_.id());
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, plain_.framebuffer.id());
  glBlitFramebuffer(0, 0, width_, height_, 0, 0, width_, height_, GL_COLOR_BUFFER_BIT, GL_NEAREST);
}

void Picture::copy_to(int x, int y, int width, int height) const {
  if (!plain_.framebuffer) return;
  GLint before = 0;
  glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &before);
  const bool scissored = glIsEnabled(GL_SCISSOR_TEST) == GL_TRUE;
  if (scissored) glDisable(GL_SCISSOR_TEST);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, plain_.framebuffer.id());
  const bool same_size = width == width_ && height == height_;
  const bool turn = order_ == RowOrder::top_first;
  glBlitFramebuffer(0, 0, width_, height_, x, turn ? y + height : y, x + width, turn ? y : y + height, GL_COLOR_BUFFER_BIT,
                    same_size ? GL_NEAREST : GL_LINEAR);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(before));
  if (scissored) glEnable(GL_SCISSOR_TEST);
}

}  // namespace syn
