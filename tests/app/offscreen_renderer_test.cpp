// The whole screen in an OpenGL debug context: every stage, panel, theme, language and lens without one GL error.
#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <functional>
#include <string>

#include "app/export/offscreen_renderer.hpp"
#include "app/view/words.hpp"
#include "gfx/gl_context.hpp"

using namespace syn;

namespace {

DataFiles data() { return DataFiles({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)}); }

Session start() {
  auto parameters = Parameters::load(data()).value();
  auto scenario = load_scenario(std::string(SYN_SOURCE_DIR) + "/assets/scenarios/one-infusion-cbt.toml", parameters).value();
  return Session(std::move(parameters), std::move(scenario));
}

void check_silent() {
  for (const std::string& message : take_gl_messages()) FAIL_CHECK(message);
}

// Share of pixels that differ clearly between two pictures of the same size.
double changed(const Image& a, const Image& b) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.rgb.size(); i += 3) {
    const int difference = std::abs(a.rgb[i] - b.rgb[i]) + std::abs(a.rgb[i + 1] - b.rgb[i + 1]) + std::abs(a.rgb[i + 2] - b.rgb[i + 2]);
    if (difference > 24) ++count;
  }
  return static_cast<double>(count) / (static_cast<double>(a.rgb.size()) / 3.0);
}

}  // namespace

TEST_CASE("every stage, panel, theme, language, lens and quality draws without a GL message (gl)") {
  auto renderer = OffscreenRenderer::open(data(), Parameters::load(data()).value(), true);
  REQUIRE_MESSAGE(renderer.has_value(), to_text(renderer ? Problems{} : renderer.error()));
  (*renderer)->show().prepare_all();
  CHECK_MESSAGE((*renderer)->show().problems().empty(), to_text((*renderer)->show().problems()));
  Session session = start();
  const RenderTarget target(480, 270);
  check_silent();
  for (const StageName stage : kStageNames) {
    for (const Lens lens : kLenses) {
      View view;
      view.stage = stage;
      view.lens = lens;
      view.theme = lens == Lens::s || lens == Lens::d ? ThemeName::light : ThemeName::dark;
      view.locale = lens == Lens::min || lens == Lens::d ? LocaleName::sv : LocaleName::en;
      view.quality = lens == Lens::ms ? QualityName::high : lens == Lens::wk ? QualityName::low : QualityName::standard;
      session.set_view(view);
      session.submit(command::Seek{0.7 + 6e-3 / 3600.0});
      (*renderer)->paint_stage(session, target);
      check_silent();
    }
  }
  for (const PanelName panel : {PanelName::dose, PanelName::therapy, PanelName::timeline, PanelName::curves}) {
    (*renderer)->paint_panel(session, panel, target);
    check_silent();
  }
  (*renderer)->paint_screen(session, target);
  check_silent();
}

TEST_CASE("the same moment gives the same picture whatever was shown before, and another moment another one (gl)") {
  auto renderer = OffscreenRenderer::open(data(), Parameters::load(data()).value());
  REQUIRE(renderer.has_value());
  Session session = start();
  const RenderTarget target(480, 270);
  for (const StageName stage : kStageNames) {
    View view;
    view.stage = stage;
    view.lens = stage == StageName::circuit || stage == StageName::dendrite ? Lens::d : Lens::h;
    const double moment = stage == StageName::circuit ? 0.7 : 72.0;  // the circuit is back at rest after hours
    session.set_view(view);
    session.submit(command::Seek{moment});
    (*renderer)->paint_stage(session, target);
    const Image first = target.read();
    session.submit(command::Seek{400.0});
    (*renderer)->paint_stage(session, target);
    const Image later = target.read();
    session.submit(command::Seek{moment});
    (*renderer)->paint_stage(session, target);
    CHECK(compare(first, target.read()).largest == 0.0);
    CHECK(changed(first, later) > 0.002);
    CHECK(changed(first, later) < 0.9);
  }
}

