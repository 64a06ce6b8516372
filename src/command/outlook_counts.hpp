// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "command/outlook_targets.hpp"

namespace detente {

/// How the targets that are made of counts are called.
struct CountsNames {
  std::string stem;          ///< of their ids
  std::string title;         ///< of what was counted
  std::string came_out;      ///< goes on after "The counts came out "
  bool with_spiral = false;  ///< fit the spiral model too, day by day
};

/// What one source's counts of a dyad give to forecast: the events and, where it knows quad
/// classes, the balance and the share of conflict; by week where it counts by day, by month where
/// it counts by month. Nothing where it counts by year or has no whole period. The span of `source`
/// must be that of what it looked at.
Result<std::vector<OutlookTarget>> counts_targets(const MeasuredSource& source,
                                                  const MeasuredDyad& dyad,
                                                  const CountsNames& names);

}  // namespace detente
