// A block of lines that Tab reaches and that scrolls into view: a card, a row of a list, a paragraph to read.
#pragma once

#include <imgui.h>

#include <span>
#include <string>

#include "app/ui/widgets/style.hpp"

namespace syn {

struct TextLine {
  std::string text;        // wrapped to the width of the block when it is drawn
  Role role = Role::text;  // colour
  float above = 0.0F;      // free space above it, in text heights
};

enum class BlockMark {
  none,     // text to read
  rule,     // a line at its left: a card
  against,  // hatched at its left: what contradicts
  row       // a row to choose: shaded under the mouse
};

// Draws the lines one below the other over the width that is left. True when it was clicked, or Enter was pressed on it.
bool text_block(const char* id, std::span<const TextLine> lines, BlockMark mark, const UiLook& look, bool selected = false);
bool text_block(const char* id, const std::string& text, BlockMark mark, const UiLook& look, bool selected = false);

}  // namespace syn
