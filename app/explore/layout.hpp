// Where everything stands on the screen of Explore: areas from a size and a text height. Pure arithmetic.
#pragma once

#include "app/ui/widgets/area.hpp"
#include "app/viewing/view.hpp"

namespace syn {

struct ExploreLayout {
  Area ladder;   // of the scales
  Area picture;  // the 3D view with its overlay
  Area caption;  // the caption in a strip of its own that scrolls; of no height where the overlay has room for it
  Area panel;    // the one that is open; of no width while all are folded away
  Area rail;     // the words that open them; of no width where the words have no room
  Area timeline;
  Area foot;  // "this is a teaching model ...", and what is done with the whole
  bool operator==(const ExploreLayout&) const = default;
};

// What the words and the scenario need, as the frame before measured it.
struct ExploreNeeds {
  int line = 1;                            // lines of the sentence at the foot
  int strips = 0;                          // narrow rows of the timeline: what a scenario has beside doses and sessions
  float rail_px = 0.0F, ladder_px = 0.0F;  // width of the words that open panels, and of the scales; 0 = not known yet
  int rail_words = 8;
  PanelPlace panels = PanelPlace::folded;
  bool operator==(const ExploreNeeds&) const = default;
};

// `unit_px` is the height of body text. The areas never overlap and fill the screen; with all panels folded away the picture
// with its words has 65 % of it at usual text, beside a panel at least 43 % of the width, and with its caption a third of the
// height.
ExploreLayout explore_layout(float width_px, float height_px, float unit_px, ExploreNeeds needs = {});

}  // namespace syn
