// The drawn pictures of the walk: few shapes, few colours, nothing that moves.
#pragma once

#include <imgui.h>

#include "app/ui/look/theme.hpp"
#include "app/ui/widgets/label_layout.hpp"
#include "app/walk/content/walk.hpp"

namespace syn {

// Within the box. Nothing for the two that are scenes of the program.
void draw_calm_picture(ImDrawList& draw, const Box& box, CalmPicture picture, const Theme& theme);

}  // namespace syn
