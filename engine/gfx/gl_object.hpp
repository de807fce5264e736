// Move-only handles of OpenGL objects. An empty handle owns nothing; a full one deletes its object when it goes.
// No GL header here, so that whoever only passes handles on needs none. A current context is needed to make and to
// destroy a full handle.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace syn {

enum class GlKind : std::uint8_t { buffer, vertex_array, texture, renderbuffer, framebuffer, shader_program };

namespace detail {
unsigned make_gl(GlKind kind);
void delete_gl(GlKind kind, unsigned id);
void fill_buffer(unsigned target, unsigned buffer, std::span<const std::byte> bytes, unsigned usage);
}  // namespace detail

template <GlKind kind>
class GlObject {
 public:
  GlObject() = default;
  static GlObject make() { return GlObject(detail::make_gl(kind)); }
  ~GlObject() { reset(); }
  GlObject(GlObject&& other) noexcept : id_(std::exchange(other.id_, 0)) {}
  GlObject& operator=(GlObject&& other) noexcept {
    if (this != &other) {
      reset();
      id_ = std::exchange(other.id_, 0);
    }
    return *this;
  }
  GlObject(const GlObject&) = delete;
  GlObject& operator=(const GlObject&) = delete;

  unsigned id() const { return id_; }
  explicit operator bool() const { return id_ != 0; }
  void reset() {
    if (id_ != 0) detail::delete_gl(kind, std::exchange(id_, 0));
  }

 private:
  explicit GlObject(unsigned id) : id_(id) {}
  unsigned id_ = 0;
};

using GlBuffer = GlObject<GlKind::buffer>;
using GlVertexArray = GlObject<GlKind::vertex_array>;
using GlTexture = GlObject<GlKind::texture>;
using GlRenderbuffer = GlObject<GlKind::renderbuffer>;
using GlFramebuffer = GlObject<GlKind::framebuffer>;
using GlProgram = GlObject<GlKind::shader_program>;

// New content for a buffer, which stays bound. `target` and `usage` as glBufferData has them.
template <class Values>
void fill_buffer(unsigned target, const GlBuffer& buffer, const Values& values, unsigned usage) {
  detail::fill_buffer(target, buffer.id(), std::as_bytes(std::span(values)), usage);
}

// Where in a buffer something is, as OpenGL wants it.
inline const void* in_buffer(std::size_t bytes) { return reinterpret_cast<const void*>(bytes); }

}  // namespace syn
