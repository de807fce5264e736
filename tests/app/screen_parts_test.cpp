// The parts of a screen, each by itself; only the scene needs a window.
#include <SDL.h>
#include <doctest/doctest.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <sstream>
#include <string>
#include <utility>

#include "app/export/offscreen_renderer.hpp"
#include "app/shell/chrome.hpp"
#include "app/shell/editing.hpp"
#include "app/shell/ladder.hpp"
#include "app/shell/look_up.hpp"
#include "app/shell/panel_host.hpp"
#include "app/ui/widgets/control_report.hpp"
#include "panel_bench.hpp"

using namespace syn;
using namespace syn::test;

namespace {

const Resources& resources() {
  static const Resources loaded = must(Resources::load(data_files(), shipped_parameters()));
  return loaded;
}

struct Bench {
  HeadlessUi ui;
  Session session{Parameters(shipped_parameters()), small_scenario()};
  UserData user_data;  // keeps nothing
  ScreenContext screen{session, user_data, resources(), ui.fonts};

  // One frame of this in it, and what was done takes effect.
  void frame(const std::function<void()>& content) {
    ui.content = content;
    ui.frame();
    session.submit(std::exchange(screen.commands, {}));
  }
  const Scenario& scenario() const { return session.state().scenario; }
  const View& view() const { return session.state().view; }
};

constexpr Area kWhole{0.0F, 0.0F, 1280.0F, 720.0F};

}  // namespace

TEST_CASE("editing: markers are put down, copied and doubled, hypotheses come round, and undo is the way back") {
  Bench bench;
  Editing editing(bench.screen);
  const Scenario before = bench.scenario();
  editing.paste();  // nothing was copied
  CHECK(bench.scenario() == before);
  bench.session.submit(command::Seek{30.0});
  editing.add(MarkerKind::dose);
  REQUIRE(bench.scenario().doses.size() == before.doses.size() + 1);
  CHECK(bench.scenario().doses[1].at_h == 30.0);
  editing.undo_or_redo(true);
  CHECK(bench.scenario() == before);
  editing.undo_or_redo(false);
  CHECK(bench.scenario().doses.size() == before.doses.size() + 1);

  bench.session.submit(command::Select{{MarkerKind::therapy, 0}});
  editing.copy();
  CHECK(bench.screen.message == resources().locales[0].text("shell.copied"_key));
  bench.session.submit(command::Seek{200.0});
  editing.paste();
  REQUIRE(bench.scenario().therapies.size() == before.therapies.size() + 1);
  CHECK(bench.scenario().therapies[2].at_h == 200.0);
  editing.duplicate();
  CHECK(bench.scenario().therapies.size() == before.therapies.size() + 2);

  const auto usual = bench.scenario().model.hypotheses;
  for (std::size_t i = 0; i < kValues<Hypothesis>.size(); ++i) {
    editing.next_hypothesis();
    CHECK(bench.scenario().model.hypotheses == std::vector{kValues<Hypothesis>[i]});
  }
  editing.next_hypothesis();
  CHECK(bench.scenario().model.hypotheses == usual);
}

TEST_CASE("chrome: a message comes and goes, a dialog has the keys, and the foot says which action was pressed") {
  Bench bench;
  Chrome chrome(bench.screen, data_files());
  const auto message = [&] { chrome.message(kWhole); };
  const auto drawn = [&] {
    bench.frame(message);
    return ImGui::GetDrawData()->TotalVtxCount;
  };
  const int empty = drawn();
  bench.screen.notify("something was saved");
  CHECK(drawn() > empty);
  CHECK(bench.screen.message.empty());  // taken over
  CHECK_FALSE(chrome.advance(5.0F));
  CHECK(drawn() > empty);
  CHECK(chrome.advance(2.0F));
  CHECK(drawn() == empty);
  CHECK_FALSE(chrome.advance(2.0F));

  CHECK_FALSE(chrome.asks());
  CHECK_FALSE(chrome.press({key_of('t')}, false));
  bench.screen.show(Dialog::help);
  CHECK(chrome.asks());
  CHECK(chrome.press({key_of('t')}, false));
  CHECK(chrome.press({KeyCode::escape}, true));  // held from before
  CHECK(bench.view().dialog == Dialog::help);
  CHECK(chrome.press({KeyCode::escape}, false));
  CHECK_FALSE(chrome.asks());

  const Action* pressed = nullptr;
  const auto foot = [&] {
    if (const Action* action = chrome.foot({0.0F, 0.0F, 1280.0F, 40.0F}, false)) pressed = action;
  };
  bench.frame(foot);
  bench.ui.content = foot;
  const auto at = bench.ui.tab_to({"menu"});
  REQUIRE(at.has_value());
  bench.ui.key(ImGuiKey_Enter);
  REQUIRE(pressed != nullptr);
  CHECK(pressed->words == "app.key.menu"_key);
}

