#include "gfx/relief_pass.hpp"

#include <glad/gl.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>

namespace syn {
namespace {

constexpr float kReach = 0.085F;    // of the camera's distance
constexpr float kStep = 0.05F;      // of the depth
constexpr float kOuterLine = 2.3F;  // of a line of width 1
constexpr float kUsualRows = 720.0F;

}  // namespace

Result<ReliefPass> ReliefPass::create(const DataFiles& files) {
  ReliefPass pass;
  struct Part {
    Program* into;
    std::string define;
  };
  for (const Part& part : {Part{&pass.contour_, "CONTOUR"}, Part{&pass.gather_, "GATHER"}, Part{&pass.shade_, "SHADE"}}) {
    auto program = Program::load(files, "relief", std::span(&part.define, 1));
    if (!program) return failure(program.error());
    *part.into = std::move(*program);
  }
  pass.contour_.use();
  glUniform1i(glGetUniformLocation(pass.contour_.id(), "u_outlined"), 1);
  pass.no_array_ = GlVertexArray::make();
  return pass;
}

void ReliefPass::start(const Frame& frame, float line_width) {
  const float smaller = std::min(1.0F, static_cast<float>(frame.height_px) / kUsualRows);  // other lines keep a width that does not break
  values_ = {kReach * frame.camera.distance, kStep, kOuterLine * smaller * line_width, frame.camera.distance};
  const glm::mat4 projection = frame.camera.projection(static_cast<float>(frame.width_px) / static_cast<float>(frame.height_px));
  lens_ = {projection[2][2], projection[3][2]};
}

void ReliefPass::draw(const Program& program, unsigned texture) const {
  glBindTexture(GL_TEXTURE_2D, texture);
  program.use();
  program.set("u_relief", values_);
  glDrawArrays(GL_TRIANGLES, 0, 3);
}

void ReliefPass::darken(Picture& picture, const Program& program, unsigned texture) const {
  picture.bind();
  glEnable(GL_BLEND);
  glBlendFuncSeparate(GL_DST_COLOR, GL_ZERO, GL_ZERO, GL_ONE);
  draw(program, texture);
  glDisable(GL_BLEND);
  glBindTexture(GL_TEXTURE_2D, 0);
}

void ReliefPass::outlined(Picture& picture) {
  picture.copy_depth(Picture::Depth::outlined);
  picture.bind();
}

void ReliefPass::contour(Picture& picture) const {
  const Picture::Relief& relief = picture.copy_depth(Picture::Depth::whole);
  glActiveTexture(GL_TEXTURE1);
  glBindTexture(GL_TEXTURE_2D, relief.outlined.depth.id());
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_CULL_FACE);
  glBindVertexArray(no_array_.id());
  glActiveTexture(GL_TEXTURE0);
  darken(picture, contour_, relief.whole.depth.id());
}

void ReliefPass::occlusion(Picture& picture) const {
  const Picture::Relief& relief = picture.copy_depth(Picture::Depth::whole);
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_BLEND);
  glDisable(GL_CULL_FACE);
  glBindVertexArray(no_array_.id());
  glActiveTexture(GL_TEXTURE0);
  glBindFramebuffer(GL_FRAMEBUFFER, relief.shut_in.framebuffer.id());
  draw(gather_, relief.whole.depth.id());
  darken(picture, shade_, relief.shut_in.color.id());
}

std::optional<float> ReliefPass::depth_at(const Picture& picture, int x, int y) const {
  const std::array<std::uint8_t, 4> packed = picture.relief_pixel(x, y);
  const double stored = (packed[1] + packed[2] / 255.0 + packed[3] / 65025.0) / 255.0;
  if (stored >= 0.99999) return std::nullopt;
  return static_cast<float>(static_cast<double>(lens_.y) / (2.0 * stored - 1.0 + static_cast<double>(lens_.x)));
}

}  // namespace syn
