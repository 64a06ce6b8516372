// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <cstdint>

#include "dynamics/fit_counts.hpp"

namespace detente {

/// Randomised quantile residuals (Dunn and Smyth 1996, J. Comp. Graph. Statist. 5, eq. 2): each
/// count's place in the distribution that the model gives it, drawn evenly between P(Y < y) and P(Y
/// <= y), as a standard normal value. T x D; independent and standard normal where the model is
/// right. The fit must be of this series.
Eigen::MatrixXd quantile_residuals(const CountFit& fit, const CountSeries& series,
                                   std::uint64_t seed);

/// What the residuals of a right model have none of.
struct ResidualChecks {
  Eigen::MatrixXd autocorrelation{};  ///< lags x D, from lag 1
  Eigen::VectorXd
      leftover{};  ///< D: p-value of Ljung and Box (1978, Biometrika 65, eq. 1.2) over all lags
  /// D: p-value of the distance of Kolmogorov and Smirnov from the standard normal, by their
  /// large-sample formula (which, with parameters that were fitted, is on the side of finding no
  /// fault).
  Eigen::VectorXd shape{};
  Eigen::MatrixXd
      same_day{};  ///< D x D correlations: what is reported together, or answered within the day
};

/// `lags` from 1 to below T.
ResidualChecks check_residuals(const Eigen::MatrixXd& residuals, int lags);

}  // namespace detente
