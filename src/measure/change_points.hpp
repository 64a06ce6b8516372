// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "measure/balance.hpp"

namespace detente {

/// One period's value, and how much it weighs beside the others: the inverse of its variance, up to
/// a factor that all share.
struct Weighed {
  double value = 0;
  double weight = 1;  ///< > 0
};
/// A series over equal periods; nothing where a period has no observation.
using WeighedSeries = std::vector<std::optional<Weighed>>;

/// A stretch of periods with one mean.
struct Segment {
  std::size_t first = 0, last = 0;  ///< indices of periods, both inclusive
  double mean = 0;                  ///< its posterior mean, given the segmentation
  Interval interval;                ///< that holds it with 90 % probability, likewise
};

struct Change {
  std::size_t at = 0;      ///< the first period of the segment that it begins
  double probability = 0;  ///< that there is a change exactly here
  /// The shortest run of periods that holds the change with 90 % probability, given that there are
  /// as many changes as in the most probable segmentation.
  std::size_t earliest = 0, latest = 0;
};

struct Segmentation {
  /// Of a change at the beginning of each period, given all observations; 0 for the first.
  std::vector<double> probability;
  double none = 0;                ///< probability that there is no change at all
  double expected = 0;            ///< posterior mean of the number of changes
  std::vector<Segment> segments;  ///< of the most probable segmentation
  std::vector<Change> changes;    ///< likewise; one fewer than segments
  double as_many = 0;             ///< probability that there are exactly so many changes
};

/// Exact Bayesian segmentation by the recursions of Fearnhead (2006, Exact and efficient Bayesian
/// inference for multiple changepoint problems, Statistics and Computing 16:203-213, Theorem 1 and
/// the transition probabilities of the changepoints that follow from it). The model: a change comes
/// before each period but the first with probability `expected_changes` / (n - 1), independently;
/// within a segment the observations are
///
///     y_t ~ N(m, s2 / w_t),   m ~ N(m0, s2 / k0),   s2 ~ inverse gamma(1, b0)
///
/// with a mean m and a variance s2 of the segment's own. The prior is weak and comes from the data:
/// m0 is their weighted mean, k0 the mean weight (the prior knows as much of m as one observation),
/// b0 half the weighted mean square of the steps from one observation to the next, which changes of
/// the mean hardly touch. Steps cut a steady drift into pieces: a change here is one of this model.
///
/// Time O(n^2 m) for m changes, memory O(n m). Fails with Kind::domain where n is over 20,000,
/// fewer than `fewest_for_changes` periods have an observation, all are equal, a weight is not
/// positive, a number is not finite, `expected_changes` is not between 0 and n - 1, or where the
/// most probable segmentation has more than `most_changes`: steps do not describe such a series.
Result<Segmentation> change_points(const WeighedSeries& series, double expected_changes = 1);
inline constexpr std::size_t fewest_for_changes = 8;
inline constexpr std::size_t most_changes = 30;

}  // namespace detente
