// SPDX-License-Identifier: Apache-2.0
#include "dynamics/spectrum.hpp"

#include <Eigen/Eigenvalues>

namespace detente {

double spectral_radius(const Eigen::MatrixXd& matrix) {
  return matrix.eigenvalues().cwiseAbs().maxCoeff();
}

}  // namespace detente
