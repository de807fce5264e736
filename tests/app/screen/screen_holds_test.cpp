// The whole screen at every size, text size and language, and in words twice as long: nothing is cut, shortened or
// covered, and what is shown of the scene stays worth looking at.
#include <SDL.h>
#include <doctest/doctest.h>
#include <imgui.h>

#include <array>
#include <list>
#include <memory>
#include <string>
#include <utility>

#include "../no_pixels.hpp"
#include "app/export/offscreen_renderer.hpp"
#include "screen_faults.hpp"

using namespace syn;

namespace {

DataFiles data() { return DataFiles({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)}); }

Session start(const char* scenario) {
  auto parameters = Parameters::load(data()).value();
  auto read = load_scenario(std::string(SYN_SOURCE_DIR) + "/assets/scenarios/" + scenario, parameters).value();
  return Session(std::move(parameters), std::move(read));
}

struct Size {
  int width, height;
};

float unit_of(Size size, float text) { return std::max(17.0F, static_cast<float>(size.height) * 23.0F / 1080.0F) * text; }

void expect_no_faults(Size size, float text) {
  for (const std::string& fault : test::screen_faults(unit_of(size, text))) FAIL_CHECK(fault);
}

constexpr std::array kTexts{1.0F, 1.5F, 2.0F, 2.5F};

void go_round(bool doubled, LocaleName locale) {
  auto renderer = std::move(OffscreenRenderer::open(data(), Parameters::load(data()).value()).value());
  const test::NoPixels no_pixels;  // the draw lists say it all
  if (doubled) renderer->double_words();
  Session session = start("one-infusion-cbt.toml");
  session.submit(command::Seek{40.0 / 60.0});
  for (const Size size : {Size{1366, 768}, Size{1920, 1080}}) {
    const RenderTarget target(size.width, size.height);
    for (const float text : kTexts) {
      View view;
      view.locale = locale;
      view.text_scale = text;
      view.stage = StageName::synapse;
      session.set_view(view);
      CAPTURE(size.width);
      CAPTURE(text);
      for (const StageName stage : {StageName::circuit, StageName::dendrite, StageName::receptor, StageName::synapse}) {
        CAPTURE(name_of(stage));
        session.submit(command::SetStage{stage});
        for (int pass = 0; pass < 4; ++pass) renderer->paint_screen_once(session, target, true);
        expect_no_faults(size, text);
      }
      session.submit(command::SetViewpoint{Viewpoint::signals});
      for (int pass = 0; pass < 4; ++pass) renderer->paint_screen_once(session, target, true);
      expect_no_faults(size, text);
      session.submit(command::SetViewpoint{Viewpoint::usual});
      // A message at the foot.
      renderer->shell()->notify("Something was saved under a name that is rather long: /home/somebody/a/folder/with/a/name.toml");
      for (int pass = 0; pass < 2; ++pass) renderer->paint_screen_once(session, target, false);
      expect_no_faults(size, text);
      for (const PanelName panel : {PanelName::dose, PanelName::therapy, PanelName::person, PanelName::lab, PanelName::parameters,
                                    PanelName::curves, PanelName::inspector, PanelName::words}) {
        CAPTURE(name_of(panel));
        session.submit(command::SetPanel{panel});
        for (int pass = 0; pass < 3; ++pass) renderer->paint_screen_once(session, target, false);
        expect_no_faults(size, text);
      }
      session.submit(command::SetPanel{PanelName::lab});
      for (const LabPart part : kValues<LabPart>) {
        CAPTURE(name_of(part));
        session.submit(command::SetLabPart{part});
        for (int pass = 0; pass < 3; ++pass) renderer->paint_screen_once(session, target, false);
        while (part == LabPart::clamp && renderer->shell()->parts().screen.in_view.busy)
          renderer->paint_screen_once(session, target, false);
        expect_no_faults(size, text);
      }
      session.submit(command::SetLabPart{LabPart::assumptions});
      session.submit(command::PlacePanels{PanelPlace::large});
      for (int pass = 0; pass < 3; ++pass) renderer->paint_screen_once(session, target, false);
      expect_no_faults(size, text);
      session.submit(command::PlacePanels{PanelPlace::folded});
      // Help, settings, menu, opening, saving, quitting.
      const auto press = [&](SDL_Keycode key, bool ctrl) {
        SDL_Event event{};
        event.type = SDL_KEYDOWN;
        event.key.keysym.sym = key;
        event.key.keysym.mod = ctrl ? KMOD_CTRL : KMOD_NONE;
        renderer->shell()->handle(event);
      };
      for (const auto& window : {std::pair{"help", SDLK_F1},
                                 {"settings", SDLK_COMMA},
                                 {"menu", SDLK_F10},
                                 {"open", SDLK_o},
                                 {"save", SDLK_s},
                                 {"quit", SDLK_q}}) {
        const char* name = window.first;
        const SDL_KeyCode key = window.second;
        CAPTURE(name);
        press(key, key < SDLK_F1 || key > SDLK_F12);
        for (int pass = 0; pass < 3; ++pass) renderer->paint_screen_once(session, target, false);
        expect_no_faults(size, text);
        const std::string opened = name == std::string("open") || name == std::string("save") ? "files" : name;
        CHECK(test::window_with_focus() == opened);
        CHECK_MESSAGE(test::stands_within(size.width, size.height), name);
        press(SDLK_ESCAPE, false);
        renderer->paint_screen_once(session, target, false);
      }
    }
  }
}

}  // namespace

TEST_CASE("the screen holds at 1366x768 and 1920x1080 and text 1 to 2.5, in English (gl)") { go_round(false, LocaleName::en); }
TEST_CASE("the screen holds at 1366x768 and 1920x1080 and text 1 to 2.5, in Swedish (gl)") { go_round(false, LocaleName::sv); }
TEST_CASE("the screen holds at 3840x2160, and with everything that a scenario can have (gl)") {
  auto renderer = std::move(OffscreenRenderer::open(data(), Parameters::load(data()).value()).value());
  const test::NoPixels no_pixels;
  const auto look_at = [&](Session& session, Size size, float text, LocaleName locale) {
    CAPTURE(session.state().scenario.title);
    CAPTURE(size.width);
    CAPTURE(text);
    View view;
    view.locale = locale;
    view.text_scale = text;
    view.theme = ThemeName::light;
    session.set_view(view);
    const RenderTarget target(size.width, size.height);
    for (int pass = 0; pass < 4; ++pass) renderer->paint_screen_once(session, target, true);
    expect_no_faults(size, text);
  };
  std::list<Session> sessions;  // the studio tells one from another by its place
  const auto open = [&](const char* scenario) -> Session& {
    sessions.push_back(start(scenario));
    sessions.back().submit(command::Seek{26.0});
    return sessions.back();
  };
  Session& usual = open("one-infusion-cbt.toml");
  look_at(usual, {3840, 2160}, 1.0F, LocaleName::sv);
  look_at(usual, {3840, 2160}, 2.5F, LocaleName::sv);
  const auto scenarios = data().list("assets/scenarios", ".toml");
  CHECK(scenarios.size() > 3);
  for (const auto& path : scenarios) {
    Session& session = open(path.filename().c_str());
    for (const float text : kTexts) {
      for (const LocaleName locale : {LocaleName::en, LocaleName::sv}) look_at(session, {1366, 768}, text, locale);
    }
  }
}
TEST_CASE("the screen holds with words twice as long (gl)") { go_round(true, LocaleName::en); }
