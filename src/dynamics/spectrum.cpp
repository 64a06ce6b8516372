// SPDX-License-Identifier: Apache-2.0
#include "dynamics/spectrum.hpp"

#include <Eigen/Eigenvalues>

namespace detente {

Eigen::VectorXcd eigenvalues(const Eigen::MatrixXd& matrix) { return matrix.eigenvalues(); }

double spectral_radius(const Eigen::MatrixXd& matrix) {
  return eigenvalues(matrix).cwiseAbs().maxCoeff();
}

}  // namespace detente
