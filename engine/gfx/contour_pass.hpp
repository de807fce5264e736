// Draws contour ribbons: collects those of a frame, uploads them at once, draws ranges of them.
#pragma once

#include <vector>

#include "gfx/canvas.hpp"
#include "gfx/contour.hpp"
#include "gfx/draw_list.hpp"
#include "gfx/program.hpp"

namespace syn {

class ContourPass {
 public:
  // Ribbons from `first` up to `end`.
  struct Range {
    std::size_t first = 0;
    std::size_t end = 0;
  };

  static Result<ContourPass> create(const DataFiles& files);
  // Forgets the ribbons and takes over the new frame, drawn with `height` pixels.
  void start(const Frame& frame, int height);
  // Adds the lines of a batch, if it has any.
  Range add(const DrawList& list, const MeshBatch& batch);
  std::size_t count() const { return corners_.size() / 4; }
  void upload();
  // Needs blending and depth test on, depth writes off. One draw call; none for an empty range.
  void draw(Range range) const;

 private:
  Program program_;
  GlVertexArray array_;
  GlBuffer corner_buffer_;
  GlBuffer index_buffer_;
  std::vector<RibbonCorner> corners_;
  std::size_t indexed_ = 0;  // ribbons that the index buffer has room for
  ContourStyle style_;       // what all lines of the frame share
  float scale_ = 1.0F;       // drawn width of a line of width 1
};

}  // namespace syn
