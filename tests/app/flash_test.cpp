// No flash that could harm: seconds of play of every stage at every lens, twenty pictures a second, looked at as WCAG 2.3.1
// does (flash_counter.hpp), which allows three in a second over a quarter of a 10 degree field, 1/36 of a screen. There is
// one at most in such an area. Asked for is more: hardly any in areas of 1/144 of the picture either, and in those of 1/576,
// so small that one bright molecule that drifts through one is a flash by the letter, never more than the three of the
// criterion. And what reduced motion takes away.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "app/export/offscreen_renderer.hpp"
#include "flash_counter.hpp"
#include "thorough.hpp"

using namespace syn;
using namespace syn::test;

namespace {

constexpr double kPerSecond = 20.0;
const int kFrames = thorough() ? 200 : 80;  // a flash is counted within any one second
constexpr std::size_t kAcross = 32, kDown = 18;
constexpr int kWidth = 5 * static_cast<int>(kAcross), kHeight = 5 * static_cast<int>(kDown);

Session start() {
  const DataFiles data({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)});
  auto parameters = Parameters::load(data).value();
  auto scenario = load_scenario(std::string(SYN_SOURCE_DIR) + "/assets/scenarios/one-infusion-cbt.toml", parameters).value();
  return Session(std::move(parameters), std::move(scenario));
}

// The picture of a stage without words, as it stands in the window.
Image picture(OffscreenRenderer& renderer, const Session& session, const RenderTarget& target) {
  const State& state = session.state();
  SceneView& show = renderer.show();
  show.advance(60.0F, state);
  show.advance(60.0F, state);
  show.paint(session.run(), state, renderer.resources().theme(state.view), target.width(), target.height(), 1.0F, Finish::quick);
  target.bind();
  show.blit(0, 0);
  return target.read();
}

// Mean relative luminance of each area.
std::vector<double> luminance(const Image& image) {
  std::vector<double> sum(kAcross * kDown, 0.0);
  const auto width = static_cast<std::size_t>(image.width), height = static_cast<std::size_t>(image.height);
  for (std::size_t y = 0; y < height; ++y) {
    for (std::size_t x = 0; x < width; ++x) {
      const std::size_t at = 3 * (y * width + x);
      sum[y * kDown / height * kAcross + x * kAcross / width] +=
          0.2126 * linear(image.rgb[at]) + 0.7152 * linear(image.rgb[at + 1]) + 0.0722 * linear(image.rgb[at + 2]);
    }
  }
  for (double& cell : sum) cell *= static_cast<double>(kAcross * kDown) / static_cast<double>(width * height);
  return sum;
}

struct Worst {
  int flashes = 0;      // most in any one second
  double widest = 0.0;  // change of the mean luminance
};

// Over all squares of `side` cells, which overlap by half.
Worst worst_of(const std::vector<std::vector<double>>& courses, std::size_t side) {
  Worst worst;
  const std::size_t step = std::max<std::size_t>(side / 2, 1);
  for (std::size_t y = 0; y + side <= kDown; y += step) {
    for (std::size_t x = 0; x + side <= kAcross; x += step) {
      std::vector<double> course(courses.front().size(), 0.0);
      for (std::size_t part = 0; part < side * side; ++part) {
        const auto& cell = courses[(y + part / side) * kAcross + x + part % side];
        for (std::size_t frame = 0; frame < course.size(); ++frame) course[frame] += cell[frame] / static_cast<double>(side * side);
      }
      const auto [low, high] = std::minmax_element(course.begin(), course.end());
      worst = {std::max(worst.flashes, most_flashes_in_a_second(course, kPerSecond)), std::max(worst.widest, *high - *low)};
    }
  }
  return worst;
}

// Where something is to be seen: just before a release with an open gate (ms, s), during the infusion (min, h),
// while spines come and go (d, wk).
double from_hours(Lens lens) {
  switch (lens) {
    case Lens::ms: return 2428.990 / 3600.0;
    case Lens::s: return 2425.0 / 3600.0;
    case Lens::min: return 0.2;
    case Lens::h: return 0.0;
    default: return 6.0;
  }
}

}  // namespace

