// Where everything stands on the screen (Explore): rectangles from a size and a text height. Pure arithmetic.
#pragma once

namespace syn {

struct Area {
  float x = 0.0F, y = 0.0F, width = 0.0F, height = 0.0F;  // pixels from the top left
  float right() const { return x + width; }
  float bottom() const { return y + height; }
};

struct Layout {
  Area bar;       // title, scales, language, theme, undo
  Area picture;   // the 3D view with its overlay
  Area editor;    // dose and therapy, as tabs
  Area curves;
  Area timeline;
  Area line;      // "this is a teaching model ..."
};

// `unit_px` is the height of body text. The areas never overlap and fill the screen; the picture keeps at least half
// of the width as long as the text scale allows. The timeline grows by `strips` narrow rows (what a scenario has beside
// doses and sessions), to at most two fifths of the height.
Layout make_layout(float width_px, float height_px, float unit_px, int strips = 0);

}  // namespace syn
