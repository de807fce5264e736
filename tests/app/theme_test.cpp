#include "ui/theme.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "headless_ui.hpp"

using namespace syn;
using namespace syn::test;
namespace fs = std::filesystem;

namespace {

Color hex(unsigned value) {
  const auto channel = [&](unsigned shift) { return static_cast<float>((value >> shift) & 0xFFU) / 255.0F; };
  return {channel(16), channel(8), channel(0), 1.0F};
}

using Vec = std::array<double, 3>;
using Matrix = std::array<Vec, 3>;

Vec times(const Matrix& m, const Vec& v) {
  Vec out{};
  for (std::size_t i = 0; i < 3; ++i) out[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
  return out;
}

// CIE L*a*b* (D65) of a colour as seen through one of these eyes.
Vec lab(Color color, const Matrix& eye) {
  const auto linear = [](float c) { return c <= 0.04045F ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
  Vec seen = times(eye, {linear(color.r), linear(color.g), linear(color.b)});
  for (double& c : seen) c = std::clamp(c, 0.0, 1.0);
  const Vec xyz = times({Vec{0.4124, 0.3576, 0.1805}, Vec{0.2126, 0.7152, 0.0722}, Vec{0.0193, 0.1192, 0.9505}}, seen);
  const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116.0; };
  const double x = f(xyz[0] / 0.9505);
  const double y = f(xyz[1]);
  const double z = f(xyz[2] / 1.089);
  return {116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)};
}

// Smallest CIE76 distance over normal, protan, deutan and tritan vision (Machado et al. 2009, severity 1).
double seen_distance(Color a, Color b) {
  constexpr std::array<Matrix, 4> kEyes{
      Matrix{Vec{1, 0, 0}, Vec{0, 1, 0}, Vec{0, 0, 1}},
      Matrix{Vec{0.152286, 1.052583, -0.204868}, Vec{0.114503, 0.786281, 0.099216},
             Vec{-0.003882, -0.048116, 1.051998}},
      Matrix{Vec{0.367322, 0.860646, -0.227968}, Vec{0.280085, 0.672501, 0.047413}, Vec{-0.011820, 0.042940, 0.968881}},
      Matrix{Vec{1.255528, -0.076749, -0.178779}, Vec{-0.078411, 0.930809, 0.147602},
             Vec{0.004733, 0.691367, 0.303900}}};
  double least = 1e9;
  for (const Matrix& eye : kEyes) {
    const Vec x = lab(a, eye);
    const Vec y = lab(b, eye);
    least = std::min(least, std::hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]));
  }
  return least;
}

constexpr std::array kStory{Role::text,   Role::glutamate, Role::ketamine, Role::channel,
                            Role::growth, Role::therapy,   Role::burden,   Role::structure};

double least_distance(const Theme& theme) {
  double least = 1e9;
  for (const Role a : kStory) {
    for (const Role b : kStory) {
      if (a < b) least = std::min(least, seen_distance(theme[a], theme[b]));
    }
  }
  return least;
}

}  // namespace

TEST_CASE("contrast is that of WCAG 2") {
  CHECK(contrast(hex(0x000000), hex(0xFFFFFF)) == doctest::Approx(21.0));
  CHECK(contrast(hex(0xFFFFFF), hex(0x000000)) == doctest::Approx(21.0));
  CHECK(contrast(hex(0x777777), hex(0xFFFFFF)) == doctest::Approx(4.48).epsilon(0.002));
  CHECK(contrast(hex(0x123456), hex(0x123456)) == doctest::Approx(1.0));
}

TEST_CASE("the palette holds the design's colours") {
  const Theme dark = must(load_theme(data_files(), "dark"));
  const Theme light = must(load_theme(data_files(), "light"));
  CHECK(dark.dark);
  CHECK(!light.dark);
  CHECK(dark[Role::background] == hex(0x101623));
  CHECK(dark[Role::ketamine] == hex(0xCC37E9));
  CHECK(dark[Role::symptom] == hex(0xF4F6FA));
  CHECK(light[Role::background] == hex(0xFFFFFF));
  CHECK(light[Role::growth] == hex(0x2C9984));
  CHECK(light[Role::burden] == hex(0x772D18));
}

