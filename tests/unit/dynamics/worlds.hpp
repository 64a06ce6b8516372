// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "dynamics/dyad_fit.hpp"
#include "dynamics/simulate.hpp"
#include "dynamics/spectrum.hpp"

/// Made-up worlds whose truth is known.
namespace detente::testing {

/// D streams in pairs that answer each other, with a reaction matrix of this spectral radius,
/// spread evenly over the decays.
inline CountProcess world(Eigen::Index streams, double radius, double dispersion, double rate,
                          const std::vector<double>& decays) {
  Eigen::MatrixXd reaction = Eigen::MatrixXd::Constant(streams, streams, 0.05);
  reaction.diagonal().setConstant(0.4);
  for (Eigen::Index m = 0; m + 1 < streams; m += 2) reaction(m, m + 1) = reaction(m + 1, m) = 0.2;
  if (radius > 0)
    reaction *= radius / spectral_radius(reaction);
  else
    reaction.setZero();
  CountProcess process{.decays = decays, .floors = Eigen::VectorXd::Constant(streams, 1e-3 * rate)};
  const auto shares = static_cast<double>(decays.size());
  for (Eigen::Index m = 0; m < streams; ++m) {
    Eigen::VectorXd theta(1 + static_cast<Eigen::Index>(decays.size()) * streams);
    theta(0) = std::log(rate * (1 - radius));
    for (Eigen::Index r = 0; r < static_cast<Eigen::Index>(decays.size()); ++r)
      theta.segment(1 + r * streams, streams) = reaction.row(m).transpose() / shares;
    process.rows.push_back({.theta = theta, .dispersion = dispersion});
  }
  return process;
}

/// Counts drawn from a world, with the volume given (1 on each day where it is empty).
inline CountSeries drawn(const CountProcess& process, Eigen::Index days, std::uint64_t seed,
                         const Eigen::VectorXd& volume = {}) {
  Random random(seed);
  const auto streams = static_cast<Eigen::Index>(process.rows.size());
  CountSeries series;
  series.volume = volume.size() > 0 ? volume : Eigen::VectorXd::Ones(days);
  series.covariates = Eigen::MatrixXd::Ones(days, 1);
  series.counts = simulate(
      process, Eigen::VectorXd::Ones(streams * static_cast<Eigen::Index>(process.decays.size())),
      {.volume = series.volume, .covariates = series.covariates}, random);
  for (Eigen::Index m = 0; m < streams; ++m) series.streams.push_back("s" + std::to_string(m));
  return series;
}

/// Two states' verbal cooperation alone, as a dyad from 2001-01-01 on.
inline DyadInput dyad_of(const Eigen::MatrixXd& counts, const Eigen::VectorXd& volume = {}) {
  DyadInput input{.dyad = {.states = {"USA", "CHN"},
                           .counts = Eigen::MatrixXd::Zero(counts.rows(), 8),
                           .unknown = {}},
                  .first = Day(std::chrono::year(2001) / 1 / 1),
                  .volume = volume};
  input.dyad.counts.col(0) = counts.col(0);
  input.dyad.counts.col(4) = counts.col(1);
  return input;
}

}  // namespace detente::testing
