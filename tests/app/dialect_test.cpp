// The program speaks two forms of OpenGL, and shows the same in both.
#include <SDL.h>
#include <doctest/doctest.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "app/export/offscreen_renderer.hpp"
#include "gfx/gl_context.hpp"

using namespace syn;

namespace {

struct Painted {
  std::string name;
  Image image;
};

// While one lives, the windows that are opened have this dialect.
struct Spoken {
  explicit Spoken(GlDialect dialect) { ::setenv("SYNAPTOSCOPE_GL", std::string(name_of(dialect)).c_str(), 1); }
  ~Spoken() { ::unsetenv("SYNAPTOSCOPE_GL"); }
  Spoken(const Spoken&) = delete;
  Spoken& operator=(const Spoken&) = delete;
};

std::string_view version_of_context() {
  constexpr unsigned kVersion = 0x1F02;  // GL_VERSION; the tests see no GL header
  using Function = const char* (*)(unsigned);
  return reinterpret_cast<Function>(SDL_GL_GetProcAddress("glGetString"))(kVersion);
}

// Every stage with its words, as it usually is and with all that costs more, and the whole screen.
std::vector<Painted> shots_in(GlDialect dialect, const DataFiles& files, Session& session) {
  const Spoken spoken(dialect);
  auto renderer = OffscreenRenderer::open(files, Parameters::load(files).value());
  REQUIRE_MESSAGE(renderer.has_value(), to_text(renderer ? Problems{} : renderer.error()));
  CHECK(version_of_context().starts_with("OpenGL ES 3") == (dialect == GlDialect::es));

  std::vector<Painted> shots;
  const RenderTarget target(320, 180);
  for (const StageName stage : kStageNames) {
    for (const bool costly : {false, true}) {
      View view;
      view.stage = stage;
      view.lens = costly ? Lens::d : Lens::h;
      view.theme = costly ? ThemeName::light : ThemeName::dark;
      view.quality = costly ? QualityName::high : QualityName::standard;
      if (costly && stage == StageName::synapse) view.viewpoint = Viewpoint::signals;
      session.set_view(view);
      session.submit(command::Seek{costly ? 72.0 : 40.0 / 60.0});
      (*renderer)->paint_stage(session, target);
      shots.push_back({std::string(name_of(stage)) + (costly ? " after three days" : " after 40 minutes"), target.read()});
    }
  }
  const RenderTarget screen(960, 540);
  (*renderer)->paint_screen(session, screen);
  shots.push_back({"the screen", screen.read()});
  return shots;
}

}  // namespace

TEST_CASE("OpenGL ES 3.0 gives the picture of OpenGL 3.3, within two levels a channel (gl)") {
  const DataFiles files({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)});
  auto parameters = Parameters::load(files).value();
  auto scenario = load_scenario(std::string(SYN_SOURCE_DIR) + "/assets/scenarios/one-infusion-cbt.toml", parameters).value();
  Session session(std::move(parameters), std::move(scenario));
  const std::vector<Painted> desktop = shots_in(GlDialect::desktop, files, session);
  const std::vector<Painted> es = shots_in(GlDialect::es, files, session);
  REQUIRE(desktop.size() == es.size());
  for (std::size_t i = 0; i < es.size(); ++i) {
    const Image& a = desktop[i].image;
    const Image& b = es[i].image;
    REQUIRE(a.rgb.size() == b.rgb.size());
    std::size_t at = 0, changed = 0;
    int largest = 0;
    for (std::size_t k = 0; k < a.rgb.size(); ++k) {
      const int difference = std::abs(a.rgb[k] - b.rgb[k]);
      changed += difference > 0;
      if (difference > largest) largest = difference, at = k / 3;
    }
    const auto width = static_cast<std::size_t>(a.width);
    CHECK_MESSAGE(largest <= 2, es[i].name, ": at ", at % width, ", ", at / width);
    MESSAGE(es[i].name, ": largest difference ", largest, " at ", at % width, ", ", at / width, "; ", changed, " of ", a.rgb.size(),
            " values differ");
  }
}

TEST_CASE("an OpenGL that is none is refused in words") {
  ::setenv("SYNAPTOSCOPE_GL", "vulkan", 1);
  const auto window = Window::open({.hidden = true});
  ::unsetenv("SYNAPTOSCOPE_GL");
  REQUIRE_FALSE(window.has_value());
  CHECK(to_text(window.error()).find("right: desktop or es") != std::string::npos);
}