TEST_CASE("words and controls stand out in both themes") {
  for (const char* name : {"dark", "light"}) {
    CAPTURE(name);
    const Theme theme = must(load_theme(data_files(), name));
    for (const Role ground : {Role::panel, Role::background}) {
      CHECK(contrast(theme[Role::text], theme[ground]) >= 7.0);
      CHECK(contrast(theme[Role::muted], theme[ground]) >= 7.0);
      CHECK(contrast(theme[Role::control], theme[ground]) >= 3.0);
      CHECK(contrast(theme[Role::focus], theme[ground]) >= 3.0);
      for (const Role story : kStory) CHECK(contrast(theme[story], theme[ground]) >= 3.0);
      CHECK(contrast(theme[Role::magnesium], theme[ground]) >= 3.0);
    }
    // A selected segment is panel mixed with control; its words must still be read.
    CHECK(contrast(theme[Role::text], mix(theme[Role::panel], theme[Role::control], 0.45F)) >= 4.5);
    CHECK(contrast(theme[Role::subunit_a], theme[Role::subunit_b]) >= 1.8);
    CHECK(!(theme[Role::background] == theme[Role::background_low]));
  }
}

TEST_CASE("story colours are told apart by every kind of colour vision, as the palette file says") {
  const Theme dark = must(load_theme(data_files(), "dark"));
  const Theme light = must(load_theme(data_files(), "light"));
  CHECK(least_distance(dark) == doctest::Approx(26.6).epsilon(0.005));
  CHECK(least_distance(light) == doctest::Approx(22.7).epsilon(0.005));
  for (const Role role : kStory) {
    if (role == Role::symptom || role == Role::text) continue;  // a curve never shares a picture with molecules
    CHECK(seen_distance(dark[Role::magnesium], dark[role]) >= 17.0);
    CHECK(seen_distance(light[Role::magnesium], light[role]) >= 14.0);
  }
}

TEST_CASE("a palette with mistakes tells all of them") {
  const fs::path folder = fs::temp_directory_path() / "synaptoscope_theme_test";
  fs::create_directories(folder / "assets");
  std::ofstream(folder / "assets/palettes.toml")
      << "[dark]\ntext = \"F4F6FA\"\nmuted = \"#B6BFGG\"\nhot = \"#FF0000\"\n";
  const auto theme = load_theme(DataFiles({folder}), "dark");
  REQUIRE(!theme);
  CHECK(theme.error().size() == static_cast<std::size_t>(Role::count) + 1);  // two wrong, the rest missing, one unknown
  CHECK(!load_theme(DataFiles({folder}), "sepia"));
  fs::remove_all(folder);
}

TEST_CASE("type over the picture is at least one fiftieth of its height and never below the panels'") {
  for (const float height : {360.0F, 720.0F, 1080.0F, 2160.0F}) {
    const FontSizes sizes = font_sizes(18.0F, height);
    CHECK(sizes.label >= height / 50.0F);
    CHECK(sizes.clock >= sizes.label);
    CHECK(sizes.caption >= sizes.clock);
    CHECK(sizes.label >= sizes.body);
  }
  const FontSizes hall = font_sizes(18.0F, 1080.0F);
  CHECK(hall.caption / 1.21F == doctest::Approx(48.0F).epsilon(0.02));
  CHECK(hall.clock / 1.21F == doctest::Approx(36.0F).epsilon(0.02));
}

TEST_CASE("every letter of every text has a glyph in the fonts") {
  HeadlessUi ui;
  for (const char* name : {"en", "sv"}) {
    const Locale locale = must(Locale::load(data_files(), name));
    for (const std::string& key : locale.keys()) {
      const char* text = locale.text(TextKey::unchecked(key));
      for (const char* at = text; *at != '\0';) {
        unsigned letter = 0;
        at += ImTextCharFromUtf8(&letter, at, nullptr);
        CAPTURE(key);
        CAPTURE(letter);
        for (const ImFont* font : {ui.fonts.body, ui.fonts.heading, ui.fonts.label, ui.fonts.clock, ui.fonts.caption}) {
          CHECK(font->FindGlyphNoFallback(static_cast<ImWchar>(letter)) != nullptr);
        }
      }
    }
  }
  for (const unsigned letter :
       {0x00B5U, 0x03BCU, 0x03B1U, 0x207AU, 0x00B2U, 0x2080U, 0x2082U, 0x2192U, 0x2212U, 0x2264U, 0x202FU, 0x00B1U}) {
    CAPTURE(letter);
    CHECK(ui.fonts.body->FindGlyphNoFallback(static_cast<ImWchar>(letter)) != nullptr);
  }
}

TEST_CASE("a missing font is told, and ImGui's own letters remain") {
  HeadlessUi ui;
  ImFontAtlas atlas;
  const auto fonts = load_fonts(atlas, DataFiles({fs::temp_directory_path() / "nothing_here"}), FontSizes{});
  REQUIRE(!fonts);
  CHECK(to_text(fonts.error()).find("Inter-Medium.otf") != std::string::npos);
  CHECK(atlas.IsBuilt());
}