TEST_CASE("chrome: what does not fit into the foot goes, and the menu stays; the way to the panels where no rail stands") {
  for (const float width : {1900.0F, 500.0F}) {
    for (const bool panels : {false, true}) {
      Bench bench;
      Chrome chrome(bench.screen, data_files());
      bench.ui.content = [&] { chrome.foot({0.0F, 0.0F, width, 200.0F}, panels); };
      bench.ui.frame(2);
      CHECK(bench.ui.tab_to({"menu"}).has_value());
      CHECK(bench.ui.tab_to({"open"}).has_value() == (width > 1000.0F));
      CHECK(bench.ui.tab_to({"panels"}).has_value() == panels);
      CHECK((chrome.foot_lines() > 1) == (width < 1000.0F));
    }
  }
}

TEST_CASE("chrome: a message at the foot stands on the line there, and takes no input") {
  Bench bench;
  Chrome chrome(bench.screen, data_files());
  bench.screen.notify("something was saved");
  bench.frame([&] { chrome.message_at_foot(1280.0F, 680.0F); });
  const ImGuiWindow* window = ImGui::FindWindowByName("message");
  REQUIRE(window != nullptr);
  CHECK(window->Pos.y + window->Size.y == doctest::Approx(680.0F));
  CHECK((window->Flags & ImGuiWindowFlags_NoInputs) == ImGuiWindowFlags_NoInputs);
}

TEST_CASE("panel host: the rail opens a panel and the same word closes it; a marker that is chosen brings its editor to an open one") {
  Bench bench;
  PanelHost host(bench.screen, data_files());
  float rail_px = 0.0F;
  const auto all = [&] {
    rail_px = host.rail({1160.0F, 0.0F, 120.0F, 700.0F});
    host.follow_selection();
    if (bench.view().panels != PanelPlace::folded) host.open_one({700.0F, 0.0F, 460.0F, 700.0F}, false);
  };
  bench.frame(all);
  CHECK(rail_px > 50.0F);
  CHECK(host.count() == 8);
  CHECK(bench.view().panels == PanelPlace::folded);
  const auto press = [&](const char* word) {
    bench.ui.content = all;
    REQUIRE(bench.ui.tab_to({word}).has_value());
    bench.ui.key(ImGuiKey_Enter);
    bench.session.submit(std::exchange(bench.screen.commands, {}));
  };
  press("lab");
  CHECK(bench.view().shows(PanelName::lab));
  press("therapy");
  CHECK(bench.view().shows(PanelName::therapy));
  press("therapy");
  CHECK(bench.view().panels == PanelPlace::folded);
  CHECK(bench.view().front == PanelName::therapy);

  // Folded away it stays so, whatever is chosen; then it opens with the editor of what was.
  bench.session.submit(command::Select{{MarkerKind::therapy, 1}});
  bench.frame(all);
  bench.session.submit(command::Select{{MarkerKind::dose, 0}});
  bench.frame(all);
  CHECK(bench.view().panels == PanelPlace::folded);
  host.fold_or_open();
  CHECK(bench.view().shows(PanelName::dose));
  bench.frame(all);
  bench.session.submit(command::Select{{MarkerKind::therapy, 1}});
  bench.frame(all);
  CHECK(bench.view().shows(PanelName::therapy));
  bench.session.submit(command::SetPanel{PanelName::words});
  bench.frame(all);
  CHECK(bench.view().front == PanelName::words);  // nothing was chosen anew
  bench.frame([&] { host.window("timeline", {0.0F, 500.0F, 1280.0F, 200.0F}, PanelName::timeline); });
  CHECK(bench.view().front == PanelName::words);
  host.fold_or_open();
  CHECK(bench.view().panels == PanelPlace::folded);
}

