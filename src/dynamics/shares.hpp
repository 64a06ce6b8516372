// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dynamics/dyad_fit.hpp"

namespace detente {

/// What the events of all streams are made of, as shares that add up to 1.
struct Shares {
  double routine = 0;   ///< the baseline: what would have come anyhow
  Estimate reaction{};  ///< what earlier events brought about; below 0 where they held others back
  double own = 0;       ///< of the reaction: to one's own events
  double other = 0;     ///< of the reaction: to the other side's; shared streams count as own
  /// Events above what 99 of 100 days with the same mean have: what neither routine nor reaction
  /// accounts for.
  double shock = 0;
};

/// The shares of routine and reaction split what is no shock as they split the fitted means.
Shares shares_of(const DyadFit& dyad);

}  // namespace detente
