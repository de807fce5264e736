// What the picture shows: colours, sizes, haze, cuts, lines and labels, measured in pixels.
#include <doctest/doctest.h>

#include <cmath>
#include <glm/gtc/constants.hpp>
#include <glm/gtc/matrix_transform.hpp>
#include <vector>

#include "gl_test.hpp"

namespace syn {
namespace {

using namespace test;

MeshInstance ball(const Material& material, const glm::vec3& place = glm::vec3(0.0F), float size = 1.0F) {
  MeshInstance out;
  out.transform = glm::scale(glm::translate(glm::mat4(1.0F), place), glm::vec3(size));
  out.material = material;
  return out;
}

}  // namespace

TEST_CASE("a surface that faces the light shows its colour as it was given (gl)") {
  const GlContext context;
  const auto canvas = make_canvas();
  MeshData sphere = make_sphere(48, 24);
  const auto one = canvas->upload(sphere);
  const std::array<Rgba, 4> colors{Rgba{0.294F, 0.525F, 0.675F, 1}, Rgba{0.8F, 0.216F, 0.914F, 1}, Rgba{0.173F, 0.949F, 0.518F, 1},
                                   Rgba{0.918F, 0.827F, 0.208F, 1}};
  for (int index = 0; index < 4; ++index) {
    for (auto& data : sphere.data)
      data = {index > 1 ? std::uint8_t{255} : std::uint8_t{0}, index % 2 == 1 ? std::uint8_t{128} : std::uint8_t{127}, 9, 255};
    const auto mesh = canvas->upload(sphere);
    Material material = plain_material(kWhite);
    material.colors = colors;
    const Rgba& wanted = colors[static_cast<std::size_t>(index)];
    CHECK(off(middle(shoot(*canvas, plain_frame(), [&](Canvas& c) { c.mesh(mesh, ball(material)); })), wanted) <= 3.0);
    CHECK(off(middle(shoot(*canvas, plain_frame(), [&](Canvas& c) { c.mesh(one, ball(plain_material(wanted))); })), wanted) <= 3.0);
  }
  for (auto& data : sphere.data) data = {200, 100, 50, 255};
  const auto mesh = canvas->upload(sphere);
  Material own = plain_material(kWhite);
  own.vertex_colors = true;
  CHECK(off(middle(shoot(*canvas, plain_frame(), [&](Canvas& c) { c.mesh(mesh, ball(own)); })),
            {200 / 255.0F, 100 / 255.0F, 50 / 255.0F, 1}) <= 3.0);
  own.tint = {0.0F, 1.0F, 0.0F, 0.5F};
  CHECK(off(middle(shoot(*canvas, plain_frame(), [&](Canvas& c) { c.mesh(mesh, ball(own)); })),
            {100 / 255.0F, 177.5F / 255.0F, 25 / 255.0F, 1}) <= 3.0);
}

TEST_CASE("shadow and occlusion darken a surface and turn it cool, but never black (gl)") {
  const GlContext context;
  const auto canvas = make_canvas();
  MeshData sphere = make_sphere(48, 24);
  const auto open = canvas->upload(sphere);
  for (auto& data : sphere.data) data[3] = 0;
  const auto shut = canvas->upload(sphere);
  const Material grey = plain_material({0.7F, 0.7F, 0.7F, 1.0F});
  Frame frame = plain_frame();
  const Pixel lit = middle(shoot(*canvas, frame, [&](Canvas& c) { c.mesh(open, ball(grey)); }));
  const Pixel occluded = middle(shoot(*canvas, frame, [&](Canvas& c) { c.mesh(shut, ball(grey)); }));
  frame.light = {0.0F, 0.0F, -1.0F};
  const Pixel shadow = middle(shoot(*canvas, frame, [&](Canvas& c) { c.mesh(open, ball(grey)); }));
  for (const Pixel& dark : {occluded, shadow}) {
    CHECK(dark[0] < lit[0] - 40);
    CHECK(dark[0] > 50);
    CHECK(dark[2] > dark[0] + 8);
  }
}

TEST_CASE("a cut takes the near side away and shows the flat face behind it (gl)") {
  const GlContext context;
  const auto canvas = make_canvas();
  const auto mesh = canvas->upload(make_sphere(48, 24));
  const Rgba blue{0.3F, 0.5F, 0.7F, 1.0F};
  const Rgba face{0.9F, 0.8F, 0.6F, 1.0F};
  MeshInstance instance = ball(plain_material(blue), glm::vec3(0.0F), 2.0F);
  instance.material.cut_color = face;
  const Frame frame = plain_frame();
  const auto draw = [&](std::vector<Sprite> sprites) {
    return shoot(*canvas, frame, [&](Canvas& c) {
      c.mesh(mesh, instance);
      c.sprites(sprites);
    });
  };
  CHECK(off(middle(draw({})), blue) <= 3.0);
  instance.cut_plane = {0.0F, 0.0F, -1.0F, 0.0F};  // away with z > 0
  CHECK(off(middle(draw({})), face) <= 2.0);
  instance.transform = glm::scale(instance.transform, {-1.0F, 1.0F, 1.0F});  // mirrored copies, too
  CHECK(off(middle(draw({})), face) <= 2.0);

  // The face has the depth of the plane: what is behind it in the solid is hidden, what is before it is seen.
  const Rgba green{0.1F, 0.9F, 0.1F, 1.0F};
  CHECK(off(middle(draw({{.center = {0.0F, 0.0F, -0.5F}, .radius = 0.2F, .color = green}})), face) <= 2.0);
  CHECK(off(middle(draw({{.center = {0.0F, 0.0F, 0.5F}, .radius = 0.2F, .color = green}})), green) <= 3.0);

  // Seen from the side that stays there is no face.
  instance.cut_plane = {0.0F, 0.0F, 1.0F, 0.0F};
  CHECK(off(middle(draw({})), blue) <= 3.0);
  // A cut that misses the solid on its far side takes everything.
  instance.cut_plane = {0.0F, 0.0F, 1.0F, -5.0F};
  CHECK(off(middle(draw({})), {0.0F, 0.0F, 0.0F, 1.0F}) <= 2.0);
}

TEST_CASE("a hollow solid shows its hollow through the cut (gl)") {
  const GlContext context;
  const auto canvas = make_canvas();
  MeshData shell = make_sphere(48, 24);
  MeshData hollow = make_sphere(48, 24);
  for (glm::vec3& p : hollow.positions) p *= 0.5F;
  for (glm::vec3& n : hollow.normals) n = -n;
  for (std::size_t i = 0; i < hollow.indices.size(); i += 3) std::swap(hollow.indices[i], hollow.indices[i + 1]);
  shell.append(hollow);
  const auto mesh = canvas->upload(shell);
  const Rgba blue{0.3F, 0.5F, 0.7F, 1.0F};
  MeshInstance instance = ball(plain_material(blue), glm::vec3(0.0F), 2.0F);
  instance.material.cut_color = {0.9F, 0.8F, 0.6F, 1.0F};
  instance.cut_plane = {0.0F, 0.0F, -1.0F, 0.0F};
  const Frame frame = plain_frame();
  const Image image = shoot(*canvas, frame, [&](Canvas& c) { c.mesh(mesh, instance); });
  CHECK(off(middle(image), blue) <= 3.0);
  const int wall = 100 + static_cast<int>(1.5 * pixels_per_unit(frame));
  CHECK(off(pixel(image, wall, 100), instance.material.cut_color) <= 2.0);
}

TEST_CASE("with distance colours move towards the background and never back (gl)") {
  const GlContext context;
  const auto canvas = make_canvas();
  const auto mesh = canvas->upload(make_sphere(24, 12));
  Frame frame = plain_frame();
  frame.background_top = frame.background_bottom = {0.2F, 0.3F, 0.4F, 1.0F};
  frame.haze_strength = 1.0F;
  frame.haze_start = 0.5F;
  frame.haze_end = 4.0F;
  const Rgba red{0.9F, 0.2F, 0.1F, 1.0F};
  const Pixel empty = middle(shoot(*canvas, frame, [](Canvas&) {}));
  const Rgba backdrop{static_cast<float>(empty[0]) / 255.0F, static_cast<float>(empty[1]) / 255.0F, static_cast<float>(empty[2]) / 255.0F,
                      1.0F};
  CHECK(off(empty, frame.background_top) <= 2.0);
  for (const bool sprite : {false, true}) {
    double before = 1000.0;
    for (const float depth : {4.0F, 8.0F, 12.0F, 18.0F, 26.0F, 36.0F, 45.0F}) {
      const glm::vec3 place{0.0F, 0.0F, 10.0F - depth};
      const Image image = shoot(*canvas, frame, [&](Canvas& c) {
        const Sprite thing{.center = place, .radius = 0.5F * depth / 4.0F, .color = red};
        if (sprite) {
          c.sprites({&thing, 1});
        } else {
          c.mesh(mesh, ball(plain_material(red), place, 0.5F * depth / 4.0F));
        }
      });
      const double distance = off(middle(image), backdrop);
      CHECK(distance <= before + 1.0);
      before = distance;
      if (depth == 4.0F) CHECK(off(middle(image), red) <= 4.0);
    }
    CHECK(before <= 3.0);
  }
}

TEST_CASE("a contour line is dark, lies around the whole shape and has an even width (gl)") {
  const GlContext context;
  const auto canvas = make_canvas();
  const auto mesh = canvas->upload(make_sphere(64, 32));
  Frame frame = plain_frame(400, 400);
  frame.background_top = frame.background_bottom = kWhite;
  MeshInstance instance = ball(plain_material(kWhite), glm::vec3(0.0F), 2.0F);
  instance.material.outline_px = 3.0F;
  const Image image = shoot(*canvas, frame, [&](Canvas& c) { c.mesh(mesh, instance); });
  const double radius = 2.0 * pixels_per_unit(frame) * 10.0 / std::sqrt(96.0);
  for (int step = 0; step < 64; ++step) {
    const double angle = glm::two_pi<double>() * step / 64.0;
    double darkness = 0.0;
    for (double r = radius - 5.0; r < radius + 8.0; r += 0.1) {
      const Pixel p = pixel(image, static_cast<int>(200.0 + r * std::cos(angle)), static_cast<int>(200.0 + r * std::sin(angle)));
      if (p[0] < 235) darkness += 0.1 * std::min(1.0, (235.0 - p[0]) / 235.0);
    }
    // Three pixels outside and half of the feather inside, on top of the shaded rim.
    CHECK(darkness > 2.7);
    CHECK(darkness < 6.2);
  }
  instance.material.outline_px = 0.0F;
  const Image bare = shoot(*canvas, frame, [&](Canvas& c) { c.mesh(mesh, instance); });
  CHECK(pixel(bare, 200 + static_cast<int>(radius + 2.0), 200)[0] > 235);
  CHECK(pixel(image, 200 + static_cast<int>(radius + 2.0), 200)[0] < 60);
}

TEST_CASE("a translucent solid mixes one layer of its colour with what is behind it (gl)") {
  const GlContext context;
  const auto canvas = make_canvas();
  MeshData two = make_sphere(32, 16);
  MeshData behind = two;
  for (glm::vec3& p : behind.positions) p.z -= 3.0F;
  two.append(behind);  // two balls behind each other in one mesh
  const auto mesh = canvas->upload(two);
  Material glass = plain_material(kWhite);
  glass.opacity = 0.4F;
  const Frame frame = plain_frame();
  const auto draw = [&](const Sprite& sprite) {
    return middle(shoot(*canvas, frame, [&](Canvas& c) {
      c.mesh(mesh, ball(glass));
      c.sprites({&sprite, 1});
    }));
  };
  CHECK(off(draw({.center = {0, 0, -20}, .radius = 0.01F, .color = {0, 0, 0, 1}}), {0.4F, 0.4F, 0.4F, 1.0F}) <= 3.0);
  const Rgba red{1.0F, 0.0F, 0.0F, 1.0F};
  CHECK(off(draw({.center = {0, 0, 0}, .radius = 0.5F, .color = red}), {1.0F, 0.4F, 0.4F, 1.0F}) <= 4.0);
  CHECK(off(draw({.center = {0, 0, 3}, .radius = 0.5F, .color = red}), red) <= 4.0);
  // A translucent thing inside is seen through the shell, too.
  CHECK(off(draw({.center = {0, 0, 0}, .radius = 0.5F, .color = {1.0F, 0.0F, 0.0F, 0.5F}}), {0.7F, 0.4F, 0.4F, 1.0F}) <= 4.0);
}

TEST_CASE("labels stand where their things are drawn (gl)") {
  const GlContext context;
  const auto canvas = make_canvas();
  Frame frame = plain_frame(300, 180);
  frame.camera.yaw = 0.7F;
  frame.camera.pitch = 0.3F;
  frame.outline = kWhite;
  for (const glm::vec3& place : {glm::vec3(0.0F), glm::vec3(1.5F, 1.0F, -0.5F), glm::vec3(-2.0F, -0.7F, 2.0F)}) {
    const Image image = shoot(*canvas, frame, [&](Canvas& c) {
      const Sprite sprite{.center = place, .radius = 0.1F, .color = kWhite};
      c.sprites({&sprite, 1});
      c.label({.anchor = place, .text = {}, .priority = 2.0F});
      c.label({.anchor = frame.camera.position() * 1.5F, .text = {}});  // behind the eye
    });
    glm::dvec2 sum(0.0);
    double weight = 0.0;
    for (int y = 0; y < image.height; ++y) {
      for (int x = 0; x < image.width; ++x) {
        const double value = pixel(image, x, y)[0];
        sum += value * glm::dvec2(x + 0.5, y + 0.5);
        weight += value;
      }
    }
    REQUIRE(canvas->labels().size() == 1);
    const ProjectedLabel& label = canvas->labels()[0];
    CHECK(glm::distance(glm::dvec2(label.pixel), sum / weight) < 0.6);
    CHECK(label.depth == doctest::Approx(glm::distance(place, frame.camera.position())));
    CHECK(label.label.priority == 2.0F);
  }
}

TEST_CASE("far copies of a mesh with levels are drawn with fewer triangles (gl)") {
  const GlContext context;
  const auto canvas = make_canvas();
  const std::vector<MeshData> levels{make_sphere(100, 51), make_sphere(40, 21), make_sphere(8, 5)};
  const auto mesh = canvas->upload(levels);
  const auto triangles = [&](float z) {
    shoot(*canvas, plain_frame(600, 600), [&](Canvas& c) { c.mesh(mesh, ball(plain_material(kWhite), {0.0F, 0.0F, z})); });
    return canvas->counts().triangles;
  };
  CHECK(triangles(7.5F) == levels[0].triangle_count());
  CHECK(triangles(0.0F) < triangles(7.5F));
  CHECK(triangles(-100.0F) == levels[2].triangle_count());
}

}  // namespace syn
