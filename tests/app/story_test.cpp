// What a picture tells without its words: the same moment, seed and camera with and without the drug.
#include <doctest/doctest.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "app/export/offscreen_renderer.hpp"
#include "app/stages/common/course_events.hpp"
#include "app/view/moments.hpp"
#include "flash_counter.hpp"
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

// The share of the picture that is of the story's colour, counted only where the report places the story's things: no halos.
template <class IsIt>
double share_in_places(const Image& image, std::span<const StoryPlace> places, IsIt is_it) {
  const Camera eye = bench().renderer->show().canvas().frame().camera;
  const glm::mat4 view = eye.view();
  const float focal = 0.5F * kHeight / std::tan(0.5F * eye.field_of_view);
  std::vector<bool> meant(static_cast<std::size_t>(kWidth) * kHeight);
  for (const StoryPlace& place : places) {
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
  for (std::size_t k = 0; k < meant.size(); ++k) {
    if (meant[k] && is_it(&image.rgb[3 * k])) ++count;
  }
  return static_cast<double>(count) / static_cast<double>(meant.size());
}

// Marks where the interface has drawn in the frame painted last: words, their plates, leaders.
void mark_words(std::vector<bool>& words) {
  const ImDrawData* drawn = ImGui::GetDrawData();
  REQUIRE(drawn != nullptr);
  for (int l = 0; l < drawn->CmdListsCount; ++l) {
    const ImDrawList& list = *drawn->CmdLists[l];
    for (const ImDrawCmd& command : list.CmdBuffer) {
      for (unsigned i = 0; i + 3 <= command.ElemCount; i += 3) {
        ImVec2 low{kWidth, kHeight}, high{0.0F, 0.0F};
        for (unsigned k = 0; k < 3; ++k) {
          const ImVec2 at =
              list.VtxBuffer[static_cast<int>(command.VtxOffset + list.IdxBuffer[static_cast<int>(command.IdxOffset + i + k)])].pos;
          low = {std::min(low.x, at.x), std::min(low.y, at.y)};
          high = {std::max(high.x, at.x), std::max(high.y, at.y)};
        }
        const int left = std::max(0, static_cast<int>(low.x)), right = std::min(kWidth - 1, static_cast<int>(high.x));
        const int top = std::max(0, static_cast<int>(low.y)), bottom = std::min(kHeight - 1, static_cast<int>(high.y));
        for (int y = top; y <= bottom; ++y) {
          for (int x = left; x <= right; ++x) words[static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x)] = true;
        }
      }
    }
  }
}

struct Shown {
  Image image;
  StageReport report;
};
Shown shown_at(Session& session, const NamedMoments& moments, const char* id) {
  session.submit(command::ShowMoment{std::get<FoundMoment>(moments.find(*moments.named(id), session.run()))});
  Image image = picture(session);
  const State& state = session.state();
  return {std::move(image), bench().renderer->show().report(session.run(), {state.playhead.time_h}, state.view)};
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
  const auto magenta = [](const std::uint8_t* p) { return p[0] > p[1] + 40 && p[2] > p[1] + 40; };
  for (const char* id : {"receptor.gate-shuts", "receptor.ketamine-enters", "synapse.blocked-stays-dark"}) {
    CAPTURE(id);
    const Shown shown = shown_at(session, moments, id);
    REQUIRE(!shown.report.story.empty());
    const double share = share_in_places(shown.image, shown.report.story, magenta);
    MESSAGE(std::string(id) << ": " << 100.0 * share << " % ketamine");
    CHECK(share >= 0.02);
  }
}

TEST_CASE("growth and firing cover enough of the picture, where the report places them, and neither is there before the dose") {
  const NamedMoments moments = must(NamedMoments::load(data_files()));
  Session session(shipped_parameters(), shipped("one-infusion-cbt.toml"));
  // Luminous green to white; the light of a firing cell, from yellow to white.
  const auto green = [](const std::uint8_t* p) { return p[1] > 140 && p[1] >= p[0] && p[1] >= p[2]; };
  const auto warm = [](const std::uint8_t* p) { return p[0] > 140 && p[0] >= p[1] && p[1] >= p[2]; };
  const auto check = [&](const char* id, const char* before, auto is_it) {
    CAPTURE(id);
    const Shown shown = shown_at(session, moments, id);
    REQUIRE(!shown.report.story.empty());
    const double share = share_in_places(shown.image, shown.report.story, is_it);
    session.submit(command::Seek{std::get<FoundMoment>(moments.find(*moments.named(before), session.run())).at_h});
    const Image rest = picture(session);
    const double at_rest = share_in_places(rest, shown.report.story, is_it);
    MESSAGE(std::string(id) << ": " << 100.0 * share << " %, before the dose " << 100.0 * at_rest << " %");
    CHECK(share >= 0.02);
    CHECK(at_rest <= 0.2 * share);
    const State& state = session.state();
    CHECK(bench().renderer->show().report(session.run(), {state.playhead.time_h}, state.view).story.empty());
  };
  check("dendrite.spine-matures", "circuit.rest", green);
  check("circuit.pyramidal-cells-fire", "circuit.rest", warm);
}

