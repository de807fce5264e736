#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include "app/cli/run.hpp"
#include "app/export/offscreen_renderer.hpp"
#include "gfx/gl_context.hpp"
#include "gfx/target.hpp"
#include "unlike.hpp"

using namespace syn;
namespace fs = std::filesystem;

namespace {

const fs::path kSource = SYN_SOURCE_DIR;
const fs::path kBuild = SYN_BINARY_DIR;

DataFiles data() { return DataFiles({kBuild, kSource}); }

// Asked while a context lives: without one the renderer has no name, and the picture would be compared as if it came
// from a graphics card.
bool drawn_by_software() {
  static const bool known = [] {
    const auto renderer = OffscreenRenderer::open(data(), Parameters::load(data()).value());
    REQUIRE(renderer.has_value());
    return is_software_renderer();
  }();
  return known;
}

// What another renderer may change: less than smoothed edges and rounded light give in any place, and far less than words
// that are missing (the smallest of a picture: 21).
constexpr double kMaxUnlike = 12.0;

void check_golden(const std::string& name, RenderJob job) {
  const fs::path candidate = kBuild / "golden" / (name + ".png");
  fs::create_directories(candidate.parent_path());
  job.scenario = kSource / kDefaultScenario;
  job.width = 640;
  job.height = 360;
  job.out = candidate;
  REQUIRE(run_render(job, data()) == kDone);
  const auto made = load_png(candidate);
  const auto golden = load_png(kSource / "tests/golden" / (name + ".png"));
  REQUIRE(made.has_value());
  REQUIRE_MESSAGE(golden.has_value(), "no golden picture; the candidate is " << candidate.string());
  CHECK(made->width == golden->width);
  CHECK(made->height == golden->height);
  const ImageDifference difference = compare(*made, *golden);
  MESSAGE(name << ": largest difference " << difference.largest << ", mean " << difference.mean);
  if (drawn_by_software()) {
    CHECK_MESSAGE(difference.largest <= 48.0, "candidate: " << candidate.string());
    CHECK_MESSAGE(difference.mean <= 0.6, "candidate: " << candidate.string());
  } else {
    const test::UnlikePlace place = test::most_unlike(*made, *golden);
    CHECK_MESSAGE(difference.mean <= 12.0, "candidate: " << candidate.string());
    CHECK_MESSAGE(place.by <= kMaxUnlike, "something is missing or stands elsewhere around " << place.x << ", " << place.y
                                                                                             << "; candidate: " << candidate.string());
  }
}

Image golden_picture(const std::string& name) {
  auto golden = load_png(kSource / "tests/golden" / (name + ".png"));
  REQUIRE(golden.has_value());
  return std::move(*golden);
}
std::uint8_t& channel(Image& image, int x, int y, int which) {
  return image.rgb[3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x)) +
                   static_cast<std::size_t>(which)];
}

}  // namespace

TEST_CASE("what another renderer smooths and rounds otherwise passes; a label or a line that is missing does not") {
  for (const char* name : {"synapse-40min-dark", "circuit-20min-spikes-light-sv", "curves-3d-dark"}) {
    CAPTURE(name);
    Image golden = golden_picture(name);
    Image other = golden;
    std::mt19937 dice(1);
    for (int y = 1; y + 1 < golden.height; ++y) {
      for (int x = 1; x + 1 < golden.width; ++x) {
        const double share = 0.5 * static_cast<double>(dice() % 1000) / 1000.0;
        const int aside = x + static_cast<int>(dice() % 3) - 1, above = y + static_cast<int>(dice() % 3) - 1;
        const double light = static_cast<double>(dice() % 13) - 6.0;
        for (int k = 0; k < 3; ++k) {
          const double mixed = (1.0 - share) * channel(golden, x, y, k) + share * channel(golden, aside, above, k) + light;
          channel(other, x, y, k) = static_cast<std::uint8_t>(std::clamp(mixed, 0.0, 255.0));
        }
      }
    }
    CHECK(compare(golden, other).mean > 1.0);
    CHECK(test::most_unlike(golden, other).by < 0.5 * kMaxUnlike);
  }
  // The words of one label, a whole label, the small line at the foot, words of another label, a part of the scene: painted over with
  // what is beside them.
  struct Gone {
    int left, top, right, bottom;
  };
  for (const Gone& gone :
       {Gone{98, 41, 188, 51}, Gone{40, 146, 152, 157}, Gone{5, 345, 262, 357}, Gone{26, 221, 151, 233}, Gone{236, 168, 252, 174}}) {
    CAPTURE(gone.left);
    Image golden = golden_picture("synapse-40min-dark");
    Image without = golden;
    for (int y = gone.top; y < gone.bottom; ++y) {
      for (int x = gone.left; x < gone.right; ++x) {
        for (int k = 0; k < 3; ++k) channel(without, x, y, k) = channel(golden, gone.left, gone.top, k);
      }
    }
    CHECK(compare(golden, without).mean < 2.0);  // over the whole picture it is next to nothing
    const test::UnlikePlace place = test::most_unlike(golden, without);
    CHECK(place.by > 1.5 * kMaxUnlike);
    CHECK(place.x + 16 > gone.left);
    CHECK(place.x < gone.right);
  }
}

