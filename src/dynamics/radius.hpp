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

/// How the spectral radius of a matrix changes with each of its elements: Re(conj(e) l r' / (|e|
/// l'r)) with the largest eigenvalue e and its left and right vectors l and r. Its rows are of l.
Eigen::MatrixXd radius_gradient(const Eigen::MatrixXd& matrix);

/// The spectral radius of B. Its interval is that of a normal estimate by the gradient at B (the
/// delta method), about the estimate less what `bias`, of reaction_bias(), makes it off. It is not
/// made of the draws' radii: noise lifts the largest of several moduli, so that draws about a noisy
/// B have the noise twice, and of 8 streams with a small radius none of their intervals holds it.
Estimate radius_of(const CountFit& fit, const Eigen::MatrixXd& bias, double level);

/// The estimate less both its biases: that of few periods, and what noise lifts it by, the mean
/// excess of the draws' radii.
double corrected_radius_of(const CountFit& fit, const Eigen::MatrixXd& bias,
                           const std::vector<Eigen::MatrixXd>& draws);

}  // namespace detente
