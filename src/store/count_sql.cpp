// SPDX-License-Identifier: Apache-2.0
#include "store/count_sql.hpp"

#include <fmt/format.h>

#include "store/database.hpp"

namespace detente {

namespace {

/// Applied to the rows before they are deduplicated, which never joins rows of different states.
std::string of_firsts(const CountFilter& filter) {
  if (filter.firsts.empty()) return {};
  std::string list;
  for (const std::string& state : filter.firsts) {
    if (!list.empty()) list += ", ";
    list += sql_text(state);
  }
  return fmt::format(" AND least(source, target) IN ({})", list);
}

std::string where(const CountFilter& filter) {
  std::string sql = "TRUE";
  if (filter.from) sql += fmt::format(" AND day >= DATE '{}'", to_string(*filter.from));
  if (filter.to) sql += fmt::format(" AND day <= DATE '{}'", to_string(*filter.to));
  if (!filter.unnamed) sql += " AND source <> '' AND target <> ''";
  sql += of_firsts(filter);
  if (filter.dyad.size() == 2) {
    const std::string a = sql_text(filter.dyad[0]);
    const std::string b = sql_text(filter.dyad[1]);
    sql += fmt::format(" AND ((source = {0} AND target = {1}) OR (source = {1} AND target = {0}))",
                       a, b);
  }
  return sql;
}

std::string grouped(const std::string& from, const Grouping& grouping) {
  const std::string day =
      !grouping.period ? "DATE '1970-01-01'"
      : *grouping.period == Resolution::day
          ? "day"
          : fmt::format("date_trunc('{}', day)::DATE",
                        *grouping.period == Resolution::month ? "month" : "year");
  return fmt::format(
      "SELECT feed, {} AS day, source, target, {}::BIGINT AS root, {}::BIGINT AS quad, "
      "sum(events)::BIGINT AS events, sum(mentions)::BIGINT AS mentions, "
      "sum(goldstein)::BIGINT AS goldstein FROM {} GROUP BY ALL ORDER BY ALL",
      day, grouping.root ? "root" : "0", grouping.quad ? "quad" : "0", from);
}

}  // namespace

std::string count_sql(const std::string& files, Dedupe dedupe, bool drop_mirrors,
                      const Grouping& grouping, const CountFilter& filter,
                      const std::optional<Day>& known) {
  const std::string in_time =
      known ? fmt::format(" AND (added IS NULL OR added <= DATE '{}')", to_string(*known)) : "";
  // A row of its own where it cannot repeat another: its place is in the key then. Not its line:
  // the members of one archive each count from 1.
  const std::string alone =
      dedupe == Dedupe::story ? "CASE WHEN rows.story = '' THEN rows.place ELSE NULL END" : "NULL";
  const std::string key = dedupe == Dedupe::one_a_day ? "''" : "rows.story";
  std::string sql = fmt::format(
      "WITH files AS (SELECT unnest({0}) AS filename, generate_subscripts({0}, 1) AS file), "
      "rows AS (SELECT feed, day, source, target, source_actor, target_actor, code, root, quad, "
      "mentions, coalesce(round(goldstein * 1000)::BIGINT, 0) AS goldstein, story, "
      "row(file, file_row_number) AS place FROM read_parquet({0}, hive_partitioning = true, "
      "hive_types = {{'feed': VARCHAR, 'year': BIGINT}}, filename = true, file_row_number = true) "
      "JOIN files USING (filename) WHERE feed <> 'mentions'{1}{2}), ",
      files, in_time, of_firsts(filter));
  if (dedupe == Dedupe::none) {
    sql += "events AS (SELECT * FROM rows), ";
  } else {
    sql += fmt::format(
        "events AS (SELECT feed, day, source, target, code, root, quad, arg_min(mentions, place) "
        "AS "
        "mentions, arg_min(goldstein, place) AS goldstein, arg_min(rows.story, place) AS story, "
        "min(place) AS "
        "place FROM rows GROUP BY feed, day, source, target, source_actor, target_actor, code, "
        "root, "
        "quad, {}, {}), ",
        key, alone);
  }
  if (drop_mirrors) {
    sql +=
        "ranked AS (SELECT *, least(source, target) AS low, greatest(source, target) AS high, "
        "row_number() OVER (PARTITION BY feed, day, source, target, code, root, quad, story ORDER "
        "BY "
        "place) AS rank FROM events), "
        "kept AS (SELECT * FROM ranked QUALIFY source = '' OR target = '' OR source = target OR "
        "row_number() OVER (PARTITION BY feed, day, low, high, code, root, quad, story, rank ORDER "
        "BY "
        "place) = 1), ";
  } else {
    sql += "kept AS (SELECT * FROM events), ";
  }
  sql += fmt::format(
      "ones AS (SELECT feed, day, source, target, root, quad, 1 AS events, mentions, goldstein "
      "FROM "
      "kept WHERE {}) ",
      where(filter));
  return sql + grouped("ones", grouping);
}

std::string imported_sql(const std::string& files, const Grouping& grouping,
                         const CountFilter& filter) {
  return fmt::format("WITH ones AS (SELECT 'counts' AS feed, * FROM read_parquet({}) WHERE {}) ",
                     files, where(filter)) +
         grouped("ones", grouping);
}

std::string spans_sql(const std::string& files, bool imported, Day as_of) {
  const std::string day = to_string(as_of);
  const std::string named = fmt::format("source <> '' AND target <> '' AND day <= DATE '{}'", day);
  if (imported)
    return fmt::format(
        "SELECT 'counts', min(day), max(day) FROM read_parquet({}) WHERE {} HAVING count(*) > 0",
        files, named);
  return fmt::format(
      "SELECT feed, min(day), max(day) FROM read_parquet({}, hive_partitioning = true, hive_types "
      "= {{'feed': VARCHAR, 'year': BIGINT}}) WHERE feed <> 'mentions' AND (added IS NULL OR added "
      "<= DATE '{}') AND {} GROUP BY feed ORDER BY feed",
      files, day, named);
}

}  // namespace detente
