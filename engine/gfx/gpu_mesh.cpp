#include "gfx/gpu_mesh.hpp"

#include <glad/gl.h>

#include <algorithm>
#include <cassert>

namespace syn {
namespace {

// The places of the attributes, as in mesh.vert and contour.vert.
enum Place : GLuint { kPosition = 0, kNormal = 1, kData = 2, kRows = 3 };

}  // namespace

Bounds bounds_of(std::span<const glm::vec3> positions) {
  if (positions.empty()) return {};
  glm::vec3 low = positions.front();
  glm::vec3 high = low;
  for (const glm::vec3& p : positions) {
    low = glm::min(low, p);
    high = glm::max(high, p);
  }
  Bounds out{.center = 0.5F * (low + high)};
  float squared = 0.0F;
  for (const glm::vec3& p : positions) squared = std::max(squared, glm::dot(p - out.center, p - out.center));
  out.radius = std::sqrt(squared);
  return out;
}

InstanceRows rows_of(const glm::mat4& matrix) {
  const glm::mat4 t = glm::transpose(matrix);
  return {t[0], t[1], t[2]};
}

glm::mat4 matrix_of(const InstanceRows& rows) {
  return glm::transpose(glm::mat4(rows.x, rows.y, rows.z, glm::vec4(0.0F, 0.0F, 0.0F, 1.0F)));
}

void draw_instances(const Drawable& drawable, const GlBuffer& instances, std::size_t first, std::size_t count) {
  if (drawable.index_count == 0 || count == 0) return;
  glBindVertexArray(drawable.vertex_array);
  glBindBuffer(GL_ARRAY_BUFFER, instances.id());
  for (GLuint row = 0; row < 3; ++row) {
    glVertexAttribPointer(kRows + row, 4, GL_FLOAT, GL_FALSE, sizeof(InstanceRows),
                          in_buffer(first * sizeof(InstanceRows) + row * sizeof(glm::vec4)));
  }
  glDrawElementsInstanced(GL_TRIANGLES, static_cast<GLsizei>(drawable.index_count), GL_UNSIGNED_INT,
                          in_buffer(drawable.first_index * sizeof(std::uint32_t)), static_cast<GLsizei>(count));
}

GpuMesh::GpuMesh(const MeshData& mesh)
    : vertex_array_(GlVertexArray::make()),
      vertices_(GlBuffer::make()),
      indices_(GlBuffer::make()),
      contour_(std::make_unique<ContourMesh>(mesh)) {
  std::vector<MeshStream::Vertex> vertices;
  std::vector<std::uint32_t> indices;
  MeshStream::append(mesh, vertices, indices);
  MeshStream::describe_layout(vertex_array_, vertices_, indices_);
  fill_buffer(GL_ARRAY_BUFFER, vertices_, vertices, GL_STATIC_DRAW);
  fill_buffer(GL_ELEMENT_ARRAY_BUFFER, indices_, indices, GL_STATIC_DRAW);
  glBindVertexArray(0);
  drawable_ = {.vertex_array = vertex_array_.id(),
               .first_index = 0,
               .index_count = static_cast<std::uint32_t>(indices.size()),
               .bounds = bounds_of(mesh.positions),
               .contour = contour_.get()};
}

MeshStream::MeshStream() : vertex_array_(GlVertexArray::make()), vertex_buffer_(GlBuffer::make()), index_buffer_(GlBuffer::make()) {
  describe_layout(vertex_array_, vertex_buffer_, index_buffer_);
  glBindVertexArray(0);
}

void MeshStream::clear() {
  vertices_.clear();
  indices_.clear();
  added_ = 0;
}

Drawable MeshStream::add(const MeshData& mesh) {
  if (added_ == contours_.size()) contours_.push_back(std::make_unique<ContourMesh>());
  std::unique_ptr<ContourMesh>& contour = contours_[added_++];
  if (!contour->move(mesh)) *contour = ContourMesh(mesh);
  const Drawable out{.vertex_array = vertex_array_.id(),
                     .first_index = static_cast<std::uint32_t>(indices_.size()),
                     .index_count = static_cast<std::uint32_t>(mesh.indices.size()),
                     .bounds = bounds_of(mesh.positions),
                     .contour = contour.get()};
  append(mesh, vertices_, indices_);
  return out;
}

void MeshStream::upload() {
  if (indices_.empty()) return;
  glBindVertexArray(vertex_array_.id());
  fill_buffer(GL_ARRAY_BUFFER, vertex_buffer_, vertices_, GL_STREAM_DRAW);
  fill_buffer(GL_ELEMENT_ARRAY_BUFFER, index_buffer_, indices_, GL_STREAM_DRAW);
  glBindVertexArray(0);
}

void MeshStream::describe_layout(const GlVertexArray& array, const GlBuffer& vertices, const GlBuffer& indices) {
  glBindVertexArray(array.id());
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices.id());
  glBindBuffer(GL_ARRAY_BUFFER, vertices.id());
  glEnableVertexAttribArray(kPosition);
  glVertexAttribPointer(kPosition, 3, GL_FLOAT, GL_FALSE, sizeof(Vertex), in_buffer(offsetof(Vertex, position)));
  glEnableVertexAttribArray(kNormal);
  glVertexAttribPointer(kNormal, 3, GL_FLOAT, GL_FALSE, sizeof(Vertex), in_buffer(offsetof(Vertex, normal)));
  glEnableVertexAttribArray(kData);
  glVertexAttribPointer(kData, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof(Vertex), in_buffer(offsetof(Vertex, data)));
  for (GLuint row = 0; row < 3; ++row) {
    glEnableVertexAttribArray(kRows + row);
    glVertexAttribDivisor(kRows + row, 1);
  }
}

void MeshStream::append(const MeshData& mesh, std::vector<Vertex>& vertices, std::vector<std::uint32_t>& indices) {
  assert(mesh.normals.size() == mesh.positions.size() && mesh.data.size() == mesh.positions.size());
  assert(mesh.indices.size() % 3 == 0);
  assert(std::all_of(mesh.indices.begin(), mesh.indices.end(), [&](std::uint32_t index) { return index < mesh.positions.size(); }));
  const auto base = static_cast<std::uint32_t>(vertices.size());
  vertices.reserve(vertices.size() + mesh.positions.size());
  for (std::size_t i = 0; i < mesh.positions.size(); ++i) {
    vertices.push_back({mesh.positions[i], mesh.normals[i], mesh.data[i]});
  }
  indices.reserve(indices.size() + mesh.indices.size());
  for (const std::uint32_t index : mesh.indices) indices.push_back(base + index);
}

}  // namespace syn
