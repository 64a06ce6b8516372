// SPDX-License-Identifier: Apache-2.0
#include "outlook/robust_regression.hpp"

#include <Eigen/Cholesky>
#include <Eigen/QR>
#include <algorithm>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace detente {

Result<Regression> regress(const Eigen::MatrixXd& x, const Eigen::VectorXd& y) {
  if (x.rows() < x.cols() + 2) return fail(Error::Kind::domain, "too few rows for the regression");
  const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(x);
  if (qr.rank() < x.cols())
    return fail(Error::Kind::domain, "columns of the regression depend on each other");
  Regression out{.rows = x.rows()};
  out.coefficients = qr.solve(y);
  out.inverse = (x.transpose() * x).ldlt().solve(Eigen::MatrixXd::Identity(x.cols(), x.cols()));
  const Eigen::VectorXd residuals = y - x * out.coefficients;
  out.variance = residuals.squaredNorm() / static_cast<double>(x.rows() - x.cols());
  const Eigen::MatrixXd half = x * out.inverse;
  const Eigen::ArrayXd leverage = half.cwiseProduct(x).rowwise().sum().array();
  const Eigen::ArrayXd weight = residuals.array() / (1 - leverage.min(1 - 1e-9));
  const Eigen::MatrixXd scores = half.array().colwise() * weight;
  out.covariance = scores.transpose() * scores;
  return out;
}

double Regression::p_value(Eigen::Index first, Eigen::Index count) const {
  const Eigen::LDLT<Eigen::MatrixXd> block(covariance.block(first, first, count, count));
  const Eigen::VectorXd b = coefficients.segment(first, count);
  const double wald = b.dot(block.solve(b)) / static_cast<double>(count);
  if (block.info() != Eigen::Success || !std::isfinite(wald) || wald < 0) return 1;
  const boost::math::fisher_f f(static_cast<double>(count),
                                static_cast<double>(rows - coefficients.size()));
  return boost::math::cdf(boost::math::complement(f, wald));
}

double Regression::half_width(Eigen::Index coefficient, double level) const {
  const boost::math::students_t t(static_cast<double>(rows - coefficients.size()));
  return boost::math::quantile(t, (1 + level) / 2) *
         std::sqrt(covariance(coefficient, coefficient));
}

}  // namespace detente
