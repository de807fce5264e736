// Meshes in graphics memory: those that stay, and the stream of surfaces that live for one frame.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <glm/glm.hpp>
#include <memory>
#include <span>
#include <vector>

#include "gfx/contour.hpp"
#include "gfx/gl_object.hpp"
#include "mesh/mesh_data.hpp"

namespace syn {

// A sphere that holds everything, in the mesh's own space.
struct Bounds {
  glm::vec3 center{0.0F};
  float radius = 0.0F;
};
Bounds bounds_of(std::span<const glm::vec3> positions);

// A range of an index buffer, ready to draw. Does not own anything.
struct Drawable {
  unsigned vertex_array = 0;
  std::uint32_t first_index = 0;
  std::uint32_t index_count = 0;
  Bounds bounds;
  const ContourMesh* contour = nullptr;
};

// The matrix that takes a mesh into view space, by rows: three attributes that advance once an instance.
struct InstanceRows {
  glm::vec4 x{1.0F, 0.0F, 0.0F, 0.0F};
  glm::vec4 y{0.0F, 1.0F, 0.0F, 0.0F};
  glm::vec4 z{0.0F, 0.0F, 1.0F, 0.0F};
};
InstanceRows rows_of(const glm::mat4& matrix);
glm::mat4 matrix_of(const InstanceRows& rows);

// Draws `count` copies of the drawable with the current program; their rows begin at `first` in `instances`.
void draw_instances(const Drawable& drawable, const GlBuffer& instances, std::size_t first, std::size_t count);

// A mesh that stays. Move-only.
class GpuMesh {
 public:
  explicit GpuMesh(const MeshData& mesh);
  const Drawable& drawable() const { return drawable_; }
  std::size_t triangle_count() const { return drawable_.index_count / 3; }

 private:
  GlVertexArray vertex_array_;
  GlBuffer vertices_;
  GlBuffer indices_;
  std::unique_ptr<ContourMesh> contour_;  // stays where it is when the mesh moves
  Drawable drawable_;
};

// Surfaces for one frame: add them, upload once, draw. The buffers are orphaned at each upload, so that the driver
// need not wait for the frame before.
class MeshStream {
 public:
  MeshStream();
  void clear();
  // The drawable is good until the next clear(). Surfaces should come in the same order each frame: one whose
  // triangles are those of its forerunner costs less.
  Drawable add(const MeshData& mesh);
  void upload();

 private:
  struct Vertex {
    glm::vec3 position;
    glm::vec3 normal;
    std::array<std::uint8_t, 4> data;
  };
  friend class GpuMesh;
  static void describe_layout(const GlVertexArray& array, const GlBuffer& vertices, const GlBuffer& indices);
  static void append(const MeshData& mesh, std::vector<Vertex>& vertices, std::vector<std::uint32_t>& indices);

  GlVertexArray vertex_array_;
  GlBuffer vertex_buffer_;
  GlBuffer index_buffer_;
  std::vector<Vertex> vertices_;
  std::vector<std::uint32_t> indices_;
  std::vector<std::unique_ptr<ContourMesh>> contours_;  // in the order of adding
  std::size_t added_ = 0;
};

}  // namespace syn