TEST_CASE("words over each stage keep clear of each other and of the chart, in both languages (gl)") {
  auto renderer = OffscreenRenderer::open(data(), Parameters::load(data()).value());
  REQUIRE(renderer.has_value());
  Session session = start();
  for (const auto& size : {std::pair{1280, 720}, std::pair{1920, 1080}, std::pair{640, 400}}) {
    const int width = size.first;
    const int height = size.second;
    const RenderTarget target(width, height);
    for (const StageName stage : kStageNames) {
      for (const LocaleName locale : {LocaleName::en, LocaleName::sv}) {
        for (const Lens lens : {Lens::ms, Lens::s, Lens::h}) {
          View view;
          view.stage = stage;
          view.lens = lens;
          view.locale = locale;
          session.set_view(view);
          session.submit(command::Seek{0.7 + 12e-3 / 3600.0});
          (*renderer)->paint_stage(session, target);
          const State& state = session.state();
          const Locale& words = (*renderer)->resources().locales[static_cast<std::size_t>(locale)];
          const StageReport report = (*renderer)->show().report(session.run(), {state.playhead.time_h}, state.view);
          OverlayContent content = overlay_content((*renderer)->show(), report, state, words, height, true);
          const OverlayPlan plan = plan_overlay({0.0F, 0.0F, static_cast<float>(width), static_cast<float>(height)}, content,
                                                {(*renderer)->resources().themes.front(), words, (*renderer)->gui().fonts()});
          std::vector<Box> boxes{plan.badge_box, plan.clock_box, plan.bar_box, plan.scale_box};
          if (plan.chart_box.width() > 0.0F) boxes.push_back(plan.chart_box);
          if (stage == StageName::receptor && width >= 1280) CHECK(plan.chart_box.width() > 0.0F);
          for (const LabelPlace& place : plan.labels) {
            if (place.shown) boxes.push_back(place.box);
          }
          CAPTURE(name_of(stage));
          CAPTURE(name_of(lens));
          CAPTURE(width);
          for (std::size_t i = 0; i < boxes.size(); ++i) {
            for (std::size_t k = i + 1; k < boxes.size(); ++k) CHECK_FALSE(boxes[i].overlaps(boxes[k]));
          }
        }
      }
    }
  }
}

TEST_CASE("a receptor model that is missing or damaged is told, and something is drawn all the same (gl)") {
  const auto folder = std::filesystem::path(SYN_BINARY_DIR) / "test-files" / "damaged";
  const auto models = std::filesystem::path(SYN_SOURCE_DIR) / "assets/models";
  constexpr std::array kReceptors{"nmda_receptor.glb", "ampa_receptor.glb"};
  // Text instead of a model; a model without one of its levels; one corner a very long way off.
  const auto text = [](std::string) { return std::string("glTF, but not really"); };
  const auto renamed = [](std::string bytes) {
    for (std::size_t at = bytes.find("\"lod2\""); at != std::string::npos; at = bytes.find("\"lod2\"")) bytes[at + 4] = 'X';
    return bytes;
  };
  const auto wide = [](std::string bytes) {
    std::uint32_t json_length = 0;
    constexpr float kFar = 1.0e20F;
    std::memcpy(&json_length, bytes.data() + 12, sizeof json_length);
    std::memcpy(bytes.data() + 20 + json_length + 8, &kFar, sizeof kFar);
    return bytes;
  };
  const auto hungry = [](std::string) {
    return read_file(std::filesystem::path(SYN_SOURCE_DIR) / "tests/cases/glb/each-node-eight-times-nine-levels.glb").value();
  };
  struct Case {
    std::string damaged;
    std::function<std::string(std::string)> damage;
  };
  for (const Case& one : {Case{"", text}, Case{kReceptors[0], text}, Case{kReceptors[0], wide}, Case{kReceptors[0], hungry},
                          Case{kReceptors[1], renamed}, Case{kReceptors[1], wide}}) {  // "": no model is there at all
    const auto& damaged = one.damaged;
    const auto& damage = one.damage;
    CAPTURE(damaged);
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder / "assets");
    for (const char* name : {"locales", "palettes.toml", "parameters", "sources.toml", "scenarios", "hypotheses.toml", "moments.toml",
                             "glossary.csv", "inspector.toml", "schedules", "calibration"}) {
      std::filesystem::create_symlink(std::filesystem::path(SYN_SOURCE_DIR) / "assets" / name, folder / "assets" / name);
    }
    std::filesystem::create_symlink(std::filesystem::path(SYN_SOURCE_DIR) / "shaders", folder / "shaders");
    std::filesystem::create_symlink(std::filesystem::path(SYN_BINARY_DIR) / "assets/fonts", folder / "assets/fonts");
    if (!damaged.empty()) {
      std::filesystem::create_directories(folder / "assets/models");
      for (const auto& entry : std::filesystem::directory_iterator(models)) {
        if (entry.path().filename() != damaged)
          std::filesystem::create_symlink(entry.path(), folder / "assets/models" / entry.path().filename());
      }
      const auto good = read_file(models / damaged);
      REQUIRE(good.has_value());
      const std::string bytes = damage(*good);
      CHECK(bytes != *good);
      REQUIRE(write_file(folder / "assets/models" / damaged, bytes).has_value());
    }
    auto renderer = OffscreenRenderer::open(DataFiles({folder}), Parameters::load(data()).value());
    REQUIRE_MESSAGE(renderer.has_value(), to_text(renderer ? Problems{} : renderer.error()));
    (*renderer)->show().prepare_all();
    REQUIRE_FALSE((*renderer)->show().problems().empty());
    const std::string told = to_text((*renderer)->show().problems());
    for (const std::string name : kReceptors) CHECK((told.find(name) != std::string::npos) == (damaged.empty() || damaged == name));
    Session session = start();
    const RenderTarget target(320, 180);
    (*renderer)->paint_stage(session, target);
    CHECK((*renderer)->show().canvas().counts().triangles > 1000);
  }
}
