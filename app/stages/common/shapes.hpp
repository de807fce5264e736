// Surfaces that stages are built of: grids bent into shape, bodies of revolution that are cut open in front,
// vesicles, lobed proteins. Everything here makes MeshData on the CPU; nothing knows OpenGL or the model.
//
// Lengths are in the scene's unit. The data of a point is which of a material's four colours it has, so that one mesh
// serves both themes, and how open it lies: shade that stays (hollows, contact, mottling) is painted with it.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <glm/glm.hpp>
#include <span>
#include <vector>

#include "mesh/mesh_data.hpp"

namespace syn::shapes {

using Paint = std::array<std::uint8_t, 4>;
// Colour `index` (0..3) of the material; openness 1 = open, 0 = deep in a hollow.
Paint paint(int index, float openness = 1.0F);

// A point of a surface before it has a normal.
struct Point {
  glm::vec3 position{0.0F};
  Paint paint{0, 0, 0, 255};
};

// A bent rectangle: point(u, v) for u, v in 0..1 on a net of `columns` x `rows` cells. The outside is the side from
// which u runs to the right while v runs up. Normals are smooth, and points that fall together (a seam, a pole)
// share one. Cells for which `keep(u, v)` of their middle is false are left out; cells without area always are.
MeshData grid(int columns, int rows, const std::function<Point(float u, float v)>& point,
              const std::function<bool(float u, float v)>& keep = {});

// Turns a surface inside out.
MeshData flipped(MeshData mesh);

// Makes points that lie within `apart` of each other lie in exactly the same place, so that pieces that were made apart
// become one surface (contours run over the joint, no line is drawn along it).
void weld(MeshData& mesh, float apart = 2.0e-3F);

// Gives every triangle's points their own normal from the triangles around the same place, so that pieces that were
// made apart look like one. Corners sharper than `crease` (radians) stay sharp.
void smooth_normals(MeshData& mesh, float crease);

// A curve through points (distance from the axis, height), smooth (Catmull-Rom), sampled evenly by `t` in 0..1.
class Profile {
 public:
  explicit Profile(std::vector<glm::vec2> points);
  glm::vec2 at(float t) const;
  // Unit normal in the plane of the curve, to the left of its direction.
  glm::vec2 normal(float t) const;
  float length() const { return length_; }

 private:
  std::vector<glm::vec2> samples_;
  std::vector<float> along_;  // length of the curve up to each sample
  float length_ = 0.0F;
};

// A point of a circle of radius r around the y axis, `u` of the way round from +z over +x, pushed back along the circle
// to the plane z = `cut_z` where it would lie in front of it.
glm::vec2 on_cut_circle(float radius, float cut_z, float u);

// A hollow ball around the origin: outer and inner wall, `thickness` apart. Closed; made to be cut by a plane.
MeshData hollow_sphere(float radius, float thickness, int slices, int stacks, Paint outside, Paint inside);

// A closed ellipsoid.
MeshData ellipsoid(glm::vec3 middle, glm::vec3 radii, int slices, int stacks, Paint with);

// A flat slab of side 1 around (0.5, 0, 0), its edges at x = 0 and 1: for bars that grow to the right.
MeshData slab();

// A protein as a painter would block it in: a closed body around the y axis whose radius swells into `lobes` lobes.
struct LobedSection {
  float height;  // along y
  float radius;
  float lobes;           // depth of the lobes, 0 = round, 0.5 = deep
  float turn = 0.0F;     // radians by which the lobes stand turned
  float stretch = 0.0F;  // two-fold: makes the section longer along x (1 = twice as long as wide)
};
MeshData lobed_body(std::span<const LobedSection> sections, int lobes, int slices, int stacks, int paint_index);

// Smooth noise over space for undulating membranes and mottled shade: about -1..1, `scale` is the size of a swell.
float surface_noise(std::uint32_t seed, glm::vec3 position, float scale);

// How far it is to the middle of the nearest grain, in multiples of their size: grains lie at random in cells of a lattice. For cut
// faces that look like matter.
float to_nearest_grain(glm::vec3 p, float size);

}  // namespace syn::shapes
