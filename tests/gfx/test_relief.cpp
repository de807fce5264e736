// What a still has over a moving picture: shade from its depth, an outer contour, and labels that know what hides them.
#include <doctest/doctest.h>

#include <algorithm>
#include <glm/gtc/matrix_transform.hpp>

#include "gl_test.hpp"

namespace syn {
namespace {

using namespace test;

constexpr Rgba kGrey{0.6F, 0.6F, 0.6F, 1.0F};

MeshInstance placed(glm::vec3 at, glm::vec3 size, Rgba color = kGrey) {
  return {.transform = glm::scale(glm::translate(glm::mat4(1.0F), at), size), .material = plain_material(color)};
}

Frame still_of(Frame frame) {
  frame.refined = true;
  return frame;
}

}  // namespace

TEST_CASE("in a still it is dark where a ball stands on a floor, and as bright as ever away from it (gl)") {
  const GlContext context;
  const auto canvas = make_canvas();
  const auto sphere = canvas->upload(make_sphere(96, 48));
  Frame frame = plain_frame(300, 300);
  frame.quality = Quality::high;
  frame.camera.pitch = 0.5F;
  const auto scene = [&](Canvas& c) {
    c.mesh(sphere, placed({0.0F, -101.0F, 0.0F}, glm::vec3(100.0F)));  // as good as flat
    c.mesh(sphere, placed({0.0F, -0.5F, 0.0F}, glm::vec3(0.5F)));
    c.label({.anchor = {0.24F, -1.0F, 0.28F}, .text = {}});
    c.label({.anchor = {-2.2F, -1.0F, 0.5F}, .text = {}});
  };
  const Image quick = shoot(*canvas, frame, scene);
  const Image still = shoot(*canvas, still_of(frame), scene);
  REQUIRE(canvas->labels().size() == 2);
  const auto light = [&](const Image& image, std::size_t label) {
    const glm::vec2 at = canvas->labels()[label].pixel;
    return pixel(image, static_cast<int>(at.x), static_cast<int>(at.y))[1];
  };
  CHECK(light(still, 0) < light(quick, 0) - 12);
  CHECK(std::abs(light(still, 1) - light(quick, 1)) <= 4);
}

TEST_CASE("the outer contour of a still is as wide a share of a picture of any height, and grows with what the frame asks for (gl)") {
  const GlContext context;
  const auto canvas = make_canvas();
  const auto sphere = canvas->upload(make_sphere(192, 96));
  // How many pixels of the middle row, from the ball's edge on, are darker than the white ground and the white ball.
  const auto width = [&](int rows, float contour) {
    Frame frame = still_of(plain_frame(rows, rows));
    frame.background_top = frame.background_bottom = kWhite;
    frame.contour = contour;
    const Image image = shoot(*canvas, frame, [&](Canvas& c) {
      MeshInstance ball = placed({}, glm::vec3(1.0F), kWhite);
      ball.material.outline_px = 0.05F;  // it has a line, as good as none
      c.mesh(sphere, ball);
    });
    double dark = 0.0;
    const int edge = rows / 2 + static_cast<int>(1.01 * pixels_per_unit(frame));
    for (int x = edge; x < edge + rows / 20; ++x) dark += 1.0 - pixel(image, x, rows / 2)[1] / 255.0;
    return dark;
  };
  const double usual = width(720, 1.0F);
  CHECK(usual > 1.5);
  CHECK(width(2160, 1.0F) == doctest::Approx(3.0 * usual).epsilon(0.25));
  CHECK(width(720, 1.5F) == doctest::Approx(1.5 * usual).epsilon(0.25));
}

TEST_CASE("a still finds the labels whose anchors something solid hides, and later frames keep what it found (gl)") {
  const GlContext context;
  const auto canvas = make_canvas();
  const auto sphere = canvas->upload(make_sphere(48, 24));
  const Frame frame = plain_frame(200, 160);
  const auto scene = [&](Canvas& c) {
    c.mesh(sphere, placed({1.0F, 1.2F, 3.0F}, glm::vec3(0.6F)));
    const auto say = [&](glm::vec3 at, TextKey key, bool in_place = false, float radius = 0.0F) {
      c.label({.anchor = at, .text = {key, {}}, .in_place = in_place, .radius = radius});
    };
    say({1.3F, 1.6F, -1.0F}, "behind"_key);  // the ball
    say({1.3F, 1.6F, -1.0F}, "in_place"_key, true);
    say({1.0F, 1.2F, 3.0F}, "inside"_key);              // its own middle
    say({1.0F, 1.2F, 2.0F}, "small"_key, false, 0.2F);  // a small thing in its shadow
    say({1.3F, -1.6F, -1.0F}, "free"_key);              // the same place, upside down
  };
  const auto hidden = [&] {
    std::string names;
    for (const ProjectedLabel& label : canvas->labels()) {
      if (label.hidden) names += std::string(label.label.text.key.id()) + " ";
    }
    return names;
  };
  shoot(*canvas, frame, scene);
  CHECK(hidden().empty());
  shoot(*canvas, still_of(frame), scene);
  CHECK(hidden() == "behind small ");
  shoot(*canvas, frame, scene);
  CHECK(hidden() == "behind small ");
  canvas->forget_static_layer();
  shoot(*canvas, frame, scene);
  CHECK(hidden().empty());
}

}  // namespace syn
