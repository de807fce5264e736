#include <doctest/doctest.h>

#include <glm/gtc/matrix_transform.hpp>
#include <vector>

#include "gfx/draw_list.hpp"

namespace syn {
namespace {

// Looks from (0, 0, 10) at the origin.
Frame frame() {
  Frame out;
  out.width_px = 400;
  out.height_px = 400;
  out.camera = {.target = glm::vec3(0.0F), .yaw = 0.0F, .pitch = 0.0F, .distance = 10.0F};
  return out;
}

Drawable drawable(unsigned array = 1) {
  return {.vertex_array = array, .first_index = 0, .index_count = 30, .bounds = {glm::vec3(0.0F), 0.5F}, .contour = nullptr};
}

MeshInstance at(const glm::vec3& place, float opacity = 1.0F) {
  MeshInstance out;
  out.transform = glm::translate(glm::mat4(1.0F), place);
  out.material.opacity = opacity;
  return out;
}

}  // namespace

TEST_CASE("copies of one mesh in one material become one draw call, nearest first") {
  DrawList list;
  list.begin(frame());
  for (const float z : {-2.0F, 3.0F, 1.0F}) list.add(drawable(), at({0.0F, 0.0F, z}));
  MeshInstance tinted = at({1.0F, 0.0F, 0.0F});
  tinted.material.tint = {1.0F, 0.0F, 0.0F, 0.5F};
  list.add(drawable(), tinted);
  list.add(drawable(2), at({-1.0F, 0.0F, 0.0F}));
  list.arrange();
  REQUIRE(list.solid().size() == 3);
  CHECK(list.solid()[0].count == 3);
  CHECK(list.solid()[0].nearest == doctest::Approx(6.5F));
  CHECK(list.instances()[list.solid()[0].first].z.w == doctest::Approx(-7.0F));
  CHECK(list.instances()[list.solid()[0].first + 2].z.w == doctest::Approx(-12.0F));
  CHECK(list.materials().size() == 2);
}

TEST_CASE("what lies behind the eye or beside the picture is not drawn") {
  DrawList list;
  list.begin(frame());
  for (const glm::vec3& place : {glm::vec3(0, 0, 12), glm::vec3(9, 0, 0), glm::vec3(0, -9, 0), glm::vec3(0, 0, 0)}) {
    list.add(drawable(), at(place));
    const Sprite sprite{.center = place, .radius = 0.3F};
    list.add({&sprite, 1});
  }
  list.arrange();
  REQUIRE(list.solid().size() == 1);
  CHECK(list.solid()[0].count == 1);
  CHECK(list.points().size() == 1);
}

TEST_CASE("translucent things go from far to near, and a shell after what it holds") {
  DrawList list;
  list.begin(frame());
  Drawable shell = drawable();
  shell.bounds.radius = 3.0F;
  list.add(shell, at({0.0F, 0.0F, 0.0F}, 0.4F));
  list.add(drawable(2), at({0.0F, 0.0F, -6.0F}, 0.4F));
  std::vector<Sprite> sprites(3, Sprite{.radius = 0.2F, .color = {1.0F, 1.0F, 1.0F, 0.5F}});
  sprites[0].center.z = 2.0F;  // inside the shell
  sprites[1].center.z = 5.0F;  // before it
  sprites[2].center.z = 1.0F;
  list.add(sprites);
  list.arrange();
  REQUIRE(list.translucent().size() == 4);
  CHECK(list.translucent()[0].is_mesh);
  CHECK(list.translucent_meshes()[list.translucent()[0].index].drawable.vertex_array == 2);
  CHECK_FALSE(list.translucent()[1].is_mesh);
  CHECK(list.translucent_sprites()[list.translucent()[1].index].count == 2);
  CHECK(list.points()[0].sphere.z == doctest::Approx(-9.0F));
  CHECK(list.translucent()[2].is_mesh);
  CHECK_FALSE(list.translucent()[3].is_mesh);
}

TEST_CASE("sprites are drawn by shape, the far ones first") {
  DrawList list;
  list.begin(frame());
  std::vector<Sprite> sprites;
  for (const float z : {1.0F, -3.0F, 2.0F}) {
    for (const SpriteShape shape : {SpriteShape::ring, SpriteShape::sphere}) {
      sprites.push_back({.center = {0.0F, 0.0F, z}, .radius = 0.1F, .color = Rgba(1.0F), .shape = shape});
    }
  }
  list.add(sprites);
  list.arrange();
  REQUIRE(list.sprites().size() == 2);
  CHECK(list.sprites()[0].shape == SpriteShape::sphere);
  CHECK(list.sprites()[0].count == 3);
  CHECK(list.points()[0].sphere.z < list.points()[1].sphere.z);
  CHECK(list.points()[1].sphere.z < list.points()[2].sphere.z);
}

TEST_CASE("a cut plane stays where it is in the world when the eye turns") {
  Frame turned = frame();
  turned.camera.yaw = 1.1F;
  turned.camera.pitch = 0.3F;
  DrawList list;
  list.begin(turned);
  MeshInstance instance = at({0.2F, 0.0F, 0.0F});
  instance.cut_plane = {0.0F, 2.0F, 0.0F, -1.0F};  // keeps y >= 1/2
  list.add(drawable(), instance);
  list.arrange();
  REQUIRE(list.cut().size() == 1);
  CHECK(list.solid().empty());
  const glm::vec4 above = turned.camera.view() * glm::vec4(3.0F, 0.75F, -2.0F, 1.0F);
  CHECK(glm::dot(list.cut()[0].cut, above) == doctest::Approx(0.25F).epsilon(1e-3));
}

TEST_CASE("a thing twice as far is worth a quarter of the triangles, and less at low quality") {
  DrawList list;
  list.begin(frame());
  const Bounds bounds{glm::vec3(0.0F), 1.0F};
  const float near = list.triangles_worth(bounds, glm::mat4(1.0F));
  const float far = list.triangles_worth(bounds, glm::translate(glm::mat4(1.0F), {0.0F, 0.0F, -10.0F}));
  CHECK(near == doctest::Approx(4.0F * far).epsilon(1e-3));
  Frame low = frame();
  low.quality = Quality::low;
  list.begin(low);
  CHECK(list.triangles_worth(bounds, glm::mat4(1.0F)) < near);
}

}  // namespace syn
