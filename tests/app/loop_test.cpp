// The window's loop as a host calls it: one frame at a time.
#include "app/desktop/loop.hpp"

#include <doctest/doctest.h>
#include <signal.h>

#include "headless_ui.hpp"
#include "no_pixels.hpp"

namespace syn {
namespace {

using test::must;

void press(SDL_Keycode key) {
  for (const std::uint32_t type : {SDL_KEYDOWN, SDL_KEYUP}) {
    SDL_Event event{};
    event.type = type;
    event.key.state = type == SDL_KEYDOWN ? SDL_PRESSED : SDL_RELEASED;
    event.key.keysym.sym = key;
    event.key.keysym.scancode = SDL_GetScancodeFromKey(key);
    REQUIRE(SDL_PushEvent(&event) == 1);
  }
}

// All that a loop needs, in a hidden window.
struct Parts {
  DataFiles files = test::data_files();
  Session session = [this] {
    Parameters parameters = must(Parameters::load(files));
    Scenario scenario = must(load_scenario(must(files.find("assets/scenarios/one-infusion-cbt.toml")), parameters));
    return Session(std::move(parameters), std::move(scenario));
  }();
  const Resources resources = must(Resources::load(files, session.parameters()));
  UserData user_data;
  CommandLog log;
  OutsideEnd end{[](const State&) {}};
  const std::unique_ptr<Window> window = must(Window::open({.width = 960, .height = 540, .hidden = true}));
  const std::unique_ptr<Gui> gui = must(Gui::create(*window, files, true));
  const std::unique_ptr<SceneView> scene = must(SceneView::create(files));
  const test::NoPixels no_pixels;
  Loop loop{{*window, *gui, *scene, session, resources, files, user_data, log, end}, false, {}};
};
constexpr std::chrono::milliseconds kNoPatience{0};

TEST_CASE("what the screen wishes for is done: Enter at the question before the end ends the program (gl)") {
  Parts parts;
  parts.user_data.document.opened({}, parts.session.state().scenario, parts.session.state().scenario);  // nothing is unsaved
  REQUIRE(parts.loop.frame(kNoPatience));
  parts.session.submit(command::SetDialog{Dialog::quit});
  for (int frame = 0; frame < 5; ++frame) REQUIRE(parts.loop.frame(kNoPatience));
  press(SDLK_RETURN);
  int frames = 0;
  while (parts.loop.frame(kNoPatience)) REQUIRE(++frames < 100);
  CHECK(parts.loop.leave() == 0);
}

TEST_CASE("a frame takes what happened, draws, and comes back; after a request to end there is none, and the code says why (gl)") {
  Parts parts;
  Session& session = parts.session;
  Loop& loop = parts.loop;
  REQUIRE(loop.frame(kNoPatience));
  const double before_h = session.state().playhead.time_h;
  CHECK(std::string(SDL_GetWindowTitle(parts.window->handle())).find(session.state().scenario.title) != std::string::npos);
  press(SDLK_PAGEDOWN);  // to the next event
  for (int frame = 0; frame < 3; ++frame) REQUIRE(loop.frame(kNoPatience));
  CHECK(session.state().playhead.time_h > before_h);

  ::raise(SIGTERM);
  int frames = 0;  // what happened before the signal still counts
  while (loop.frame(kNoPatience)) REQUIRE(++frames < 1000);
  CHECK_FALSE(loop.frame(kNoPatience));
  CHECK(loop.leave() == OutsideEnd::code_of(SIGTERM));
}

}  // namespace
}  // namespace syn
