// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <vector>

#include "dynamics/fit_counts.hpp"

namespace detente {

/// An estimate with a range that holds the true value in `level` of all cases.
struct Estimate {
  double estimate = 0, low = 0, high = 0;
};

/// Draws of B from the large-sample distribution of the estimates: each row is normal with the
/// inverse of its expected information as covariance (sign-free, so nothing is cut off at 0). The
/// same for a seed. D x D each.
std::vector<Eigen::MatrixXd> reaction_draws(const CountFit& fit, int draws, std::uint64_t seed);

/// The value at share `p` of 0 to 1 of values in any order, between neighbours in a straight line;
/// values is not empty.
double quantile(std::vector<double> values, double p);

/// An estimate with the quantiles of its draws that hold the middle `level`, in (0, 1), of them.
Estimate estimate_of(double estimate, const std::vector<double>& draws, double level);

/// The radius of B with the quantiles of those of its draws.
Estimate radius_of(const CountFit& fit, const std::vector<Eigen::MatrixXd>& draws, double level);

}  // namespace detente
