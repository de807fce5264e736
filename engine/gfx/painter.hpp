// Turns a sorted draw list into OpenGL calls: the programs of the house style and the order of the passes.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "gfx/canvas.hpp"
#include "gfx/contour_pass.hpp"
#include "gfx/draw_list.hpp"
#include "gfx/program.hpp"
#include "gfx/relief_pass.hpp"

namespace syn {

class Painter {
 public:
  // Fails with every problem of every shader.
  static Result<Painter> create(const DataFiles& files);

  // Takes over what a frame is drawn with. The framebuffers bound for the calls below are `width` by `height` drawn
  // pixels, covered by the viewport; `upside_down` puts the top row of the picture first.
  void start(const Frame& frame, int width, int height, bool upside_down);
  // Fills the bound framebuffer with the empty picture.
  void backdrop();
  // Paints everything else over what is there. Adds to `counts`. Leaves depth test, blending, culling and stencil
  // off, and nothing bound.
  // With `still`, the picture that is bound, what its depth tells is laid over everything solid.
  void paint(const DrawList& list, FrameCounts& counts, bool fresh = true, Picture* still = nullptr);
  // After that: how deep lies what is solid at a drawn pixel of the still, from the bottom left; nothing where it is empty.
  std::optional<float> depth_at(const Picture& still, int x, int y) const { return relief_pass_.depth_at(still, x, y); }

 private:
  // How a mesh takes its colours (see COLORS in mesh.vert), and how its triangles are treated; together they name its
  // program.
  enum class Colors : std::size_t { one, four, vertex };
  enum class Sides : std::size_t { front, both, cut };
  static Colors colors_of(const MeshBatch& batch, const Material& material);
  static Sides sides_of(const MeshBatch& batch, const Material& material);
  const Program& mesh_program(Colors colors, Sides sides) const;
  void fill(const MeshBatch& batch);
  void trace_contours();
  void contours(ContourPass::Range range);
  void cut_solids();
  void cap(const MeshBatch& batch);
  void translucent_mesh(const MeshBatch& batch, ContourPass::Range lines);
  void sprite_run(const SpriteRun& run);
  void instances(const MeshBatch& batch);

  std::array<std::array<Program, 3>, 3> meshes_;  // by Colors, by Sides
  ContourPass contour_pass_;
  ReliefPass relief_pass_;
  Program cap_;
  Program backdrop_;
  struct SpritePrograms {
    Program point;
    Program quad;
    Program deep_point;  // with the true depth of a sphere
    Program deep_quad;
  };
  std::array<SpritePrograms, 6> sprites_;  // by SpriteShape
  GlBuffer frame_block_;
  GlBuffer instance_buffer_;
  GlBuffer point_buffer_;
  GlVertexArray point_array_;  // one vertex a sprite
  GlVertexArray quad_array_;   // one instance a sprite
  GlVertexArray no_array_;     // for shapes that the vertex shader makes up

  // Of the frame being painted.
  const DrawList* list_ = nullptr;
  FrameCounts* counts_ = nullptr;
  Quality quality_ = Quality::standard;
  bool upside_down_ = false;
  float scale_ = 1.0F;  // drawn pixels per pixel of the output
  ContourPass::Range solid_lines_;
  std::vector<ContourPass::Range> translucent_lines_;  // one a mesh
  int width_ = 0;
  int height_ = 0;
};

}  // namespace syn
