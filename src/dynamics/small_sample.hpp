// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>

#include "dynamics/fit_counts.hpp"

namespace detente {

/// How far B is off on average because the periods are few, D x D: mostly below 0 on the diagonal,
/// of the order of one over the number of periods that the memories have time to forget.
///
/// In units of volume the model is u[t] = c + A z[t] + e[t], z[t+1] = F z[t] + H e[t] + H c, with
/// H = 1 - decays and F = decays + H A. So A is regressed on what it moves itself, and the bias of
/// least squares in a vector autoregression (Nicholls and Pope 1988, Australian J. Statistics 30A;
/// Pope 1990, J. Time Series Analysis 11, eq. 1) holds with S H' in place of the noise's variance:
///
///     -S H' ((I - F')^-1 + F' (I - F'^2)^-1 + sum over eigenvalues f of F of f (I - f F')^-1)
///     G^-1/T
///
/// S is the variance of u - A z, G that of z, which solves G = F G F' + H S H'. 0 where F has an
/// eigenvalue of 1 or more, where the formula does not hold. Time O(T R D^2 + (R D)^4).
Eigen::MatrixXd reaction_bias(const CountFit& fit, const CountSeries& series);

}  // namespace detente