TEST_CASE("golden picture: the synapse at the end of the infusion (gl)") {
  RenderJob job;
  job.stage = StageName::synapse;
  job.at = Hours::from_minutes(40.0);
  check_golden("synapse-40min-dark", job);
}

TEST_CASE("golden picture: the signals inside the spine an hour after the infusion began, light theme, Swedish (gl)") {
  RenderJob job;
  job.stage = StageName::synapse;
  job.at = Hours{1.0};
  job.view.viewpoint = Viewpoint::signals;
  job.view.theme = ThemeName::light;
  job.view.locale = LocaleName::sv;
  check_golden("synapse-signals-1h-light-sv", job);
}

TEST_CASE("golden picture: the dendrite after a week, light theme, Swedish (gl)") {
  RenderJob job;
  job.stage = StageName::dendrite;
  job.at = Hours::from_days(7.0);
  job.view.lens = Lens::d;
  job.view.theme = ThemeName::light;
  job.view.locale = LocaleName::sv;
  check_golden("dendrite-7d-light-sv", job);
}

TEST_CASE("golden picture: the stressed dendrite a day and a half after the dose, with lost sites, dark theme (gl)") {
  RenderJob job;
  job.stage = StageName::dendrite;
  job.at = {36.0};
  job.view.lens = Lens::h;
  check_golden("dendrite-36h-dark", job);
}

TEST_CASE("golden picture: the circuit at the end of the infusion (gl)") {
  RenderJob job;
  job.stage = StageName::circuit;
  job.at = Hours::from_minutes(40.0);
  check_golden("circuit-40min-dark", job);
}

TEST_CASE("golden picture: spikes of the circuit, light theme, Swedish (gl)") {
  RenderJob job;
  job.stage = StageName::circuit;
  job.at = Hours::from_minutes(20.0);
  job.view.lens = Lens::s;
  job.view.theme = ThemeName::light;
  job.view.locale = LocaleName::sv;
  check_golden("circuit-20min-spikes-light-sv", job);
}

TEST_CASE("golden picture: the receptor while its gate is open and magnesium comes and goes (gl)") {
  RenderJob job;
  job.stage = StageName::receptor;
  job.at = Hours::from_seconds(2429.012);
  job.view.lens = Lens::ms;
  check_golden("receptor-open-dark", job);
}

TEST_CASE("golden picture: a hundred receptors at the end of the infusion, light theme, Swedish (gl)") {
  RenderJob job;
  job.stage = StageName::receptor;
  job.at = Hours::from_minutes(40.0);
  job.view.theme = ThemeName::light;
  job.view.locale = LocaleName::sv;
  check_golden("receptor-40min-light-sv", job);
}

TEST_CASE("golden picture: the curves panel on day 3 (gl)") {
  RenderJob job;
  job.panel = PanelName::curves;
  job.at = Hours::from_days(3.0);
  check_golden("curves-3d-dark", job);
}
