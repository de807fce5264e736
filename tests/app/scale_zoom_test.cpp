// The zoom from scale to scale.
#include "app/scale_zoom.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "app/studio.hpp"

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

TEST_CASE("zooming on goes through every scale in order, in and out again, and holds at each end for some notches") {
  for (const bool inwards : {true, false}) {
    ScaleZoom zoom;
    Camera camera = home();
    std::size_t place = inwards ? 0 : kStageNames.size() - 1;
    int held = 0;
    int changes = 0;
    for (int notch = 0; notch < 400; ++notch) {
      const float before = camera.distance;
      const auto answer = zoom.zoom(camera, kHome, kStageNames[place], inwards ? kNotch : 1.0F / kNotch);
      camera = answer.camera;
      if (camera.distance == before) ++held;
      if (!answer.stage) continue;
      CHECK(*answer.stage == kStageNames[inwards ? place + 1 : place - 1]);
      CHECK(held >= 2);
      place = inwards ? place + 1 : place - 1;
      camera = home();
      held = 0;
      ++changes;
    }
    CHECK(changes == static_cast<int>(kStageNames.size()) - 1);
    CHECK(camera.distance == doctest::Approx(inwards ? 0.08F * kHome : 5.0F * kHome));
  }
}

TEST_CASE("a notch at the end and one back falls through nowhere") {
  ScaleZoom zoom;
  Camera camera = home();
  camera.distance = 0.12F * kHome;
  for (int i = 0; i < 50; ++i) {
    for (const float factor : {kNotch, 1.0F / kNotch}) {
      const auto answer = zoom.zoom(camera, kHome, kStageNames.front(), factor);
      CHECK(!answer.stage);
      camera = answer.camera;
    }
  }
}

namespace {

Session story() {
  const DataFiles data({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)});
  auto parameters = Parameters::load(data).value();
  auto scenario = load_scenario(std::string(SYN_SOURCE_DIR) + "/assets/scenarios/one-infusion-cbt.toml", parameters).value();
  return Session(std::move(parameters), std::move(scenario));
}

// The picture on the way, with the veil that the window lays over it.
Image on_the_way(Studio& studio, const Session& session, const RenderTarget& target) {
  const Theme& theme = studio.looks().themes[static_cast<std::size_t>(session.state().view.theme)];
  Show& show = studio.show();
  show.paint(session.trajectory(), session.state(), theme, target.width(), target.height(), 1.0F);
  target.bind();
  show.present(0, 0);
  Image image = target.read();
  const Color ground = theme[Role::background];
  const std::array over{ground.r, ground.g, ground.b};
  for (std::size_t i = 0; i < image.rgb.size(); ++i) {
    image.rgb[i] = static_cast<std::uint8_t>(
        std::lround(std::lerp(static_cast<float>(image.rgb[i]), 255.0F * over[i % 3], show.veil())));
  }
  return image;
}

}  // namespace

TEST_CASE("from scale to scale, in and out, no picture differs from the one before as at a cut (gl)") {
  const DataFiles data({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)});
  auto studio = Studio::open(data);
  REQUIRE(studio.has_value());
  Session session = story();
  const RenderTarget target(160, 90);
  Show& show = (*studio)->show();
  View view;
  view.lens = Lens::h;
  session.set_view(view);
  session.submit(command::Seek{0.7});
  const auto settle = [&](StageName stage) {
    session.submit(command::SetStage{stage});
    show.advance(60.0F, session.state());
    show.advance(60.0F, session.state());
    return on_the_way(**studio, session, target);
  };
  for (std::size_t i = 0; i + 1 < kStageNames.size(); ++i) {
    for (const bool inwards : {true, false}) {
      const StageName from = kStageNames[inwards ? i : i + 1], to = kStageNames[inwards ? i + 1 : i];
      const Image arrived = settle(to);
      Image before = settle(from);
      const double cut = compare(before, arrived).mean;
      double bar = std::log(show.nanometres_per_pixel(90));
      session.submit(command::SetStage{to});
      show.advance(0.0F, session.state());
      double most = 0.0, most_bar = 0.0;
      int frames = 0, changes = 0;
      bool hidden = false;
      while (show.gliding() && frames < 600) {
        show.advance(1.0F / 60.0F, session.state());
        ++frames;
        const Image now = on_the_way(**studio, session, target);
        most = std::max(most, compare(before, now).mean);
        before = now;
        const double next = std::log(show.nanometres_per_pixel(90));
        // At the change of scene the unit changes; everywhere else the bar follows the camera.
        if (std::abs(next - bar) > 0.5) ++changes; else most_bar = std::max(most_bar, std::abs(next - bar));
        bar = next;
        hidden = hidden || show.veil() > 0.95F;
      }
      CAPTURE(name_of(from));
      CAPTURE(name_of(to));
      MESSAGE(name_of(from) << " to " << name_of(to) << ": " << frames << " pictures, a cut " << cut << ", largest step " << most << ", scale bar by " << most_bar);
      CHECK(frames >= 110);
      CHECK(hidden);
      CHECK(most < 0.25 * cut);
      CHECK(changes <= 1);
      CHECK(most_bar < 0.2);
      CHECK(compare(before, arrived).mean < 0.5);
    }
  }
}

TEST_CASE("reduced motion changes the scale at once (gl)") {
  const DataFiles data({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)});
  auto studio = Studio::open(data);
  REQUIRE(studio.has_value());
  Session session = story();
  Show& show = (*studio)->show();
  show.advance(60.0F, session.state());
  session.submit(command::SetReducedMotion{true});
  session.submit(command::SetStage{StageName::receptor});
  show.advance(1.0F / 60.0F, session.state());
  CHECK_FALSE(show.gliding());
  CHECK(show.veil() == 0.0F);
  CHECK(show.words_alpha() == 1.0F);
}
