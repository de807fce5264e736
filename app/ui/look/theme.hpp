// Colours by meaning. Read from assets/palettes.toml; the same roles in every theme and palette.
#pragma once

#include <array>
#include <string_view>

#include "core/files.hpp"
#include "core/result.hpp"

namespace syn {

// What a colour stands for (product design 6.4). Shape repeats the meaning everywhere.
// clang-format off
enum class Role : int {
  text, muted, glutamate, ketamine, channel, growth, therapy, burden, structure, symptom,
  // surfaces of the interface and the scene
  background, background_low, panel, panel_edge, control, focus, outline, magnesium, subunit_a, subunit_b, membrane, cut,
  count
};
// clang-format on

struct Color {  // sRGB 0..1
  float r = 0, g = 0, b = 0, a = 1;
  bool operator==(const Color&) const = default;
};

struct Theme {
  std::array<Color, static_cast<std::size_t>(Role::count)> colors{};
  bool dark = true;
  float edge = 1.0F;     // edges of controls, in multiples of the usual thickness
  float contour = 1.0F;  // contours of the scene, likewise
  Color operator[](Role role) const { return colors[static_cast<std::size_t>(role)]; }
};

std::string_view name_of(Role role);
// Fails with every missing or malformed colour ("#RRGGBB").
Result<Theme> load_theme(const DataFiles& files, std::string_view name);  // a table of the file
// WCAG 2 contrast ratio of two opaque colours, 1..21.
double contrast(Color a, Color b);

}  // namespace syn
