// The keys I, S and G on the whole screen: they open the inspector at what the focus or the mouse is at.
#include <SDL.h>
#include <doctest/doctest.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <memory>
#include <string>

#include "app/export/offscreen_renderer.hpp"
#include "app/ui/widgets/help_topic.hpp"

using namespace syn;

namespace {

DataFiles data() { return DataFiles({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)}); }

class Screen {
 public:
  explicit Screen(View view)
      : renderer_(std::move(OffscreenRenderer::open(data(), Parameters::load(data()).value()).value())),
        target_(1280, 720),
        session_(start()) {
    view.panels = PanelPlace::beside;
    session_.set_view(view);
    ImGuiIO& io = ImGui::GetIO();
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    for (int key = 0; key < ImGuiKey_COUNT; ++key) io.KeyMap[key] = key;
    io.MousePos = {-1.0F, -1.0F};
    frame(3);
  }
  void frame(int count = 1) {
    for (int i = 0; i < count; ++i) renderer_->paint_screen_once(session_, target_, false);
  }
  // Tab until a control of this thing has the focus.
  bool tab_to(std::string_view thing) {
    for (int i = 0; i < 120; ++i) {
      ImGui::GetIO().KeysDown[ImGuiKey_Tab] = true;
      frame();
      ImGui::GetIO().KeysDown[ImGuiKey_Tab] = false;
      frame();
      if (meant_by_input().thing == thing) return true;
    }
    return false;
  }
  void type(const char* letter) {
    SDL_Event event{};
    event.type = SDL_TEXTINPUT;
    event.text.text[0] = letter[0];
    renderer_->shell()->handle(event);
    frame(2);
  }
  bool drawn(std::string_view thing) const {
    for (const Control& control : controls_drawn()) {
      if (control.thing == thing) return true;
    }
    return false;
  }
  Session& session() { return session_; }
  OffscreenRenderer& renderer() { return *renderer_; }

 private:
  static Session start() {
    auto parameters = Parameters::load(data()).value();
    auto scenario = load_scenario(std::string(SYN_SOURCE_DIR) + "/assets/scenarios/one-infusion-cbt.toml", parameters).value();
    scenario.population = 20;
    return Session(std::move(parameters), std::move(scenario));
  }
  std::unique_ptr<OffscreenRenderer> renderer_;
  RenderTarget target_;
  Session session_;
};

}  // namespace

TEST_CASE("I, S and G with the focus on a control bring the inspector to the front; the scenario stays as it is") {
  for (const char* letter : {"i", "s", "g"}) {
    CAPTURE(letter);
    Screen screen({});
    const Scenario before = screen.session().state().scenario;
    REQUIRE(screen.drawn("dose_amount"));
    REQUIRE(screen.tab_to("weight"));
    screen.type(letter);
    CHECK_FALSE(screen.drawn("dose_amount"));  // the inspector has taken the place of the panel
    CHECK(screen.session().state().scenario == before);
  }
}

TEST_CASE("with the inspector in front the mouse that rests on a track of the timeline points it there") {
  Screen screen({});
  screen.type("i");  // with nothing under the input: the inspector alone
  REQUIRE_FALSE(screen.drawn("dose_amount"));
  // Somewhere over the timeline the tracks lie; the mouse rests on each place in turn.
  bool dose = false;
  bool window = false;
  for (float y = 560.0F; y < 680.0F; y += 8.0F) {
    ImGui::GetIO().MousePos = {700.0F, y};
    screen.frame(30);
    dose = dose || meant_by_rest().thing == "dose_time";
    window = window || meant_by_rest().thing == "window";
    // What was pointed at is taken over in the frame after; nothing waits.
    CHECK(screen.session().refusal().empty());
  }
  CHECK(dose);
  CHECK(window);
}

TEST_CASE("the letters are no keys while a number is typed") {
  Screen screen({});
  REQUIRE(screen.tab_to("weight"));
  ImGui::GetIO().WantTextInput = true;  // as ImGui reports it to the shell in the frame before
  screen.renderer().shell()->handle([] {
    SDL_Event event{};
    event.type = SDL_TEXTINPUT;
    event.text.text[0] = 'i';
    return event;
  }());
  screen.frame(2);
  CHECK(screen.drawn("dose_amount"));
}
