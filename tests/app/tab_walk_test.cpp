// The whole screen by keyboard alone: Tab goes through every control of every panel, shows where it is, and comes round.
#include <SDL.h>
#include <doctest/doctest.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/export/offscreen_renderer.hpp"

using namespace syn;

namespace {

DataFiles data() { return DataFiles({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)}); }

using Stop = std::pair<std::string, ImGuiID>;  // window and item

class Screen {
 public:
  Screen(int width, int height, View view)
      : renderer_(std::move(OffscreenRenderer::open(data(), Parameters::load(data()).value()).value())),
        target_(width, height),
        session_(start()) {
    session_.set_view(view);
    ImGuiIO& io = ImGui::GetIO();
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    for (int key = 0; key < ImGuiKey_COUNT; ++key) io.KeyMap[key] = key;
    io.MousePos = {-1.0F, -1.0F};
    frame();
    frame();
  }
  void frame() { renderer_->paint_screen_once(session_, target_, false); }
  Stop tab(bool back) {
    ImGuiIO& io = ImGui::GetIO();
    io.KeyShift = back;
    io.KeyMods = back ? ImGuiKeyModFlags_Shift : ImGuiKeyModFlags_None;
    io.KeysDown[ImGuiKey_Tab] = true;
    frame();
    io.KeysDown[ImGuiKey_Tab] = false;
    frame();
    io.KeyShift = false;
    io.KeyMods = ImGuiKeyModFlags_None;
    const ImGuiWindow* window = GImGui->NavWindow;
    const std::string name = window != nullptr ? window->Name : "";
    return {name.substr(0, name.find('/')), GImGui->NavId};
  }
  // On the screen and not hidden: where the focus is, its ring can be seen.
  bool focus_shows() const {
    const ImGuiWindow* window = GImGui->NavWindow;
    if (window == nullptr || GImGui->NavDisableHighlight) return false;
    ImRect rect = window->NavRectRel[GImGui->NavLayer];
    rect.Translate(window->DC.CursorStartPos);
    return rect.GetWidth() > 0.0F && window->ClipRect.Overlaps(rect);
  }
  void press(SDL_Keycode key) {
    SDL_Event event{};
    event.type = SDL_KEYDOWN;
    event.key.keysym.sym = key;
    handle(event);
    frame();
  }
  void handle(const SDL_Event& event) {
    renderer_->shell()->handle(event);
    frame();
  }
  Session& session() { return session_; }

 private:
  static Session start() {
    auto parameters = Parameters::load(data()).value();
    auto scenario = load_scenario(std::string(SYN_SOURCE_DIR) + "/assets/scenarios/one-infusion-cbt.toml", parameters).value();
    return Session(std::move(parameters), std::move(scenario));
  }
  std::unique_ptr<OffscreenRenderer> renderer_;
  RenderTarget target_;
  Session session_;
};

}  // namespace

TEST_CASE("Tab goes through the whole screen and comes back to where it began, forth and back, in both layouts (gl)") {
  struct Size {
    int width, height;
    float text;
    LocaleName locale;
  };
  // A panel beside picture and rail, and in the place of the rail where the text is large for the screen.
  for (const Size size : {Size{1280, 720, 1.0F, LocaleName::en}, Size{1280, 720, 2.5F, LocaleName::sv}}) {
    CAPTURE(size.text);
    View view;
    view.text_scale = size.text;
    view.locale = size.locale;
    view.panels = PanelPlace::beside;
    Screen screen(size.width, size.height, view);
    for (const bool back : {false, true}) {
      CAPTURE(back);
      const Stop first = screen.tab(back);
      std::set<Stop> seen{first};
      std::set<std::string> windows{first.first};
      int steps = 0;
      bool round = false;
      Stop before = first;
      int stays = 0;
      while (!round && steps < 400) {
        const Stop now = screen.tab(back);
        ++steps;
        CHECK(now.second != 0);
        CHECK_MESSAGE(screen.focus_shows(), now.first);
        seen.insert(now);
        windows.insert(now.first);
        // Tab may stay on a track once for each marker of it, and nowhere for ever.
        stays = now == before ? stays + 1 : 0;
        REQUIRE(stays <= 6);
        before = now;
        round = now == first;
      }
      CHECK_MESSAGE(round, "after ", steps, " steps");
      CHECK(seen.size() > 25);
      for (const char* window : {"ladder", "picture", "editor", "timeline", "line"}) CHECK_MESSAGE(windows.contains(window), window);
      CHECK(windows.contains("rail") == (size.text == 1.0F));
    }
  }
}

