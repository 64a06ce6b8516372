// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "measure/change_points.hpp"

namespace detente {

/// The segments' model of change_points(), for a series that it accepts.
class SegmentModel {
 public:
  SegmentModel(const WeighedSeries& series, double expected_changes);

  [[nodiscard]] std::size_t size() const { return log_gamma_.size() - 1; }
  /// The log density of the observations of periods `first` to `last`, with the mean and the
  /// variance integrated out; but for factors that all segmentations share.
  [[nodiscard]] double log_marginal(std::size_t first, std::size_t last) const;
  /// The same, with the prior log probability that a segment which begins at `first` ends there; of
  /// the last segment, that it does not end before.
  [[nodiscard]] double log_weight(std::size_t first, std::size_t last) const;
  /// The posterior of the mean.
  [[nodiscard]] Segment segment(std::size_t first, std::size_t last) const;

 private:
  struct Posterior {
    double mean = 0, precision = 0, shape = 0, rate = 0;
  };
  [[nodiscard]] Posterior posterior(std::size_t first, std::size_t last) const;

  double centre_ = 0, prior_weight_ = 0, prior_rate_ = 0;
  double log_change_ = 0, log_stay_ = 0;
  /// Sums over the periods before each: of observations, weights, and weighed values about the
  /// centre.
  std::vector<double> count_, weight_, sum_, square_;
  std::vector<double> log_gamma_;  ///< of 1 + half a number of observations
};

}  // namespace detente