TEST_CASE("at 40 minutes what stands on the dendrite is told from the dark ground") {
  Session session(shipped_parameters(), shipped("one-infusion-cbt.toml"));
  View view;
  view.stage = StageName::dendrite;
  view.theme = ThemeName::dark;
  session.set_view(view);
  session.submit(command::Seek{2.0 / 3.0});
  const Image image = picture(session);
  std::vector<double> light;
  for (std::size_t i = 0; i + 2 < image.rgb.size(); i += 3)
    light.push_back(0.2126 * linear(image.rgb[i]) + 0.7152 * linear(image.rgb[i + 1]) + 0.0722 * linear(image.rgb[i + 2]));
  std::vector<double> sorted = light;
  std::sort(sorted.begin(), sorted.end());
  const double ground = sorted[sorted.size() / 2];  // most of the picture
  const auto seen = std::count_if(light.begin(), light.end(), [&](double one) { return one + 0.05 >= 4.0 * (ground + 0.05); });
  const double share = static_cast<double>(seen) / static_cast<double>(light.size());
  MESSAGE("at 4:1 " << 100.0 * share << " % of the picture");
  CHECK(share >= 0.03);
}

TEST_CASE("a caption says that ketamine is there only above the threshold that the picture prints") {
  const RunPtr run = run_of(shipped("one-infusion-cbt.toml"), shipped_parameters(), {.dense_start = true});
  const auto level = [&](Hours h) { return run->trajectory.at(Column::brain_ketamine, h); };
  const Hours peak = course::highest(*run, level);
  const auto when = [&](double um) { return course::first_crossing(*run, level, peak, run->trajectory.end(), um); };
  const auto caption = [&](StageName stage, Hours at) {
    View view;
    view.stage = stage;
    view.lens = Lens::h;
    return std::string(bench().renderer->show().report(run, at, view).caption.key.id());
  };
  const Hours over = when(1.05 * course::kKetamineThere_um), under = when(0.95 * course::kKetamineThere_um);
  REQUIRE(over.value < under.value);
  CHECK(caption(StageName::circuit, over) == "stage.circuit.caption.trace");
  CHECK(caption(StageName::circuit, under) == "stage.circuit.caption.after");
  CHECK(caption(StageName::synapse, over).starts_with("stage.synapse.caption.drug"));
  CHECK(caption(StageName::synapse, under) == "stage.synapse.caption.gone");
  CHECK(caption(StageName::synapse, {168.0}) == "stage.synapse.caption.gone");
}

TEST_CASE("the scale bar holds at the depth of what the picture is about") {
  Session session(shipped_parameters(), shipped("one-infusion-cbt.toml"));
  SceneView& show = bench().renderer->show();
  int heroes = 0;
  for (const StageName name : kValues<StageName>) {
    for (const Viewpoint from : kValues<Viewpoint>) {
      const Stage& stage = show.stage(name);
      const auto hero = stage.hero(from);
      if (!stage.has(from) || !hero) continue;
      CAPTURE(name_of(name));
      CAPTURE(name_of(from));
      View view;
      view.stage = name;
      view.viewpoint = from;
      session.set_view(view);
      picture(session);
      // One unit to the side of the hero, in pixels.
      const Camera eye = show.canvas().frame().camera;
      const glm::mat4 world = eye.view();
      const glm::vec3 right{world[0][0], world[1][0], world[2][0]};
      const auto pixel = [&](glm::vec3 at) {
        const glm::vec4 clip = eye.projection(static_cast<float>(kWidth) / kHeight) * world * glm::vec4(at, 1.0F);
        return 0.5F * kWidth * clip.x / clip.w;
      };
      const double px = pixel(*hero + right) - pixel(*hero);
      CHECK(stage.nanometres_per_unit() / px == doctest::Approx(show.nanometres_per_pixel(kHeight)).epsilon(0.02));
      ++heroes;
    }
  }
  CHECK(heroes >= 2);
}

TEST_CASE("what moves most is the subject, not the words") {
  const NamedMoments moments = must(NamedMoments::load(data_files()));
  Session session(shipped_parameters(), shipped("one-infusion-cbt.toml"));
  for (const char* id : {"receptor.ketamine-enters", "receptor.gate-shuts", "synapse.release", "circuit.pyramidal-cells-fire",
                         "dendrite.spine-born", "signals.chain-runs"}) {
    CAPTURE(id);
    const FoundMoment moment = std::get<FoundMoment>(moments.find(*moments.named(id), session.run()));
    session.submit(command::ShowMoment{moment});
    constexpr int kFrames = 5;
    constexpr double kApart_s = 0.25;  // of the viewer
    std::vector<bool> words(static_cast<std::size_t>(kWidth) * kHeight);
    std::vector<double> moved(words.size(), 0.0);
    Image before;
    for (int frame = 0; frame < kFrames; ++frame) {
      session.submit(command::Seek{moment.at_h + frame * kApart_s * lens_hours_per_second(moment.lens)});
      bench().renderer->paint_stage(session, bench().target, false);
      Image now = bench().target.read();
      mark_words(words);
      for (std::size_t i = 0; frame > 0 && i < moved.size(); ++i) {
        for (std::size_t k = 0; k < 3; ++k) moved[i] += std::abs(int{now.rgb[3 * i + k]} - int{before.rgb[3 * i + k]});
      }
      before = std::move(now);
    }
    // In the picture itself: the caption stands under it.
    const std::size_t in_picture =
        static_cast<std::size_t>(kWidth) * static_cast<std::size_t>(bench().renderer->show().canvas().frame().height_px);
    double of_words = 0.0, of_subject = 0.0;
    for (std::size_t i = 0; i < in_picture; ++i) (words[i] ? of_words : of_subject) += moved[i];
    MESSAGE(std::string(id) << ": words " << of_words / (of_words + of_subject) << " of the motion");
    CHECK(of_subject > 0.0);
    CHECK(of_subject > of_words);
  }
}
