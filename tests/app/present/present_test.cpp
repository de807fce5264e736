// The mode Present by its keys, as a clicker sends them.
#include "app/present/present.hpp"

#include <SDL.h>
#include <doctest/doctest.h>

#include <algorithm>

#include "../temporary_folder.hpp"
#include "app/export/offscreen_renderer.hpp"
#include "app/lecture/staging.hpp"
#include "app/present/hands.hpp"
#include "app/present/prediction.hpp"
#include "thorough.hpp"

using namespace syn;

namespace {

namespace fs = std::filesystem;

DataFiles data(const fs::path& first = {}) {
  std::vector<fs::path> folders{SYN_BINARY_DIR, SYN_SOURCE_DIR};
  if (!first.empty()) folders.insert(folders.begin(), first);
  return DataFiles(folders);
}

const Parameters& parameters() {
  static const Parameters loaded = Parameters::load(data()).value();
  return loaded;
}

// A hall: a small screen, one lecture, and somebody with a clicker.
class Hall {
 public:
  explicit Hall(const std::string& lecture = "five-minutes", const std::string& beat = {}, const fs::path& own = {})
      : renderer_(OffscreenRenderer::open(data(own), parameters()).value()) {
    View view;
    view.mode = Mode::present;
    view.lecture = lecture;
    view.beat = beat;
    session.set_view(view);
    frame();
  }
  void frame() { renderer_->paint_screen_once(session, target_, painted); }
  // As the window does it: the clock moves on, then a frame.
  void pass(float seconds) { renderer_->paint_next(target_, seconds); }
  Image seen() { return target_.read(); }
  void press(SDL_Keycode key, const char* text = nullptr) {
    send(key, text);
    frame();
  }
  void send(SDL_Keycode key, const char* text = nullptr) {
    SDL_Event event{};
    event.type = SDL_KEYDOWN;
    event.key.keysym.sym = key;
    event.key.keysym.scancode = SDL_GetScancodeFromKey(key);
    shell().handle(event);
    if (text != nullptr) {
      SDL_Event typed{};
      typed.type = SDL_TEXTINPUT;
      SDL_strlcpy(typed.text.text, text, sizeof typed.text.text);
      shell().handle(typed);
    }
    event.type = SDL_KEYUP;
    shell().handle(event);
  }
  // To the next beat, through question and answer where the beat asks.
  void next() {
    const std::string from = view().beat;
    for (int i = 0; i < 3 && view().beat == from; ++i) press(SDLK_PAGEDOWN);
  }
  Image picture() {
    frame();
    return target_.read();
  }
  Shell& shell() { return *renderer_->shell(); }
  const View& view() const { return session.state().view; }
  const Presented& how() const { return view().presented; }

  bool painted = false;  // the stages, which most cases have no need of
  Session session{Parameters(parameters()), load_scenario(data().find("assets/scenarios/no-ketamine.toml").value(), parameters()).value()};

 private:
  std::unique_ptr<OffscreenRenderer> renderer_;
  RenderTarget target_{640, 360};
};

bool is_black(const Image& picture) {
  return std::all_of(picture.rgb.begin(), picture.rgb.end(), [](auto value) { return value == 0; });
}

}  // namespace

TEST_CASE("a lecture runs by Next and Back, and each beat is its whole state (gl)") {
  const std::string name = test::thorough() ? "twenty-minutes" : "five-minutes";
  Hall hall(name);
  const auto reader = LectureReader::open(data(), parameters()).value();
  const Lecture lecture = reader.load_named(name).value();
  const NamedMoments moments = NamedMoments::load(data()).value();
  const Staging staging(parameters(), moments);
  const auto check = [&](std::size_t i) {
    CAPTURE(i);
    REQUIRE(hall.view().beat == lecture.beats[i].id);
    CHECK(hall.session.state() == staging.state_of(lecture, lecture.beats[i], hall.view()).value());
  };
  check(0);
  for (std::size_t i = 1; i < lecture.beats.size(); ++i) {
    hall.next();
    check(i);
  }
  hall.next();  // the last one stays
  check(lecture.beats.size() - 1);
  for (std::size_t i = lecture.beats.size() - 1; i > 0; --i) {
    hall.press(i % 2 == 0 ? SDLK_PAGEUP : SDLK_LEFT);
    check(i - 1);
  }
}