TEST_CASE("panel host: without a rail the open panel has the way to the others, and to close it") {
  Bench bench;
  PanelHost host(bench.screen, data_files());
  bench.session.submit(command::SetPanel{PanelName::words});
  const auto alone = [&] { host.open_one({0.0F, 0.0F, 460.0F, 700.0F}, true); };
  bench.frame(alone);
  bench.ui.content = alone;
  REQUIRE(bench.ui.tab_to({"tab", "next"}).has_value());
  bench.ui.key(ImGuiKey_Enter);
  bench.session.submit(std::exchange(bench.screen.commands, {}));
  CHECK(bench.view().shows(PanelName::dose));  // round
  bench.frame(alone);
  bench.ui.content = alone;
  REQUIRE(bench.ui.tab_to({"close"}).has_value());
  bench.ui.key(ImGuiKey_Enter);
  bench.session.submit(std::exchange(bench.screen.commands, {}));
  CHECK(bench.view().panels == PanelPlace::folded);
}

TEST_CASE("an open panel shows whole controls only, however it is scrolled") {
  Bench bench;
  PanelHost host(bench.screen, data_files());
  bench.session.submit(command::SetPanel{PanelName::dose});
  bool scrolled = false, cut = false;
  for (float height = 220.0F; height < 420.0F; height += 13.0F) {
    CAPTURE(height);
    const auto open = [&] { host.open_one({0.0F, 0.0F, 425.0F, height}, false); };
    for (int i = 0; i < 3; ++i) bench.frame(open);
    ImGuiWindow* list = nullptr;
    for (ImGuiWindow* window : GImGui->Windows) {
      if (window->Active && std::string_view(window->Name).find("editor_body") != std::string_view::npos) list = window;
    }
    REQUIRE(list != nullptr);
    for (const float scroll : {0.0F, 37.0F, 90.0F, 151.0F}) {
      ImGui::SetScrollY(list, std::min(scroll, list->ScrollMax.y));
      for (int i = 0; i < 3; ++i) bench.frame(open);
      scrolled = scrolled || list->Scroll.y > 0.0F;
      ControlReport report;
      bench.frame(open);
      std::istringstream lines(report.text());
      for (std::string line; std::getline(lines, line);) {
        if (line.find("\ttrack\t") == std::string::npos && line.find("/track\t") == std::string::npos) continue;
        // A slider is seen with all of its track, or not at all: 1.05 text heights.
        std::istringstream fields(line);
        std::string kind, window, path;
        float left = 0, top = 0, right = 0, bottom = 0;
        std::getline(fields, kind, '\t'), std::getline(fields, window, '\t'), std::getline(fields, path, '\t');
        fields >> left >> top >> right >> bottom;
        const float seen = bottom - top;
        if (line.find("away") != std::string::npos) continue;
        CHECK_MESSAGE(seen >= std::floor(1.05F * bench.screen.unit_px) - 1.0F, line);
        cut = cut || seen > 0.0F;
      }
    }
  }
  CHECK(scrolled);
  CHECK(cut);  // sliders were seen
}

TEST_CASE("look-up: the inspector in front follows what is pointed at, and its key goes from label to label") {
  Bench bench;
  LookUp look_up(bench.screen);
  constexpr std::string_view kFirst = "stage.circuit.label.pyramidal", kSecond = "stage.circuit.label.parvalbumin";
  const auto follow = [&](std::optional<std::string_view> label) {
    bench.frame([&, label] {
      look_up.point_at(label);
      look_up.follow();
    });
  };
  bench.screen.in_view.labels = {kFirst, kSecond};
  follow(kFirst);
  CHECK(bench.view().looked_up.thing.empty());  // the inspector is not in front
  CHECK_FALSE(look_up.keeps(kFirst));
  look_up.turn_to(LookupPage::thing);
  CHECK(bench.view().front == PanelName::inspector);
  follow(std::nullopt);
  CHECK(look_up.keeps(kFirst));
  CHECK(bench.view().looked_up.thing == "pyramidal");
  look_up.turn_to(LookupPage::thing);
  follow(std::nullopt);
  CHECK(bench.view().looked_up.thing == "parvalbumin");
  look_up.turn_to(LookupPage::sources);
  CHECK(bench.view().looked_up.page == LookupPage::sources);
  follow(kFirst);
  CHECK(bench.view().looked_up.thing == "pyramidal");
}

