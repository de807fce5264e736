#include "math/matrix.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/maths.hpp"

namespace syn {

Matrix Matrix::identity(std::size_t size) {
  Matrix out(size, size);
  for (std::size_t i = 0; i < size; ++i) out(i, i) = 1.0;
  return out;
}

Matrix Matrix::operator*(const Matrix& other) const {
  assert(columns_ == other.rows_);
  Matrix out(rows_, other.columns_);
  for (std::size_t i = 0; i < rows_; ++i) {
    for (std::size_t k = 0; k < columns_; ++k) {
      const double factor = (*this)(i, k);
      if (factor == 0.0) continue;
      for (std::size_t j = 0; j < other.columns_; ++j) out(i, j) += factor * other(k, j);
    }
  }
  return out;
}

Matrix Matrix::operator+(const Matrix& other) const {
  assert(rows_ == other.rows_ && columns_ == other.columns_);
  Matrix out = *this;
  for (std::size_t i = 0; i < values_.size(); ++i) out.values_[i] += other.values_[i];
  return out;
}

Matrix Matrix::operator*(double factor) const {
  Matrix out = *this;
  for (double& value : out.values_) value *= factor;
  return out;
}

double Matrix::norm1() const {
  double largest = 0.0;
  for (std::size_t j = 0; j < columns_; ++j) {
    double sum = 0.0;
    for (std::size_t i = 0; i < rows_; ++i) sum += std::abs((*this)(i, j));
    largest = std::max(largest, sum);
  }
  return largest;
}

std::vector<double> multiply(const Matrix& matrix, std::span<const double> x) {
  assert(x.size() == matrix.columns());
  std::vector<double> out(matrix.rows(), 0.0);
  for (std::size_t i = 0; i < matrix.rows(); ++i) {
    for (std::size_t j = 0; j < matrix.columns(); ++j) out[i] += matrix(i, j) * x[j];
  }
  return out;
}

std::vector<double> multiply_row(std::span<const double> x, const Matrix& matrix) {
  assert(x.size() == matrix.rows());
  std::vector<double> out(matrix.columns(), 0.0);
  for (std::size_t i = 0; i < matrix.rows(); ++i) {
    for (std::size_t j = 0; j < matrix.columns(); ++j) out[j] += x[i] * matrix(i, j);
  }
  return out;
}

Matrix solve(Matrix a, Matrix b) {
  assert(a.rows() == a.columns() && a.rows() == b.rows());
  const std::size_t n = a.rows();
  for (std::size_t column = 0; column < n; ++column) {
    std::size_t pivot = column;
    for (std::size_t row = column + 1; row < n; ++row) {
      if (std::abs(a(row, column)) > std::abs(a(pivot, column))) pivot = row;
    }
    assert(a(pivot, column) != 0.0);
    if (pivot != column) {
      for (std::size_t j = 0; j < n; ++j) std::swap(a(pivot, j), a(column, j));
      for (std::size_t j = 0; j < b.columns(); ++j) std::swap(b(pivot, j), b(column, j));
    }
    for (std::size_t row = column + 1; row < n; ++row) {
      const double factor = a(row, column) / a(column, column);
      if (factor == 0.0) continue;
      for (std::size_t j = column; j < n; ++j) a(row, j) -= factor * a(column, j);
      for (std::size_t j = 0; j < b.columns(); ++j) b(row, j) -= factor * b(column, j);
    }
  }
  for (std::size_t row = n; row-- > 0;) {
    for (std::size_t j = 0; j < b.columns(); ++j) {
      for (std::size_t k = row + 1; k < n; ++k) b(row, j) -= a(row, k) * b(k, j);
      b(row, j) /= a(row, row);
    }
  }
  return b;
}

Matrix exponential(const Matrix& a) {
  constexpr std::array<double, 14> c{64764752532480000.0,
                                     32382376266240000.0,
                                     7771770303897600.0,
                                     1187353796428800.0,
                                     129060195264000.0,
                                     10559470521600.0,
                                     670442572800.0,
                                     33522128640.0,
                                     1323241920.0,
                                     40840800.0,
                                     960960.0,
                                     16380.0,
                                     182.0,
                                     1.0};
  constexpr double kLargestNorm = 5.371920351148152;  // the Pade form is exact to rounding below this
  const double norm = a.norm1();
  const int squarings = norm > kLargestNorm ? static_cast<int>(std::ceil(maths::log2(norm / kLargestNorm))) : 0;
  const Matrix x = a * std::ldexp(1.0, -squarings);
  const Matrix x2 = x * x;
  const Matrix x4 = x2 * x2;
  const Matrix x6 = x4 * x2;
  const Matrix one = Matrix::identity(a.rows());
  const Matrix odd = x * (x6 * (x6 * c[13] + x4 * c[11] + x2 * c[9]) + x6 * c[7] + x4 * c[5] + x2 * c[3] + one * c[1]);
  const Matrix even = x6 * (x6 * c[12] + x4 * c[10] + x2 * c[8]) + x6 * c[6] + x4 * c[4] + x2 * c[2] + one * c[0];
  Matrix out = solve(even + odd * -1.0, even + odd);
  for (int i = 0; i < squarings; ++i) out = out * out;
  return out;
}

SymmetricModes symmetric_modes(Matrix a) {
  const std::size_t n = a.rows();
  Matrix v = Matrix::identity(n);
  constexpr int kSweeps = 50;  // it converges quadratically: five or six are enough
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    double off = 0.0;
    for (std::size_t p = 0; p < n; ++p) {
      for (std::size_t q = p + 1; q < n; ++q) off += std::abs(a(p, q));
    }
    if (off == 0.0) break;
    for (std::size_t p = 0; p < n; ++p) {
      for (std::size_t q = p + 1; q < n; ++q) {
        if (a(p, q) == 0.0) continue;
        const double theta = (a(q, q) - a(p, p)) / (2.0 * a(p, q));
        const double t = std::copysign(1.0, theta) / (std::abs(theta) + maths::hypot(theta, 1.0));
        const double cosine = 1.0 / maths::hypot(t, 1.0);
        const double sine = t * cosine;
        for (std::size_t k = 0; k < n; ++k) {
          const double kp = a(k, p);
          const double kq = a(k, q);
          a(k, p) = cosine * kp - sine * kq;
          a(k, q) = sine * kp + cosine * kq;
        }
        for (std::size_t k = 0; k < n; ++k) {
          const double pk = a(p, k);
          const double qk = a(q, k);
          a(p, k) = cosine * pk - sine * qk;
          a(q, k) = sine * pk + cosine * qk;
        }
        a(p, q) = a(q, p) = 0.0;
        for (std::size_t k = 0; k < n; ++k) {
          const double kp = v(k, p);
          const double kq = v(k, q);
          v(k, p) = cosine * kp - sine * kq;
          v(k, q) = sine * kp + cosine * kq;
        }
      }
    }
  }
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  // Stable: which of two equal values comes first must not depend on the standard library.
  std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return a(i, i) < a(j, j); });
  SymmetricModes modes{std::vector<double>(n), Matrix(n, n)};
  for (std::size_t j = 0; j < n; ++j) {
    modes.values[j] = a(order[j], order[j]);
    for (std::size_t i = 0; i < n; ++i) modes.vectors(i, j) = v(i, order[j]);
  }
  return modes;
}

}  // namespace syn
