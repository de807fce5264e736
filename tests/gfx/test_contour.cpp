#include <doctest/doctest.h>

#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <set>

#include "gfx/contour.hpp"
#include "mesh/mesh_data.hpp"

namespace syn {
namespace {

// A cube with sharp edges: every corner three times, each with the normal of its side.
MeshData make_cube() {
  MeshData mesh;
  for (int axis = 0; axis < 3; ++axis) {
    for (const float sign : {-1.0F, 1.0F}) {
      const auto base = static_cast<std::uint32_t>(mesh.positions.size());
      glm::vec3 normal(0.0F);
      normal[axis] = sign;
      for (const auto& [u, v] : {std::pair(-1.0F, -1.0F), std::pair(1.0F, -1.0F), std::pair(1.0F, 1.0F), std::pair(-1.0F, 1.0F)}) {
        glm::vec3 p(0.0F);
        p[axis] = sign;
        p[(axis + 1) % 3] = u;
        p[(axis + 2) % 3] = v;
        mesh.positions.push_back(p);
        mesh.normals.push_back(normal);
        mesh.data.push_back({0, 0, 0, 255});
      }
      for (const std::uint32_t k : {0U, 1U, 2U, 0U, 2U, 3U}) {
        mesh.indices.push_back(base + (sign > 0.0F ? k : 3 - k));
      }
    }
  }
  return mesh;
}

ContourStyle style_at(float distance) {
  ContourStyle style;
  style.view_from_mesh = glm::translate(glm::mat4(1.0F), {0.0F, 0.0F, -distance});
  style.scale = glm::vec2(500.0F);
  style.thin_start = 1e6F;
  style.thin_end = 2e6F;
  return style;
}

std::vector<RibbonCorner> trace(const MeshData& mesh, const ContourStyle& style) {
  std::vector<RibbonCorner> corners;
  ContourMesh(mesh).trace(style, corners);
  return corners;
}

}  // namespace

TEST_CASE("corners with different normals at one place are joined, so that a cube has 18 edges") {
  CHECK(ContourMesh(make_cube()).edge_count() == 18);          // 12 sides and 6 diagonals
  CHECK(ContourMesh(make_sphere(10, 6)).edge_count() == 150);  // 3/2 edges a triangle, 100 triangles
}

TEST_CASE("a cube seen straight has four contour lines, and seen from a corner six") {
  CHECK(trace(make_cube(), style_at(10.0F)).size() == 4 * 4);
  ContourStyle style = style_at(10.0F);
  style.view_from_mesh = glm::rotate(glm::rotate(style.view_from_mesh, 0.6F, {1.0F, 0.0F, 0.0F}), 0.7F, {0.0F, 1.0F, 0.0F});
  CHECK(trace(make_cube(), style).size() == 6 * 4);
}

TEST_CASE("the contour of a sphere is one closed line at the angle where sight grazes it") {
  const auto corners = trace(make_sphere(96, 96), style_at(5.0F));
  REQUIRE(corners.size() > 4 * 40);
  for (const RibbonCorner& corner : corners) {
    // A sphere of radius 1 at distance 5 is touched at depth 5 - 1/5, within about half an edge.
    CHECK(-corner.position.z == doctest::Approx(4.8F).epsilon(0.02));
    // The line points away from the middle of the picture.
    CHECK(glm::dot(glm::normalize(glm::vec2(corner.position)), corner.direction) > 0.99F);
    CHECK(corner.inner + 0.5F >= -corner.across);
  }
  // Every end of a line is the end of another one.
  std::multiset<std::pair<float, float>> ends;
  for (std::size_t i = 0; i < corners.size(); i += 4) {
    ends.insert({corners[i].position.x, corners[i].position.y});
    ends.insert({corners[i + 1].position.x, corners[i + 1].position.y});
  }
  for (const auto& end : ends) CHECK(ends.count(end) % 2 == 0);
}

TEST_CASE("a mirrored or squeezed copy has the contour of what it looks like") {
  ContourStyle style = style_at(5.0F);
  style.view_from_mesh = glm::scale(style.view_from_mesh, {-2.0F, 1.0F, 0.5F});
  const auto corners = trace(make_sphere(64, 64), style);
  REQUIRE_FALSE(corners.empty());
  float widest = 0.0F;
  for (const RibbonCorner& corner : corners) {
    widest = std::max(widest, std::abs(corner.position.x));
    CHECK(glm::dot(glm::vec2(corner.position), corner.direction) > 0.0F);
  }
  CHECK(widest == doctest::Approx(2.0F).epsilon(0.03));
}

TEST_CASE("a cut leaves only the lines of the side that stays, and draws the outline of the cut face") {
  ContourStyle style = style_at(5.0F);
  const std::size_t whole = trace(make_sphere(64, 32), style).size();
  style.cut = {1.0F, 0.0F, 0.0F, 0.0F};  // keep the right half
  const auto corners = trace(make_sphere(64, 32), style);
  CHECK(corners.size() > whole / 2);
  std::size_t on_plane = 0;
  for (const RibbonCorner& corner : corners) {
    CHECK(corner.position.x > -1e-4F);
    if (std::abs(corner.position.x) < 1e-4F) ++on_plane;
  }
  CHECK(on_plane >= 4 * 50);
}

TEST_CASE("moving a mesh keeps its edges, another mesh is refused") {
  MeshData sphere = make_sphere(16, 8);
  ContourMesh contour(sphere);
  for (glm::vec3& p : sphere.positions) p *= 3.0F;
  CHECK(contour.move(sphere));
  std::vector<RibbonCorner> corners;
  contour.trace(style_at(30.0F), corners);
  float widest = 0.0F;
  for (const RibbonCorner& corner : corners) widest = std::max(widest, std::abs(corner.position.x));
  CHECK(widest == doctest::Approx(3.0F).epsilon(0.05));
  CHECK_FALSE(contour.move(make_sphere(16, 9)));
}

TEST_CASE("the rim of an open surface is drawn where it faces the eye, or always when it has two sides") {
  MeshData square;
  square.positions = {{-1, -1, 0}, {1, -1, 0}, {1, 1, 0}, {-1, 1, 0}};
  square.normals.assign(4, {0.0F, 0.0F, 1.0F});
  square.data.assign(4, {0, 0, 0, 255});
  square.indices = {0, 1, 2, 0, 2, 3};
  ContourStyle style = style_at(5.0F);
  CHECK(trace(square, style).size() == 4 * 4);
  style.view_from_mesh = glm::rotate(style.view_from_mesh, 3.1F, {0.0F, 1.0F, 0.0F});
  CHECK(trace(square, style).empty());
  style.two_sided = true;
  CHECK(trace(square, style).size() == 4 * 4);
}

}  // namespace syn