TEST_CASE("a question from the room, a dark screen and another language come and go; Esc leaves and F5 resumes (gl)") {
  Hall hall("five-minutes", "in-the-gate");
  const State beat = hall.session.state();
  REQUIRE(beat.view.beat == "in-the-gate");
  hall.press(SDLK_4, "4");
  CHECK(hall.view().stage == StageName::dendrite);
  CHECK(hall.how().aside);
  hall.press(SDLK_BACKSPACE);
  CHECK(hall.session.state() == beat);
  hall.press(SDLK_l, "l");
  CHECK(hall.view().locale == LocaleName::sv);
  CHECK(hall.view().beat == beat.view.beat);
  hall.press(SDLK_s, "s");
  CHECK(hall.how().card == Card::sources);
  hall.press(SDLK_s, "s");
  hall.press(SDLK_h, "h");  // another hypothesis
  CHECK(!(hall.session.state().scenario.model == beat.scenario.model));
  hall.press(SDLK_BACKSPACE);
  CHECK(hall.session.state().scenario == beat.scenario);
  hall.press(SDLK_a, "a");  // of Explore: not here
  CHECK(hall.session.state().scenario == beat.scenario);
  hall.press(SDLK_ESCAPE);
  CHECK(hall.view().mode == Mode::explore);
  hall.press(SDLK_ESCAPE);
  CHECK(hall.view().mode == Mode::explore);
  hall.press(SDLK_F5);
  CHECK(hall.view().mode == Mode::present);
  CHECK(hall.view().beat == beat.view.beat);
}

TEST_CASE("the screen goes dark and comes back within a third of a second; what is frozen does not play (gl)") {
  Hall hall("five-minutes", "in-the-gate");
  for (const auto& [key, sign] : {std::pair{SDLK_PERIOD, "."}, std::pair{SDLK_b, "b"}}) {
    CHECK(!is_black(hall.picture()));
    hall.press(key, sign);
    hall.shell().advance(0.15F);
    CHECK(!is_black(hall.picture()));  // on the way
    hall.shell().advance(0.2F);
    CHECK(is_black(hall.picture()));
    hall.press(key, sign);
    hall.shell().advance(0.35F);
  }
  hall.session.submit(command::Play{true});
  hall.press(SDLK_f, "f");
  const double at_h = hall.session.state().playhead.time_h;
  hall.shell().advance(0.1F);
  CHECK(hall.session.state().playhead.time_h == at_h);
  hall.press(SDLK_f, "f");
  hall.shell().advance(0.1F);
  CHECK(hall.session.state().playhead.time_h > at_h);
}

TEST_CASE("a question is asked, hands are counted, the answer is told, and then the picture shows (gl)") {
  Hall hall("five-minutes", "the-window");
  CHECK(hall.how().card == Card::question);
  for (const auto& [key, sign] : {std::pair{SDLK_1, "1"}, std::pair{SDLK_2, "2"}}) hall.press(key, sign);
  hall.press(SDLK_RETURN);
  hall.press(SDLK_3, "3");
  CHECK(hall.how().card == Card::question);
  CHECK(!hall.how().aside);
  hall.press(SDLK_PAGEDOWN);
  CHECK(hall.how().card == Card::answer);
  hall.press(SDLK_PAGEDOWN);
  CHECK(hall.how().card == Card::none);
  CHECK(hall.view().beat == "the-window");
  hall.press(SDLK_PAGEDOWN);
  CHECK(hall.view().beat == "what-nobody-knows");
}

TEST_CASE("a curve is drawn before it shows, by arrows and by mouse, and stays beside it once it does (gl)") {
  Image alone;
  {
    Hall hall("five-minutes", "four-to-seven-days");
    hall.press(SDLK_PAGEDOWN);  // nobody drew
    alone = hall.picture();
  }
  Hall hall("five-minutes", "four-to-seven-days");
  REQUIRE(hall.how().card == Card::question);
  const Image before = hall.picture();
  for (const SDL_Keycode key : {SDLK_RIGHT, SDLK_RIGHT, SDLK_DOWN, SDLK_DOWN}) hall.press(key);
  CHECK(hall.view().beat == "four-to-seven-days");
  CHECK(hall.how().card == Card::question);
  CHECK(hall.picture().rgb != before.rgb);
  hall.press(SDLK_PAGEDOWN);
  CHECK(hall.how().card == Card::none);
  const Image drawn = hall.picture();
  CHECK(drawn.rgb != alone.rgb);
  hall.press(SDLK_UP);  // locked
  CHECK(hall.picture().rgb == drawn.rgb);
  hall.press(SDLK_PAGEDOWN);
  CHECK(hall.view().beat == "in-the-gate");
}

