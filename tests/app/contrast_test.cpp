// Contrast as a person sees it: words 7:1 (WCAG 2.2, 1.4.6) and what controls, marks and curves are made of 3:1 (1.4.11),
// read from the pixels of the whole screen, in both themes and both palettes (seen.hpp).
#include <SDL.h>
#include <doctest/doctest.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "app/studio.hpp"
#include "seen.hpp"
#include "ui/style.hpp"

using namespace syn;
using namespace syn::test;

namespace {

DataFiles data() { return DataFiles({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)}); }

// What stands for something by its shape and colour: swatches, signs, curves, markers, edges and handles, marks of a choice.
constexpr std::array kMarks{Role::text,    Role::muted,  Role::glutamate, Role::ketamine, Role::channel, Role::growth,
                            Role::therapy, Role::burden, Role::structure, Role::symptom,  Role::control, Role::focus, Role::magnesium};

class Screen {
 public:
  Screen(int width, int height) : studio_(std::move(Studio::open(data()).value())), target_(width, height), session_(start()) {
    ImGuiIO& io = ImGui::GetIO();
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    for (int key = 0; key < ImGuiKey_COUNT; ++key) io.KeyMap[key] = key;
    io.MousePos = {-1.0F, -1.0F};
  }
  Session& session() { return session_; }
  const Theme& theme() const { return studio_->looks().theme(session_.state().view); }
  void show(const View& view, double time_h, std::optional<PanelName> in_front = {}) {
    session_.set_view(view);
    session_.submit(command::Seek{time_h});
    studio_->paint_screen_once(session_, target_, false);
    if (in_front) studio_->shell()->bring_forward(*in_front);
  }
  void frames(int count, bool with_picture = false) {
    for (int i = 0; i < count; ++i) studio_->paint_screen_once(session_, target_, with_picture);
  }
  void press(SDL_Keycode key, bool ctrl = false) {
    SDL_Event event{};
    event.type = SDL_KEYDOWN;
    event.key.keysym.sym = key;
    event.key.keysym.mod = static_cast<std::uint16_t>(ctrl ? KMOD_CTRL : KMOD_NONE);
    studio_->shell()->handle(event);
    frames(3);
  }
  void tab() {
    ImGui::GetIO().KeysDown[ImGuiKey_Tab] = true;
    frames(1);
    ImGui::GetIO().KeysDown[ImGuiKey_Tab] = false;
    frames(1);
  }
  void mouse(float x, float y, bool down) {
    ImGui::GetIO().MousePos = {x, y};
    ImGui::GetIO().MouseDown[0] = down;
    frames(2);
  }
  Image picture() const { return target_.read(); }
  Seen seen() const {
    std::vector<Color> colors;
    for (const Role role : kMarks) colors.push_back(theme()[role]);
    return look_at(*ImGui::GetDrawData(), target_.read(), colors);
  }
  std::string role_of(Color color) const {
    std::string names;
    for (const Role role : kMarks) {
      const Color c = theme()[role];
      if (std::abs(c.r - color.r) + std::abs(c.g - color.g) + std::abs(c.b - color.b) < 0.01F) names += (names.empty() ? "" : "/") + std::string(name_of(role));
    }
    return names;
  }
  Studio& studio() { return *studio_; }
  const RenderTarget& target() const { return target_; }

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

void list(Screen& screen, const std::string& what) {
  const Seen seen = screen.seen();
  for (const SeenText& text : seen.texts) {
    const bool faded = text.color.a < 0.99F;
    if (text.contrast < (faded ? 3.0 : 7.0))
      std::printf("TEXT %5.2f %s | %s | a=%.2f %s | \"%s\" %.0f,%.0f\n", text.contrast, what.c_str(), text.window.c_str(), text.color.a, screen.role_of(text.color).c_str(), text.words.c_str(), text.box.left, text.box.top);
  }
  for (const SeenShape& shape : seen.shapes) {
    if (shape.contrast < 3.0)
      std::printf("SHAPE %5.2f %s | %s | %s | near \"%s\" %.0f,%.0f %.0fx%.0f px=%zu\n", shape.contrast, what.c_str(), shape.window.c_str(), screen.role_of(shape.color).c_str(), shape.near.c_str(), shape.box.left, shape.box.top, shape.box.width(), shape.box.bottom - shape.box.top, shape.pixels);
  }
  std::map<std::string, double> least;
  for (const SeenShape& s : seen.shapes) { auto [it, is] = least.emplace(screen.role_of(s.color), s.contrast); it->second = std::min(it->second, s.contrast); }
  double lt = 99; for (const SeenText& t : seen.texts) if (t.color.a > 0.99F) lt = std::min(lt, t.contrast);
  std::printf("LEAST %s texts=%zu %.2f shapes=%zu:", what.c_str(), seen.texts.size(), lt, seen.shapes.size());
  for (auto& [k, v] : least) std::printf(" %s=%.2f", k.c_str(), v);
  std::printf("\n");
}

}  // namespace

TEST_CASE("explore contrast") {
  Screen screen(1366, 768);
  for (const PaletteName palette : {PaletteName::standard, PaletteName::high_contrast}) {
    for (const ThemeName theme : {ThemeName::dark, ThemeName::light}) {
      const std::string look = std::string(name_of(theme)) + "/" + std::string(name_of(palette));
      View view;
      view.theme = theme;
      view.palette = palette;
      for (const PanelName panel : {PanelName::dose, PanelName::therapy, PanelName::person, PanelName::lab, PanelName::parameters, PanelName::inspector, PanelName::words}) {
        screen.show(view, 1.0, panel);
        screen.frames(3);
        list(screen, look + " " + std::string(name_of(panel)));
      }
      for (const CurveTab tab : kCurveTabs) {
        view.curve_tab = tab;
        screen.show(view, 30.0, PanelName::dose);
        screen.frames(3);
        list(screen, look + " tab " + std::string(name_of(tab)));
      }
      screen.press(SDLK_F1);
      list(screen, look + " help");
      screen.press(SDLK_ESCAPE);
      for (const StageName stage : kStageNames) {
        view.stage = stage;
        view.lens = stage == StageName::receptor ? Lens::ms : Lens::h;
        screen.show(view, 1.0, PanelName::dose);
        screen.studio().paint_screen(screen.session(), screen.target());
        list(screen, look + " stage " + std::string(name_of(stage)));
      }
    }
  }
}
