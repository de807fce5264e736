// The evidence badge: how well what is on screen is known. Drawn, not typed, so that no font can lose it.
#pragma once

#include <imgui.h>

#include "app/ui/widgets/style.hpp"
#include "core/sentence.hpp"

namespace syn {

// From well known to our own making; the same order as the badges that stages report.
// Shapes: disc = seen in people, triangle = seen in animals, question mark = hypothesis, gear wheel = our model.
enum class BadgeGlyph { people, animals, hypothesis, our_model };

TextKey word_of(BadgeGlyph sign);         // "People"
TextKey explanation_of(BadgeGlyph sign);  // one sentence: what the badge means

// The bare sign within a circle of this radius.
void draw_badge_glyph(ImDrawList& draw, BadgeGlyph sign, ImVec2 center, float radius, ImU32 color);

// Sign and word on a plate with its top left corner here; the size is what badge_size() says.
ImVec2 badge_size(BadgeGlyph sign, const ImFont& font, const Locale& locale);
void draw_badge(ImDrawList& draw, BadgeGlyph sign, ImVec2 corner, ImFont& font, const Theme& theme, const Locale& locale);

}  // namespace syn
