// The canvas's own off-screen picture: colour, depth and stencil, with four samples a pixel where asked, and the empty
// picture (the backdrop) kept aside, because copying it is cheaper than drawing it again.
#pragma once

#include <array>
#include <cstdint>

#include "gfx/gl_object.hpp"

namespace syn {

// Which row of the picture comes first in memory. Framebuffers of ours begin with the bottom row, windows with the
// top one. A software renderer copies a picture twenty times faster where source and goal agree in this and in the
// order of the colour channels.
enum class RowOrder : std::uint8_t { bottom_first, top_first };

// Move-only. Keeps its storage until another size, sample count or order is asked for.
class Picture {
 public:
  // Makes sure that the storage fits; true if it is new. `samples` is 1 or more; the driver may give fewer. Without
  // `stencil` the depth buffer is one that software tests faster.
  bool fit(int width, int height, int samples, bool stencil, RowOrder order);
  // Draws go to the picture; the viewport covers it.
  void bind() const;
  // Draws go to the backdrop, which has colour only.
  void bind_backdrop() const;
  // Puts the backdrop into the picture; false if it cannot be copied (several samples) and must be drawn.
  bool copy_backdrop() const;
  // Remembers what has been drawn so far, colour and depth, for copy_still() in later frames; false if that cannot be
  // done (several samples). What is kept is lost when fit() makes new storage.
  bool keep_static_layer();
  void copy_static_layer() const;
  // After drawing: averages the samples where there are several.
  void resolve() const;
  // Copies the picture into the bound draw framebuffer, scaled when the sizes differ. Pixels from the bottom left.
  void copy_to(int x, int y, int width, int height) const;
  RowOrder order() const { return order_; }

  struct Layer {
    GlTexture color;
    GlFramebuffer framebuffer;
    void make(int width, int height);
  };
  // The depth of what has been drawn so far, for shaders to read: once of what has lines, once of everything; and a picture of the
  // same size for what they make of it.
  struct DepthCopy {
    GlTexture depth;
    GlFramebuffer framebuffer;
  };
  struct Relief {
    DepthCopy outlined, whole;
    Layer shut_in;
  };
  enum class Depth : std::uint8_t { outlined, whole };
  const Relief& copy_depth(Depth which);
  // What was made of it, at a drawn pixel.
  std::array<std::uint8_t, 4> relief_pixel(int x, int y) const;

 private:
  void copy_all(unsigned from, unsigned to) const;  // leaves the picture bound
  void make_copy(DepthCopy& copy) const;
  int width_ = 0;
  int height_ = 0;
  int samples_ = 0;
  bool stencil_ = false;
  RowOrder order_ = RowOrder::bottom_first;
  Layer plain_;  // the finished picture; with one sample, also what is drawn to
  Layer backdrop_;
  Layer static_layer_;  // with a depth buffer of its own
  GlRenderbuffer static_depth_;
  GlFramebuffer many_;  // with several samples: what is drawn to
  GlRenderbuffer many_color_;
  GlRenderbuffer depth_;
  Relief relief_;  // made when it is first asked for
};

}  // namespace syn
