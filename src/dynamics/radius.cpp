// SPDX-License-Identifier: Apache-2.0
#include "dynamics/radius.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "base/random.hpp"
#include "dynamics/spectrum.hpp"
#include "measure/quantile.hpp"

namespace detente {

std::vector<Eigen::MatrixXd> reaction_draws(const CountFit& fit, int draws, std::uint64_t seed) {
  const auto streams = static_cast<Eigen::Index>(fit.rows.size());
  std::vector<Eigen::MatrixXd> out(static_cast<std::size_t>(draws), fit.reaction());
  for (Eigen::Index m = 0; m < streams; ++m) {
    const Eigen::MatrixXd& information = fit.rows[static_cast<std::size_t>(m)].information;
    const Eigen::LLT<Eigen::MatrixXd> root(information);
    Random random(seed, static_cast<std::uint64_t>(m));
    Eigen::MatrixXd errors(information.rows(), draws);  // all at once, which is faster
    for (double& value : errors.reshaped()) value = random.normal();
    root.matrixU().solveInPlace(errors);
    for (std::size_t r = 1; r < fit.decays.size(); ++r)
      errors.middleRows(fit.covariates, streams) +=
          errors.middleRows(fit.covariates + static_cast<Eigen::Index>(r) * streams, streams);
    for (int draw = 0; draw < draws; ++draw)
      out[static_cast<std::size_t>(draw)].row(m) +=
          errors.col(draw).segment(fit.covariates, streams).transpose();
  }
  return out;
}

double quantile(std::vector<double> values, double p) {
  std::sort(values.begin(), values.end());
  return quantile_of(values, p);
}

Estimate estimate_of(double estimate, const std::vector<double>& draws, double level) {
  return {estimate, quantile(draws, (1 - level) / 2), quantile(draws, (1 + level) / 2)};
}

Eigen::MatrixXd radius_gradient(const Eigen::MatrixXd& matrix) {
  const Eigen::EigenSolver<Eigen::MatrixXd> solver(matrix);
  Eigen::Index largest = 0;
  solver.eigenvalues().cwiseAbs().maxCoeff(&largest);
  const std::complex<double> value = solver.eigenvalues()(largest);
  const std::complex<double> turn = value == 0.0 ? 1.0 : std::conj(value) / std::abs(value);
  const Eigen::MatrixXcd vectors = solver.eigenvectors();
  const Eigen::VectorXcd left = vectors.inverse().row(largest).transpose();
  return (turn * left * vectors.col(largest).transpose()).real();
}

Estimate radius_of(const CountFit& fit, const Eigen::MatrixXd& bias, double level) {
  const Eigen::MatrixXd gradient = radius_gradient(fit.reaction());
  const auto memories = static_cast<Eigen::Index>(fit.decays.size());
  double variance = 0;
  for (std::size_t m = 0; m < fit.rows.size(); ++m) {
    const Eigen::MatrixXd& information = fit.rows[m].information;
    Eigen::VectorXd by = Eigen::VectorXd::Zero(information.rows());
    by.segment(fit.covariates, memories * gradient.cols()) =
        gradient.row(static_cast<Eigen::Index>(m)).transpose().replicate(memories, 1);
    variance += by.dot(information.llt().solve(by));
  }
  const double estimate = spectral_radius(fit.reaction());
  const double middle = estimate - gradient.cwiseProduct(bias).sum();
  const double half =
      boost::math::quantile(boost::math::normal(), (1 + level) / 2) * std::sqrt(variance);
  return {estimate, std::clamp(middle - half, 0.0, estimate), std::max(middle + half, estimate)};
}

double corrected_radius_of(const CountFit& fit, const Eigen::MatrixXd& bias,
                           const std::vector<Eigen::MatrixXd>& draws) {
  const double estimate = spectral_radius(fit.reaction());
  double excess = 0;
  for (const Eigen::MatrixXd& draw : draws)
    excess += (spectral_radius(draw) - estimate) / static_cast<double>(draws.size());
  return estimate - excess - radius_gradient(fit.reaction()).cwiseProduct(bias).sum();
}

}  // namespace detente