TEST_CASE("the flash counter finds flashes, counts only what is fast and strong enough, and no ramp") {
  constexpr double kRate = 25.0;
  const auto course = [](double seconds, auto&& value) {
    std::vector<double> out;
    for (int i = 0; i < static_cast<int>(seconds * kRate); ++i) out.push_back(value(i / kRate));
    return out;
  };
  const auto square = [](double hertz, double low, double high) {
    return [=](double t) { return std::fmod(t * hertz, 1.0) < 0.5 ? low : high; };
  };
  const auto wave = [](double hertz, double middle, double swing) {
    return [=](double t) { return middle + swing * std::sin(2.0 * std::numbers::pi * hertz * t); };
  };
  CHECK(most_flashes_in_a_second(course(10.0, square(3.0, 0.2, 0.4)), kRate) == 3);
  CHECK(most_flashes_in_a_second(course(10.0, square(5.0, 0.2, 0.4)), kRate) == 5);
  CHECK(most_flashes_in_a_second(course(10.0, wave(3.0, 0.5, 0.06)), kRate) >= 2);
  CHECK(most_flashes_in_a_second(course(10.0, square(3.0, 0.20, 0.29)), kRate) == 0);  // less than 10 %
  CHECK(most_flashes_in_a_second(course(10.0, square(3.0, 0.82, 0.99)), kRate) == 0);  // the darker is bright
  CHECK(most_flashes_in_a_second(course(10.0, square(3.0, 0.78, 0.99)), kRate) == 3);
  // A blink after a restless while, and one on top of a slow ramp.
  CHECK(most_flashes_in_a_second(course(10.0, [&](double t) { return t > 5.0 && t < 5.3 ? 0.5 : 0.2 + 0.01 * std::sin(9.0 * t); }),
                                 kRate) == 1);
  CHECK(most_flashes_in_a_second(course(10.0, [](double t) { return 0.03 * t + (t > 5.0 && t < 5.3 ? 0.3 : 0.0); }), kRate) == 1);
  // One step, a ramp, and slow waves are none; a single blink is one.
  CHECK(most_flashes_in_a_second(course(10.0, [](double t) { return t < 5.0 ? 0.1 : 0.9; }), kRate) == 0);
  CHECK(most_flashes_in_a_second(course(10.0, [](double t) { return 0.1 * t; }), kRate) == 0);
  CHECK(most_flashes_in_a_second(course(10.0, wave(0.2, 0.5, 0.3)), kRate) == 0);
  CHECK(most_flashes_in_a_second(course(10.0, [](double t) { return t > 5.0 && t < 5.3 ? 0.5 : 0.2; }), kRate) == 1);
  CHECK(most_flashes_in_a_second(course(10.0, [](double t) { return t > 5.0 && t < 6.4 ? 0.5 : 0.2; }), kRate) == 0);
  CHECK(most_flashes_in_a_second(std::vector<double>{}, kRate) == 0);
}