TEST_CASE(
    "R folds panels away and opens them, E makes the curves large, whatever the size of the text; folded, Tab still goes round (gl)") {
  for (const float text : {1.0F, 2.0F, 2.5F}) {
    CAPTURE(text);
    View view;
    view.text_scale = text;
    Screen screen(1366, 768, view);
    const View& now = screen.session().state().view;
    const auto letter = [&](char c) {
      SDL_Event event{};
      event.type = SDL_TEXTINPUT;
      event.text.text[0] = c;
      screen.handle(event);
      for (int i = 0; i < 3; ++i) screen.frame();
    };
    const auto open = [](const char* name) { return ImGui::FindWindowByName(name) != nullptr && ImGui::FindWindowByName(name)->Active; };
    CHECK_FALSE(open("editor"));
    letter('r');
    CHECK(now.shows(PanelName::dose));
    CHECK(open("editor"));
    letter('r');
    CHECK(now.panels == PanelPlace::folded);
    CHECK_FALSE(open("editor"));
    letter('e');
    CHECK(now.shows(PanelName::curves));
    REQUIRE(open("curves"));
    CHECK(ImGui::FindWindowByName("curves")->Size.x == doctest::Approx(0.6F * 1366.0F).epsilon(0.01));
    letter('e');
    CHECK(now.panels == PanelPlace::folded);
    std::set<Stop> seen;
    while (seen.insert(screen.tab(false)).second && seen.size() < 100) {
    }
    CHECK(seen.size() > 10);
  }
}

TEST_CASE("Tab over the markers leaves another panel in front, and goes from one editor to the other (gl)") {
  Screen screen(1366, 768, View{});
  const auto go_round = [&] {
    std::set<PanelName> seen;
    std::set<MarkerKind> chosen;
    const Stop first = screen.tab(false);
    for (int steps = 0; steps < 400; ++steps) {
      const Stop now = screen.tab(false);
      chosen.insert(screen.session().state().selection.kind);
      seen.insert(screen.session().state().view.front);
      if (now == first) break;
    }
    CHECK(chosen == std::set{MarkerKind::dose, MarkerKind::therapy});
    return seen;
  };
  screen.session().submit(command::SetPanel{PanelName::lab});
  CHECK(go_round() == std::set{PanelName::lab});
  screen.session().submit(command::SetPanel{PanelName::dose});
  CHECK(go_round() == std::set{PanelName::dose, PanelName::therapy});
}

TEST_CASE("commands open a dialog, bring a panel to the front and point out what they name, as a person does (gl)") {
  Screen screen(1366, 768, View{});
  // The way to the menu is at the foot.
  const auto vertices = [](const char* window) { return ImGui::FindWindowByName(window)->DrawList->VtxBuffer.Size; };
  const auto after = [&](const Command& command) {
    screen.session().submit(command);
    for (int i = 0; i < 3; ++i) screen.frame();
  };
  after(command::SetPanel{PanelName::dose});
  const int foot = vertices("line");
  const int timeline = vertices("timeline");
  after(command::Highlight{"menu"});
  CHECK(vertices("line") > foot);
  CHECK(vertices("timeline") == timeline);
  after(command::ClearHighlight{});
  CHECK(vertices("line") == foot);

  const auto open = [](const char* name) { return ImGui::FindWindowByName(name) != nullptr && ImGui::FindWindowByName(name)->Active; };
  for (const Dialog dialog : {Dialog::help, Dialog::settings, Dialog::menu, Dialog::quit}) {
    const std::string name(name_of(dialog));
    CAPTURE(name);
    CHECK_FALSE(open(name.c_str()));
    after(command::SetDialog{dialog});
    CHECK(open(name.c_str()));
  }
  screen.press(SDLK_ESCAPE);
  CHECK(screen.session().state().view.dialog == Dialog::none);
  CHECK_FALSE(open("quit"));
}

