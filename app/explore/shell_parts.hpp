// What the parts of the shell share: how its windows stand.
#pragma once

#include <imgui.h>

#include "app/explore/layout.hpp"
#include "app/viewing/view.hpp"

namespace syn {

// The screen is cleared in the panels' colour, so their windows need no ground of their own: a software renderer pays
// for every filled pixel.
inline constexpr ImGuiWindowFlags kFixed = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                           ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoBackground |
                                           ImGuiWindowFlags_NoFocusOnAppearing;  // the curves come back: the focus stays where it is

inline void place(const Area& area) {
  ImGui::SetNextWindowPos({area.x, area.y});
  ImGui::SetNextWindowSize({area.width, area.height});
}

inline Viewpoint other_viewpoint(Viewpoint now) { return now == Viewpoint::usual ? Viewpoint::signals : Viewpoint::usual; }

}  // namespace syn