TEST_CASE("what is drawn of a curve stays on its axis, begins where it is known, and is locked once") {
  Prediction prediction;
  prediction.ask(std::vector<double>{1.0, 3.0, 7.0});
  CHECK(!prediction.press(KeyCode::up));  // nothing is known yet
  prediction.stand(20.0, {0.0, 60.0});
  CHECK(prediction.values()[2] == 20.0);
  CHECK(!prediction.drawn());
  prediction.drag(10.0, 50.0);  // the first day is known: the next one is meant
  CHECK(prediction.values()[0] == 20.0);
  CHECK(prediction.values()[1] == 50.0);
  prediction.drag(170.0, -5.0);
  CHECK(prediction.values()[2] == 0.0);
  CHECK(prediction.press(KeyCode::left));
  CHECK(!prediction.press(KeyCode::left));  // back with the lecture
  CHECK(prediction.press(KeyCode::up));
  CHECK(prediction.values()[1] == 51.5);
  CHECK(prediction.press(KeyCode::right));
  CHECK(!prediction.press(KeyCode::right));  // past the last day: on with the lecture
  prediction.stand(25.0, {0.0, 60.0});       // what was drawn stays
  CHECK(prediction.values()[1] == 51.5);
  CHECK(prediction.drawn());
  prediction.lock();
  prediction.drag(72.0, 10.0);
  CHECK(!prediction.press(KeyCode::down));
  CHECK(prediction.values()[1] == 51.5);
}

TEST_CASE("hands: digits count, Enter goes on, and once they are locked nobody changes them") {
  Hands hands;
  hands.ask(2);
  for (const KeyCode key : {key_of('1'), key_of('4'), key_of('2'), KeyCode::backspace, KeyCode::enter, key_of('6')})
    CHECK(hands.press(key));
  CHECK(hands.count(0) == 14);
  CHECK(hands.count(1) == 6);
  CHECK(hands.all() == 20);
  CHECK(!hands.locked());
  CHECK(hands.press(KeyCode::enter));
  CHECK(hands.locked());
  CHECK(!hands.press(key_of('9')));
  CHECK(hands.count(1) == 6);
  hands.ask(3);
  CHECK(hands.all() == 0);
}

TEST_CASE("the overview goes to any beat; Home to the start of the chapter (gl)") {
  Hall hall("five-minutes", "scan-in-people");
  hall.press(SDLK_END);
  CHECK(hall.how().card == Card::overview);
  hall.press(SDLK_DOWN);
  hall.press(SDLK_RETURN);
  CHECK(hall.view().beat == "the-window");
  hall.press(SDLK_PAGEUP);
  hall.press(SDLK_HOME);
  CHECK(hall.view().beat == "in-the-gate");
}

TEST_CASE("while presenting the ground is the projector's and the person's own theme stays (gl)") {
  Hall hall;
  CHECK(hall.view().shown_theme() == ThemeName::projector);
  CHECK(hall.view().theme == ThemeName::dark);
  hall.press(SDLK_t, "t");
  CHECK(hall.view().hall_theme != ThemeName::projector);
  CHECK(hall.view().theme == ThemeName::dark);
}

namespace {

// Two beats at one scale, seen from two places; the second plays.
constexpr const char* kTwoPlaces = R"(version = 1
title = "T"
title_sv = "T"
[[chapter]]
name = "C"
name_sv = "C"
[[beat]]
id = "here"
chapter = 1
claims = []
badge = "background"
for = ["own_teaching"]
headline = "Here"
headline_sv = "Här"
caption = "Here."
caption_sv = "Här."
note = "n"
note_sv = "n"
scenario = "no-ketamine"
commands = ["set_stage synapse", "set_lens h"]
[[beat]]
id = "there"
chapter = 1
claims = []
badge = "background"
for = ["own_teaching"]
headline = "There"
headline_sv = "Där"
caption = "There."
caption_sv = "Där."
note = "n"
note_sv = "n"
scenario = "no-ketamine"
commands = ["set_stage synapse", "set_lens h", "set_camera 0 0 0 0.9 0.3 1200 0.6", "play true"]
)";

}  // namespace

