// Nothing flashes: ten seconds of play of every stage at every lens, twenty-five pictures a second, looked at as
// WCAG 2.3.1 does (flash_counter.hpp) on a grid of 32 x 18 areas. And what reduced motion takes away.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/studio.hpp"
#include "flash_counter.hpp"

using namespace syn;
using namespace syn::test;

namespace {

constexpr double kPerSecond = 25.0;
constexpr int kFrames = 250;
constexpr int kAcross = 32, kDown = 18;
constexpr int kWidth = 5 * kAcross, kHeight = 5 * kDown;

Session start() {
  const DataFiles data({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)});
  auto parameters = Parameters::load(data).value();
  auto scenario = load_scenario(std::string(SYN_SOURCE_DIR) + "/assets/scenarios/one-infusion-cbt.toml", parameters).value();
  return Session(std::move(parameters), std::move(scenario));
}

// The picture of a stage without words, as it stands in the window.
Image picture(Studio& studio, const Session& session, const RenderTarget& target) {
  const State& state = session.state();
  Show& show = studio.show();
  show.advance(60.0F, state);
  show.advance(60.0F, state);
  show.paint(session.trajectory(), state, studio.looks().themes[static_cast<std::size_t>(state.view.theme)],
             target.width(), target.height(), 1.0F);
  target.bind();
  show.present(0, 0);
  return target.read();
}

// Mean relative luminance of each area.
std::vector<double> luminance(const Image& image) {
  std::vector<double> sum(kAcross * kDown, 0.0);
  const int wide = image.width / kAcross, high = image.height / kDown;
  for (int y = 0; y < kDown * high; ++y) {
    for (int x = 0; x < kAcross * wide; ++x) {
      const std::size_t at = 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x));
      sum[static_cast<std::size_t>(y / high * kAcross + x / wide)] +=
          0.2126 * linear(image.rgb[at]) + 0.7152 * linear(image.rgb[at + 1]) + 0.0722 * linear(image.rgb[at + 2]);
    }
  }
  for (double& cell : sum) cell /= wide * high;
  return sum;
}

// Mean difference of a channel, of 255.
double mean_change(const Image& a, const Image& b) { return compare(a, b).mean; }

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
  const auto course = [](double seconds, auto&& value) {
    std::vector<double> out;
    for (int i = 0; i < static_cast<int>(seconds * kPerSecond); ++i) out.push_back(value(i / kPerSecond));
    return out;
  };
  const auto square = [](double hertz, double low, double high) {
    return [=](double t) { return std::fmod(t * hertz, 1.0) < 0.5 ? low : high; };
  };
  const auto wave = [](double hertz, double middle, double swing) {
    return [=](double t) { return middle + swing * std::sin(2.0 * std::numbers::pi * hertz * t); };
  };
  CHECK(most_flashes_in_a_second(course(10.0, square(3.0, 0.2, 0.4)), kPerSecond) == 3);
  CHECK(most_flashes_in_a_second(course(10.0, square(5.0, 0.2, 0.4)), kPerSecond) == 5);
  CHECK(most_flashes_in_a_second(course(10.0, wave(3.0, 0.5, 0.06)), kPerSecond) >= 2);
  CHECK(most_flashes_in_a_second(course(10.0, square(3.0, 0.20, 0.29)), kPerSecond) == 0);  // less than 10 %
  CHECK(most_flashes_in_a_second(course(10.0, square(3.0, 0.82, 0.99)), kPerSecond) == 0);  // the darker is bright
  CHECK(most_flashes_in_a_second(course(10.0, square(3.0, 0.78, 0.99)), kPerSecond) == 3);
  // One step, a ramp, and slow waves are none; a single blink is one.
  CHECK(most_flashes_in_a_second(course(10.0, [](double t) { return t < 5.0 ? 0.1 : 0.9; }), kPerSecond) == 0);
  CHECK(most_flashes_in_a_second(course(10.0, [](double t) { return 0.1 * t; }), kPerSecond) == 0);
  CHECK(most_flashes_in_a_second(course(10.0, wave(0.2, 0.5, 0.3)), kPerSecond) == 0);
  CHECK(most_flashes_in_a_second(course(10.0, [](double t) { return t > 5.0 && t < 5.3 ? 0.5 : 0.2; }), kPerSecond) == 1);
  CHECK(most_flashes_in_a_second(course(10.0, [](double t) { return t > 5.0 && t < 6.4 ? 0.5 : 0.2; }), kPerSecond) == 0);
  CHECK(most_flashes_in_a_second(std::vector<double>{}, kPerSecond) == 0);
}

TEST_CASE("ten seconds of play hold no flash, at any lens of any stage (gl)") {
  const DataFiles data({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)});
  auto studio = Studio::open(data);
  REQUIRE(studio.has_value());
  Session session = start();
  const RenderTarget target(kWidth, kHeight);
  int moving = 0;
  for (const StageName stage : kStageNames) {
    for (const Lens lens : kLenses) {
      View view;
      view.stage = stage;
      view.lens = lens;
      view.theme = ThemeName::dark;  // where what glows stands out most
      session.set_view(view);
      const auto seek = [&](int frame) {
        session.submit(command::Seek{from_hours(lens) + lens_hours_per_second(lens) * frame / kPerSecond});
      };
      const auto look = [&](int frame) {
        seek(frame);
        return picture(**studio, session, target);
      };
      // Where nothing moves, nothing flashes: ten looks decide.
      const Image first = look(0);
      bool moves = false;
      for (int i = 1; i <= 10 && !moves; ++i) moves = compare(first, look(i * kFrames / 10 - 3 * i)).largest > 2.0;
      if (!moves) continue;
      ++moving;
      std::vector<std::vector<double>> courses(kAcross * kDown);
      for (int frame = 0; frame < kFrames; ++frame) {
        const std::vector<double> cells = luminance(look(frame));
        for (std::size_t i = 0; i < cells.size(); ++i) courses[i].push_back(cells[i]);
      }
      int most = 0;
      double widest = 0.0;
      for (const auto& course : courses) {
        most = std::max(most, most_flashes_in_a_second(course, kPerSecond));
        const auto [low, high] = std::minmax_element(course.begin(), course.end());
        widest = std::max(widest, *high - *low);
      }
      CAPTURE(name_of(stage));
      CAPTURE(name_of(lens));
      MESSAGE(name_of(stage) << " at " << name_of(lens) << ": flashes in a second " << most << ", widest change of an area " << widest);
      CHECK(most == 0);
    }
  }
  CHECK(moving >= 12);  // the search for what moves finds something
}
