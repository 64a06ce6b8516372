// SPDX-License-Identifier: Apache-2.0
#include "dynamics/residuals.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <vector>

#include "base/random.hpp"
#include "dynamics/count_distribution.hpp"

namespace detente {

namespace {

const boost::math::normal standard_normal;

/// P(the distance is as large) for n values, Kolmogorov's series with the correction of Stephens
/// (1970).
double distance_p_value(double distance, double n) {
  const double root = std::sqrt(n), x = (root + 0.12 + 0.11 / root) * distance;
  if (x < 0.2) return 1;
  double sum = 0;
  for (int k = 1; k <= 100; ++k) sum += (k % 2 == 1 ? 2 : -2) * std::exp(-2.0 * k * k * x * x);
  return std::clamp(sum, 0.0, 1.0);
}

double normal_distance(Eigen::VectorXd values) {
  std::sort(values.begin(), values.end());
  const auto n = static_cast<double>(values.size());
  double distance = 0;
  for (Eigen::Index i = 0; i < values.size(); ++i) {
    const double share = boost::math::cdf(standard_normal, values(i));
    distance = std::max(
        {distance, static_cast<double>(i + 1) / n - share, share - static_cast<double>(i) / n});
  }
  return distance;
}

}  // namespace

Eigen::MatrixXd quantile_residuals(const CountFit& fit, const CountSeries& series,
                                   std::uint64_t seed) {
  const CountDesign design = design_of(series, fit.decays);
  Eigen::MatrixXd out(series.counts.rows(), series.counts.cols());
  for (Eigen::Index m = 0; m < series.counts.cols(); ++m) {
    const StreamParameters& at = fit.rows[static_cast<std::size_t>(m)].at;
    const Eigen::VectorXd means = mean_counts(design, stream_counts(series, m), at);
    Random random(seed, static_cast<std::uint64_t>(m));
    for (Eigen::Index t = 0; t < out.rows(); ++t) {
      const double count = series.counts(t, m);
      const double below = distribution(count - 1, means(t), at.dispersion);
      const double upto = distribution(count, means(t), at.dispersion);
      // Far out in the tail both are 1 to the last digit.
      const double place = std::clamp(below + random.uniform() * (upto - below), 1e-15, 1 - 1e-15);
      out(t, m) = boost::math::quantile(standard_normal, place);
    }
  }
  return out;
}

ResidualChecks check_residuals(const Eigen::MatrixXd& residuals, int lags) {
  const Eigen::Index days = residuals.rows(), streams = residuals.cols();
  const auto n = static_cast<double>(days);
  const Eigen::MatrixXd centred = residuals.rowwise() - residuals.colwise().mean();
  const Eigen::VectorXd squares = centred.colwise().squaredNorm().transpose();
  ResidualChecks out;
  out.autocorrelation.resize(lags, streams);
  out.leftover.resize(streams);
  out.shape.resize(streams);
  for (Eigen::Index m = 0; m < streams; ++m) {
    double sum = 0;
    for (int lag = 1; lag <= lags; ++lag) {
      const double r =
          centred.col(m).head(days - lag).dot(centred.col(m).tail(days - lag)) / squares(m);
      out.autocorrelation(lag - 1, m) = r;
      sum += r * r / (n - lag);
    }
    out.leftover(m) = boost::math::gamma_q(lags / 2.0, n * (n + 2) * sum / 2);
    out.shape(m) = distance_p_value(normal_distance(residuals.col(m)), n);
  }
  const Eigen::VectorXd scale = squares.array().sqrt().inverse();
  out.same_day = scale.asDiagonal() * (centred.transpose() * centred) * scale.asDiagonal();
  return out;
}

}  // namespace detente
