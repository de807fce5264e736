// What must hold for every mesh that is written.
#pragma once

#include <string>

#include "mesh.hpp"

namespace syn::bake {

// The counts behind the verdict. Edges, vertices and triangles are counted after joining vertices whose positions are
// equal as 32-bit floats.
struct MeshReport {
  std::size_t vertices = 0;
  std::size_t triangles = 0;
  std::size_t parts = 0;         // connected parts
  std::size_t joined = 0;        // vertices that share their position with an earlier one
  std::size_t unused = 0;        // vertices without a triangle
  std::size_t open_edges = 0;    // directed edges whose reverse does not occur exactly once
  std::size_t pinched = 0;       // vertices whose triangles do not form one closed fan
  std::size_t degenerate = 0;    // triangles with two equal corners, or height below a thousandth of their longest side
  std::size_t inward_parts = 0;  // parts whose volume is not positive
  double volume = 0.0;           // length unit cubed
  int handles = 0;               // tunnels through the body (sum of the parts' genus); meaningful when closed

  bool good() const;
  std::string text() const;  // one line
};

MeshReport check(const Mesh& mesh);

}  // namespace syn::bake
