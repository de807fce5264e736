// Nothing flashes: ten seconds of play, looked at as WCAG 2.3.1 does (pairs of opposing changes of relative luminance of
// 10 % or more where the darker one is below 0.8), on a coarse grid of the picture.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "app/studio.hpp"

using namespace syn;

namespace {

constexpr int kFrames = 50;  // five a second for ten seconds: fast enough to see three flashes a second
constexpr int kCells = 16;

double linear(double byte) {
  const double c = byte / 255.0;
  return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

// Mean relative luminance of each cell of a 16 x 16 grid.
std::vector<double> luminance(const Image& image) {
  std::vector<double> sum(kCells * kCells, 0.0);
  std::vector<double> count(kCells * kCells, 0.0);
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      const std::size_t at = 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x));
      const std::size_t cell = static_cast<std::size_t>(y * kCells / image.height) * kCells + static_cast<std::size_t>(x * kCells / image.width);
      sum[cell] += 0.2126 * linear(image.rgb[at]) + 0.7152 * linear(image.rgb[at + 1]) + 0.0722 * linear(image.rgb[at + 2]);
      count[cell] += 1.0;
    }
  }
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] /= count[i];
  return sum;
}

// Opposing pairs of changes of at least 0.1 in one cell's course.
int flashes(const std::vector<double>& course) {
  int pairs = 0;
  double low = course.front();
  double high = course.front();
  int direction = 0;
  for (const double value : course) {
    low = std::min(low, value);
    high = std::max(high, value);
    const bool up = value - low >= 0.1 && low < 0.8;
    const bool down = high - value >= 0.1 && value < 0.8;
    if ((up && direction < 0) || (down && direction > 0)) ++pairs;
    if (up || down) {
      direction = up ? 1 : -1;
      low = high = value;
    }
  }
  return pairs;
}

}  // namespace

TEST_CASE("ten seconds of play hold no flash, at any lens of any stage (gl)") {
  const DataFiles data({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)});
  auto studio = Studio::open(data);
  REQUIRE(studio.has_value());
  auto parameters = Parameters::load(data).value();
  auto scenario = load_scenario(std::string(SYN_SOURCE_DIR) + "/assets/scenarios/one-infusion-cbt.toml", parameters).value();
  Session session(std::move(parameters), std::move(scenario));
  const RenderTarget target(192, 108);
  for (const StageName stage : kStageNames) {
    for (const Lens lens : {Lens::ms, Lens::s, Lens::h, Lens::d}) {
      if (stage == StageName::dendrite && lens < Lens::h) continue;  // nothing moves there
      View view;
      view.stage = stage;
      view.lens = lens;
      view.labels = false;
      session.set_view(view);
      std::vector<std::vector<double>> courses(kCells * kCells);
      for (int frame = 0; frame < kFrames; ++frame) {
        session.submit(command::Seek{0.2 + lens_hours_per_second(lens) * 10.0 * frame / kFrames});
        (*studio)->paint_stage(session, target);
        const std::vector<double> cells = luminance(target.read());
        for (std::size_t i = 0; i < cells.size(); ++i) courses[i].push_back(cells[i]);
      }
      int most = 0;
      for (const auto& course : courses) most = std::max(most, flashes(course));
      CAPTURE(name_of(stage));
      CAPTURE(name_of(lens));
      CHECK(most <= 1);
    }
  }
}
