// The zoom from scale to scale.
#include "app/scale_zoom.hpp"

#include <doctest/doctest.h>

using namespace syn;

namespace {

constexpr float kHome = 10.0F;
constexpr float kNotch = 0.88F;  // one notch of the wheel

Camera home() {
  Camera camera;
  camera.distance = kHome;
  return camera;
}

}  // namespace

TEST_CASE("zooming on goes through every rung in order, in and out again, and holds at each end for some notches") {
  for (const bool inwards : {true, false}) {
    ScaleZoom zoom;
    Camera camera = home();
    std::size_t place = inwards ? 0 : kRungs.size() - 1;
    int held = 0;
    int changes = 0;
    for (int notch = 0; notch < 400; ++notch) {
      const float before = camera.distance;
      const auto answer = zoom.zoom(camera, kHome, kRungs[place], inwards ? kNotch : 1.0F / kNotch);
      camera = answer.camera;
      if (camera.distance == before) ++held;
      if (!answer.rung) continue;
      CHECK(*answer.rung == kRungs[inwards ? place + 1 : place - 1]);
      CHECK(held >= 2);
      place = inwards ? place + 1 : place - 1;
      camera = home();
      held = 0;
      ++changes;
    }
    CHECK(changes == static_cast<int>(kRungs.size()) - 1);
    CHECK(camera.distance == doctest::Approx(inwards ? 0.08F * kHome : 5.0F * kHome));
  }
}

TEST_CASE("a notch at the end and one back falls through nowhere") {
  ScaleZoom zoom;
  Camera camera = home();
  camera.distance = 0.12F * kHome;
  for (int i = 0; i < 50; ++i) {
    for (const float factor : {kNotch, 1.0F / kNotch}) {
      const auto answer = zoom.zoom(camera, kHome, kRungs.front(), factor);
      CHECK(!answer.rung);
      camera = answer.camera;
    }
  }
}
