// Colours as people with each kind of colour vision see them, and how far apart they then are.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "app/ui/look/theme.hpp"

namespace syn::test {

using Vec = std::array<double, 3>;
using Matrix = std::array<Vec, 3>;

inline Vec times(const Matrix& m, const Vec& v) {
  Vec out{};
  for (std::size_t i = 0; i < 3; ++i) out[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
  return out;
}

// CIE L*a*b* (D65) of a colour as seen through one of these eyes.
inline Vec lab(Color color, const Matrix& eye) {
  const auto linear = [](float c) { return c <= 0.04045F ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
  Vec seen = times(eye, {linear(color.r), linear(color.g), linear(color.b)});
  for (double& c : seen) c = std::clamp(c, 0.0, 1.0);
  const Vec xyz = times({Vec{0.4124, 0.3576, 0.1805}, Vec{0.2126, 0.7152, 0.0722}, Vec{0.0193, 0.1192, 0.9505}}, seen);
  const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116.0; };
  const double x = f(xyz[0] / 0.9505);
  const double y = f(xyz[1]);
  const double z = f(xyz[2] / 1.089);
  return {116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)};
}

// Normal, protan, deutan and tritan vision (Machado et al. 2009, severity 1).
inline constexpr std::array<Matrix, 4> kEyes{
    Matrix{Vec{1, 0, 0}, Vec{0, 1, 0}, Vec{0, 0, 1}},
    Matrix{Vec{0.152286, 1.052583, -0.204868}, Vec{0.114503, 0.786281, 0.099216}, Vec{-0.003882, -0.048116, 1.051998}},
    Matrix{Vec{0.367322, 0.860646, -0.227968}, Vec{0.280085, 0.672501, 0.047413}, Vec{-0.011820, 0.042940, 0.968881}},
    Matrix{Vec{1.255528, -0.076749, -0.178779}, Vec{-0.078411, 0.930809, 0.147602}, Vec{0.004733, 0.691367, 0.303900}}};

// Smallest over all of them of a difference between two colours as they are seen.
template <class Difference>
double least_over_eyes(Color a, Color b, Difference difference) {
  double least = 1e9;
  for (const Matrix& eye : kEyes) least = std::min(least, difference(lab(a, eye), lab(b, eye)));
  return least;
}

// CIE76 distance.
inline double seen_distance(Color a, Color b) {
  return least_over_eyes(a, b, [](const Vec& x, const Vec& y) { return std::hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]); });
}

// Step of lightness L*.
inline double seen_step(Color a, Color b) {
  return least_over_eyes(a, b, [](const Vec& x, const Vec& y) { return std::abs(x[0] - y[0]); });
}

inline double lightness(Color color) { return lab(color, kEyes[0])[0]; }

inline constexpr std::array kStory{Role::text,   Role::glutamate, Role::ketamine, Role::channel,
                                   Role::growth, Role::therapy,   Role::burden,   Role::structure};

inline double least_distance(const Theme& theme) {
  double least = 1e9;
  for (const Role a : kStory) {
    for (const Role b : kStory) {
      if (a < b) least = std::min(least, seen_distance(theme[a], theme[b]));
    }
  }
  return least;
}

}  // namespace syn::test
