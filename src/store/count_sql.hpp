// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "events/dedupe.hpp"
#include "events/group_counts.hpp"

namespace detente {

/// The query that counts an event store's rows (DuckDB): columns feed, day, source, target, root,
/// quad, events, mentions, goldstein, ordered by the first six. `files` is the SQL list of the
/// Parquet files.
///
/// The rules are those of Deduper, with "first" by the
/// file's place in the list, then by the line. With `known`, rows that their source added after
/// that day are as if they were not there.
std::string count_sql(const std::string& files, Dedupe dedupe, bool drop_mirrors,
                      const Grouping& grouping, const CountFilter& filter,
                      const std::optional<Day>& known = {});

/// The same for imported counts, whose files have these columns already.
std::string imported_sql(const std::string& files, const Grouping& grouping,
                         const CountFilter& filter);

/// For each feed the first and the last day, no later than `as_of`, of events between two states
/// that the source had by then.
std::string spans_sql(const std::string& files, bool imported, Day as_of);

}  // namespace detente
