#include "gfx/contour_pass.hpp"

#include <glad/gl.h>

#include <algorithm>
#include <cstddef>

namespace syn {

Result<ContourPass> ContourPass::create(const DataFiles& files) {
  auto program = Program::load(files, "contour");
  if (!program) return failure(program.error());
  ContourPass pass;
  pass.program_ = std::move(*program);
  pass.array_ = GlVertexArray::make();
  pass.corner_buffer_ = GlBuffer::make();
  pass.index_buffer_ = GlBuffer::make();
  glBindVertexArray(pass.array_.id());
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, pass.index_buffer_.id());
  glBindBuffer(GL_ARRAY_BUFFER, pass.corner_buffer_.id());
  constexpr GLsizei kStride = sizeof(RibbonCorner);
  glEnableVertexAttribArray(0);
  glVertexAttribPointer(0, 3, GL_FLOAT, GL_FALSE, kStride, in_buffer(offsetof(RibbonCorner, position)));
  glEnableVertexAttribArray(1);
  glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, kStride, in_buffer(offsetof(RibbonCorner, direction)));
  glEnableVertexAttribArray(2);
  glVertexAttribPointer(2, 4, GL_FLOAT, GL_FALSE, kStride, in_buffer(offsetof(RibbonCorner, across)));
  glBindVertexArray(0);
  return pass;
}

void ContourPass::start(const Frame& frame, int height) {
  corners_.clear();
  const float aspect = static_cast<float>(frame.width_px) / static_cast<float>(frame.height_px);
  const glm::mat4 projection = frame.camera.projection(aspect);
  scale_ = line_scale(frame) * static_cast<float>(height) / static_cast<float>(frame.height_px);
  style_.scale = glm::vec2(0.5F * projection[1][1] * static_cast<float>(height));
  style_.thin_start = frame.haze_start * frame.camera.distance;
  style_.thin_end = frame.haze_end * frame.camera.distance;
}

ContourPass::Range ContourPass::add(const DrawList& list, const MeshBatch& batch) {
  Range range{count(), count()};
  if (!batch.contour || batch.drawable.contour == nullptr) return range;
  const Material& material = list.materials()[batch.material];
  ContourStyle style = style_;
  style.cut = batch.cut;
  style.width = material.outline_px * scale_;
  style.opacity = std::min(material.opacity, 1.0F);
  style.two_sided = material.two_sided;
  for (const InstanceRows& rows : list.instances().subspan(batch.first, batch.count)) {
    style.view_from_mesh = matrix_of(rows);
    batch.drawable.contour->trace(style, corners_);
  }
  range.end = count();
  return range;
}

void ContourPass::upload() {
  if (corners_.empty()) return;
  fill_buffer(GL_ARRAY_BUFFER, corner_buffer_, corners_, GL_STREAM_DRAW);
  if (count() <= indexed_) return;
  indexed_ = count() + count() / 2;
  std::vector<std::uint32_t> indices;
  indices.reserve(indexed_ * 6);
  for (std::size_t ribbon = 0; ribbon < indexed_; ++ribbon) {
    const auto base = static_cast<std::uint32_t>(4 * ribbon);
    for (const std::uint32_t corner : {0U, 1U, 2U, 2U, 1U, 3U}) indices.push_back(base + corner);
  }
  glBindVertexArray(array_.id());
  fill_buffer(GL_ELEMENT_ARRAY_BUFFER, index_buffer_, indices, GL_STATIC_DRAW);
  glBindVertexArray(0);
}

void ContourPass::draw(Range range) const {
  if (range.first == range.end) return;
  glDisable(GL_CULL_FACE);
  program_.use();
  glBindVertexArray(array_.id());
  glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(6 * (range.end - range.first)), GL_UNSIGNED_INT,
                 in_buffer(6 * range.first * sizeof(std::uint32_t)));
}

}  // namespace syn
