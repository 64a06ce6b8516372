// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "events/counts.hpp"
#include "events/group_counts.hpp"

namespace detente {

/// Appends the lines of the rows: feed, period, states, root and class as far as they are grouped
/// by, events, mentions, Goldstein sum. What to_csv() would give for a table of them, without the
/// millions of small objects that a large result would be.
void append_csv(std::string& csv, const std::string& feed, const std::vector<CountRow>& rows,
                const Grouping& grouping);

}  // namespace detente
