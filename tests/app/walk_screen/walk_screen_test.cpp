#include <SDL.h>
#include <doctest/doctest.h>
#include <imgui.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "app/export/offscreen_renderer.hpp"
#include "app/headless_ui.hpp"
#include "app/ui/widgets/control_report.hpp"
#include "app/walk/screen/icons.hpp"
#include "app/walk/screen/layout.hpp"
#include "app/walk/screen/one_switch.hpp"
#include "app/walk/screen/walk.hpp"

using namespace syn;
using syn::test::data_files;
using syn::test::must;

namespace {

// The walk on a screen that nobody sees, with keys as a window gives them.
class WalkBench {
 public:
  explicit WalkBench(LocaleName locale = LocaleName::en, float text_scale = 1.0F)
      : renderer_(must(OffscreenRenderer::open(data_files(), session_.parameters()))), target_(800, 450) {
    View view;
    view.locale = locale;
    view.text_scale = text_scale;
    view.reduced_motion = true;
    session_.set_view(view);
    auto mode = make_walk(data_files_);
    mode_ = mode.get();
    renderer_->show_mode(std::move(mode));
    settle();
  }
  void settle() {
    for (int i = 0; i < 4; ++i) renderer_->paint_screen_once(session_, target_);
  }
  // Down and up again; what a key does shows in the frames after it.
  void key(SDL_Keycode code, SDL_Scancode place) {
    SDL_Event event{};
    event.type = SDL_KEYDOWN;
    event.key.keysym.sym = code;
    event.key.keysym.scancode = place;
    renderer_->shell()->handle(event);
    if (code < 128) {  // a sign
      SDL_Event typed{};
      typed.type = SDL_TEXTINPUT;
      typed.text.text[0] = static_cast<char>(code);
      renderer_->shell()->handle(typed);
    }
    event.type = SDL_KEYUP;
    renderer_->shell()->handle(event);
    renderer_->shell()->advance(0.02F);
    settle();
  }
  void right() { key(SDLK_RIGHT, SDL_SCANCODE_RIGHT); }
  void left() { key(SDLK_LEFT, SDL_SCANCODE_LEFT); }
  void down() { key(SDLK_DOWN, SDL_SCANCODE_DOWN); }
  void space() { key(SDLK_SPACE, SDL_SCANCODE_SPACE); }
  void to(int screen, int card) {
    mode_->go_to({screen, card});
    settle();
  }
  WalkPlace place() const { return mode_->place(); }
  const State& state() const { return session_.state(); }
  // The control in the frame.
  std::string framed() {
    ControlReport report;
    renderer_->paint_screen_once(session_, target_);
    const std::string text = report.text();
    std::size_t start = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; start = end + 1, end = text.find('\n', start)) {
      const std::string line = text.substr(start, end - start);
      if (line.find("focus") == std::string::npos) continue;
      const std::size_t window = line.find('\t'), name = line.find('\t', window + 1);
      return line.substr(name + 1, line.find('\t', name + 1) - name - 1);
    }
    return {};
  }

 private:
  static Session session() {
    Parameters parameters = must(Parameters::load(data_files()));
    Scenario scenario = must(load_scenario(must(data_files().find("assets/scenarios/one-infusion-cbt.toml")), parameters));
    scenario.population = 1;
    return Session(std::move(parameters), std::move(scenario));
  }
  DataFiles data_files_ = data_files();
  Session session_ = session();
  WalkScreenMode* mode_ = nullptr;
  std::unique_ptr<OffscreenRenderer> renderer_;
  RenderTarget target_;
};

}  // namespace

TEST_CASE("the walk goes to its end and back by arrows alone, and by one key alone") {
  for (const bool one_key : {false, true}) {
    WalkBench walk(one_key ? LocaleName::sv : LocaleName::en);
    int steps = 0;
    int screen = 1;
    for (; walk.place().screen < 10 && steps < 200; ++steps) {
      one_key ? walk.space() : walk.right();
      CHECK(walk.place().screen - screen >= 0);
      CHECK(walk.place().screen - screen <= 1);
      screen = walk.place().screen;
    }
    CHECK(walk.place().screen == 10);
    if (one_key) continue;
    for (int i = 0; i < 200 && !(walk.place() == WalkPlace{1, 1}); ++i) walk.left();
    CHECK(walk.place() == WalkPlace{1, 1});
    walk.left();  // there is nothing before it
    CHECK(walk.place() == WalkPlace{1, 1});
  }
}

