// Where everything stands on a screen of the walk. Pure arithmetic.
#pragma once

#include "app/ui/widgets/area.hpp"

namespace syn {

struct WalkLayout {
  Area head;     // which screen, which part
  Area picture;  // of no width where the letters are too large for both
  Area caption;  // what the picture shows
  Area card;
  Area foot;  // on, back, aloud, stop
  bool operator==(const WalkLayout&) const = default;
};

// Heights that the words needed in the frame before, px.
struct WalkNeeds {
  float head = 0.0F, caption = 0.0F, foot = 0.0F;
  bool operator==(const WalkNeeds&) const = default;
};

// `unit_px` is the height of a line. The areas lie beside each other and fill the screen.
WalkLayout walk_layout(float width_px, float height_px, float unit_px, const WalkNeeds& needs);

// The height of a line on a screen of this height: type of 26 px on 1080 rows.
float walk_unit(float height_px, float text_scale);

}  // namespace syn
