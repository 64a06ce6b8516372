// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "measure/balance.hpp"

/// How long something lasts, where some of it has not ended yet.
namespace detente {

/// One spell. `time` >= 0 is its length so far; `cause` is 0 where it has not ended (censored),
/// else which end it came to: 1, 2, …
struct Spell {
  double time = 0;
  int cause = 1;
};

/// The share that lasts longer than `time`.
struct SurvivalPoint {
  double time = 0;
  int at_risk = 0;              ///< just before
  int ended = 0;                ///< at this time
  double share = 1, error = 0;  ///< and its standard error
  Interval interval{};          ///< 90 %
};

/// The product-limit estimate (Kaplan and Meier 1958, J. American Statistical Association
/// 53:457-481), a point for each time at which something ended; all causes together. Its error is
/// Greenwood's (1926); the interval is that of log(-log(share)), which stays between 0 and 1. A
/// spell that is censored at a time at which others end counts as at risk then. O(n log n).
std::vector<SurvivalPoint> kaplan_meier(std::span<const Spell> spells);

/// The curve at this time: the last point up to it, or a share of 1 before the first. `at_risk` is
/// how many last at least so long.
SurvivalPoint at_time(const std::vector<SurvivalPoint>& curve, std::span<const Spell> spells,
                      double time);

/// The time at which the curve first reaches one half or less; infinity where it never does.
double median_time(const std::vector<SurvivalPoint>& curve);

/// The share that has come to the end `cause` by `time`, with competing ends: the estimate of Aalen
/// and Johansen (1978, Scandinavian J. Statistics 5:141-150). Its variance is the sum of
/// Greenwood's kind for a cumulative incidence (Marubini and Valsecchi 1995, Analysing Survival
/// Data from Clinical Trials, chapter 10); the interval is that of log(-log(1 - share)).
SurvivalPoint cumulative_incidence(std::span<const Spell> spells, int cause, double time);

/// The log-rank test that two groups last alike (Mantel 1966; hypergeometric variance): chi-square
/// with one degree of freedom. `first_ends` and `first_expected` are of the first group. Where no
/// end tells them apart the p-value is 1.
struct LogRank {
  double first_ends = 0, first_expected = 0, chi_square = 0, p = 1;
};
LogRank log_rank(std::span<const Spell> first, std::span<const Spell> second);

/// A spell of one of two groups; spells with the same `cluster` began together.
struct ClusteredSpell {
  Spell spell{};
  int cluster = 0;
  bool first = false;  ///< of the first group, as are all of its cluster
};

/// The share of random assignments of the groups to the clusters, as many clusters to the first as
/// there are, whose log-rank chi-square is no smaller than the one observed, which counts as one of
/// them: a p-value that holds where spells of one cluster are alike. 1 where a group has no
/// cluster.
double log_rank_by_cluster(std::span<const ClusteredSpell> spells, int draws, std::uint64_t seed);

}  // namespace detente
