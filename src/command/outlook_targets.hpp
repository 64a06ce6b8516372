// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "command/command.hpp"
#include "command/measure_sources.hpp"
#include "outlook/backtest.hpp"

namespace detente {

/// Something that is to be forecast, with its past.
struct OutlookTarget {
  std::string id, title, unit;
  std::vector<std::string> sources{};  ///< of the case
  TargetSeries series{};               ///< empty values: see `refusal`
  /// Does a higher value mean a closer relationship (1) or a tenser one (-1)? 0: neither, or
  /// another target of the same figures says it.
  int polarity = 0;
  /// Was each figure known on the day that the backtest says? Else the series came out later, as a
  /// whole, and the backtest replays it as if each figure had come out in its time.
  bool is_replayed = false;
  std::string remark{};   ///< what the series begins with, and why it is replayed; may be empty
  std::string refusal{};  ///< why nothing can be forecast: goes on after "cannot tell: "
};

/// All that a case has to forecast, from what was known on the day: its daily and weekly series and
/// its monthly ones of the domains index and military, each since its last break; of each source of
/// coded counts the events, the balance and the share of conflict by week (by month where it counts
/// by month); the number of open channels at the end of each month, and whether the leaders met
/// within six months, both as the record knew it then. Kind::input where a file of coded/ cannot be
/// read.
Result<std::vector<OutlookTarget>> outlook_targets(const Case& record, Day as_of);

}  // namespace detente
