// Rings swept into a closed surface: the common ground of branch, spine and axon.
#pragma once

#include <array>
#include <cstdint>
#include <glm/glm.hpp>
#include <span>
#include <utility>
#include <vector>

#include "mesh/mesh_data.hpp"

namespace syn::dendrite {

// A colour and a shade (1 = open) of one vertex.
struct Dab {
  glm::vec3 color{1.0F};
  float open = 1.0F;
};

std::array<std::uint8_t, 4> bytes_of(const Dab& dab);

// Builds one surface: a first pole, rings of `sides` points each counter-clockwise about the direction of travel, a
// last pole. It is closed. Normals come from the triangles unless given.
class Sweep {
 public:
  Sweep(MeshData& mesh, int sides);
  void first_pole(glm::vec3 at, const Dab& dab);
  void begin_ring();
  void point(glm::vec3 at, const Dab& dab);                    // `sides` times a ring
  void point(glm::vec3 at, const Dab& dab, glm::vec3 normal);  // with a normal of its own
  void last_pole(glm::vec3 at, const Dab& dab);                // joins everything and computes the normals

 private:
  std::uint32_t vertex(glm::vec3 at, const Dab& dab);
  void triangle(std::uint32_t a, std::uint32_t b, std::uint32_t c);
  MeshData& mesh_;
  std::uint32_t sides_;
  std::uint32_t first_;
  std::vector<std::uint32_t> rings_;  // first vertex of each ring
  std::vector<std::pair<std::uint32_t, glm::vec3>> given_;
};

// Directions square to a path, carried along it without twisting. `sides` start from `first_side`.
struct PathFrame {
  glm::vec3 center, along, side, up;  // side x up = along
};
std::vector<PathFrame> carry_frames(std::span<const glm::vec3> path, glm::vec3 first_side);

}  // namespace syn::dendrite
