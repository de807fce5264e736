#include "app/ui/look/theme.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <utility>

#include "color_vision.hpp"
#include "headless_ui.hpp"

using namespace syn;
using namespace syn::test;
namespace fs = std::filesystem;

namespace {

Color hex(unsigned value) {
  const auto channel = [&](unsigned shift) { return static_cast<float>((value >> shift) & 0xFFU) / 255.0F; };
  return {channel(16), channel(8), channel(0), 1.0F};
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
  for (const char* name : {"dark", "light", "projector", "dark_high_contrast", "light_high_contrast", "projector_high_contrast"}) {
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
    CHECK(contrast(theme[Role::text], mix(theme[Role::panel], theme[Role::control], 0.38F)) >= 7.0);
    CHECK(contrast(theme[Role::subunit_a], theme[Role::subunit_b]) >= 1.8);
    CHECK(!(theme[Role::background] == theme[Role::background_low]));
  }
}

TEST_CASE("story colours are told apart by every kind of colour vision, as the palette file says") {
  const Theme dark = must(load_theme(data_files(), "dark"));
  const Theme light = must(load_theme(data_files(), "light"));
  CHECK(least_distance(dark) == doctest::Approx(26.6).epsilon(0.005));
  CHECK(least_distance(light) == doctest::Approx(22.7).epsilon(0.005));
  const Theme black = must(load_theme(data_files(), "dark_high_contrast"));
  const Theme white = must(load_theme(data_files(), "light_high_contrast"));
  CHECK(least_distance(black) >= 26.6);
  CHECK(least_distance(white) >= 22.7);
  for (const Role role : kStory) {
    if (role == Role::symptom || role == Role::text) continue;  // a curve never shares a picture with molecules
    for (const Theme* theme : {&dark, &black}) CHECK(seen_distance((*theme)[Role::magnesium], (*theme)[role]) >= 17.0);
    for (const Theme* theme : {&light, &white}) CHECK(seen_distance((*theme)[Role::magnesium], (*theme)[role]) >= 14.0);
  }
}

TEST_CASE(
    "under a projector neighbours differ by 25 L* in every kind of vision, lines are thicker, and near-black is for words and contours") {
  const Theme theme = must(load_theme(data_files(), "projector"));
  CHECK(least_distance(theme) == doctest::Approx(21.6).epsilon(0.005));
  CHECK(theme.contour == 1.5F);
  CHECK_FALSE(theme.dark);
  using Pair = std::pair<Role, Role>;
  for (const auto& [a, b] :
       {Pair{Role::growth, Role::structure}, Pair{Role::ketamine, Role::channel}, Pair{Role::ketamine, Role::structure}})
    CHECK(seen_step(theme[a], theme[b]) >= 25.0);
  for (std::size_t i = 0; i < theme.colors.size(); ++i) {
    const Role role = static_cast<Role>(i);
    if (role == Role::text || role == Role::symptom || role == Role::outline || role == Role::muted) continue;
    CAPTURE(name_of(role));
    CHECK(lightness(theme[role]) >= 22.0);
  }
}

TEST_CASE("the high-contrast palettes have a black or white ground, stronger words, colours and edges than the usual ones") {
  for (const std::string name : {"dark", "light"}) {
    CAPTURE(name);
    const Theme usual = must(load_theme(data_files(), name));
    const Theme strong = must(load_theme(data_files(), name + "_high_contrast"));
    CHECK(strong.dark == usual.dark);
    CHECK(strong[Role::panel] == strong[Role::background]);
    CHECK(strong[Role::background] == hex(strong.dark ? 0x000000 : 0xFFFFFF));
    CHECK(contrast(strong[Role::text], strong[Role::background]) == doctest::Approx(21.0));
    CHECK(strong.edge >= 2.0F * usual.edge);
    for (const Role role : {Role::muted, Role::control})
      CHECK(contrast(strong[role], strong[Role::panel]) > 1.4 * contrast(usual[role], usual[Role::panel]));
    double least = 99.0;
    double least_usual = 99.0;
    for (const Role role : kStory) {
      least = std::min(least, contrast(strong[role], strong[Role::panel]));
      least_usual = std::min(least_usual, contrast(usual[role], usual[Role::panel]));
    }
    CHECK(least > 1.4 * least_usual);
    CHECK(least >= (strong.dark ? 7.0 : 5.5));
  }
}

TEST_CASE("a palette with mistakes tells all of them") {
  const fs::path folder = fs::temp_directory_path() / "synaptoscope_theme_test";
  fs::create_directories(folder / "assets");
  std::ofstream(folder / "assets/palettes.toml") << "[dark]\ntext = \"F4F6FA\"\nmuted = \"#B6BFGG\"\nhot = \"#FF0000\"\n";
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
