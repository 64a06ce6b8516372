// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "base/date.hpp"
#include "command/event_inputs.hpp"

namespace detente {

struct ReduceOptions {
  EventOptions events{};
  std::string by;         ///< "day,root,quad" or parts of it; empty: totals by directed dyad
  bool unnamed = false;   ///< rows without a state too
  bool csv = false;       ///< the counts are wanted as CSV alone (Output::csv)
  bool exposure = false;  ///< the sources' totals by day and state instead
  /// Only events up to this day, and of a store only what its sources had added by then.
  std::optional<Day> as_of{};
  std::string
      sql;  ///< print the reduction for this engine instead; inputs: one path, glob or table
};

/// Counts of events by source and directed dyad, and as `by` says; from an event store, or straight
/// from files. Every number comes with how its events were told apart.
Result<Output> run_reduce(const Common& common, const ReduceOptions& options);

}  // namespace detente
