// Lines of a text. Dear ImGui breaks lines behind commas and points too, so that "1,43" may become "1," and "43";
// here a line ends between words only.
#pragma once

#include <imgui.h>

#include <string>
#include <string_view>

namespace syn {

// The text with line breaks in place of spaces, so that no line is wider than this: a longer word goes on
// below, after a hyphen or a slash where it has one. Its own line breaks stay. In the current font.
std::string wrapped(std::string_view text, float width_px);

// What the text takes when it is wrapped so.
ImVec2 wrapped_size(std::string_view text, float width_px);

}  // namespace syn
