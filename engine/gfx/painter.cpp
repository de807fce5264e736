#include "gfx/painter.hpp"

#include <fmt/format.h>
#include <glad/gl.h>

#include <algorithm>
#include <cassert>
#include <cstddef>

#include "gfx/gl_context.hpp"

namespace syn {
namespace {

// FrameBlock of common.glsl, in std140 layout.
struct FrameBlock {
  glm::vec4 background_top;
  glm::vec4 background_bottom;
  glm::vec4 outline;
  glm::vec4 light;
  glm::vec4 haze;
  glm::vec4 picture;
  glm::vec4 lens;
};

constexpr int kGuardPx = 64;        // how far beyond the picture sprites are still rasterised
constexpr float kSeamShare = 0.4F;  // half width of the line between two colours of a surface

void switch_on(GLenum what, bool on) {
  if (on) {
    glEnable(what);
  } else {
    glDisable(what);
  }
}

}  // namespace

Result<Painter> Painter::create(const DataFiles& files) {
  Painter painter;
  Problems problems;
  const auto load = [&](Program& into, std::string_view material, std::vector<std::string> defines = {}) {
    auto program = Program::load(files, material, defines);
    if (program) {
      into = std::move(*program);
    } else {
      problems.insert(problems.end(), program.error().begin(), program.error().end());
    }
  };
  for (std::size_t colors = 0; colors < painter.meshes_.size(); ++colors) {
    const std::string define = fmt::format("COLORS {}", colors);
    load(painter.meshes_[colors][0], "mesh", {define});
    load(painter.meshes_[colors][1], "mesh", {define, "TWO_SIDED"});
    load(painter.meshes_[colors][2], "mesh", {define, "CUT"});
  }
  if (auto pass = ContourPass::create(files)) {
    painter.contour_pass_ = std::move(*pass);
  } else {
    problems.insert(problems.end(), pass.error().begin(), pass.error().end());
  }
  if (auto pass = ReliefPass::create(files)) {
    painter.relief_pass_ = std::move(*pass);
  } else {
    problems.insert(problems.end(), pass.error().begin(), pass.error().end());
  }
  load(painter.cap_, "cap");
  load(painter.backdrop_, "backdrop");
  for (std::size_t shape = 0; shape < painter.sprites_.size(); ++shape) {
    const std::string define = fmt::format("SHAPE {}", shape);
    SpritePrograms& programs = painter.sprites_[shape];
    load(programs.point, "sprite", {define});
    load(programs.quad, "sprite", {define, "QUAD"});
    load(programs.deep_point, "sprite", {define, "TRUE_DEPTH"});
    load(programs.deep_quad, "sprite", {define, "QUAD", "TRUE_DEPTH"});
  }
  if (!problems.empty()) return failure(std::move(problems));

  painter.frame_block_ = GlBuffer::make();
  painter.instance_buffer_ = GlBuffer::make();
  painter.point_buffer_ = GlBuffer::make();
  painter.point_array_ = GlVertexArray::make();
  painter.quad_array_ = GlVertexArray::make();
  painter.no_array_ = GlVertexArray::make();
  return painter;
}

void Painter::start(const Frame& frame, int width, int height, bool upside_down) {
  quality_ = frame.quality;
  scale_ = line_scale(frame) * static_cast<float>(height) / static_cast<float>(frame.height_px);
  upside_down_ = upside_down;
  width_ = width;
  height_ = height;
  const float aspect = static_cast<float>(frame.width_px) / static_cast<float>(frame.height_px);
  const glm::mat4 projection = frame.camera.projection(aspect);
  const float unit = frame.camera.distance;
  const float span = std::max(frame.haze_end - frame.haze_start, 1e-4F) * unit;
  const glm::vec2 size{width, height};
  const FrameBlock block{
      .background_top = upside_down ? frame.background_bottom : frame.background_top,
      .background_bottom = upside_down ? frame.background_top : frame.background_bottom,
      .outline = frame.outline,
      .light = glm::vec4(glm::normalize(frame.light), 0.0F),
      .haze = {frame.haze_start * unit, 1.0F / span, std::clamp(frame.haze_strength, 0.0F, 1.0F), scale_},
      .picture = glm::vec4(size, 1.0F / size),
      .lens = {projection[0][0], upside_down ? -projection[1][1] : projection[1][1], projection[2][2], projection[3][2]}};
  fill_buffer(GL_UNIFORM_BUFFER, frame_block_, std::span(&block, 1), GL_STREAM_DRAW);
  glBindBufferBase(GL_UNIFORM_BUFFER, 0, frame_block_.id());
  contour_pass_.start(frame, height);
  relief_pass_.start(frame, scale_);
  glDisable(GL_BLEND);
  glDisable(GL_SCISSOR_TEST);
  glDisable(GL_CULL_FACE);
  glDisable(GL_DEPTH_TEST);
}

void Painter::backdrop() {
  backdrop_.use();
  glBindVertexArray(no_array_.id());
  glDrawArrays(GL_TRIANGLES, 0, 3);
}

void Painter::paint(const DrawList& list, FrameCounts& counts, bool fresh, Picture* still) {
  list_ = &list;
  counts_ = &counts;
  fill_buffer(GL_ARRAY_BUFFER, instance_buffer_, list.instances(), GL_STREAM_DRAW);
  fill_buffer(GL_ARRAY_BUFFER, point_buffer_, list.points(), GL_STREAM_DRAW);
  trace_contours();

  glDepthMask(GL_TRUE);
  glStencilMask(0xFFU);
  glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  // Both at once, used or not: they share their storage, and clearing one alone is slower.
  if (fresh) {
    glClear(GL_DEPTH_BUFFER_BIT | GL_STENCIL_BUFFER_BIT);
  } else if (!list.cut().empty()) {
    glClear(GL_STENCIL_BUFFER_BIT);
  }
  glEnable(GL_DEPTH_TEST);
  glDepthFunc(GL_LEQUAL);
  if (const GLenum point_size = gl_terms().point_size; point_size != 0) glEnable(point_size);

  cut_solids();
  const auto fill_solid = [&](bool with_lines) {
    for (const MeshBatch& batch : list.solid()) {
      if (batch.contour == with_lines) fill(batch);
    }
  };
  if (still != nullptr) {
    fill_solid(true);
    relief_pass_.outlined(*still);
    fill_solid(false);
  } else {
    for (const MeshBatch& batch : list.solid()) fill(batch);
  }
  glEnable(GL_BLEND);
  glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glDepthMask(GL_TRUE);
  const auto go_on = [] {
    glEnable(GL_DEPTH_TEST);
    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  };
  // Sprites have an edge of their own, and need no contour.
  if (still != nullptr) relief_pass_.contour(*still), go_on();
  for (const SpriteRun& run : list.sprites()) sprite_run(run);
  if (still != nullptr) relief_pass_.occlusion(*still), go_on();
  glDepthMask(GL_FALSE);
  contours(solid_lines_);
  for (const Translucent& item : list.translucent()) {
    if (item.is_mesh) {
      translucent_mesh(list.translucent_meshes()[item.index], translucent_lines_[item.index]);
    } else {
      sprite_run(list.translucent_sprites()[item.index]);
    }
  }

  glDisable(GL_BLEND);
  glDisable(GL_CULL_FACE);
  glDisable(GL_DEPTH_TEST);
  glDepthMask(GL_TRUE);
  glFrontFace(GL_CCW);
  glBindVertexArray(0);
  glBindBuffer(GL_ARRAY_BUFFER, 0);
  glUseProgram(0);
  list_ = nullptr;
  counts_ = nullptr;
}

Painter::Colors Painter::colors_of(const MeshBatch& batch, const Material& material) {
  if (material.vertex_colors) return Colors::vertex;
  const auto& c = material.colors;
  if (c[0] == c[1] && c[0] == c[2] && c[0] == c[3]) return Colors::one;
  return batch.crisp ? Colors::four : Colors::vertex;
}

Painter::Sides Painter::sides_of(const MeshBatch& batch, const Material& material) {
  if (batch.cut != glm::vec4(0.0F)) return Sides::cut;
  return material.two_sided ? Sides::both : Sides::front;
}

const Program& Painter::mesh_program(Colors colors, Sides sides) const {
  return meshes_[static_cast<std::size_t>(colors)][static_cast<std::size_t>(sides)];
}

void Painter::instances(const MeshBatch& batch) {
  glFrontFace(batch.mirrored != upside_down_ ? GL_CW : GL_CCW);
  draw_instances(batch.drawable, instance_buffer_, batch.first, batch.count);
  ++counts_->draw_calls;
}

void Painter::fill(const MeshBatch& batch) {
  const Material& material = list_->materials()[batch.material];
  const Sides sides = sides_of(batch, material);
  const Program& program = mesh_program(colors_of(batch, material), sides);
  program.use();
  program.set("u_colors", material.colors);
  program.set("u_tint", material.tint);
  program.set("u_own", material.vertex_colors ? 1.0F : 0.0F);
  program.set("u_look",
              glm::vec2(std::min(material.opacity, 1.0F), material.outline_px > 0.0F ? kSeamShare * material.outline_px * scale_ : -1.0F));
  if (sides == Sides::cut) program.set("u_cut", batch.cut);
  switch_on(GL_CULL_FACE, sides == Sides::front);
  glCullFace(GL_BACK);
  instances(batch);
  counts_->instances += batch.count;
  counts_->triangles += std::size_t{batch.count} * batch.drawable.index_count / 3;
}

void Painter::trace_contours() {
  solid_lines_ = {};
  for (const MeshBatch& batch : list_->cut()) contour_pass_.add(*list_, batch);
  for (const MeshBatch& batch : list_->solid()) contour_pass_.add(*list_, batch);
  solid_lines_.end = contour_pass_.count();
  translucent_lines_.clear();
  for (const MeshBatch& batch : list_->translucent_meshes()) {
    translucent_lines_.push_back(contour_pass_.add(*list_, batch));
  }
  contour_pass_.upload();
}

void Painter::contours(ContourPass::Range range) {
  contour_pass_.draw(range);
  if (range.first != range.end) ++counts_->draw_calls;
}

// Along each line of sight behind the plane, every wall that one leaves counts one up and every wall that one enters
// counts one down. Where something is left over the plane runs through matter, and the face of the cut is drawn.
void Painter::cut_solids() {
  if (list_->cut().empty()) return;
  glEnable(GL_STENCIL_TEST);
  for (const MeshBatch& batch : list_->cut()) {
    const bool from_behind = batch.cut.w >= 0.0F;  // the eye is on the side that stays
    glStencilFunc(GL_ALWAYS, 0, 0xFFU);
    glStencilOpSeparate(GL_FRONT, GL_KEEP, GL_DECR_WRAP, GL_DECR_WRAP);
    glStencilOpSeparate(GL_BACK, GL_KEEP, GL_INCR_WRAP, GL_INCR_WRAP);
    if (from_behind) glStencilOp(GL_KEEP, GL_KEEP, GL_KEEP);
    fill(batch);
    if (!from_behind) cap(batch);
  }
  glDisable(GL_STENCIL_TEST);
}

void Painter::cap(const MeshBatch& batch) {
  const glm::vec3 normal(batch.cut);
  const Bounds& bounds = batch.bounds;
  const glm::vec3 center = bounds.center - (glm::dot(normal, bounds.center) + batch.cut.w) * normal;
  const glm::vec3 helper = std::abs(normal.x) < 0.7F ? glm::vec3(1.0F, 0.0F, 0.0F) : glm::vec3(0.0F, 1.0F, 0.0F);
  const glm::vec3 along = glm::normalize(glm::cross(normal, helper)) * bounds.radius;
  const glm::vec3 across = glm::cross(normal, along);
  cap_.use();
  cap_.set("u_center", glm::vec4(center, 0.0F));
  cap_.set("u_along", glm::vec4(along, 0.0F));
  cap_.set("u_across", glm::vec4(across, 0.0F));
  cap_.set("u_color", list_->materials()[batch.material].cut_color);
  glStencilFunc(GL_NOTEQUAL, 0, 0xFFU);
  glStencilOp(GL_ZERO, GL_ZERO, GL_ZERO);
  glDisable(GL_CULL_FACE);
  glBindVertexArray(no_array_.id());
  glDrawArrays(GL_TRIANGLE_FAN, 0, 4);
  ++counts_->draw_calls;
}

// A translucent solid shows its nearest layer only: first its depth, then its colour where the depth is its own.
void Painter::translucent_mesh(const MeshBatch& batch, ContourPass::Range lines) {
  if (!list_->materials()[batch.material].two_sided) {
    const FrameCounts before = *counts_;
    glDepthMask(GL_TRUE);
    glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_FALSE);
    fill(batch);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    glDepthMask(GL_FALSE);
    counts_->instances = before.instances;  // one thing, drawn twice
    counts_->triangles = before.triangles;
  }
  fill(batch);
  contours(lines);
}

