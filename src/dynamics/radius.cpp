// SPDX-License-Identifier: Apache-2.0
#include "dynamics/radius.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
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
    Eigen::VectorXd noise(information.rows());
    for (Eigen::MatrixXd& draw : out) {
      for (double& value : noise) value = random.normal();
      const Eigen::VectorXd error = root.matrixU().solve(noise);
      for (std::size_t r = 0; r < fit.decays.size(); ++r)
        draw.row(m) +=
            error.segment(fit.covariates + static_cast<Eigen::Index>(r) * streams, streams);
    }
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

Estimate radius_of(const CountFit& fit, const std::vector<Eigen::MatrixXd>& draws, double level) {
  std::vector<double> radii;
  radii.reserve(draws.size());
  for (const Eigen::MatrixXd& draw : draws) radii.push_back(spectral_radius(draw));
  return estimate_of(spectral_radius(fit.reaction()), radii, level);
}

}  // namespace detente
