// Sprites on the screen: their size, their shapes, and how they behave when they are tiny or at the rim.
#include <doctest/doctest.h>

#include <cmath>
#include <glm/gtc/constants.hpp>
#include <vector>

#include "gl_test.hpp"

namespace syn {
namespace {

using namespace test;

double brightness(const Image& image) {
  double sum = 0.0;
  for (const std::uint8_t value : image.rgb) sum += value;
  return sum / 3.0 / 255.0;
}

}  // namespace

TEST_CASE("sprites of a sphere cover the area of their radius within 3 percent (gl)") {
  const GlContext context;
  const auto canvas = make_canvas();
  Frame frame = plain_frame(400, 400);
  frame.outline = kWhite;
  for (const Quality quality : {Quality::standard, Quality::high}) {
    frame.quality = quality;
    for (const float radius : {0.06F, 0.2F, 0.7F, 1.6F}) {  // 4, 13, 45 and 104 pixels
      const Image image = shoot(*canvas, frame, [&](Canvas& c) {
        const Sprite sprite{.center = {0.0F, 0.0F, 0.0F}, .radius = radius, .color = kWhite};
        c.sprites({&sprite, 1});
      });
      const double pixels =
          static_cast<double>(radius) * pixels_per_unit(frame) * 10.0 / std::sqrt(100.0 - static_cast<double>(radius * radius));
      // The rounded edge of the light takes a little brightness, never area; count what is covered.
      double covered = 0.0;
      for (std::size_t i = 0; i < image.rgb.size(); i += 3) covered += image.rgb[i] > 140 ? 1.0 : image.rgb[i] > 60 ? 0.5 : 0.0;
      CHECK(covered == doctest::Approx(glm::pi<double>() * pixels * pixels).epsilon(pixels > 10.0 ? 0.03 : 0.12));
    }
  }
}

TEST_CASE("every sprite shape fills its own part of the disc and stays within it (gl)") {
  const GlContext context;
  const auto canvas = make_canvas();
  Frame frame = plain_frame(200, 200);
  frame.outline = kWhite;
  const double radius = 0.8 * pixels_per_unit(frame);
  std::vector<double> areas;
  for (int shape = 0; shape < 5; ++shape) {
    const Image image = shoot(*canvas, frame, [&](Canvas& c) {
      const Sprite sprite{.center = {0.0F, 0.0F, 0.0F}, .radius = 0.8F, .color = kWhite, .shape = static_cast<SpriteShape>(shape)};
      c.sprites({&sprite, 1});
    });
    double area = 0.0;
    for (int y = 0; y < 200; ++y) {
      for (int x = 0; x < 200; ++x) {
        if (pixel(image, x, y)[1] < 60) continue;
        area += 1.0;
        CHECK(std::hypot(x + 0.5 - 100.0, y + 0.5 - 100.0) < 1.06 * radius + 1.0);
      }
    }
    areas.push_back(area / (glm::pi<double>() * radius * radius));
  }
  CHECK(areas[0] == doctest::Approx(1.0).epsilon(0.05));
  CHECK(areas[1] < 0.75);
  CHECK(areas[2] < 0.95);
  CHECK(areas[3] == doctest::Approx(1.0).epsilon(0.05));
  CHECK(areas[4] < 0.8);
  // The triangle points up: most of it lies below the middle.
  const Image up = shoot(*canvas, frame, [&](Canvas& c) {
    const Sprite sprite{.center = {0.0F, 0.0F, 0.0F}, .radius = 0.8F, .color = kWhite, .shape = SpriteShape::triangle};
    c.sprites({&sprite, 1});
  });
  CHECK(pixel(up, 100 - 15, 100 + 12)[1] > 100);
  CHECK(pixel(up, 100 - 15, 100 - 12)[1] < 60);
}

TEST_CASE("a glow is brightest in its middle, melts away towards its radius and ends there, small and large (gl)") {
  const GlContext context;
  const auto canvas = make_canvas();
  Frame frame = plain_frame(300, 300);
  for (const Quality quality : {Quality::standard, Quality::high}) {
    frame.quality = quality;
    for (const float radius : {0.15F, 1.6F}) {
      const Image image = shoot(*canvas, frame, [&](Canvas& c) {
        const Sprite sprite{.center = {0.0F, 0.0F, 0.0F}, .radius = radius, .color = {1.0F, 1.0F, 1.0F, 0.9F}, .shape = SpriteShape::glow};
        c.sprites({&sprite, 1});
      });
      const auto reach = static_cast<int>(static_cast<double>(radius) * pixels_per_unit(frame));
      const auto at = [&](int out) { return static_cast<int>(pixel(image, 150 + out, 150)[1]); };
      CHECK(at(0) > 180);
      for (int out = 1; out < reach; ++out) CHECK(at(out) <= at(out - 1));
      CHECK(at(reach / 2) < at(0) - 40);
      CHECK(at(reach / 2) > at(reach + 3) + 40);
      CHECK(at(reach + 3) == at(reach + 8));  // the ground
    }
  }
}

TEST_CASE("a sprite smaller than a pixel fades instead of flickering (gl)") {
  const GlContext context;
  const auto canvas = make_canvas();
  const Frame frame = plain_frame(64, 64);
  const auto shown = [&](float radius, float x) {
    return brightness(shoot(*canvas, frame, [&](Canvas& c) {
      const Sprite sprite{.center = {x, 0.0F, 0.0F}, .radius = radius, .color = kWhite};
      c.sprites({&sprite, 1});
    }));
  };
  const float pixel_size = static_cast<float>(1.0 / pixels_per_unit(frame));
  const double full = shown(pixel_size, 0.0F);
  CHECK(full > 1.0);
  CHECK(shown(0.5F * pixel_size, 0.0F) == doctest::Approx(0.25 * full).epsilon(0.15));
  // Moved by parts of a pixel it keeps its brightness.
  for (const float part : {0.25F, 0.5F, 0.75F}) {
    CHECK(shown(0.5F * pixel_size, part * pixel_size) == doctest::Approx(shown(0.5F * pixel_size, 0.0F)).epsilon(0.4));
  }
}

TEST_CASE("a sprite does not vanish when its middle leaves the picture (gl)") {
  const GlContext context;
  const auto canvas = make_canvas();
  const Frame frame = plain_frame(200, 200);
  for (const float radius : {0.4F, 2.5F}) {  // as a point, as a rectangle
    const float edge = static_cast<float>(100.0 / pixels_per_unit(frame));
    const Image image = shoot(*canvas, frame, [&](Canvas& c) {
      const Sprite sprite{.center = {edge + 0.5F * radius, 0.0F, 0.0F}, .radius = radius, .color = kWhite};
      c.sprites({&sprite, 1});
    });
    CHECK(brightness(image) > 10.0);
    CHECK(pixel(image, 198, 100)[0] > 60);
  }
}

}  // namespace syn