TEST_CASE("between two places of one scale the camera glides, longer in a hall, while the clock stands; or it is cut (gl)") {
  const test::TemporaryFolder own("two-places");
  const fs::path file = own.path / "assets/lectures/places.toml";
  fs::create_directories(file.parent_path());
  REQUIRE(write_file(file, kTwoPlaces));
  Hall hall("places", "here", own.path);
  hall.painted = true;
  hall.frame();
  REQUIRE(hall.view().beat == "here");
  const auto go = [&](float seconds) { hall.pass(seconds); };
  const auto travels = [&] { return hall.shell().parts().scene.travels(); };
  for (const float whole : {2.0F, 5.0F}) {
    hall.session.submit(command::SetHall{whole > 3.0F});
    hall.send(SDLK_PAGEUP);
    go(0.0F), go(10.0F);
    REQUIRE(!travels());
    hall.send(SDLK_PAGEDOWN);  // the clock moves on before the next frame
    REQUIRE(hall.view().beat == "there");
    const double at_h = hall.session.state().playhead.time_h;
    go(0.0F);
    CHECK(travels());
    const Image begin = hall.seen();
    go(0.5F * whole);
    CHECK(hall.seen().rgb != begin.rgb);
    go(0.4F * whole);
    CHECK(travels());
    CHECK(hall.session.state().playhead.time_h == at_h);
    go(0.2F * whole);
    CHECK(!travels());
    go(0.1F);
    CHECK(hall.session.state().playhead.time_h > at_h);
  }
  hall.session.submit(command::SetReducedMotion{true});
  hall.send(SDLK_PAGEUP);
  go(0.0F);
  CHECK(!travels());
  // A hand that turns the picture is followed at once.
  hall.session.submit(command::SetReducedMotion{false});
  Camera turned{};
  turned.yaw += 0.5F;
  hall.session.submit(command::SetCamera{turned});
  go(0.0F);
  CHECK(!travels());
}

TEST_CASE("the next beat shows within three frames (gl)") {
  Hall hall("five-minutes", "scan-in-people");
  hall.painted = true;
  hall.session.submit(command::SetReducedMotion{true});
  for (const SDL_Keycode key : {SDLK_PAGEDOWN, SDLK_PAGEUP}) {  // to a question, and back to a picture
    for (int i = 0; i < 4; ++i) hall.shell().advance(0.02F), hall.frame();
    hall.press(key);
    hall.shell().advance(0.02F), hall.frame();
    hall.shell().advance(0.02F);
    const Image third = hall.picture();
    for (int i = 0; i < 6; ++i) hall.shell().advance(0.02F), hall.frame();
    CHECK(hall.picture().rgb == third.rgb);
  }
}

TEST_CASE("a lecture that is saved while it is given is read again; a broken one leaves the last good one (gl)") {
  const test::TemporaryFolder own("own-lecture");
  const fs::path file = own.path / "assets/lectures/mine.toml";
  fs::create_directories(file.parent_path());
  const std::string text = read_file(data().find("assets/lectures/five-minutes.toml").value()).value();
  fs::file_time_type when = fs::file_time_type::clock::now();
  const auto save = [&](std::string_view bytes) {
    REQUIRE(write_file(file, bytes));
    fs::last_write_time(file, when += std::chrono::seconds(2));
  };
  save(text);
  Hall hall("mine", "in-the-gate", own.path);
  REQUIRE(hall.view().beat == "in-the-gate");
  save(text.substr(0, text.size() / 2) + "[[");
  hall.frame();
  CHECK(hall.view().beat == "in-the-gate");
  hall.press(SDLK_PAGEDOWN);
  CHECK(hall.view().beat == "new-contacts");
  std::string shorter = text;
  shorter.erase(
      shorter.find("[[beat]]\nuse = \"twenty-minutes/scan-in-people\""),
      shorter.find("[[beat]]\nuse = \"twenty-minutes/the-window\"") - shorter.find("[[beat]]\nuse = \"twenty-minutes/scan-in-people\""));
  save(shorter);
  hall.frame();
  hall.next();
  CHECK(hall.view().beat == "the-window");
}
