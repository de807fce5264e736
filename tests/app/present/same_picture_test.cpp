// A beat is the same picture, byte for byte, from wherever one comes.
#include <doctest/doctest.h>

#include "../state/random_commands.hpp"
#include "app/export/offscreen_renderer.hpp"
#include "app/lecture/staging.hpp"
#include "thorough.hpp"

using namespace syn;

namespace {

DataFiles data() { return DataFiles({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)}); }

class Projector {
 public:
  Projector(const Parameters& parameters, const Lecture& lecture)
      : session(parameters, lecture.beats.front().scenario),
        lecture_(lecture),
        renderer_(OffscreenRenderer::open(data(), parameters).value()),
        staging_(parameters, renderer_->resources().moments) {
    View view;
    view.mode = Mode::present;
    view.lecture = lecture.name;
    session.set_view(view);
  }
  Image picture_of(std::size_t beat) {
    session.submit(commands_to(staging_.state_of(lecture_, lecture_.beats[beat], session.state().view).value()));
    session.submit(command::Present{lecture_.name, lecture_.beats[beat].id, {}});
    return picture();
  }
  Image picture() {
    renderer_->paint_screen(session, target_);
    return target_.read();
  }

  Session session;

 private:
  const Lecture& lecture_;
  std::unique_ptr<OffscreenRenderer> renderer_;
  Staging staging_;
  RenderTarget target_{320, 180};
};

// Somebody asks, and the lecturer turns, looks elsewhere and changes things.
void wander(Session& session, test::RandomCommands& commands) {
  const View liked = session.state().view;
  for (int i = 0; i < 40; ++i) session.submit(commands.next());
  session.forget_refusal();
  session.set_view(with_likes(session.state().view, liked));
}

}  // namespace

TEST_CASE("each beat is the same picture forwards, backwards, at random and from strange states (gl)") {
  const Parameters parameters = Parameters::load(data()).value();
  const auto reader = LectureReader::open(data(), parameters).value();
  for (const auto& path : reader.all()) {
    const Lecture lecture = reader.load(path).value();
    if (!test::thorough() && lecture.name != "five-minutes") continue;
    Projector projector(parameters, lecture);
    std::vector<Image> pictures;
    for (std::size_t i = 0; i < lecture.beats.size(); ++i) pictures.push_back(projector.picture_of(i));
    const auto check = [&](std::size_t i) {
      const Image again = projector.picture_of(i);
      CHECK_MESSAGE(again.rgb == pictures[i].rgb, lecture.name << " " << lecture.beats[i].id);
    };
    for (std::size_t i = pictures.size(); i-- > 0;) check(i);
    Stream random(5, 0);
    const auto any = [&] { return random.below(static_cast<std::uint32_t>(pictures.size())); };
    for (std::size_t i = 0; i < pictures.size(); ++i) check(any());
    test::RandomCommands commands(17, parameters);
    commands.stay_quick();
    for (int i = 0; i < (test::thorough() ? 20 : 4); ++i) {
      wander(projector.session, commands);
      projector.picture();
      check(any());
    }
  }
}
