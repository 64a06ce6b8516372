// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "command/measure_sources.hpp"
#include "store/event_store.hpp"

namespace detente {

/// One source's counts of two states, the first of them the first in the alphabet.
struct ActiveDyad {
  std::string feed;
  MeasuredDyad dyad;
  MeasuredSource source;     ///< over all days that the feed tells of; its volume is not known
  std::uint64_t events = 0;  ///< both ways

  [[nodiscard]] std::string name() const;  ///< "CHN:USA"
};

/// Every dyad of every feed, in the order of feed and states; undirected counts too go by the order
/// of their states. `counts` are by the store's periods;
/// such as were not over on the day are left out.
std::vector<ActiveDyad> active_dyads(const std::vector<FeedCounts>& counts,
                                     const Manifest& manifest, Day as_of);

}  // namespace detente
