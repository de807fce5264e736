// An indexed triangle mesh and its plain measures.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <glm/geometric.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

namespace syn::bake {

// Three vertex numbers, counter-clockwise when seen from outside.
using Triangle = std::array<std::uint32_t, 3>;

// A triangle surface. Lengths are angstrom until `to_model_frame`, nanometres after it.
struct Mesh {
  std::vector<glm::dvec3> positions;  // [vertices]
  std::vector<Triangle> triangles;    // [triangles]
};

// Twice the area times the unit normal, for corners a, b, c (length unit squared).
inline glm::dvec3 area_vector(const glm::dvec3& a, const glm::dvec3& b, const glm::dvec3& c) { return glm::cross(b - a, c - a); }

// Enclosed volume (length unit cubed); positive if the triangles face outward.
double signed_volume(const Mesh& mesh);

// Mean length of the triangles' sides (length unit).
double mean_edge(const Mesh& mesh);

// Unit outward normals, one per vertex: the triangles' normals weighted by their angle at the vertex.
std::vector<glm::dvec3> vertex_normals(const Mesh& mesh);

// The connected part that each vertex belongs to: numbers 0, 1, ... in order of first vertex. Shape [vertices].
std::vector<std::uint32_t> connected_parts(const Mesh& mesh);

// Keeps the parts whose enclosed volume is at least `smallest` (length unit cubed). Specks, and hollows inside the
// body (their volume is negative), go. Returns how many parts went.
int drop_small_parts(Mesh& mesh, double smallest);

// How a PDB entry stands: its two-fold axis is parallel to z, +z is extracellular. Angstrom.
struct EntryFrame {
  glm::dvec2 axis;  // x and y of the axis
  double membrane;  // z of the membrane's middle
};

// From the entry's frame (angstrom) to the model's: nanometres, origin on the axis in the membrane's middle, +y
// extracellular, right-handed.
glm::dvec3 to_model_frame(const glm::dvec3& angstrom, const EntryFrame& entry);

}  // namespace syn::bake
