// Every beat as a hall sees it: nothing is cut, shortened or covered, in either language.
#include <doctest/doctest.h>

#include "../no_pixels.hpp"
#include "../screen/screen_faults.hpp"
#include "app/export/offscreen_renderer.hpp"
#include "app/lecture/staging.hpp"
#include "thorough.hpp"

using namespace syn;

namespace {

DataFiles data() { return DataFiles({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)}); }

void look_at(OffscreenRenderer& renderer, Session& session, const RenderTarget& target) {
  for (int pass = 0; pass < 3; ++pass) renderer.paint_screen_once(session, target, true);
  for (const std::string& fault : test::screen_faults(34.0F)) FAIL_CHECK(fault);
}

}  // namespace

TEST_CASE("a lecture holds on the hall's screen: each beat, its question, sources, notes, and the list of all (gl)") {
  auto parameters = Parameters::load(data()).value();
  const auto reader = LectureReader::open(data(), parameters).value();
  const Lecture lecture = reader.load_named("twenty-minutes").value();
  auto renderer = std::move(OffscreenRenderer::open(data(), parameters).value());
  const test::NoPixels no_pixels;
  const Staging staging(parameters, renderer->resources().moments);
  Session session(parameters, lecture.beats.front().scenario);
  const RenderTarget target(1920, 1080);
  for (const LocaleName language : kValues<LocaleName>) {
    if (language == LocaleName::en && !test::thorough()) continue;  // Swedish is longer
    View view;
    view.locale = language;
    view.mode = Mode::present;
    view.lecture = "twenty-minutes";
    session.set_view(view);
    renderer->paint_screen_once(session, target, true);
    for (const Beat& beat : lecture.beats) {
      CAPTURE(beat.id);
      session.submit(commands_to(staging.state_of(lecture, beat, session.state().view).value()));
      for (const Card card : kValues<Card>) {
        CAPTURE(name_of(card));
        if ((card == Card::question || card == Card::answer) && !beat.question) continue;
        session.submit(command::Present{"twenty-minutes", beat.id, {.card = card}});
        look_at(*renderer, session, target);
      }
    }
  }
}

TEST_CASE("a display of the presenter's own shows note, next beat and clock whole: each beat of each lecture, both languages (gl)") {
  auto parameters = Parameters::load(data()).value();
  const auto reader = LectureReader::open(data(), parameters).value();
  auto renderer = std::move(OffscreenRenderer::open(data(), parameters).value());
  const RenderTarget target(640, 360);
  for (const auto& path : reader.all()) {
    const Lecture lecture = reader.load(path).value();
    Session session(parameters, lecture.beats.front().scenario);
    for (const LocaleName language : kValues<LocaleName>) {
      View view;
      view.locale = language;
      view.mode = Mode::present;
      view.lecture = lecture.name;
      session.set_view(view);
      renderer->paint_screen_once(session, target, false);
      for (const Beat& beat : lecture.beats) {
        CAPTURE(beat.id);
        session.submit(command::Present{lecture.name, beat.id, {}});
        Gui& gui = renderer->gui();
        gui.begin(1280, 720, 0.1F, renderer->resources().theme(session.state().view), {32.0F, 49.0F, 23.0F, 73.0F, 39.0F});
        renderer->shell()->draw_for_speaker({0.0F, 0.0F, 1280.0F, 720.0F}, gui.fonts());
        gui.end();
        for (const std::string& fault : test::screen_faults(32.0F)) FAIL_CHECK(fault);
      }
    }
  }
}
