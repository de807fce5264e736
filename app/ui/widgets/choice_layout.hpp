// Where the words of a choice stand: side by side where they fit, else on as few rows as they need. Pure arithmetic.
#pragma once

#include <span>
#include <vector>

namespace syn {

struct ChoiceCell {
  int row = 0;
  float left = 0.0F, right = 0.0F;  // pixels from the left edge of the choice
};

// One cell for each word, in reading order; the cells of a row fill the width without a gap. `words_px` are the widths
// that the words need, with their margins. Equal cells on one row where the longest word fits into them; else each as
// wide as its word with a share of what is left, the rows as even as can be. A word wider than the whole choice has a
// row of its own.
std::vector<ChoiceCell> choice_cells(std::span<const float> words_px, float width_px);

// The cell above (`rows` -1) or below (+1) that lies nearest to the middle of `from`; `from` itself at the edge.
int choice_across(std::span<const ChoiceCell> cells, int from, int rows);

// The cell that holds a point, `row` and `x` clamped to the choice.
int choice_at(std::span<const ChoiceCell> cells, int row, float x);

}  // namespace syn
