// Contour lines found on the CPU: the edges between triangles that face the eye and triangles that do not, as thin
// feathered ribbons. They have the same width everywhere on the screen and soft edges, and cost a fraction of drawing
// every surface twice (the inverted hull), because only some of a hundred edges lie on a contour. No OpenGL here.
#pragma once

#include <cstdint>
#include <glm/glm.hpp>
#include <span>
#include <vector>

#include "mesh/mesh_data.hpp"

namespace syn {

// A corner of a ribbon, as it lies in the vertex buffer. Four corners make a ribbon: begin and end of the inner side,
// begin and end of the outer side.
struct RibbonCorner {
  glm::vec3 position{0.0F};   // of the edge, in view space
  glm::vec2 direction{0.0F};  // across the line on the screen, unit length in pixels, right and up
  float across = 0.0F;        // how far along `direction` this corner lies, in drawn pixels
  float inner = 0.0F;         // the line covers -inner..outer, with half a pixel of feather beyond
  float outer = 0.0F;
  float opacity = 1.0F;
};

// How the lines of one copy of a mesh are drawn.
struct ContourStyle {
  glm::mat4 view_from_mesh{1.0F};
  glm::vec4 cut{0.0F};  // plane in view space; what lies below 0 is left out; 0 = none
  float width = 1.5F;   // drawn pixels
  float opacity = 1.0F;
  bool two_sided = false;   // the surface is seen from behind, too
  glm::vec2 scale{1.0F};    // drawn pixels per unit of slope x / depth, y / depth
  float thin_start = 1.0F;  // distance from the eye where lines begin to get thinner ...
  float thin_end = 2.0F;    // ... and where they have half of their width
};

// The edges of a mesh with the faces at both sides. Vertices at the same place are one, whatever their normals.
class ContourMesh {
 public:
  ContourMesh() = default;
  explicit ContourMesh(const MeshData& mesh);
  // The same triangles with vertices moved: keeps the edges. False, and nothing is done, if the triangles differ.
  bool move(const MeshData& mesh);
  // Appends the ribbons of the contour as the eye (the origin of view space) sees it, and of the cut's own outline.
  void trace(const ContourStyle& style, std::vector<RibbonCorner>& out) const;
  std::size_t edge_count() const { return edges_.size(); }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  struct Edge {
    std::uint32_t begin, end;   // vertices
    std::uint32_t left, right;  // faces; right is kNone where the surface ends
  };
  struct Pen;
  std::uint32_t tip_of(std::uint32_t face, const Edge& edge) const;
  bool is_valley(const Edge& edge) const;
  void trace_cut(const Pen& pen) const;
  void weld(const MeshData& mesh);
  void connect();
  void place(const MeshData& mesh);

  std::vector<std::uint32_t> source_indices_;  // of the mesh, to recognise it
  std::vector<std::uint32_t> welded_;          // vertex of the mesh -> vertex here
  std::vector<std::uint32_t> corners_;         // three a face
  std::vector<Edge> edges_;
  std::vector<glm::vec3> positions_;
  std::vector<glm::vec3> normals_;
  std::vector<glm::vec4> planes_;              // of the faces, outward
  mutable std::vector<std::uint8_t> towards_;  // scratch of trace: does the face look at the eye?
};

}  // namespace syn
