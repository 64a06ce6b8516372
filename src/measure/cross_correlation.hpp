// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "measure/balance.hpp"

/// The parts of compare_series().
namespace detente {

/// Points x[t] with y[t - most_lag] to y[t + most_lag], for every t that has them all.
class LaggedPairs {
 public:
  /// The two are as long as each other, and longer than 2 * most_lag; they must outlive this.
  LaggedPairs(std::span<const double> x, std::span<const double> y, int most_lag)
      : x_(x), y_(y), most_lag_(static_cast<std::size_t>(most_lag)) {}

  [[nodiscard]] std::size_t size() const { return x_.size() - 2 * most_lag_; }
  /// Pearson's correlation of x[t] with y[t + lag] over all points, for the lags -most_lag to
  /// most_lag; 0 where one of them does not vary.
  [[nodiscard]] std::vector<double> correlations() const;
  /// The same over the points with these numbers.
  [[nodiscard]] std::vector<double> correlations(const std::vector<std::size_t>& points) const;

 private:
  std::span<const double> x_, y_;
  std::size_t most_lag_;
};

/// Draws numbers of points by blocks that follow each other, each begun at random: the moving-block
/// bootstrap. Streams of one seed are independent.
class BlockDraws {
 public:
  /// 1 <= length <= size.
  BlockDraws(std::size_t size, std::size_t length, std::uint64_t seed, std::uint64_t stream);
  /// As many numbers as there are points.
  const std::vector<std::size_t>& next();

 private:
  std::size_t length_;
  std::mt19937_64 engine_;
  std::vector<std::size_t> drawn_;
};

/// The 5 % and 95 % quantiles, each a value that was drawn: the nearest towards the ends. Not
/// empty.
Interval middle_of(std::vector<double> drawn);

/// The size that the largest of `lags` correlations of `points` unrelated points exceeds in at most
/// 10 % of cases.
double chance_correlation(std::size_t points, std::size_t lags);

}  // namespace detente
