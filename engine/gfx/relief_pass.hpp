// What only the depth of a picture tells, for stills: places that are shut in get darker, whatever stands on something has a
// shadow at its foot, and an outer contour, thicker than the lines within, parts what is near from what is far. After McGuire et
// al. 2011 (obscurance from depth).
#pragma once

#include <glm/glm.hpp>
#include <optional>

#include "gfx/canvas.hpp"
#include "gfx/picture.hpp"
#include "gfx/program.hpp"

namespace syn {

class ReliefPass {
 public:
  static Result<ReliefPass> create(const DataFiles& files);
  void start(const Frame& frame, float line_width);  // drawn pixels of a line of width 1
  // After everything that has lines, and before what has none.
  static void outlined(Picture& picture);
  // Both darken what has been drawn into the picture so far, which stays bound. Leave depth test and blending off.
  void contour(Picture& picture) const;
  void occlusion(Picture& picture) const;
  // How deep lies what occlusion() saw at a drawn pixel, from the bottom left; nothing where it was empty.
  std::optional<float> depth_at(const Picture& picture, int x, int y) const;

 private:
  void draw(const Program& program, unsigned texture) const;
  void darken(Picture& picture, const Program& program, unsigned texture) const;
  Program contour_, gather_, shade_;
  GlVertexArray no_array_;
  glm::vec4 values_{0.0F};
  glm::vec2 lens_{0.0F};  // the projection's [2][2] and [3][2]
};

}  // namespace syn
