// The doors at the start: they hold, keys do nothing behind them, and what is opened is a way in.
#include <SDL.h>
#include <doctest/doctest.h>

#include "../screen/screen_faults.hpp"
#include "app/export/offscreen_renderer.hpp"

using namespace syn;

namespace {

DataFiles data() { return DataFiles({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)}); }

Scenario scenario(const char* name, const Parameters& parameters) {
  return load_scenario(data().find(std::string("assets/scenarios/") + name).value(), parameters).value();
}

}  // namespace

TEST_CASE("the doors hold at every text size and language; a letter changes nothing, a scenario leads in (gl)") {
  const Parameters parameters = Parameters::load(data()).value();
  auto renderer = std::move(OffscreenRenderer::open(data(), parameters).value());
  Session session(parameters, scenario("one-infusion-cbt.toml", parameters));
  const RenderTarget target(1366, 768);
  for (const LocaleName language : kValues<LocaleName>) {
    for (const float text : {1.0F, 1.5F, 2.5F}) {
      CAPTURE(text);
      View view;
      view.mode = Mode::start;
      view.locale = language;
      view.text_scale = text;
      session.set_view(view);
      for (int pass = 0; pass < 4; ++pass) renderer->paint_screen_once(session, target);
      for (const std::string& fault : test::screen_faults(23.0F * 768.0F / 1080.0F * text)) FAIL_CHECK(fault);
    }
  }
  const State before = session.state();
  SDL_Event typed{};
  typed.type = SDL_TEXTINPUT;
  SDL_strlcpy(typed.text.text, "a", sizeof typed.text.text);  // a dose, elsewhere
  renderer->shell()->handle(typed);
  renderer->paint_screen_once(session, target);
  CHECK(session.state() == before);
  session.submit(command::SetScenario{scenario("no-ketamine.toml", parameters)});
  renderer->paint_screen_once(session, target);
  CHECK(session.state().view.mode == Mode::explore);
  CHECK(session.state().view.door == Mode::explore);
}
