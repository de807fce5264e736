// How Dear ImGui looks here: the fonts at true pixel sizes, the spacing, the colours of the theme.
//
// Text is never stretched: when a size changes, load_fonts() fills the atlas anew and the window uploads it again.
#pragma once

#include <imgui.h>

#include "app/ui/look/locale.hpp"
#include "app/ui/look/theme.hpp"
#include "core/files.hpp"
#include "core/result.hpp"

namespace syn {

// Line heights in pixels, as ImGui counts them (for Inter 1.21 times the type size).
struct FontSizes {
  float body = 18.0F;     // panels
  float heading = 22.0F;  // panel headings
  float label = 29.0F;    // over the picture: labels, notes
  float clock = 44.0F;    // over the picture: clock and badge
  float caption = 58.0F;  // over the picture: the caption
  bool operator==(const FontSizes&) const = default;
};

// Sizes for panels of `body_px` and a picture of this height. Over the picture the type is 24, 36 and 48 px on 1080
// (a viewer eight screen heights away needs 1/50 of the height), and never smaller than what the panels use.
FontSizes font_sizes(float body_px, float picture_height_px);

struct Fonts {
  FontSizes sizes;
  ImFont* body = nullptr;
  ImFont* heading = nullptr;
  ImFont* label = nullptr;
  ImFont* clock = nullptr;
  ImFont* caption = nullptr;
};

// Empties the atlas and fills it with Inter from assets/fonts. Fails when a font file is missing or unreadable; the
// atlas then holds ImGui's own font, so that the problem can still be shown.
Result<Fonts> load_fonts(ImFontAtlas& atlas, const DataFiles& files, const FontSizes& sizes);

// Spacing as multiples of the text height, colours from the theme. ImGui's own focus marks are switched off: every
// widget calls focus_stop() (focus.hpp) for ours.
void apply_style(ImGuiStyle& style, const Theme& theme, float body_px);

// What a widget needs to look right.
struct UiLook {
  const Theme& theme;
  const Locale& locale;
  float unit_px = 18.0F;   // text height; every size is a multiple of it
  ImFont* bold = nullptr;  // headings; empty = the current font
};

// Colours as ImGui wants them.
ImVec4 as_vec(Color color, float alpha = 1.0F);
ImU32 as_u32(Color color, float alpha = 1.0F);
Color mix(Color from, Color to, float share);  // share 0 = from, 1 = to

}  // namespace syn
