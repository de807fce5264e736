// Counts flashes as WCAG 2.2, success criterion 2.3.1, defines them, in the course of one area's relative luminance.
//
// A flash is a pair of opposing changes of relative luminance of 10 % of the maximum or more, where the darker image
// is below 0.80. The criterion allows three of them within any one second, on a quarter of any 10 degrees of the
// field of view; here each cell of a grid much finer than that is looked at by itself, so that nothing is averaged
// away, and what is counted is the largest number of flashes within any one second.
//
// A change begins where the course turns and is complete when it has gone 10 % from there; a flash lasts from the
// beginning of the first change to the completion of the second. Flashes that last longer than a second are slow ramps
// and can never fit three, or even one, into a second.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace syn::test {

inline double linear(std::uint8_t byte) {
  const double c = byte / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

// Largest number of whole flashes within any one second; `course` holds relative luminance 0..1 at even steps.
inline int most_flashes_in_a_second(std::span<const double> course, double per_second, double change = 0.10) {
  if (course.empty()) return 0;
  // Changes: where each began (the turning point before it), where it had gone far enough, its direction.
  struct Change {
    std::size_t began, complete;
    int direction;
  };
  std::vector<Change> changes;
  std::size_t low = 0, high = 0;  // the extremes since the last turn
  int direction = 0;
  constexpr double kSlack = 1e-9;
  for (std::size_t i = 0; i < course.size(); ++i) {
    if (course[i] < course[low] || (direction < 0 && course[i] == course[low])) low = i;
    if (course[i] > course[high] || (direction > 0 && course[i] == course[high])) high = i;
    const bool up = direction <= 0 && course[i] - course[low] >= change - kSlack;
    const bool down = direction >= 0 && course[high] - course[i] >= change - kSlack;
    if (up && course[low] < 0.80) {
      changes.push_back({low, i, 1});
      direction = 1, high = i;
    } else if (down && course[i] < 0.80) {
      changes.push_back({high, i, -1});
      direction = -1, low = i;
    }
  }
  // Pairs one after the other; a change belongs to one flash only.
  int most = 0;
  for (std::size_t first = 0; first < changes.size(); ++first) {
    const double end = static_cast<double>(changes[first].began) + per_second;
    int flashes = 0;
    for (std::size_t i = first; i + 1 < changes.size(); i += 2) {
      if (static_cast<double>(changes[i + 1].complete) > end) break;
      ++flashes;
    }
    most = std::max(most, flashes);
  }
  return most;
}

}  // namespace syn::test