TEST_CASE("scene area: to a scale, to its other place, back to where one was, and the camera can be rescued (gl)") {
  const auto renderer = must(OffscreenRenderer::open(data_files(), shipped_parameters()));
  Session session(Parameters(shipped_parameters()), small_scenario());
  session.submit(command::SetReducedMotion{true});  // no glide to wait for
  const RenderTarget target(640, 360);
  const auto frame = [&] { renderer->paint_screen_once(session, target, false); };
  frame();
  SceneArea& scene = renderer->shell()->parts().scene;
  const View& view = session.state().view;
  scene.go_back();  // one was nowhere else
  CHECK(view.scale_step() == ScaleStep{StageName::synapse, Viewpoint::usual});
  scene.go_to(StageName::synapse);
  CHECK(view.viewpoint == Viewpoint::signals);
  frame();
  scene.go_to(StageName::circuit);
  CHECK(view.stage == StageName::circuit);
  frame();
  scene.go_back();
  CHECK(view.scale_step() == ScaleStep{StageName::synapse, Viewpoint::signals});
  frame();
  scene.turn(0.3F, 9.0F, 1.0F);
  REQUIRE(view.camera.has_value());
  const Camera turned = *view.camera;
  CHECK(turned.pitch == doctest::Approx(1.45));  // never over the top
  scene.rescue_camera();
  CHECK_FALSE(view.camera.has_value());
  scene.go_back();
  REQUIRE(view.camera.has_value());
  CHECK(view.camera->yaw == turned.yaw);
  for (int i = 0; i < 60 && view.stage == StageName::synapse; ++i) {
    scene.turn(0.0F, 0.0F, 1.2F);
    frame();
  }
  CHECK(view.stage == StageName::dendrite);  // out through the far end
}

TEST_CASE("scene area: what stands still for 300 ms is refined once, and what moves is painted at once (gl)") {
  const auto renderer = must(OffscreenRenderer::open(data_files(), shipped_parameters()));
  Session session(Parameters(shipped_parameters()), small_scenario());
  session.submit(command::SetPanel{PanelName::dose});
  const RenderTarget target(640, 360);
  const auto frame = [&] { renderer->paint_screen_once(session, target); };
  const auto refined = [&] { return renderer->show().canvas().frame().refined; };
  const auto paintings = [&] { return renderer->show().paintings(); };
  frame();
  SceneArea& scene = renderer->shell()->parts().scene;
  scene.advance(0.1F);
  frame();
  CHECK_FALSE(refined());
  CHECK_FALSE(scene.waits_to_refine());
  scene.advance(0.25F);
  CHECK(scene.waits_to_refine());
  frame();
  CHECK(refined());
  CHECK_FALSE(scene.waits_to_refine());
  const auto painted = paintings();
  frame();
  session.submit(command::SetPanel{PanelName::words});  // the picture does not follow from it
  frame();
  CHECK(paintings() == painted);

  session.submit(command::Seek{1.0});
  frame();
  CHECK(paintings() == painted + 1);
  CHECK_FALSE(refined());
  scene.advance(1.0F);
  frame();
  CHECK(refined());
  renderer->show().start_afresh();  // somebody wants it drawn anew
  frame();
  CHECK_FALSE(refined());
}

