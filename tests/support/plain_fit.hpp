// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>

#include "dynamics/fit_counts.hpp"

/// fit_stream() of src/dynamics/fit_counts.cpp by Fisher scoring alone, with as many steps as it
/// takes, for streams whose baseline does not vanish.
namespace detente::testing {

inline bool take_rising_step(const CountBlocks& design, const StreamCounts& stream,
                             const Eigen::VectorXd& step, StreamParameters& at, double value) {
  double share = 1;
  for (int halvings = 0; halvings < 30; ++halvings, share /= 2) {
    const StreamParameters next{.theta = at.theta + share * step, .dispersion = at.dispersion};
    if (!(stream_likelihood(design, stream, next, Information::none).value >= value)) continue;
    at = next;
    return true;
  }
  return false;
}

/// Moves kappa by Newton's step for its logarithm, a factor of e at most; returns that step.
inline double step_dispersion(const StreamLikelihood& here, StreamParameters& at) {
  const double kappa = at.dispersion, slope = kappa * here.by_dispersion;
  const double bend = slope + kappa * kappa * here.by_dispersion_twice;
  const double step = std::clamp(bend < 0 ? -slope / bend : std::copysign(1.0, slope), -1.0, 1.0);
  at.dispersion *= std::exp(step);
  if (at.dispersion < 1e-6) at.dispersion = 0;
  return std::abs(step);
}

inline StreamFit plain_fit(const CountDesign& design, const StreamCounts& stream) {
  const CountBlocks blocks(design);
  const Eigen::ArrayXd rate = stream.counts.array() / design.volume.array();
  const Eigen::ArrayXd mean = rate.mean() * design.volume.array();
  StreamFit fit{.at = {.theta = Eigen::VectorXd::Zero(design.parameters())}};
  fit.at.theta(0) = std::log(rate.mean());
  fit.at.dispersion = std::clamp(
      ((stream.counts.array() - mean).square() - mean).sum() / mean.square().sum(), 0.05, 5.0);
  for (fit.steps = 1; fit.steps <= 3000 && !fit.converged; ++fit.steps) {
    const StreamLikelihood here = stream_likelihood(blocks, stream, fit.at, Information::expected);
    const Eigen::VectorXd step = here.information.ldlt().solve(here.gradient);
    const bool rose = take_rising_step(blocks, stream, step, fit.at, here.value);
    double moved = 0;
    if (fit.at.dispersion > 0)
      moved = step_dispersion(stream_likelihood(blocks, stream, fit.at, Information::none), fit.at);
    fit.converged = moved < 1e-6 && (step.dot(here.gradient) / 2 < 1e-13 || !rose);
  }
  const StreamLikelihood here = stream_likelihood(blocks, stream, fit.at, Information::expected);
  fit.log_likelihood = here.value;
  fit.information = here.information;
  return fit;
}

}  // namespace detente::testing
