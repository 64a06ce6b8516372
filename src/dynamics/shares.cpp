// SPDX-License-Identifier: Apache-2.0
#include "dynamics/shares.hpp"

#include <algorithm>
#include <cmath>

#include "dynamics/count_distribution.hpp"

namespace detente {

namespace {

using Eigen::Index, Eigen::VectorXd;

/// The smallest count that 99 of 100 days do not exceed.
double high_count(double mean, double dispersion) {
  double count = std::ceil(mean);
  while (distribution(count, mean, dispersion) < 0.99) ++count;
  return count;
}

double events_above(const VectorXd& counts, const VectorXd& means, double dispersion) {
  double sum = 0;
  for (Index t = 0; t < counts.size(); ++t)
    if (counts(t) > means(t)) sum += std::max(0.0, counts(t) - high_count(means(t), dispersion));
  return sum;
}

}  // namespace

Shares shares_of(const DyadFit& dyad) {
  const CountDesign design = design_of(dyad.series, dyad.fit.decays);
  const auto streams = static_cast<Index>(dyad.fit.rows.size());
  double baseline = 0;
  double shock = 0;
  double own = 0;
  double other = 0;
  VectorXd remembered = VectorXd::Zero(streams);  // events' rates times volume, summed over days
  for (Index m = 0; m < streams; ++m) {
    const StreamParameters& at = dyad.fit.rows[static_cast<std::size_t>(m)].at;
    const Index k = dyad.fit.covariates;
    const Eigen::ArrayXd base = (design.covariates * at.theta.head(k)).array().exp();
    baseline += (base * design.volume.array()).sum();
    const VectorXd means = mean_counts(design, stream_counts(dyad.series, m), at);
    shock += events_above(dyad.series.counts.col(m), means, at.dispersion);
    const int direction = dyad.streams.directions[static_cast<std::size_t>(m)];
    for (std::size_t r = 0; r < dyad.fit.decays.size(); ++r) {
      for (Index j = 0; j < streams; ++j) {
        const Index column = static_cast<Index>(r) * streams + j;
        const double part = at.theta(k + column) * design.volume.dot(design.memory.col(column));
        (dyad.streams.directions[static_cast<std::size_t>(j)] == direction ? own : other) += part;
      }
    }
  }
  for (Index j = 0; j < streams; ++j) remembered(j) = design.volume.dot(design.memory.col(j));
  std::vector<double> drawn;
  drawn.reserve(dyad.draws.size());
  const double all = dyad.series.counts.sum();
  const double rest = 1 - shock / all;
  for (const Eigen::MatrixXd& draw : dyad.draws) {
    const double reaction = (draw * remembered).sum();
    drawn.push_back(rest * reaction / std::max(baseline + own + other, reaction));
  }
  const double mean = baseline + own + other;
  Shares out;
  out.shock = shock / all;
  out.routine = rest * baseline / mean;
  out.own = rest * own / mean;
  out.other = rest * other / mean;
  out.reaction = estimate_of(out.own + out.other, drawn, dyad.level);
  return out;
}

}  // namespace detente