TEST_CASE("the help page is reached, read to its end and left by keys alone, however large the text (gl)") {
  for (const float text : {1.0F, 2.5F}) {
    CAPTURE(text);
    View view;
    view.text_scale = text;
    view.locale = LocaleName::sv;
    Screen screen(1280, 720, view);
    const auto help = [] { return ImGui::FindWindowByName("help"); };
    const auto open = [&] { return help() != nullptr && help()->Active; };
    CHECK_FALSE(open());
    screen.press(SDLK_F1);
    REQUIRE(open());
    const ImGuiWindow& window = *help();
    CHECK(window.Pos.y >= 0.0F);
    CHECK(window.Pos.y + window.Size.y <= 720.0F);
    CHECK(window.Pos.x + window.Size.x <= 1280.0F);
    // Down to the end, wherever that is.
    for (int i = 0; i < 80; ++i) screen.press(SDLK_DOWN);
    CHECK(help()->Scroll.y == help()->ScrollMax.y);
    if (text > 2.0F) CHECK(help()->ScrollMax.y > 100.0F);
    screen.press(SDLK_PAGEUP);
    // Tab stays inside, and reaches more than one control.
    std::set<ImGuiID> stops;
    for (int i = 0; i < 12; ++i) {
      const Stop stop = screen.tab(false);
      CHECK(stop.first == "help");
      stops.insert(stop.second);
    }
    CHECK(stops.size() >= 3);
    screen.press(SDLK_ESCAPE);
    CHECK_FALSE(open());
  }
}

TEST_CASE("the keys copy, put down, go back and change the hypothesis without the mouse (gl)") {
  Screen screen(480, 270, View{});
  Session& session = screen.session();
  const auto ctrl = [&](SDL_Keycode key) {
    SDL_Event event{};
    event.type = SDL_KEYDOWN;
    event.key.keysym.sym = key;
    event.key.keysym.mod = KMOD_CTRL;
    screen.handle(event);
    event.type = SDL_KEYUP;
    screen.handle(event);
  };
  const auto letter = [&](char c) {
    SDL_Event event{};
    event.type = SDL_TEXTINPUT;
    event.text.text[0] = c;
    screen.handle(event);
  };
  const Scenario before = session.state().scenario;
  REQUIRE(before.doses.size() == 1);
  ctrl(SDLK_c);
  session.submit(command::Seek{200.4});
  ctrl(SDLK_v);
  REQUIRE(session.state().scenario.doses.size() == 2);
  CHECK(session.state().scenario.doses[1].at_h == 200.0);
  ctrl(SDLK_d);
  REQUIRE(session.state().scenario.doses.size() == 3);
  CHECK(session.state().scenario.doses[2].at_h == 248.0);
  letter('A');  // with Shift: a session
  CHECK(session.state().scenario.therapies.size() == before.therapies.size() + 1);
  for (int i = 0; i < 3; ++i) ctrl(SDLK_z);
  CHECK(session.state().scenario == before);

  // Through all hypotheses and back to the usual pair.
  std::set<std::vector<Hypothesis>> seen;
  for (std::size_t i = 0; i <= kValues<Hypothesis>.size(); ++i) {
    seen.insert(session.state().scenario.model.hypotheses);
    letter('h');
  }
  CHECK(seen.size() == kValues<Hypothesis>.size() + 1);
  CHECK(session.state().scenario.model == before.model);

  // To another scale and back to the very camera.
  Camera camera;
  camera.yaw = 0.7F;
  session.submit(command::SetCamera{camera});
  screen.frame();
  letter('4');
  screen.frame();
  CHECK(session.state().view.stage == StageName::dendrite);
  screen.press(SDLK_BACKSPACE);
  CHECK(session.state().view.stage == StageName::synapse);
  CHECK(session.state().view.camera == camera);
  screen.press(SDLK_BACKSPACE);
  CHECK(session.state().view.stage == StageName::dendrite);

  session.submit(command::SetLetterKeys{false});
  letter('5');
  CHECK(session.state().view.stage == StageName::dendrite);
  screen.press(SDLK_BACKSPACE);
  CHECK(session.state().view.stage == StageName::synapse);
}
