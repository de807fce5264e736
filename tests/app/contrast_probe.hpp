// What a person sees of what Dear ImGui was told to draw: every line of text and every shape of the last frame with its
// colour, beside the pixels of the picture that came of it.
//
// Contrast is that of WCAG 2.2. The ground of a text is read from the picture, between and around its letters (no letter
// is antialiased outside its own box); the ink is the drawn colour, and the picture must hold it somewhere in the letters,
// otherwise the strongest pixel found there counts. For a shape both come from pixels: its own, and those that lie next
// to it in eight directions.
#pragma once

#include <imgui.h>

#include <optional>
#include <string>
#include <vector>

#include "app/ui/look/theme.hpp"
#include "app/ui/widgets/label_layout.hpp"
#include "gfx/target.hpp"

namespace syn::test {

struct ProbedText {
  std::string words;
  std::string window;   // the window at the top, "editor" for "editor/body"
  Color color;          // as drawn; alpha below 1 = faded
  Box box;              // pixels, within what is not clipped
  double contrast = 0;  // that nine tenths of its ground have, or more
};

struct ProbedShape {
  Color color;  // as drawn
  Color seen;   // its most frequent pixel
  std::string window;
  std::string near;  // the closest words, to name it by
  Box box;
  double contrast = 0;     // median over what is next to it
  std::size_t pixels = 0;  // where it can be seen
};

struct ProbedScreen {
  std::vector<ProbedText> texts;
  std::vector<ProbedShape> shapes;  // of the colours asked for
};

// The draw data of the last frame against its picture. `colors`: the shapes to measure, by red, green and blue. `where`: only
// the text that reaches into this box.
ProbedScreen look_at(const ImDrawData& data, const Image& picture, const std::vector<Color>& colors, std::optional<Box> where = {});

}  // namespace syn::test