TEST_CASE("Stop here is on every card, stops what moves, and goes on where one was") {
  WalkBench walk;
  walk.to(3, 2);
  for (int i = 0; i < 10 && walk.framed() != "stop"; ++i) walk.down();
  REQUIRE(walk.framed() == "stop");
  walk.right();
  CHECK(walk.place() == WalkPlace{3, 0});
  CHECK(!walk.state().playhead.playing);
  CHECK(walk.framed() == "next");
  walk.space();
  CHECK(walk.place() == WalkPlace{3, 2});
}

TEST_CASE("language and size of letters are set by the arrows alone") {
  WalkBench walk;
  walk.to(1, 2);
  for (int i = 0; i < 10 && walk.framed() != "sv"; ++i) walk.down();
  walk.right();
  CHECK(walk.state().view.locale == LocaleName::sv);
  for (int i = 0; i < 12 && walk.framed() != "larger"; ++i) walk.down();
  walk.right();
  CHECK(walk.state().view.text_scale == 1.25F);
  CHECK(walk.place() == WalkPlace{1, 2});
}

TEST_CASE("keys of other modes change nothing that the walk does not show") {
  WalkBench walk;
  const State before = walk.state();
  walk.key(SDLK_2, SDL_SCANCODE_2);
  walk.key(SDLK_a, SDL_SCANCODE_A);
  walk.key(SDLK_h, SDL_SCANCODE_H);
  CHECK(walk.state() == before);
}

TEST_CASE("one switch: a short press uses, a long one moves on and uses nothing") {
  OneSwitch one;
  CHECK(!one.advance(1.0F, false).use);
  one.press();
  CHECK(!one.advance(0.1F, true).use);
  CHECK(one.advance(0.1F, false).use);
  one.press();
  CHECK(one.advance(0.9F, true).steps == 1);
  CHECK(one.advance(0.3F, true).steps == 0);
  CHECK(one.advance(0.6F, true).steps == 1);
  CHECK(!one.advance(0.1F, false).use);
  CHECK(!one.down());
}

TEST_CASE("of a hundred people as many are filled as it happened to, the unsure beside them") {
  CHECK(icon_share(0, 52.0, 52.0) == IconShare{1.0F, 0.0F});
  CHECK(icon_share(51, 52.0, 52.0) == IconShare{1.0F, 0.0F});
  CHECK(icon_share(52, 52.0, 52.0) == IconShare{0.0F, 0.0F});
  CHECK(icon_share(0, 0.5, 0.5) == IconShare{0.5F, 0.0F});
  CHECK(icon_share(3, 3.0, 28.0) == IconShare{0.0F, 1.0F});
  float sure = 0.0F, unsure = 0.0F;
  for (int i = 0; i < 100; ++i) {
    sure += icon_share(i, 61.0, 75.0).filled;
    unsure += icon_share(i, 61.0, 75.0).unsure;
  }
  CHECK(sure == 61.0F);
  CHECK(unsure == 14.0F);
}

TEST_CASE("the parts of the walk fill the screen at every size of letters") {
  for (const auto& [width, height] : {std::pair{1366.0F, 768.0F}, {1920.0F, 1080.0F}, {640.0F, 480.0F}}) {
    for (const float scale : {1.0F, 1.25F, 2.0F, 2.5F}) {
      const float unit = walk_unit(height, scale);
      const WalkLayout at = walk_layout(width, height, unit, {2.0F * unit, 3.0F * unit, 6.0F * unit});
      CHECK(at.head.height + at.card.height + at.foot.height == doctest::Approx(height));
      CHECK(at.picture.height + at.caption.height <= at.card.height + 0.01F);
      CHECK(at.picture.width + at.card.width == doctest::Approx(width));
      CHECK(at.card.height > 0.3F * height);
      CHECK(at.card.width >= 0.5F * width);
    }
  }
}
