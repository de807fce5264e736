// The parts of a screen, each by itself; only the scene needs a window.
#include <doctest/doctest.h>

#include "app/export/offscreen_renderer.hpp"
#include "app/shell/chrome.hpp"
#include "app/shell/editing.hpp"
#include "app/shell/look_up.hpp"
#include "app/shell/panel_host.hpp"
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

TEST_CASE("chrome: a message comes and goes, a dialog has the keys, and the bar says which action was pressed") {
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
  const auto bar = [&] {
    if (const Action* action = chrome.bar({0.0F, 0.0F, 1280.0F, 40.0F})) pressed = action;
  };
  bench.frame(bar);
  bench.ui.content = bar;
  const auto at = bench.ui.tab_to({"menu"});
  REQUIRE(at.has_value());
  bench.ui.key(ImGuiKey_Enter);
  REQUIRE(pressed != nullptr);
  CHECK(pressed->words == "app.key.menu"_key);
}

TEST_CASE("chrome: what does not fit into the bar goes, and the menu stays") {
  for (const float width : {1900.0F, 250.0F}) {
    Bench bench;
    Chrome chrome(bench.screen, data_files());
    bench.ui.content = [&] { chrome.bar({0.0F, 0.0F, width, 40.0F}); };
    bench.ui.frame(2);
    CHECK(bench.ui.tab_to({"menu"}).has_value());
    CHECK(bench.ui.tab_to({"open"}).has_value() == (width > 1000.0F));
  }
}

TEST_CASE("panel host: the tabs bring a panel to the front, and a marker that is chosen its editor") {
  Bench bench;
  PanelHost host(bench.screen, data_files());
  float wanted = 0.0F;
  const auto tabs = [&] { wanted = host.tabs({0.0F, 0.0F, 420.0F, 700.0F}, false); };
  bench.frame(tabs);
  bench.frame(tabs);
  CHECK(wanted > 100.0F);
  CHECK(bench.view().front == PanelName::dose);
  bench.session.submit(command::Select{{MarkerKind::therapy, 1}});
  bench.frame(tabs);
  CHECK(bench.view().front == PanelName::therapy);
  bench.session.submit(command::SetPanel{PanelName::words});
  bench.frame(tabs);
  CHECK(bench.view().front == PanelName::words);  // nothing was chosen anew
  bench.frame([&] { host.window("timeline", {0.0F, 500.0F, 1280.0F, 200.0F}, PanelName::timeline); });
  CHECK(bench.view().front == PanelName::words);
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
