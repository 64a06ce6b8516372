// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "events/counts.hpp"

namespace detente {

/// Which parts of the key counts are kept apart by; the others are summed over. The states are
/// always kept apart.
struct Grouping {
  std::optional<Resolution>
      period{};  ///< day, month or year; the period's first day is the key's day
  bool root = false, quad = false;
};

/// "day,root,quad": day, month or year, root, quad, in any order. Kind::usage names any other word.
Result<Grouping> grouping_of(const std::string& words);

struct CountFilter {
  std::vector<std::string> dyad{};  ///< two states: only the one towards the other, both ways
  /// Only dyads whose first state in the alphabet is one of these, both ways; empty: all.
  std::vector<std::string> firsts{};
  std::optional<Day> from{}, to{};  ///< inclusive
  bool unnamed = false;             ///< also where a state is missing

  [[nodiscard]] bool takes(const CountKey& key) const;
};

/// The first day of the period that `day` lies in; the epoch's where there is no period.
Day period_start(Day day, const std::optional<Resolution>& period);

/// The rows that the filter takes, summed up, in the order of the keys.
std::vector<CountRow> group_counts(std::vector<CountRow> rows, const Grouping& grouping,
                                   const CountFilter& filter);

}  // namespace detente
