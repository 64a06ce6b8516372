// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <limits>

#include "dynamics/count_model.hpp"

/// stream_likelihood() of src/dynamics/count_likelihood.cpp in plain words.
namespace detente::testing {

using Eigen::ArrayXd;

/// What a stream's mean is made of, day by day.
struct Means {
  ArrayXd base;   ///< exp(x' gamma)
  ArrayXd mean;   ///< lam
  ArrayXd slope;  ///< d lam / d (base + excitation)
};

inline Means means_of(const CountDesign& design, double floor, const Eigen::VectorXd& theta) {
  const Eigen::Index k = design.covariates.cols();
  Means out;
  out.base = (design.covariates * theta.head(k)).array().exp();
  const ArrayXd x = out.base + (design.memory * theta.tail(theta.size() - k)).array();
  if (floor == 0) {
    out.mean = design.volume.array() * x;
    out.slope = design.volume.array();
    return out;
  }
  const ArrayXd root = (x.square() + 4 * floor * floor).sqrt();
  // Below 0 the sum x + root would lose its digits.
  const ArrayXd bent = (x >= 0).select((x + root) / 2, 2 * floor * floor / (root - x));
  out.mean = design.volume.array() * bent;
  out.slope = design.volume.array() * bent / root;
  return out;
}

/// The sum of the days' values, each by its weight.
template <typename Values>
double weighed_sum(const CountDesign& design, const Values& values) {
  return design.weights.size() > 0 ? (values * design.weights.array()).sum() : values.sum();
}

inline void add_dispersion_terms(const CountDesign& design, const StreamCounts& stream,
                                 const ArrayXd& mean, double kappa, StreamLikelihood& out) {
  const ArrayXd counts = stream.counts.array();
  const ArrayXd swollen = 1 + kappa * mean;
  const ArrayXd log_swollen = (kappa * mean).log1p();
  const ArrayXd part = mean / swollen;
  out.value -= weighed_sum(design, (counts + 1 / kappa) * log_swollen);
  out.by_dispersion =
      weighed_sum(design, log_swollen / (kappa * kappa) - (counts + 1 / kappa) * part);
  out.by_dispersion_twice =
      weighed_sum(design, -2 * log_swollen / (kappa * kappa * kappa) + 2 * part / (kappa * kappa) +
                              (counts + 1 / kappa) * part.square());
  for (std::size_t i = 1; i < stream.above.size(); ++i) {
    const auto k = static_cast<double>(i);
    const double days = stream.above[i], ratio = k / (1 + kappa * k);
    out.value += days * std::log1p(kappa * k);
    out.by_dispersion += days * ratio;
    out.by_dispersion_twice -= days * ratio * ratio;
  }
}

inline StreamLikelihood plain_likelihood(const CountDesign& design, const StreamCounts& stream,
                                         const StreamParameters& at, bool with_information) {
  const Eigen::Index k = design.covariates.cols();
  const double kappa = at.dispersion;
  const Means means = means_of(design, stream.floor, at.theta);
  const ArrayXd counts = stream.counts.array();

  StreamLikelihood out;
  if (!(means.mean > 0).all()) {
    out.value = -std::numeric_limits<double>::infinity();
    return out;
  }
  out.value = weighed_sum(design, counts * means.mean.log()) - stream.log_factorials;
  if (kappa > 0)
    add_dispersion_terms(design, stream, means.mean, kappa, out);
  else
    out.value -= weighed_sum(design, means.mean);

  const ArrayXd variance = means.mean * (1 + kappa * means.mean);
  ArrayXd score = (counts - means.mean) / variance * means.slope;
  if (design.weights.size() > 0) score *= design.weights.array();
  out.gradient.resize(at.theta.size());
  out.gradient.head(k) = design.covariates.transpose() * (score * means.base).matrix();
  out.gradient.tail(design.memory.cols()) = design.memory.transpose() * score.matrix();
  if (!with_information) return out;

  Eigen::MatrixXd weighted(design.memory.rows(), at.theta.size());
  ArrayXd root_weight = means.slope / variance.sqrt();
  if (design.weights.size() > 0) root_weight *= design.weights.array().sqrt();
  weighted.leftCols(k) = design.covariates.array().colwise() * (root_weight * means.base);
  weighted.rightCols(design.memory.cols()) = design.memory.array().colwise() * root_weight;
  out.information.setZero(weighted.cols(), weighted.cols());
  out.information.selfadjointView<Eigen::Lower>().rankUpdate(weighted.transpose());
  out.information.triangularView<Eigen::StrictlyUpper>() = out.information.transpose();
  return out;
}

}  // namespace detente::testing
