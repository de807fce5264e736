// The whole screen by keyboard alone: Tab goes through every control of every panel, shows where it is, and comes round.
#include <doctest/doctest.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <memory>
#include <set>
#include <string>
#include <utility>

#include "app/studio.hpp"

using namespace syn;

namespace {

DataFiles data() { return DataFiles({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)}); }

using Stop = std::pair<std::string, ImGuiID>;  // window and item

class Screen {
 public:
  Screen(int width, int height, View view)
      : studio_(std::move(Studio::open(data()).value())), target_(width, height), session_(start()) {
    session_.set_view(view);
    ImGuiIO& io = ImGui::GetIO();
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    for (int key = 0; key < ImGuiKey_COUNT; ++key) io.KeyMap[key] = key;
    io.MousePos = {-1.0F, -1.0F};
    frame();
    frame();
  }
  void frame() { studio_->paint_screen_once(session_, target_, false); }
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
  Session& session() { return session_; }

 private:
  static Session start() {
    auto parameters = Parameters::load(data()).value();
    auto scenario = load_scenario(std::string(SYN_SOURCE_DIR) + "/assets/scenarios/one-infusion-cbt.toml", parameters).value();
    return Session(std::move(parameters), std::move(scenario));
  }
  std::unique_ptr<Studio> studio_;
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
  // Beside each other, and in one column where the text is large for the screen.
  for (const Size size : {Size{1280, 720, 1.0F, LocaleName::en}, Size{1280, 720, 2.5F, LocaleName::sv}}) {
    CAPTURE(size.text);
    View view;
    view.text_scale = size.text;
    view.locale = size.locale;
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
      for (const char* window : {"picture", "bar", "editor", "timeline"}) CHECK_MESSAGE(windows.contains(window), window);
    }
  }
}
