// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/date.hpp"
#include "base/result.hpp"
#include "events/coded_event.hpp"
#include "events/dedupe.hpp"

namespace detente {

/// An engine that can reduce more rows than one machine holds.
enum class SqlDialect : std::uint8_t { duckdb, spark, clickhouse, bigquery };
std::string_view to_string(SqlDialect dialect);
/// "duckdb", …; nothing for any other word.
std::optional<SqlDialect> sql_dialect_of(std::string_view word);

struct SqlOptions {
  EventSource source = EventSource::gdelt2;  ///< gdelt1 (57 or 58 columns) or gdelt2 (61)
  /// DuckDB, Spark, ClickHouse: a path or glob of raw tab-separated files, as the engine reads it.
  /// BigQuery: a table with GDELT's own column names, "gdelt-bq.gdeltv2.events".
  std::string where{};
  Dedupe dedupe = Dedupe::story;
  bool drop_mirrors = false;
  std::optional<std::pair<std::string, std::string>> dyad{};  ///< both directions
  std::optional<Day> from{};                                  ///< of the event, inclusive
  std::optional<Day> to{};                                    ///< likewise
};

/// The reduction of `detente reduce` as SQL. The result has the columns day ("2019-10-24"), source,
/// target, root, quad, events, mentions, goldstein; one row for each day, source state, target
/// state (text, "" where there is none), CAMEO root (1 to 20) and quad class (1 to 4) that has an
/// event, in the order of these keys. `goldstein` is the sum of the scores in thousandths, exact.
///
/// Any engine that follows these rules gets the same rows:
/// 1. A row counts if its number of columns is the source's; GLOBALEVENTID is digits; SQLDATE is a
///    calendar date, of which MonthYear and Year are the beginning; each country code is empty or
///    three capital letters; EventRootCode is 01 to 20 and begins EventCode, two to five digits;
///    QuadClass is 1 to 4; GoldsteinScale is empty, which adds 0, or a number from -10 to 10 with
///    at most nine decimals; NumMentions is a number of at most nine digits; DATEADDED begins with
///    a calendar date. NULL and "" are the same; CRs before the line's end are no part of it. (In
///    BigQuery's table MonthYear, Year and DATEADDED are not looked at: they cost more to read.)
/// 2. source = Actor1CountryCode, target = Actor2CountryCode, root = EventRootCode,
///    story = SOURCEURL ("" where the file has 57 columns).
/// 3. Repeats: rows with the same SQLDATE, Actor1Code, Actor1CountryCode, Actor2Code,
///    Actor2CountryCode, EventCode and, under Dedupe::story, SOURCEURL are one event. The row with
///    the lowest GLOBALEVENTID stands for it (then the fewest mentions, the lowest score, root,
///    quad). Under Dedupe::story a row without a story is never dropped.
/// 4. Mirrors, if they are dropped, after the repeats: of A→B and B→A (different states, both
/// named)
///    with the same SQLDATE, EventCode and SOURCEURL the row with the lowest GLOBALEVENTID stays
///    (where both have the same, the one whose source is first in the alphabet). They are matched
///    one to one by rank: the rows of each direction in the order of rule 3, first with first,
///    second with second; a row without a partner stays.
///
/// All rules look at one day only, so counts of parts of the archive that split by SQLDATE (`from`,
/// `to`) add up to the whole. Parts by file do not: a repeat may be in another file.
///
/// One statement; for Spark two, the first ends with ";" and makes a temporary view. Fails with
/// Kind::usage: the source is not GDELT's, `where` is empty or has a quote, a backslash, a backtick
/// or a control character, a state of the dyad is not three capital letters, `from` is after `to`.
Result<std::string> reduce_sql(SqlDialect dialect, const SqlOptions& options);

}  // namespace detente
