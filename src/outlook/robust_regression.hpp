// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>

#include "base/result.hpp"

namespace detente {

/// Least squares of y on the columns of x, with errors that may differ from row to row:
///
///     b = (X'X)^-1 X'y,   V = (X'X)^-1 (sum of x x' e^2 / (1 - h)^2) (X'X)^-1
///
/// where h is a row's leverage: HC3 of MacKinnon and White (1985, J. Econometrics 29:305-325). No
/// term for serial correlation: each regression here has lags of its own that leave none.
struct Regression {
  Eigen::VectorXd coefficients{};
  Eigen::MatrixXd covariance{};  ///< HC3
  Eigen::MatrixXd inverse{};     ///< (X'X)^-1
  double variance = 0;           ///< of the residuals, by rows less columns
  Eigen::Index rows = 0;

  /// That the `count` coefficients from `first` on are all 0: Wald's test by F with `count` and
  /// rows - columns degrees of freedom; 1 where it cannot be computed.
  [[nodiscard]] double p_value(Eigen::Index first, Eigen::Index count) const;
  /// Student's quantile for a two-sided interval of this level.
  [[nodiscard]] double half_width(Eigen::Index coefficient, double level) const;
};

/// Kind::domain where there are fewer than two rows more than columns, or the columns depend on
/// each other.
Result<Regression> regress(const Eigen::MatrixXd& x, const Eigen::VectorXd& y);

}  // namespace detente
