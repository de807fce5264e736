// Contrast as a person sees it: words 7:1 (WCAG 2.2, 1.4.6) and what controls, marks and curves are made of 3:1 (1.4.11),
// read from the pixels of the whole screen, in both themes and both palettes (seen.hpp).
#include <SDL.h>
#include <doctest/doctest.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "app/export/offscreen_renderer.hpp"
#include "app/panels/time/curves_below.hpp"
#include "app/ui/plot/plot.hpp"
#include "app/ui/widgets/style.hpp"
#include "color_vision.hpp"
#include "contrast_probe.hpp"

using namespace syn;
using namespace syn::test;

namespace {

DataFiles data() { return DataFiles({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)}); }

// What stands for something by its shape and colour: swatches, signs, curves, markers, edges and handles, marks of a choice.
constexpr std::array kMarks{Role::text,   Role::muted,     Role::glutamate, Role::ketamine, Role::channel, Role::growth,   Role::therapy,
                            Role::burden, Role::structure, Role::symptom,   Role::control,  Role::focus,   Role::magnesium};

class Screen {
 public:
  Screen(int width, int height)
      : renderer_(std::move(OffscreenRenderer::open(data(), Parameters::load(data()).value()).value())),
        target_(width, height),
        session_(start()) {
    ImGuiIO& io = ImGui::GetIO();
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    for (int key = 0; key < ImGuiKey_COUNT; ++key) io.KeyMap[key] = key;
    io.MousePos = {-1.0F, -1.0F};
  }
  Session& session() { return session_; }
  const Theme& theme() const { return renderer_->resources().theme(session_.state().view); }
  void show(const View& view, double time_h, std::optional<PanelName> in_front = {}) {
    session_.set_view(view);
    session_.submit(command::Seek{time_h});
    renderer_->paint_screen_once(session_, target_, false);
    if (in_front) session_.submit(command::SetPanel{*in_front});
  }
  void frames(int count, bool with_picture = false) {
    for (int i = 0; i < count; ++i) renderer_->paint_screen_once(session_, target_, with_picture);
  }
  void press(SDL_Keycode key, bool ctrl = false) {
    SDL_Event event{};
    event.type = SDL_KEYDOWN;
    event.key.keysym.sym = key;
    event.key.keysym.mod = static_cast<std::uint16_t>(ctrl ? KMOD_CTRL : KMOD_NONE);
    renderer_->shell()->handle(event);
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
  // Words and marks; with `where` only the words that reach into it.
  ProbedScreen seen(std::optional<Box> where = {}) const {
    std::vector<Color> colors;
    if (where) return look_at(*ImGui::GetDrawData(), target_.read(), colors, where);
    for (const Role role : kMarks) colors.push_back(theme()[role]);
    colors.push_back(band_edge(theme(), theme()[Role::symptom]));
    return look_at(*ImGui::GetDrawData(), target_.read(), colors);
  }
  std::string role_of(Color color) const {
    std::string names;
    for (const Role role : kMarks) {
      const Color c = theme()[role];
      if (std::abs(c.r - color.r) + std::abs(c.g - color.g) + std::abs(c.b - color.b) < 0.01F)
        names += (names.empty() ? "" : "/") + std::string(name_of(role));
    }
    return names.empty() ? "band edge" : names;
  }
  OffscreenRenderer& renderer() { return *renderer_; }
  const RenderTarget& target() const { return target_; }

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

// The smallest contrast of each role over a test, for its report.
using Least = std::map<std::string, double>;
void keep(Least& least, const std::string& name, double contrast) {
  const auto [it, made] = least.emplace(name, contrast);
  it->second = std::min(it->second, contrast);
}
std::string report(const Least& least) {
  std::string out;
  for (const auto& [name, contrast] : least) {
    char line[96];
    std::snprintf(line, sizeof line, "%s %.2f, ", name.c_str(), contrast);
    out += line;
  }
  return out;
}

constexpr double kWordContrast = 7.0;
// Names over a picture have a halo and no plate: what lies beyond it counts here, too. WCAG asks for 4.5.
constexpr double kNameContrast = 4.5;
constexpr double kMark = 3.0;
// WCAG exempts what cannot be used; ours can still be read.
constexpr double kUnusable = 3.0;

// Words and marks of these windows; empty = all.
void check(Screen& screen, const std::string& where, Least& least, const std::set<std::string>& windows = {}) {
  const ProbedScreen seen = screen.seen();
  CHECK(seen.texts.size() > 5);
  CHECK(seen.shapes.size() > 5);
  // The halo round a word is the same word under it, shifted by less than a stroke; what counts is the word.
  const auto halo = [&](const ProbedText& text) {
    constexpr float kStroke = 9.0F;
    return std::any_of(seen.texts.begin(), seen.texts.end(), [&](const ProbedText& over) {
      return &over != &text && over.words == text.words && over.window == text.window && over.color != text.color && &over > &text &&
             std::abs(over.box.left - text.box.left) < kStroke && std::abs(over.box.top - text.box.top) < kStroke;
    });
  };
  for (const ProbedText& text : seen.texts) {
    if (!windows.empty() && !windows.contains(text.window)) continue;
    if (halo(text)) continue;
    const bool unusable = text.color.a < 0.99F;
    const double least_contrast = unusable ? kUnusable : text.window == "picture" ? kNameContrast : kWordContrast;
    CHECK_MESSAGE(text.contrast >= least_contrast, where, ": \"", text.words, "\" in ", text.window, " has ", text.contrast, " at ",
                  text.box.left, " ", text.box.top, " ", text.box.right, " ", text.box.bottom);
    keep(least, unusable ? "unusable words" : "words " + screen.role_of(text.color), text.contrast);
  }
  for (const ProbedShape& shape : seen.shapes) {
    if (!windows.empty() && !windows.contains(shape.window)) continue;
    CHECK_MESSAGE(shape.contrast >= kMark, where, ": a mark of ", screen.role_of(shape.color), " near \"", shape.near, "\" in ",
                  shape.window, " at ", shape.box.left, ", ", shape.box.top, " has ", shape.contrast);
    keep(least, "mark " + screen.role_of(shape.color), shape.contrast);
  }
}

struct LookName {
  ThemeName theme;
  PaletteName palette;
  std::string words() const { return std::string(name_of(theme)) + " " + std::string(name_of(palette)); }
};
constexpr std::array kLooks{LookName{ThemeName::dark, PaletteName::standard}, LookName{ThemeName::light, PaletteName::standard},
                            LookName{ThemeName::dark, PaletteName::high_contrast}, LookName{ThemeName::light, PaletteName::high_contrast}};
View view_of(const LookName& look) {
  View view;
  view.theme = look.theme;
  view.palette = look.palette;
  return view;
}

constexpr std::array kEditors{PanelName::dose,       PanelName::therapy,   PanelName::person, PanelName::lab,
                              PanelName::parameters, PanelName::inspector, PanelName::words};

}  // namespace

TEST_CASE("what is measured is what was drawn: words and marks of known contrast (gl)") {
  auto renderer = std::move(OffscreenRenderer::open(data(), Parameters::load(data()).value()).value());
  const RenderTarget target(640, 360);
  const Theme& theme = renderer->resources().themes.front();
  const Color ground{0.2F, 0.2F, 0.2F, 1.0F};
  const Color clear_ink{0.9F, 0.9F, 0.9F, 1.0F};
  const Color pale_ink{0.55F, 0.55F, 0.55F, 1.0F};
  const Color hidden_ink{0.9F, 0.9F, 0.2F, 1.0F};
  renderer->gui().begin(640, 360, 0.02F, theme, font_sizes(18.0F, 360.0F));
  ImDrawList& draw = *ImGui::GetBackgroundDrawList();
  draw.AddText({20.0F, 20.0F}, as_u32(clear_ink), "Clear words");
  draw.AddText({20.0F, 60.0F}, as_u32(pale_ink), "Pale words");
  draw.AddText({20.0F, 100.0F}, as_u32(hidden_ink), "Hidden words");
  draw.AddRectFilled({10.0F, 95.0F}, {200.0F, 130.0F}, as_u32(ground));  // drawn over them
  draw.AddRectFilled({10.0F, 135.0F}, {120.0F, 170.0F}, as_u32(pale_ink));
  draw.AddText({20.0F, 140.0F}, as_u32(clear_ink), "On a plate");
  draw.AddRectFilled({300.0F, 20.0F}, {340.0F, 60.0F}, as_u32(clear_ink));
  draw.AddRectFilled({300.0F, 100.0F}, {340.0F, 140.0F}, as_u32(pale_ink));
  draw.AddLine({300.0F, 200.0F}, {500.0F, 230.0F}, as_u32(hidden_ink), 2.0F);
  draw.AddRectFilled({290.0F, 190.0F}, {510.0F, 240.0F}, as_u32(ground));
  renderer->gui().end();
  target.bind();
  clear(ground.r, ground.g, ground.b);
  renderer->gui().draw();
  const ProbedScreen seen = look_at(*ImGui::GetDrawData(), target.read(), {clear_ink, pale_ink, hidden_ink});
  REQUIRE(seen.texts.size() == 4);
  CHECK(seen.texts[0].words == "Clear words");
  CHECK(seen.texts[0].contrast == doctest::Approx(contrast(clear_ink, ground)).epsilon(0.02));
  CHECK(seen.texts[1].contrast == doctest::Approx(contrast(pale_ink, ground)).epsilon(0.02));
  CHECK(seen.texts[2].words == "Hidden words");
  CHECK(seen.texts[2].contrast < 1.1);
  CHECK(seen.texts[3].contrast == doctest::Approx(contrast(clear_ink, pale_ink)).epsilon(0.03));
  REQUIRE(seen.shapes.size() == 3);  // the plate, and the two squares; the line cannot be seen
  CHECK(seen.shapes[1].contrast == doctest::Approx(contrast(clear_ink, ground)).epsilon(0.02));
  CHECK(seen.shapes[2].contrast == doctest::Approx(contrast(pale_ink, ground)).epsilon(0.02));
  CHECK(seen.shapes[2].near == "Hidden words");
}

TEST_CASE("words have 7:1 and marks 3:1 on every panel, in each theme and palette, as the picture shows them (gl)") {
  Screen screen(1366, 768);
  for (const LookName& look : kLooks) {
    Least least;
    View view = view_of(look);
    for (const PanelName panel : kEditors) {
      screen.show(view, 1.0, panel);
      screen.frames(3);
      check(screen, look.words() + ", " + std::string(name_of(panel)), least);
    }
    for (const CurveTab tab : kCurveTabs) {
      view.curve_tab = tab;
      for (const double time_h : {0.7, 100.0}) {
        screen.show(view, time_h, PanelName::curves);
        screen.frames(3);
        check(screen, look.words() + ", curves " + std::string(name_of(tab)), least);
      }
    }
    view.curve_tab = CurveTab::symptoms;
    screen.show(view, 1.0, PanelName::dose);
    screen.press(SDLK_F1);
    check(screen, look.words() + ", help", least, {"help"});
    screen.press(SDLK_ESCAPE);
    screen.press(SDLK_COMMA, true);
    check(screen, look.words() + ", settings", least, {"settings"});
    screen.press(SDLK_ESCAPE);
    screen.press(SDLK_o, true);
    check(screen, look.words() + ", files", least, {"files"});
    screen.press(SDLK_ESCAPE);
    screen.press(SDLK_q, true);
    check(screen, look.words() + ", quit", least, {"quit"});
    screen.press(SDLK_ESCAPE);
    // Run A beside run B.
    screen.session().submit(command::SetPin{});
    screen.session().submit(command::MoveDose{0, 48.0});
    for (const CurveTab tab : kCurveTabs) {
      view.curve_tab = tab;
      screen.show(view, 60.0, PanelName::curves);
      screen.frames(3);
      check(screen, look.words() + ", compared " + std::string(name_of(tab)), least);
    }
    screen.session().submit(command::ClearPin{});
    screen.session().submit(command::MoveDose{0, 0.0});
    MESSAGE(look.words(), ": ", report(least));
  }
}

TEST_CASE("contrast holds on a large screen, and with large words in Swedish (gl)") {
  for (const auto& [width, height, scale] : {std::tuple{1920, 1080, 1.0F}, std::tuple{1366, 768, 2.0F}}) {
    Screen screen(width, height);
    for (const LookName& look : {kLooks[0], kLooks[1]}) {
      Least least;
      View view = view_of(look);
      view.locale = LocaleName::sv;
      view.text_scale = scale;
      view.lens = Lens::d;
      for (const PanelName panel : {PanelName::lab, PanelName::curves}) {
        screen.show(view, 30.0, panel);
        screen.frames(3);
        check(screen, look.words() + ", " + std::to_string(width) + " wide, " + std::string(name_of(panel)), least);
      }
      // What stands below the curves, where there is room for it.
      std::size_t opened = 0;
      for (const CurvesSection section : kCurvesSections) {
        const std::string name = screen.renderer().resources().locales[1].text(title_of(section));
        for (const ProbedText& text : screen.seen().texts) {
          if (text.words != name || text.window != "curves") continue;
          const float x = 0.5F * (text.box.left + text.box.right);
          const float y = 0.5F * (text.box.top + text.box.bottom);
          for (const bool down : {false, true, false}) screen.mouse(x, y, down);
          screen.mouse(-1.0F, -1.0F, false);
          check(screen, look.words() + ", below the curves: " + name, least, {"curves"});
          ++opened;
          break;
        }
      }
      if (scale == 1.0F) CHECK(opened == kCurvesSections.size());
      MESSAGE(look.words(), ": ", report(least));
    }
  }
}

TEST_CASE("words, legends and leaders over every scene stand out, in each theme and palette (gl)") {
  Screen screen(1366, 768);
  for (const LookName& look : kLooks) {
    Least least;
    for (const StageName stage : kStageNames) {
      for (const Viewpoint viewpoint : {Viewpoint::usual, Viewpoint::signals}) {
        if (viewpoint == Viewpoint::signals && stage != StageName::synapse) continue;
        View view = view_of(look);
        view.stage = stage;
        view.viewpoint = viewpoint;
        view.lens = stage == StageName::receptor ? Lens::ms : Lens::h;
        screen.show(view, 0.7);
        screen.renderer().paint_screen(screen.session(), screen.target());
        check(screen, look.words() + ", " + std::string(name_of(stage)), least, {"picture"});
      }
    }
    MESSAGE(look.words(), ": ", report(least));
  }
}

TEST_CASE("the palette reaches every scene: another picture, and the palette's own ground behind it (gl)") {
  Screen screen(320, 180);
  const RenderTarget target(320, 180);
  for (const ThemeName theme : {ThemeName::dark, ThemeName::light}) {
    for (const StageName stage : kStageNames) {
      CAPTURE(name_of(stage));
      std::array<Image, 2> pictures;
      for (const PaletteName palette : {PaletteName::standard, PaletteName::high_contrast}) {
        View view = view_of({theme, palette});
        view.stage = stage;
        screen.session().set_view(view);
        screen.renderer().paint_stage(screen.session(), target, true);
        pictures[static_cast<std::size_t>(palette)] = target.read();
      }
      CHECK(compare(pictures[0], pictures[1]).mean > 1.0);
      // A corner of the picture shows the ground.
      const auto corner = [](const Image& image) {
        return Color{static_cast<float>(image.rgb[0]) / 255.0F, static_cast<float>(image.rgb[1]) / 255.0F,
                     static_cast<float>(image.rgb[2]) / 255.0F, 1.0F};
      };
      const bool dark = theme == ThemeName::dark;
      const Color extreme = dark ? Color{0, 0, 0, 1} : Color{1, 1, 1, 1};
      if (stage == StageName::circuit || stage == StageName::receptor) {
        CHECK(contrast(corner(pictures[1]), extreme) < 1.15);
        if (dark) CHECK(contrast(corner(pictures[1]), extreme) < contrast(corner(pictures[0]), extreme));
      }
    }
  }
}

TEST_CASE("words keep 7:1 on what the mouse points at and presses (gl)") {
  Screen screen(1366, 768);
  for (const LookName& look : kLooks) {
    Least least;
    screen.show(view_of(look), 1.0, PanelName::dose);
    screen.frames(3);
    std::size_t changed = 0;
    for (const ProbedText& at : screen.seen().texts) {
      if (at.window != "line" && at.window != "editor" && at.window != "rail") continue;
      const float x = 0.5F * (at.box.left + at.box.right);
      const float y = 0.5F * (at.box.top + at.box.bottom);
      for (const bool down : {false, true}) {
        screen.mouse(x, y, down);
        // In a field that is being typed into, the cursor stands beside the words, as dark as they are.
        if (ImGui::GetIO().WantTextInput) continue;
        for (const ProbedText& text : screen.seen(at.box).texts) {
          if (text.words != at.words || text.box.left != at.box.left || text.box.top != at.box.top) continue;
          if (text.color.a < 0.99F) continue;
          if (text.contrast != at.contrast) ++changed;
          CHECK_MESSAGE(text.contrast >= kWordContrast, look.words(), std::string(down ? ", pressed" : ", pointed at"), ": \"", text.words,
                        "\" in ", text.window, " has ", text.contrast, " at ", text.box.left, " ", text.box.top, " ", text.box.right, " ",
                        text.box.bottom);
          keep(least, down ? "pressed" : "pointed at", text.contrast);
        }
      }
      screen.mouse(-1.0F, -1.0F, true);  // let go elsewhere: nothing is done
      screen.mouse(-1.0F, -1.0F, false);
    }
    CHECK(changed > 20);  // buttons and segments do answer the mouse
    MESSAGE(look.words(), ": ", report(least));
  }
}

TEST_CASE("the focus ring has 3:1 against what is next to it, and against what was there without it (gl)") {
  Screen screen(1366, 768);
  for (const LookName& look : kLooks) {
    Least least;
    screen.show(view_of(look), 1.0, PanelName::dose);
    screen.frames(3, true);
    const Color focus = screen.theme()[Role::focus];
    std::set<ImGuiID> seen;
    ImGuiID first = 0;
    ImGuiID before_it = 0;
    for (int step = 0; step < 120; ++step) {
      screen.tab();
      // The scene is drawn where the ring lies over it.
      const ImGuiWindow* window = GImGui->NavWindow;
      const bool over_scene = window != nullptr && std::string_view(window->Name).starts_with("picture");
      screen.frames(1, over_scene);
      const ImGuiID here = GImGui->NavId;
      if (first == 0) first = here;
      if (here == first && before_it != first && before_it != 0) break;  // round
      before_it = here;
      if (!seen.insert(here).second) continue;  // a track keeps Tab for its markers
      const Image now = screen.picture();
      const ProbedScreen shown = look_at(*ImGui::GetDrawData(), now, {focus});
      REQUIRE(shown.shapes.size() == 1);
      GImGui->NavDisableHighlight = true;  // the same, without the ring
      screen.frames(1, over_scene);
      const Image before = screen.picture();
      GImGui->NavDisableHighlight = false;
      const ProbedShape& ring = shown.shapes.front();
      CHECK_MESSAGE(ring.contrast >= kMark, look.words(), ": the ring near \"", ring.near, "\" in ", ring.window, " has ", ring.contrast);
      keep(least, "beside", ring.contrast);
      // WCAG 2.2, 2.4.13: the pixels that changed to the ring.
      std::vector<double> changes;
      for (std::size_t i = 0; i < now.rgb.size(); i += 3) {
        if (std::equal(now.rgb.begin() + static_cast<std::ptrdiff_t>(i), now.rgb.begin() + static_cast<std::ptrdiff_t>(i + 3),
                       before.rgb.begin() + static_cast<std::ptrdiff_t>(i)))
          continue;
        const auto color = [&](const Image& image) {
          return Color{static_cast<float>(image.rgb[i]) / 255.0F, static_cast<float>(image.rgb[i + 1]) / 255.0F,
                       static_cast<float>(image.rgb[i + 2]) / 255.0F, 1.0F};
        };
        const Color is = color(now);
        if (std::abs(is.r - focus.r) + std::abs(is.g - focus.g) + std::abs(is.b - focus.b) > 0.02F) continue;
        const Color was = color(before);
        if (std::abs(was.r - focus.r) + std::abs(was.g - focus.g) + std::abs(was.b - focus.b) > 0.02F) changes.push_back(contrast(is, was));
      }
      REQUIRE(changes.size() > 100);
      std::sort(changes.begin(), changes.end());
      CHECK_MESSAGE(changes[changes.size() / 10] >= kMark, look.words(), ": the ring near \"", ring.near, "\" changes by ",
                    changes[changes.size() / 10]);
      keep(least, "change", changes[changes.size() / 10]);
    }
    CHECK(seen.size() > 25);
    MESSAGE(look.words(), ": ", seen.size(), " stops, ", report(least));
  }
}

TEST_CASE("swatches and signs, as the picture shows them, are told apart by every kind of colour vision (gl)") {
  Screen screen(1366, 768);
  for (const LookName& look : kLooks) {
    std::map<std::string, ProbedShape> shown;  // role by role, the one of most pixels
    const auto gather = [&] {
      for (const ProbedShape& shape : screen.seen().shapes) {
        const std::string role = screen.role_of(shape.color);
        for (const Role story : kStory) {
          if (role.find(name_of(story)) == std::string::npos) continue;
          ProbedShape& best = shown[std::string(name_of(story))];
          if (shape.pixels > best.pixels) best = shape;
        }
      }
    };
    View view = view_of(look);
    for (const CurveTab tab : kCurveTabs) {
      view.curve_tab = tab;
      screen.show(view, 1.0, PanelName::curves);
      screen.frames(3);
      gather();
    }
    screen.show(view, 1.0, PanelName::therapy);
    screen.frames(3);
    gather();
    CHECK(shown.size() == kStory.size());
    double least = 1e9;
    for (const auto& [a, first] : shown) {
      for (const auto& [b, second] : shown) {
        if (a < b) least = std::min(least, seen_distance(first.seen, second.seen));
      }
    }
    CHECK(least >= (look.theme == ThemeName::dark ? 26.6 : 22.7) * 0.995);
    MESSAGE(look.words(), ": ", least);
  }
}
