// A caption can be read: while time runs each stays four seconds of the viewer's.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "app/ui/overlay/caption_hold.hpp"
#include "app/view/moments.hpp"
#include "app/view/stages.hpp"
#include "headless_ui.hpp"
#include "panel_bench.hpp"

using namespace syn;
using namespace syn::test;

namespace {

constexpr double kFrame_s = 0.05;

// How long each caption stood, but for the last one, while `said` was said frame by frame.
std::vector<double> stays(const std::vector<std::string>& said) {
  CaptionHold hold;
  std::vector<double> out;
  std::string shown;
  double since = 0.0;
  for (const std::string& now : said) {
    const std::string& words = hold.show(now, kFrame_s, true);
    since += kFrame_s;
    if (words == shown) continue;
    if (!shown.empty()) out.push_back(since);
    shown = words;
    since = 0.0;
  }
  return out;
}

}  // namespace

TEST_CASE("a caption that changes with every frame is shown for four seconds at a time; one that stands is shown at once") {
  std::vector<std::string> ticker;
  for (int i = 0; i < 400; ++i) ticker.push_back(std::to_string(i));
  const std::vector<double> stood = stays(ticker);
  CHECK(stood.size() == 4);
  for (const double s : stood) CHECK(s >= kCaptionStays_s - 1e-9);
  CaptionHold hold;
  CHECK(hold.show("a", kFrame_s, true) == "a");
  CHECK(hold.show("b", kFrame_s, true) == "a");
  CHECK(hold.show("b", kFrame_s, false) == "b");
}

TEST_CASE("played from each named moment at its own pace, no caption goes before four seconds") {
  const NamedMoments moments = must(NamedMoments::load(data_files()));
  Scenario scenario =
      must(load_scenario(std::filesystem::path(SYN_SOURCE_DIR) / "assets/scenarios/one-infusion-cbt.toml", shipped_parameters()));
  scenario.population = 20;
  const RunPtr run = run_of(std::move(scenario), shipped_parameters(), {.dense_start = true});
  const auto stages = make_stages();
  int changes = 0, short_ones = 0;
  for (const NamedMoment& moment : moments.all()) {
    if (!moment.stage) continue;
    const auto answer = moments.find(moment, run);
    if (!std::holds_alternative<FoundMoment>(answer)) continue;
    const FoundMoment found = std::get<FoundMoment>(answer);
    const auto stage = std::find_if(stages.begin(), stages.end(), [&](const auto& one) { return one->name() == *moment.stage; });
    View view;
    view.stage = *moment.stage;
    view.viewpoint = moment.viewpoint;
    view.lens = moment.lens;
    view.identity = found.identity;
    std::vector<std::string> said;
    constexpr int kFrames = 600;
    for (int i = 0; i < kFrames; ++i) {
      const double time_h = found.at_h + i * kFrame_s * moment.speed * lens_hours_per_second(moment.lens);
      if (time_h > run->trajectory.end().value) break;
      const Sentence caption = (*stage)->at(run, {time_h}, view).describe().caption;
      std::string words(caption.key.id());
      for (const auto& [name, value] : caption.values) {
        if (const auto* number = std::get_if<Quantity>(&value)) words += " " + std::to_string(std::lround(number->value));
      }
      if (!said.empty() && said.back() != words) ++changes;
      said.push_back(std::move(words));
    }
    for (const double stood : stays(said)) {
      CHECK_MESSAGE(stood >= kCaptionStays_s - 1e-9, moment.id, ": a caption stood for ", stood, " s");
    }
    // What the pictures say without being held.
    std::size_t since = 0;
    for (std::size_t i = 1; i < said.size(); ++i) {
      if (said[i] == said[i - 1]) continue;
      if (static_cast<double>(i - since) * kFrame_s < kCaptionStays_s) ++short_ones;
      since = i;
    }
  }
  MESSAGE(changes << " changes, " << short_ones << " of them too soon without the hold");
  CHECK(changes > 0);
}
