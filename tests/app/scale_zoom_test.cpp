// The zoom from scale to scale.
#include "app/view/scale_zoom.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "app/export/offscreen_renderer.hpp"

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
    std::size_t place = inwards ? 0 : kScaleSteps.size() - 1;
    int held = 0;
    int changes = 0;
    for (int notch = 0; notch < 400; ++notch) {
      const float before = camera.distance;
      const auto answer = zoom.zoom(camera, kHome, kScaleSteps[place], inwards ? kNotch : 1.0F / kNotch);
      camera = answer.camera;
      if (camera.distance == before) ++held;
      if (!answer.scale_step) continue;
      CHECK(*answer.scale_step == kScaleSteps[inwards ? place + 1 : place - 1]);
      CHECK(held >= 2);
      place = inwards ? place + 1 : place - 1;
      camera = home();
      held = 0;
      ++changes;
    }
    CHECK(changes == static_cast<int>(kScaleSteps.size()) - 1);
    CHECK(camera.distance == doctest::Approx(inwards ? 0.08F * kHome : 5.0F * kHome));
  }
}

TEST_CASE("a notch at the end and one back falls through nowhere") {
  ScaleZoom zoom;
  Camera camera = home();
  camera.distance = 0.12F * kHome;
  for (int i = 0; i < 50; ++i) {
    for (const float factor : {kNotch, 1.0F / kNotch}) {
      const auto answer = zoom.zoom(camera, kHome, kScaleSteps.front(), factor);
      CHECK(!answer.scale_step);
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

// The picture on the way as the window shows it: with the fade over it.
Image on_the_way(OffscreenRenderer& renderer, const Session& session, const RenderTarget& target, float fade) {
  const Theme& theme = renderer.resources().theme(session.state().view);
  SceneView& show = renderer.show();
  show.paint(session.run(), session.state(), theme, target.width(), target.height(), 1.0F, Finish::quick);
  target.bind();
  show.blit(0, 0);
  Image image = target.read();
  const Color ground = theme[Role::background];
  const std::array over{ground.r, ground.g, ground.b};
  for (std::size_t i = 0; i < image.rgb.size(); ++i) {
    image.rgb[i] = static_cast<std::uint8_t>(std::lround(std::lerp(static_cast<float>(image.rgb[i]), 255.0F * over[i % 3], fade)));
  }
  return image;
}

}  // namespace

TEST_CASE("from scale to scale, in and out, there is no cut: the veil hides the change, the bar follows (gl)") {
  const DataFiles data({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)});
  auto renderer = OffscreenRenderer::open(data, Parameters::load(data).value());
  REQUIRE(renderer.has_value());
  Session session = story();
  const RenderTarget target(160, 90);
  SceneView& show = (*renderer)->show();
  View view;
  view.lens = Lens::h;
  session.set_view(view);
  session.submit(command::Seek{0.7});
  const auto settle = [&](StageName stage) {
    session.submit(command::SetStage{stage});
    show.advance(60.0F, session.state());
    show.advance(60.0F, session.state());
    return on_the_way(**renderer, session, target, 0.0F);
  };
  for (std::size_t i = 0; i + 1 < kStageNames.size(); ++i) {
    for (const bool inwards : {true, false}) {
      const StageName from = kStageNames[inwards ? i : i + 1], to = kStageNames[inwards ? i + 1 : i];
      const Image arrived = settle(to);
      const Image left = settle(from);
      const double cut = compare(left, arrived).mean;  // mean difference of a channel, of 255
      session.submit(command::SetStage{to});
      show.advance(0.0F, session.state());
      Image before = left;
      double bar = std::log(show.nanometres_per_pixel(90)), first_bar = bar;
      double step_before = 0.0, jerk = 0.0, at_swap = 0.0, bar_step = 0.0, bar_at_swap = 0.0;
      int frames = 0;
      for (; show.gliding() && frames < 600; ++frames) {
        const bool swaps = frames >= 58 && frames <= 61;  // of 120: the scene changes in the middle
        show.advance(1.0F / 60.0F, session.state());
        const Image now = on_the_way(**renderer, session, target, show.fade());
        const double step = compare(before, now).mean;
        const double next = std::log(show.nanometres_per_pixel(90));
        // Moving details change many pixels, but more and less of them from picture to picture; a cut stands out.
        jerk = std::max(jerk, std::abs(step - step_before));
        if (swaps) {
          at_swap = std::max(at_swap, step);
          bar_at_swap = std::max(bar_at_swap, std::abs(next - bar));
        } else {
          bar_step = std::max(bar_step, std::abs(next - bar));
        }
        step_before = step;
        before = now;
        bar = next;
      }
      CAPTURE(name_of(from));
      CAPTURE(name_of(to));
      MESSAGE(name_of(from) << " to " << name_of(to) << ": a cut would change " << cut << "; change at the swap " << at_swap
                            << ", largest change of the change " << jerk << "; scale bar by up to " << bar_step
                            << " (log) a picture, at the swap by " << bar_at_swap);
      CHECK(frames >= 115);
      CHECK(cut > 15.0);
      CHECK(at_swap < 0.2 * cut);
      CHECK(jerk < 0.25 * cut);
      CHECK(bar_step < 0.08);
      CHECK((inwards ? first_bar > bar : first_bar < bar));
      CHECK(compare(before, arrived).mean < 0.5);
    }
  }
}

TEST_CASE("reduced motion changes the scale at once (gl)") {
  const DataFiles data({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)});
  auto renderer = OffscreenRenderer::open(data, Parameters::load(data).value());
  REQUIRE(renderer.has_value());
  Session session = story();
  SceneView& show = (*renderer)->show();
  show.advance(60.0F, session.state());
  session.submit(command::SetReducedMotion{true});
  session.submit(command::SetStage{StageName::receptor});
  show.advance(1.0F / 60.0F, session.state());
  CHECK_FALSE(show.gliding());
  CHECK(show.fade() == 0.0F);
  CHECK(show.words_alpha() == 1.0F);
}
