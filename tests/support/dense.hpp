// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

/// Small dense linear algebra, the plain way: what definitions are written with in tests.
namespace detente::testing {

using Matrix = std::vector<std::vector<double>>;

inline Matrix square_matrix(std::size_t n) { return Matrix(n, std::vector<double>(n, 0)); }

/// The inverse and the log of the determinant of a positive definite matrix, by Gauss-Jordan.
struct Inverse {
  Matrix matrix;
  double log_determinant = 0;
};
inline Inverse inverse_of(Matrix a) {
  const std::size_t n = a.size();
  Inverse result{square_matrix(n), 0};
  for (std::size_t i = 0; i < n; ++i) result.matrix[i][i] = 1;
  for (std::size_t k = 0; k < n; ++k) {
    const double pivot = a[k][k];
    result.log_determinant += std::log(pivot);
    for (std::size_t j = 0; j < n; ++j) {
      a[k][j] /= pivot;
      result.matrix[k][j] /= pivot;
    }
    for (std::size_t i = 0; i < n; ++i) {
      const double factor = i == k ? 0 : a[i][k];
      if (factor == 0) continue;
      for (std::size_t j = 0; j < n; ++j) {
        a[i][j] -= factor * a[k][j];
        result.matrix[i][j] -= factor * result.matrix[k][j];
      }
    }
  }
  return result;
}

/// v' A v
inline double quadratic_form(const Matrix& a, const std::vector<double>& v) {
  double sum = 0;
  for (std::size_t i = 0; i < v.size(); ++i)
    for (std::size_t j = 0; j < v.size(); ++j) sum += v[i] * a[i][j] * v[j];
  return sum;
}

}  // namespace detente::testing
