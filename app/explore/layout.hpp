// Where everything stands on the screen of Explore: areas from a size and a text height. Pure arithmetic.
#pragma once

#include "app/ui/widgets/area.hpp"

namespace syn {

struct ExploreLayout {
  Area bar;                 // title, scales, language, theme, undo: one row
  Area picture;             // the 3D view with its overlay
  Area caption;             // the caption in a strip of its own that scrolls; of no height where the overlay has room for it
  Area editor;              // dose and therapy, as tabs
  Area curves;              // of no height if one_column
  bool one_column = false;  // the screen is too low for the text: the curves are a tab beside dose and therapy
  Area timeline;
  Area line;  // "this is a teaching model ..."
  bool operator==(const ExploreLayout&) const = default;
};

// What the words and the scenario need, as the frame before measured it.
struct ExploreNeeds {
  int line = 1;         // lines of the sentence at the foot
  int strips = 0;       // narrow rows of the timeline: what a scenario has beside doses and sessions
  float editor = 0.0F;  // height of all controls of the tab in front, px
  bool list = false;    // the tab in front is a long list: the curves keep the plot only
  bool operator==(const ExploreNeeds&) const = default;
};

// `unit_px` is the height of body text. The areas never overlap and fill the screen; the picture keeps at least half
// of the width, and with its caption a third of the height.
ExploreLayout explore_layout(float width_px, float height_px, float unit_px, ExploreNeeds needs = {});

}  // namespace syn
