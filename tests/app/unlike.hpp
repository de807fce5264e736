// Two pictures of one moment from two renderers: the same scene, and every pixel a little different where edges are
// smoothed or light is rounded otherwise. What is missing or stands elsewhere is told from that by its place: a pixel
// counts as far as it lies outside of what the other picture has within one pixel around, and a block of pixels as much
// as its pixels do on average. A mean over the whole picture would not notice a label that is not there.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "gfx/target.hpp"

namespace syn::test {

struct UnlikePlace {
  double by = 0.0;   // mean of its pixels, 0..255
  int x = 0, y = 0;  // its upper left corner
};

// The block that differs most; pictures of different size differ by 255.
inline UnlikePlace most_unlike(const Image& a, const Image& b) {
  if (a.width != b.width || a.height != b.height || a.rgb.size() != b.rgb.size()) return {255.0, 0, 0};
  constexpr int kBlock = 16, kStep = 8;
  const int width = a.width, height = a.height;
  const auto value = [&](const Image& image, int x, int y, int channel) {
    return static_cast<int>(image.rgb[3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) +
                                      static_cast<std::size_t>(channel)]);
  };
  // How far the pixel of `one` lies outside of what `other` has around there.
  const auto outside = [&](const Image& one, const Image& other, int x, int y) {
    int most = 0;
    for (int channel = 0; channel < 3; ++channel) {
      int low = 255, high = 0;
      for (int v = std::max(0, y - 1); v <= std::min(height - 1, y + 1); ++v) {
        for (int u = std::max(0, x - 1); u <= std::min(width - 1, x + 1); ++u) {
          low = std::min(low, value(other, u, v, channel));
          high = std::max(high, value(other, u, v, channel));
        }
      }
      const int here = value(one, x, y, channel);
      most = std::max({most, low - here, here - high});
    }
    return most;
  };
  // Sums over rectangles from the upper left corner.
  const auto at = [&](int x, int y) {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width + 1) + static_cast<std::size_t>(x);
  };
  std::vector<double> sums(at(width, height) + 1, 0.0);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const double here = std::max(outside(a, b, x, y), outside(b, a, x, y));
      sums[at(x + 1, y + 1)] = here + sums[at(x, y + 1)] + sums[at(x + 1, y)] - sums[at(x, y)];
    }
  }
  UnlikePlace worst;
  for (int y = 0; y < height; y += kStep) {
    for (int x = 0; x < width; x += kStep) {
      const int right = std::min(width, x + kBlock), bottom = std::min(height, y + kBlock);
      const double sum = sums[at(right, bottom)] - sums[at(x, bottom)] - sums[at(right, y)] + sums[at(x, y)];
      const double by = sum / ((right - x) * (bottom - y));
      if (by > worst.by) worst = {by, x, y};
    }
  }
  return worst;
}

}  // namespace syn::test
