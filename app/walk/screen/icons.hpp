// A hundred people in ten rows, and how many of them it happened to. Help and harm look the same.
#pragma once

#include <imgui.h>

#include "app/ui/look/theme.hpp"
#include "app/ui/widgets/label_layout.hpp"
#include "app/walk/content/walk.hpp"

namespace syn {

// How much of the so-many-th person, from 0, is filled: 1 whole, 0 not; and whether it is in the range that is not sure.
struct IconShare {
  float filled = 0.0F;
  float unsure = 0.0F;  // beyond `filled`
  bool operator==(const IconShare&) const = default;
};
IconShare icon_share(int person, double low, double high);

// As large as fits into the box, from its top, in the middle. The lower end of what is drawn.
float draw_icons(ImDrawList& draw, const Box& box, const IconArray& array, const Theme& theme);

}  // namespace syn
