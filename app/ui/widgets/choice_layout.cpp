#include "app/ui/widgets/choice_layout.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace syn {
namespace {

// How many words stand on each row if a row takes as many as fit into `limit_px`, and at least one.
std::vector<int> filled(std::span<const float> words_px, float limit_px) {
  std::vector<int> rows;
  float used = 0.0F;
  for (const float word : words_px) {
    if (rows.empty() || used + word > limit_px) {
      rows.push_back(0);
      used = 0.0F;
    }
    ++rows.back();
    used += word;
  }
  return rows;
}

// As few rows as the width needs, and the narrowest rows among those.
std::vector<int> evenly_filled(std::span<const float> words_px, float width_px) {
  const std::vector<int> rows = filled(words_px, width_px);
  float low = 0.0F;
  float high = width_px;
  for (int i = 0; i < 16; ++i) {
    const float middle = 0.5F * (low + high);
    (filled(words_px, middle).size() > rows.size() ? low : high) = middle;
  }
  return filled(words_px, high);
}

}  // namespace

std::vector<ChoiceCell> choice_cells(std::span<const float> words_px, float width_px) {
  std::vector<ChoiceCell> cells;
  if (words_px.empty()) return cells;
  const auto count = static_cast<float>(words_px.size());
  const float longest = *std::max_element(words_px.begin(), words_px.end());
  if (longest * count <= width_px) {
    const float part = width_px / count;
    for (float left = 0.0F; cells.size() < words_px.size(); left += 1.0F) cells.push_back({0, part * left, part * (left + 1.0F)});
    return cells;
  }
  const std::vector<int> rows = evenly_filled(words_px, width_px);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto words = words_px.subspan(cells.size(), static_cast<std::size_t>(rows[row]));
    const float needed = std::accumulate(words.begin(), words.end(), 0.0F);
    const float more = (width_px - needed) / static_cast<float>(words.size());  // negative: too long, it is shortened
    float left = 0.0F;
    for (const float word : words) {
      cells.push_back({static_cast<int>(row), left, left + word + more});
      left += word + more;
    }
  }
  return cells;
}

int choice_across(std::span<const ChoiceCell> cells, int from, int rows) {
  const ChoiceCell& start = cells[static_cast<std::size_t>(from)];
  const float middle = 0.5F * (start.left + start.right);
  int best = from;
  float nearest = INFINITY;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const float away = std::abs(0.5F * (cells[i].left + cells[i].right) - middle);
    if (cells[i].row != start.row + rows || away >= nearest) continue;
    nearest = away;
    best = static_cast<int>(i);
  }
  return best;
}

int choice_at(std::span<const ChoiceCell> cells, int row, float x) {
  row = std::clamp(row, 0, cells.back().row);
  int at = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].row < row || (cells[i].row == row && (cells[i].left <= x || cells[i].left == 0.0F))) at = static_cast<int>(i);
  }
  return at;
}

}  // namespace syn
