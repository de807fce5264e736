#include <doctest/doctest.h>

#include <filesystem>

#include "app/run.hpp"
#include "app/studio.hpp"
#include "gfx/target.hpp"

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
    const auto studio = Studio::open(data());
    REQUIRE(studio.has_value());
    return is_software_renderer();
  }();
  return known;
}

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
    CHECK_MESSAGE(difference.mean <= 12.0, "candidate: " << candidate.string());
  }
}

}  // namespace

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
