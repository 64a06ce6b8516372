// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "measure/balance.hpp"
#include "measure/period.hpp"

namespace detente {

struct DatedValue {
  Day first;  ///< of its period
  double value = 0;
};

/// Two series over the same periods, without a gap.
struct PairedSeries {
  Day first;  ///< of the first period
  std::vector<double> x, y;
};

/// The longest run of periods that both series have, the earliest of several; empty where they have
/// none in common. Both are in ascending order.
PairedSeries longest_common(std::span<const DatedValue> x, std::span<const DatedValue> y,
                            Period period);
/// The part of the pair whose periods begin on these days, both inclusive; what is left of it.
PairedSeries part_of(const PairedSeries& pair, Day from, Day to, Period period);

struct CompareOptions {
  std::uint64_t seed = 1;
  std::size_t draws = 1000;  ///< >= 100
  int most_lag = 12;         ///< 1 to 100
};

/// Pearson's correlation with a 90 % interval: the 5 % and 95 % quantiles of `draws` moving-block
/// bootstraps (Künsch 1989, Annals of Statistics 17:1217-1241) of the pairs.
struct Correlation {
  double value = 0;
  Interval interval;
};

enum class Lead { first, second, neither, cannot_tell };

/// Which series moves before the other, and how long.
struct LeadLag {
  Lead lead = Lead::cannot_tell;
  int lag = 0;  ///< where the cross-correlation is largest in size; > 0: the first series leads
  double correlation = 0;        ///< at that lag
  int earliest = 0, latest = 0;  ///< the lag's 90 % interval
  double chance = 0;       ///< the size that the largest of all lags reaches by chance in 10 % of
                           ///< unrelated pairs
  std::size_t points = 0;  ///< that the cross-correlation rests on; 0: too few to compute it
  std::size_t needed = 0;  ///< periods, where more of them would help; else 0
  std::string why;         ///< where it cannot be told: the reason
};

struct Comparison {
  std::size_t periods = 0;
  Correlation levels;       ///< block length: the square root of n, rounded up
  Correlation differences;  ///< from period to period; block length: the cube root of n, rounded up
  LeadLag lead;
};

/// Holds two series against each other. The lead is that of the first differences, each prewhitened
/// by an autoregression of its own (Haugh 1976, JASA 71:378-385; Yule-Walker, order 0 to 12 and at
/// most a tenth of the differences, the one with the least AIC): without that, each series' own
/// memory shows as cross-correlation. All lags are taken over the same points, and the lag's
/// interval comes from a bootstrap of blocks of these points with all their leads and lags (Politis
/// and Romano 1992: blocks of blocks), block length the cube root of n.
///
/// It cannot be told which leads: with fewer than `fewest_for_lead` periods; where the largest
/// cross-correlation is no larger than chance alone brings about (two-sided, 10 % over all lags,
/// Bonferroni, variance 1 / n); and where the lag's interval reaches to both sides of 0. Where that
/// interval is 0 alone, neither leads.
///
/// The same seed gives the same numbers. Time O(draws n most_lag). Fails with Kind::domain where
/// the two differ in length, have fewer than `fewest_to_compare` periods, a number is not finite,
/// a series or its differences do not vary, or an option is out of its range.
Result<Comparison> compare_series(std::span<const double> x, std::span<const double> y,
                                  const CompareOptions& options);
inline constexpr std::size_t fewest_to_compare = 24;
inline constexpr std::size_t fewest_for_lead = 61;

/// What is left of a series once its own memory is taken out of it, shorter by the order.
std::vector<double> prewhitened(std::span<const double> series);

}  // namespace detente