TEST_CASE("ladder: a rung for each step of the scales leads there, with a picture in the colours of now; narrow, without words (gl)") {
  const auto renderer = must(OffscreenRenderer::open(data_files(), shipped_parameters()));
  Session session(Parameters(shipped_parameters()), small_scenario());
  session.submit(command::SetReducedMotion{true});
  const RenderTarget target(1280, 720);
  ImGuiIO& io = ImGui::GetIO();
  io.MousePos = {-1.0F, -1.0F};
  const auto frame = [&] { renderer->paint_screen_once(session, target, false); };
  for (int i = 0; i < 3; ++i) frame();
  Ladder& ladder = renderer->shell()->parts().ladder;
  const auto pictures = [&] {
    int made = 0;
    while (ladder.prepare_another()) ++made;
    return made;
  };
  CHECK(pictures() == static_cast<int>(kScaleSteps.size()));
  CHECK(pictures() == 0);
  session.submit(command::SetTheme{ThemeName::light});
  CHECK(pictures() == static_cast<int>(kScaleSteps.size()));

  const auto press = [&](const std::string& rung) {
    ControlReport report;
    frame();
    std::istringstream lines(report.text());
    for (std::string line; std::getline(lines, line);) {
      const std::string start = "control\tladder\t" + rung + "\t";
      if (!line.starts_with(start)) continue;
      std::istringstream fields(line.substr(start.size()));
      float left = 0, top = 0, right = 0, bottom = 0;
      fields >> left >> top >> right >> bottom;
      io.MousePos = {0.5F * (left + right), 0.5F * (top + bottom)};
      for (const bool down : {false, true, false}) {
        io.MouseDown[0] = down;
        frame();
      }
      return;
    }
    FAIL("no rung " << rung);
  };
  const View& view = session.state().view;
  press("circuit");
  CHECK(view.scale_step() == ScaleStep{StageName::circuit, Viewpoint::usual});
  press("signals");
  CHECK(view.scale_step() == ScaleStep{StageName::synapse, Viewpoint::signals});
  press("synapse");
  CHECK(view.scale_step() == ScaleStep{StageName::synapse, Viewpoint::usual});
  press("receptor");
  CHECK(view.stage == StageName::receptor);
  // Text for which there is no room: all rungs are still there.
  session.submit(command::SetTextScale{2.5F});
  for (int i = 0; i < 3; ++i) frame();
  press("dendrite");
  CHECK(view.stage == StageName::dendrite);
}

TEST_CASE(
    "scene area: the camera sways until the first input, within 3 degrees, comes back without a jump, and stands still for less motion "
    "(gl)") {
  const auto renderer = must(OffscreenRenderer::open(data_files(), shipped_parameters()));
  Session session(Parameters(shipped_parameters()), small_scenario());
  const RenderTarget target(320, 180);
  const auto frame = [&] { renderer->paint_screen_once(session, target); };
  frame();
  Shell& shell = *renderer->shell();
  SceneArea& scene = shell.parts().scene;
  const auto yaw = [&] { return renderer->show().canvas().frame().camera.yaw; };
  const float home = yaw();
  CHECK_FALSE(scene.drifts());
  scene.drift();
  float widest = 0.0F, step = 0.0F, before = home;
  for (int i = 0; i < 300; ++i) {  // half a minute
    scene.advance(0.1F);
    frame();
    widest = std::max(widest, std::abs(yaw() - home));
    step = std::max(step, std::abs(yaw() - before));
    before = yaw();
    if (i == 60) CHECK(shell.wants_redraw());
  }
  constexpr float kDegree = 3.14159265F / 180.0F;
  CHECK(widest <= 3.0F * kDegree);
  CHECK(widest > 2.0F * kDegree);
  CHECK(step < 0.1F * kDegree);                      // calm
  for (int i = 0; i < 70; ++i) scene.advance(0.1F);  // away from the middle
  frame();
  const float away = yaw();
  CHECK(std::abs(away - home) > kDegree);
  SDL_Event motion{};
  motion.type = SDL_MOUSEMOTION;
  shell.handle(motion);  // the mouse moves: that is no input yet
  scene.advance(0.01F);
  CHECK(scene.drifts());
  SDL_Event press{};
  press.type = SDL_MOUSEBUTTONDOWN;
  shell.handle(press);
  scene.advance(0.02F);
  frame();
  CHECK(std::abs(yaw() - away) < 0.3F * kDegree);
  for (int i = 0; i < 40; ++i) scene.advance(0.02F);
  frame();
  CHECK_FALSE(scene.drifts());
  CHECK(yaw() == home);
  CHECK_FALSE(session.state().view.camera.has_value());

  session.submit(command::SetReducedMotion{true});
  scene.drift();
  scene.advance(5.0F);
  frame();
  CHECK_FALSE(scene.drifts());
  CHECK(yaw() == home);
}