void Painter::sprite_run(const SpriteRun& run) {
  const SpritePrograms& programs = sprites_[static_cast<std::size_t>(run.shape)];
  const bool deep = quality_ == Quality::high;
  const Program& program = run.large ? (deep ? programs.deep_quad : programs.quad) : (deep ? programs.deep_point : programs.point);
  program.use();
  glBindVertexArray(run.large ? quad_array_.id() : point_array_.id());
  glBindBuffer(GL_ARRAY_BUFFER, point_buffer_.id());
  const auto place = [&](GLuint location, GLint size, GLenum type, std::size_t within) {
    glEnableVertexAttribArray(location);
    glVertexAttribPointer(location, size, type, type == GL_UNSIGNED_BYTE ? GL_TRUE : GL_FALSE, sizeof(SpritePoint),
                          in_buffer(run.first * sizeof(SpritePoint) + within));
    glVertexAttribDivisor(location, run.large ? 1U : 0U);
  };
  place(0, 4, GL_FLOAT, offsetof(SpritePoint, sphere));
  place(1, 4, GL_UNSIGNED_BYTE, offsetof(SpritePoint, color));
  if (run.large) {
    glDisable(GL_CULL_FACE);
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(run.count));
  } else {
    // Points go as soon as their centre leaves the viewport, so the viewport is made wider than the picture.
    const glm::vec2 size{width_, height_};
    program.set("u_guard", size / (size + 2.0F * static_cast<float>(kGuardPx)));
    glViewport(-kGuardPx, -kGuardPx, width_ + 2 * kGuardPx, height_ + 2 * kGuardPx);
    glDrawArrays(GL_POINTS, 0, static_cast<GLsizei>(run.count));
    glViewport(0, 0, width_, height_);
  }
  ++counts_->draw_calls;
  counts_->sprites += run.count;
}

}  // namespace syn