TEST_CASE("seconds of play hold no flash, at any lens of any stage (gl)") {
  const DataFiles data({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)});
  auto renderer = OffscreenRenderer::open(data, Parameters::load(data).value());
  REQUIRE(renderer.has_value());
  Session session = start();
  const RenderTarget target(kWidth, kHeight);
  int moving = 0;
  struct Near {
    StageName stage;
    Lens lens;  // that of its named moments
  };
  constexpr std::array kNear{Near{StageName::circuit, Lens::s}, Near{StageName::dendrite, Lens::d}, Near{StageName::synapse, Lens::ms},
                             Near{StageName::receptor, Lens::ms}};
  std::vector<ScaleStep> steps(kScaleSteps.begin(), kScaleSteps.end());
  for (const Near& near : kNear) steps.push_back({near.stage, Viewpoint::close});
  for (const ScaleStep scale_step : steps) {
    for (const Lens lens : kLenses) {
      const auto is_near = [&](const Near& near) { return near.stage == scale_step.stage && near.lens == lens; };
      if (scale_step.viewpoint == Viewpoint::close && std::none_of(kNear.begin(), kNear.end(), is_near)) continue;
      // What moves in the diagram of signals is the same at every lens but for the pace of the levels.
      if (scale_step.viewpoint == Viewpoint::signals && lens != Lens::h && lens != Lens::wk) continue;
      const StageName stage = scale_step.stage;
      View view;
      view.stage = stage;
      view.viewpoint = scale_step.viewpoint;
      view.lens = lens;
      view.theme = ThemeName::dark;  // where what glows stands out most
      session.set_view(view);
      const auto seek = [&](int frame) {
        session.submit(command::Seek{from_hours(lens) + lens_hours_per_second(lens) * frame / kPerSecond});
      };
      const auto look = [&](int frame) {
        seek(frame);
        return picture(**renderer, session, target);
      };
      // Where nothing moves, nothing flashes: ten looks decide.
      const Image first = look(0);
      bool moves = false;
      for (int i = 1; i <= 10 && !moves; ++i) moves = compare(first, look(17 * i)).largest > 2.0;
      if (!moves) continue;
      ++moving;
      std::vector<std::vector<double>> courses(kAcross * kDown);
      for (int frame = 0; frame < kFrames; ++frame) {
        const std::vector<double> cells = luminance(look(frame));
        for (std::size_t i = 0; i < cells.size(); ++i) courses[i].push_back(cells[i]);
      }
      const auto [most_in_small, widest_in_small] = worst_of(courses, 1);
      const auto [most, widest] = worst_of(courses, 2);
      const auto [most_in_large, widest_in_large] = worst_of(courses, 4);
      CAPTURE(name_of(stage));
      CAPTURE(name_of(scale_step.viewpoint));
      CAPTURE(name_of(lens));
      MESSAGE(name_of(stage) << " (" << name_of(scale_step.viewpoint) << ") at " << name_of(lens) << ": flashes in a second, in 1/36 "
                             << most_in_large << ", 1/144 " << most << ", 1/576 " << most_in_small << "; widest change " << widest_in_large
                             << ", " << widest << ", " << widest_in_small);
      // From near, and in the diagram, the story itself passes by: a spike, the pulse, the molecule in the pore.
      const bool usual = scale_step.viewpoint == Viewpoint::usual;
      CHECK(most_in_large <= 1);
      CHECK(most <= (usual ? 1 : 2));
      CHECK(most_in_small <= (usual ? 2 : 3));
    }
  }
  CHECK(moving >= 15);  // the search for what moves finds something
}

TEST_CASE("with reduced motion pictures that follow each other differ less, and what is told stays (gl)") {
  const DataFiles data({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)});
  auto renderer = OffscreenRenderer::open(data, Parameters::load(data).value());
  REQUIRE(renderer.has_value());
  Session session = start();
  const RenderTarget target(kWidth, kHeight);
  struct Look {
    StageName stage;
    Lens lens;
  };
  for (const Look& look : {Look{StageName::circuit, Lens::s}, Look{StageName::circuit, Lens::min}, Look{StageName::receptor, Lens::ms},
                           Look{StageName::receptor, Lens::h}, Look{StageName::synapse, Lens::s}, Look{StageName::synapse, Lens::h}}) {
    std::array<double, 2> change{};
    for (const bool reduced : {false, true}) {
      View view;
      view.stage = look.stage;
      view.lens = look.lens;
      view.reduced_motion = reduced;
      session.set_view(view);
      Image before;
      for (int frame = 0; frame < 60; ++frame) {
        session.submit(command::Seek{0.3 + lens_hours_per_second(look.lens) * frame / kPerSecond});
        Image now = picture(**renderer, session, target);
        if (frame > 0) change[reduced ? 1 : 0] += compare(before, now).mean / 59.0;
        before = std::move(now);
      }
    }
    CAPTURE(name_of(look.stage));
    CAPTURE(name_of(look.lens));
    MESSAGE(name_of(look.stage) << " at " << name_of(look.lens) << ": mean change from picture to picture " << change[0] << ", reduced "
                                << change[1]);
    CHECK(change[0] > 0.0);
    CHECK(change[1] < 0.9 * change[0]);  // what is left is the gate, the spikes' rates, the blockers
  }
}
