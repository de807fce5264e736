// Counts flashes as WCAG 2.2, success criterion 2.3.1, defines them, in the course of one area's relative luminance.
//
// A flash is a pair of opposing changes of relative luminance of 10 % of the maximum or more, where the darker image
// is below 0.80. The criterion allows three of them within any one second, on a quarter of any 10 degrees of the
// field of view. Counted here is the largest number of whole flashes within any one second.
//
// Each flash is as short as can be: around the turning point in its middle, from the last moment that is 10 % away
// from it to the next one that is. Flashes that last longer than a second are slow ramps and do not count.
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
  constexpr double kSlack = 1e-9;
  const auto far = [&](std::size_t i, std::size_t k) { return std::abs(course[i] - course[k]) >= change - kSlack; };
  // Turning points: neighbours in this list lie 10 % apart or more, up and down in turns.
  std::vector<std::size_t> turns;
  std::size_t low = 0, high = 0;
  int direction = 0;
  for (std::size_t i = 0; i < course.size(); ++i) {
    if (course[i] < course[low]) low = i;
    if (course[i] > course[high]) high = i;
    if (direction <= 0 && far(i, low) && course[i] > course[low]) {
      turns.push_back(low);
      direction = 1, high = i;
    } else if (direction >= 0 && far(i, high) && course[i] < course[high]) {
      turns.push_back(high);
      direction = -1, low = i;
    }
  }
  if (direction != 0) turns.push_back(direction > 0 ? high : low);

  // Flashes one after the other: a change belongs to one of them only.
  int most = 0;
  for (std::size_t first = 1; first + 1 < turns.size(); ++first) {
    double end = 0.0;
    int flashes = 0;
    for (std::size_t i = first; i + 1 < turns.size(); i += 2) {
      const std::size_t middle = turns[i];
      std::size_t from = middle, until = middle;
      while (!far(from, middle)) --from;
      while (!far(until, middle)) ++until;
      if (flashes == 0) end = static_cast<double>(from) + per_second;
      if (static_cast<double>(until) > end) break;
      // The darker image of both changes is below 0.80.
      const auto dark = [&](std::size_t other) { return std::min(course[middle], course[other]) < 0.80; };
      if (!dark(turns[i - 1]) || !dark(turns[i + 1])) break;
      ++flashes;
    }
    most = std::max(most, flashes);
  }
  return most;
}

}  // namespace syn::test
