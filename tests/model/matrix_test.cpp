#include <doctest/doctest.h>

#include <cmath>

#include "math/matrix.hpp"

using namespace syn;

namespace {

double distance(const Matrix& a, const Matrix& b) { return (a + b * -1.0).norm1(); }

Matrix sample(std::size_t n) {
  Matrix m(n, n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) m(i, j) = std::sin(1.0 + 3.7 * std::pow(static_cast<double>(i * n + j), 1.7));
  }
  return m;
}

}  // namespace

TEST_CASE("solving undoes multiplying") {
  const Matrix a = sample(11);
  const Matrix x = sample(11) * 0.5;
  CHECK(distance(solve(a, a * x), x) < 1e-11);
}

TEST_CASE("the exponential knows rotation, decay, nilpotent and stiff matrices") {
  Matrix turn(2, 2);
  turn(0, 1) = -30.0;
  turn(1, 0) = 30.0;
  const Matrix turned = exponential(turn);
  CHECK(turned(0, 0) == doctest::Approx(std::cos(30.0)).epsilon(1e-12));
  CHECK(turned(1, 0) == doctest::Approx(std::sin(30.0)).epsilon(1e-12));

  Matrix shift(3, 3);
  shift(0, 1) = 2.0;
  shift(1, 2) = 5.0;
  CHECK(exponential(shift)(0, 2) == doctest::Approx(5.0));

  Matrix stiff(2, 2);
  stiff(0, 0) = -1e5;
  stiff(0, 1) = 1e5;
  stiff(1, 1) = -1.0;
  CHECK(exponential(stiff)(1, 1) == doctest::Approx(std::exp(-1.0)).epsilon(1e-10));
  CHECK(exponential(stiff)(0, 1) == doctest::Approx(1e5 / (1e5 - 1.0) * std::exp(-1.0)).epsilon(1e-10));

  const Matrix a = sample(6);
  CHECK(distance(exponential(a * 2.0), exponential(a) * exponential(a)) < 1e-11 * exponential(a * 2.0).norm1());
  CHECK(distance(exponential(a) * exponential(a * -1.0), Matrix::identity(6)) < 1e-11);
}

TEST_CASE("modes of a symmetric matrix are orthonormal, ordered and rebuild it") {
  const Matrix half = sample(6);
  Matrix symmetric(6, 6);
  for (std::size_t i = 0; i < 6; ++i) {
    for (std::size_t j = 0; j < 6; ++j) symmetric(i, j) = half(i, j) + half(j, i);
  }
  const SymmetricModes modes = symmetric_modes(symmetric);
  Matrix diagonal(6, 6), transposed(6, 6);
  for (std::size_t i = 0; i < 6; ++i) {
    diagonal(i, i) = modes.values[i];
    if (i > 0) CHECK(modes.values[i] >= modes.values[i - 1]);
    for (std::size_t j = 0; j < 6; ++j) transposed(i, j) = modes.vectors(j, i);
  }
  CHECK(distance(transposed * modes.vectors, Matrix::identity(6)) < 1e-13);
  CHECK(distance(modes.vectors * diagonal * transposed, symmetric) < 1e-12);
}
