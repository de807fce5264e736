// The curves of a beat for a whole hall: the plot alone, as large as its place, with nothing to press.
#pragma once

#include "app/panels/common/panel.hpp"
#include "app/present/prediction.hpp"
#include "app/shell/screen_context.hpp"

namespace syn {

// Fills the ImGui window under way from its cursor down to `below` pixels above its end. While a prediction is asked for the curves'
// future is covered, and the mouse draws; what was drawn stays beside them.
void draw_hall_plot(const PanelContext& context, Prediction& prediction, bool asked, float below);

}  // namespace syn
