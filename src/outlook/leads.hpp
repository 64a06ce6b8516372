// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "outlook/lead_test.hpp"

/// Which indicators lead or lag which measures of a relationship.
namespace detente {

struct LeadSeries {
  std::string id;
  int per_year = 0;  ///< 12 or 1; 0 where it has no equal periods
  RegularSeries series{};
  std::vector<int> breaks{};  ///< the first periods after known breaks
};

enum class LeadVerdict { leads, lags, both, neither, cannot_tell };
std::string_view to_string(LeadVerdict verdict);  ///< "leads", …, "cannot tell"

/// An indicator and a measure, by their numbers; by months where both are monthly, else by years.
struct LeadPair {
  std::size_t indicator = 0, measure = 0;
  int per_year = 0;
  Stationary x{}, y{};  ///< the indicator, the measure
  int overlap = 0;      ///< periods, outside the mask, in which both have a value as they enter
  DirectionTest forth{}, back{};   ///< the indicator leads; the measure does
  double q_forth = 1, q_back = 1;  ///< over all directions of all pairs tested
  bool tested = false;
  LeadVerdict verdict = LeadVerdict::cannot_tell;
  std::string reason{};  ///< a clause
};

/// Every indicator against every measure. The rules of the verdict:
/// - a direction is found where its false discovery rate (Benjamini and Hochberg 1995), over both
///   directions of all pairs that could be tested, is at most `discovery_rate`;
/// - "neither" takes p > `test_level` in both directions, and in both `enough_power` for
///   `share_that_matters`;
/// - all else is "cannot tell".
/// `mask` is in months; a year with a masked month is left out. Cost: some 10 regressions of n rows
/// and up to 25 columns and n solutions of that size a direction.
std::vector<LeadPair> lead_pairs(const std::vector<LeadSeries>& indicators,
                                 const std::vector<LeadSeries>& measures, const Mask& mask);

/// How many pairs say what, and what they say together: what was found, whichever pairs found it;
/// "neither" where nothing was found and more than half of the pairs say so.
struct LeadCount {
  std::array<int, 5> verdicts{};  ///< by LeadVerdict
  int pairs = 0, tested = 0;
  LeadVerdict verdict = LeadVerdict::cannot_tell;
};
LeadCount count_leads(const std::vector<LeadPair>& pairs);

}  // namespace detente
