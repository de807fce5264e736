// What a picture tells without its words: the same moment, seed and camera with and without the drug.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "app/export/offscreen_renderer.hpp"
#include "app/view/moments.hpp"
#include "headless_ui.hpp"
#include "panel_bench.hpp"
#include "thorough.hpp"

using namespace syn;
using namespace syn::test;

namespace {

constexpr int kWidth = 640, kHeight = 360;
constexpr int kStep = 12;  // of 255 in a channel: less is not seen

struct Bench {
  std::unique_ptr<OffscreenRenderer> renderer;
  RenderTarget target{kWidth, kHeight};
};

Bench& bench() {
  static Bench made{must(OffscreenRenderer::open(data_files(), shipped_parameters()))};
  return made;
}

Scenario shipped(const std::string& name) {
  Scenario scenario = must(load_scenario(std::filesystem::path(SYN_SOURCE_DIR) / "assets/scenarios" / name, shipped_parameters()));
  scenario.population = 20;
  return scenario;
}
Scenario without_doses(Scenario scenario) {
  scenario.doses.clear();
  return scenario;
}

Image picture(Session& session) {
  bench().renderer->paint_stage(session, bench().target, true);
  return bench().target.read();
}

double differing(const Image& a, const Image& b) {
  std::size_t count = 0;
  for (std::size_t i = 0; i + 2 < a.rgb.size(); i += 3) {
    int most = 0;
    for (std::size_t k = 0; k < 3; ++k) most = std::max(most, std::abs(int{a.rgb[i + k]} - int{b.rgb[i + k]}));
    if (most > kStep) ++count;
  }
  return 3.0 * static_cast<double>(count) / static_cast<double>(a.rgb.size());
}

}  // namespace

TEST_CASE("at its moments the drug is in the picture: with and without it they differ") {
  const NamedMoments moments = must(NamedMoments::load(data_files()));
  Session with(shipped_parameters(), shipped("one-infusion-cbt.toml"));
  Session without(shipped_parameters(), without_doses(shipped("one-infusion-cbt.toml")));
  for (const char* id : {"receptor.gate-shuts", "synapse.blocked-stays-dark", "signals.chain-runs", "circuit.pyramidal-cells-fire",
                         "dendrite.spine-matures"}) {
    CAPTURE(id);
    const auto answer = moments.find(*moments.named(id), with.run());
    REQUIRE(std::holds_alternative<FoundMoment>(answer));
    const FoundMoment moment = std::get<FoundMoment>(answer);
    with.submit(command::ShowMoment{moment});
    without.submit(command::ShowMoment{moment});
    const Image drug = picture(with), none = picture(without);
    const double differs = differing(drug, none);
    MESSAGE(std::string(id) << ": " << 100.0 * differs << " % of the pixels");
    CHECK(differs >= 0.05);
    // Where chance plays no part, by far more than the hours since the dose alone make. (A receptor by the millisecond, or
    // cells by the spike, are another picture in every second, drug or not.)
    if (moment.lens == Lens::ms || moment.lens == Lens::s) continue;
    FoundMoment before = moment;
    before.at_h = std::get<FoundMoment>(moments.find(*moments.named("circuit.rest"), with.run())).at_h;
    without.submit(command::ShowMoment{before});
    const double time_alone = differing(none, picture(without));
    MESSAGE("time alone: " << 100.0 * time_alone << " %");
    CHECK(differs >= 4.0 * time_alone);
  }
}

TEST_CASE("ketamine covers enough of the picture to be seen from the last row") {
  const NamedMoments moments = must(NamedMoments::load(data_files()));
  Session session(shipped_parameters(), shipped("one-infusion-cbt.toml"));
  for (const char* id : {"receptor.gate-shuts", "receptor.ketamine-enters", "synapse.blocked-stays-dark"}) {
    CAPTURE(id);
    session.submit(command::ShowMoment{std::get<FoundMoment>(moments.find(*moments.named(id), session.run()))});
    const Image image = picture(session);
    const State& state = session.state();
    const StageReport report = bench().renderer->show().report(session.run(), {state.playhead.time_h}, state.view);
    REQUIRE(!report.story.empty());
    // Magenta: red and blue well over green, and only where the report places ketamine.
    const Camera eye = bench().renderer->show().canvas().frame().camera;
    const glm::mat4 view = eye.view();
    const float focal = 0.5F * kHeight / std::tan(0.5F * eye.field_of_view);
    std::vector<bool> meant(static_cast<std::size_t>(kWidth) * kHeight);
    for (const StoryPlace& place : report.story) {
      const glm::vec3 at = glm::vec3(view * glm::vec4(place.at, 1.0F));
      if (at.z > -0.01F) continue;
      const float x = 0.5F * kWidth + focal * at.x / -at.z, y = 0.5F * kHeight - focal * at.y / -at.z, r = focal * place.radius / -at.z;
      for (int py = std::max(0, static_cast<int>(y - r)); py <= std::min(kHeight - 1, static_cast<int>(y + r)); ++py) {
        for (int px = std::max(0, static_cast<int>(x - r)); px <= std::min(kWidth - 1, static_cast<int>(x + r)); ++px) {
          if (std::hypot(static_cast<float>(px) - x, static_cast<float>(py) - y) <= r)
            meant[static_cast<std::size_t>(py) * kWidth + static_cast<std::size_t>(px)] = true;
        }
      }
    }
    std::size_t count = 0;
    for (std::size_t i = 0; i < meant.size(); ++i) {
      const std::uint8_t* p = &image.rgb[3 * i];
      if (meant[i] && p[0] > p[1] + 40 && p[2] > p[1] + 40) ++count;
    }
    const double share = static_cast<double>(count) / static_cast<double>(meant.size());
    MESSAGE(std::string(id) << ": " << 100.0 * share << " % ketamine");
    CHECK(share >= 0.02);
  }
}
