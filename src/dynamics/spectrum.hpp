// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>

namespace detente {

/// The eigenvalues of a square matrix, in no order.
Eigen::VectorXcd eigenvalues(const Eigen::MatrixXd& matrix);

/// The largest absolute value of the eigenvalues of a square matrix. Under 1 what one event brings
/// about dies out.
double spectral_radius(const Eigen::MatrixXd& matrix);

}  // namespace detente
