// Where everything stands on the screen (Explore): rectangles from a size and a text height. Pure arithmetic.
#pragma once

namespace syn {

struct Area {
  float x = 0.0F, y = 0.0F, width = 0.0F, height = 0.0F;  // pixels from the top left
  float right() const { return x + width; }
  float bottom() const { return y + height; }
  bool operator==(const Area&) const = default;
};

struct Layout {
  Area bar;       // title, scales, language, theme, undo
  Area picture;   // the 3D view with its overlay
  Area editor;    // dose and therapy, as tabs
  Area curves;    // of no height if one_column
  bool one_column = false;  // the screen is too low for the text: the curves are a tab beside dose and therapy
  Area timeline;
  Area line;      // "this is a teaching model ..."
  bool operator==(const Layout&) const = default;
};

// What needs more height than usual.
struct LayoutRows {
  int bar = 1;     // rows of controls: more where the text is large
  int line = 1;    // lines of the sentence at the foot
  int strips = 0;  // narrow rows of the timeline: what a scenario has beside doses and sessions
  bool operator==(const LayoutRows&) const = default;
};

// `unit_px` is the height of body text. The areas never overlap and fill the screen; the picture keeps at least half
// of the width as long as the text scale allows, and a quarter of the height.
Layout make_layout(float width_px, float height_px, float unit_px, LayoutRows rows = {});

}  // namespace syn
