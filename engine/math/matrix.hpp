// Small dense matrices: just what linear systems with constant inputs need. Sizes here are 2 to 24.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace syn {

// Row-major, real, sizes fixed at construction. Indices are not checked outside of debug builds.
class Matrix {
 public:
  Matrix() = default;
  Matrix(std::size_t rows, std::size_t columns) : rows_(rows), columns_(columns), values_(rows * columns, 0.0) {}
  static Matrix identity(std::size_t size);

  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  double& operator()(std::size_t row, std::size_t column) { return values_[row * columns_ + column]; }
  double operator()(std::size_t row, std::size_t column) const { return values_[row * columns_ + column]; }

  Matrix operator*(const Matrix& other) const;
  Matrix operator+(const Matrix& other) const;
  Matrix operator*(double factor) const;
  // Largest sum of absolute values in a column.
  double norm1() const;

 private:
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
  std::vector<double> values_;
};

// y = M x.
std::vector<double> multiply(const Matrix& matrix, std::span<const double> x);
// y = x M (x a row): how a row of state probabilities moves, p(t + h) = p(t) exp(Q h).
std::vector<double> multiply_row(std::span<const double> x, const Matrix& matrix);

// X with A X = B, by elimination with row exchange. A square and regular (a broken invariant otherwise).
Matrix solve(Matrix a, Matrix b);

// exp(A) to nearly the last bit: scaling and squaring with the Pade form of degree 13 (Higham 2005,
// doi:10.1137/04061101X). Exact stepping of x' = A x over h is x(t + h) = exp(A h) x(t).
Matrix exponential(const Matrix& a);

// Eigenvalues and orthonormal eigenvectors (columns) of a symmetric matrix by Jacobi rotations. Increasing order.
struct SymmetricModes {
  std::vector<double> values;
  Matrix vectors;
};
SymmetricModes symmetric_modes(Matrix a);

}  // namespace syn
