// SPDX-License-Identifier: Apache-2.0
#include "events/reduce_sql.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "events/fields.hpp"

namespace detente {
namespace {

/// A field of GDELT that the reduction needs.
struct Field {
  std::string_view name;    ///< in the statement
  std::string_view column;  ///< GDELT's name
  int number;               ///< in the raw files, from 1
};

constexpr std::array<Field, 11> columns = {{
    {"id", "GLOBALEVENTID", 1},
    {"day", "SQLDATE", 2},
    {"source_actor", "Actor1Code", 6},
    {"source", "Actor1CountryCode", 8},
    {"target_actor", "Actor2Code", 16},
    {"target", "Actor2CountryCode", 18},
    {"code", "EventCode", 27},
    {"root", "EventRootCode", 29},
    {"quad", "QuadClass", 30},
    {"goldstein", "GoldsteinScale", 31},
    {"mentions", "NumMentions", 32},
}};

// Dates that exist, by month: no engine's own parser is used, since some take 30 February and some
// have no days before 1970. The fourth line is 29 February in leap years.
constexpr std::string_view real_date =
    "[0-9]{4}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])"
    "|[0-9]{4}(0[13-9]|1[0-2])(29|30)"
    "|[0-9]{4}(0[13578]|1[02])31"
    "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)0229";
constexpr std::string_view root_1_to_20 = "0[1-9]|1[0-9]|20";
constexpr std::string_view cameo_code = "[0-9]{2,5}";
constexpr std::string_view state_or_none = "([A-Z]{3})?";
constexpr std::string_view event_number = "[0-9]{1,18}";
constexpr std::string_view whole_number = "[0-9]{1,9}";
constexpr std::string_view score_or_none = "(-?(10(\\.0{1,9})?|[0-9](\\.[0-9]{1,9})?))?";

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

/// What the engines spell differently. `{}` stands for the operand.
struct Dialect {
  std::string_view split;    ///< the lines of {} (a path) as an array `f` of their fields
  std::string_view width;    ///< how many fields there are
  std::string_view element;  ///< field number {}
  std::string_view matches;  ///< {} (an expression) is one of {} (a pattern), as a whole
  std::string_view integer;  ///< {} (text) as a 64-bit integer, NULL or 0 where it is none
  std::string_view score;    ///< {} (text of a number) in thousandths, rounded, as an integer
  std::string_view total;    ///< the sum of {} as a 64-bit integer
};

// Lines are split here and not by the engines' own readers of delimited files: these skip, pad or
// cut rows of a wrong width each in its own way, and some unquote or unescape. An array of one
// array that is laid out at once stands in the way of DuckDB's and Spark's optimizers, which would
// else split the line anew for each field that a condition names: 12 and 4 times the work.
constexpr Dialect duckdb = {
    "SELECT unnest([string_split(rtrim(line, chr(13)), chr(9))]) AS f\n"
    "  FROM read_csv('{}', columns = {{'line': 'VARCHAR'}}, delim = '', quote = '', escape = '',\n"
    "                header = false, auto_detect = false, new_line = '\\n', strict_mode = false,\n"
    "                ignore_errors = true)",
    "len(f)",
    "f[{}]",
    "regexp_full_match({}, '{}')",
    "TRY_CAST({} AS BIGINT)",
    "CAST(ROUND(TRY_CAST({} AS DECIMAL(18, 9)) * 1000) AS BIGINT)",
    "CAST(SUM({}) AS BIGINT)",
};
constexpr Dialect spark = {
    "SELECT f\n  FROM gdelt_lines\n"
    "  LATERAL VIEW explode(array(split(rtrim('\\r', value), '\\t', -1))) AS f",
    "size(f)",
    "element_at(f, {})",
    "{} RLIKE '^({})$'",
    "TRY_CAST({} AS BIGINT)",
    "CAST(ROUND(TRY_CAST({} AS DECIMAL(18, 9)) * 1000) AS BIGINT)",
    "SUM({})",
};
constexpr Dialect clickhouse = {
    "SELECT splitByChar('\\t', trimRight(line, '\\r')) AS f\n"
    "  FROM {}, 'LineAsString', 'line String')",
    "length(f)",
    "f[{}]",
    "match({}, '^({})$')",
    "toInt64OrNull({})",
    "toInt64(round(toDecimal64OrZero({}, 9) * 1000))",
    "SUM({})",
};
constexpr Dialect bigquery = {
    "",
    "",
    "",
    "REGEXP_CONTAINS({}, r'^({})$')",
    "SAFE_CAST({} AS INT64)",
    "CAST(ROUND(SAFE_CAST({} AS NUMERIC) * 1000) AS INT64)",
    "SUM({})",
};

const Dialect& words_of(SqlDialect dialect) {
  switch (dialect) {
    case SqlDialect::duckdb:
      return duckdb;
    case SqlDialect::spark:
      return spark;
    case SqlDialect::clickhouse:
      return clickhouse;
    case SqlDialect::bigquery:
      break;
  }
  return bigquery;
}

std::string put(std::string_view form, std::string_view a, std::string_view b = {}) {
  return fmt::format(fmt::runtime(form), a, b);
}

std::string matches(SqlDialect dialect, std::string_view what, std::string_view pattern) {
  std::string escaped(pattern);
  // Spark and ClickHouse read a backslash in a string as an escape.
  if (dialect == SqlDialect::spark || dialect == SqlDialect::clickhouse) {
    escaped = replace_all(std::move(escaped), "\\", "\\\\");
  }
  return put(words_of(dialect).matches, what, escaped);
}

std::string line_source(SqlDialect dialect, const std::string& where) {
  if (dialect != SqlDialect::clickhouse) return where;
  const std::string_view reader = where.starts_with("s3://") || where.starts_with("gs://") ? "s3"
                                  : where.starts_with("http://") || where.starts_with("https://")
                                      ? "url"
                                      : "file";
  return fmt::format("{}('{}'", reader, where);
}

/// The fields as text: of a table's columns, which its types have checked already.
std::string texts_of_table(const std::string& table) {
  std::string sql = "texts AS (\n  SELECT\n";
  for (const auto& [name, column, number] : columns) {
    sql += fmt::format("    COALESCE(CAST({} AS STRING), '') AS {}_text,\n", column, name);
  }
  return sql + fmt::format("    COALESCE(SOURCEURL, '') AS story\n  FROM `{}`\n)", table);
}

/// The fields as text: of lines that are split.
std::string texts_of_lines(SqlDialect dialect, const SqlOptions& options) {
  const Dialect& words = words_of(dialect);
  const auto element = [&](int number) { return put(words.element, std::to_string(number)); };
  std::string sql = fmt::format("split_lines AS (\n  {}\n), texts AS (\n  SELECT\n",
                                put(words.split, line_source(dialect, options.where)));
  for (const auto& [name, column, number] : columns) {
    sql += fmt::format("    {} AS {}_text,\n", element(number), name);
  }
  const bool second = options.source == EventSource::gdelt2;
  sql += fmt::format("    {} AS month_text,\n    {} AS year_text,\n    {} AS added_text,\n",
                     element(3), element(4), element(second ? 60 : 57));
  if (second) {
    sql += fmt::format("    {} AS story\n  FROM split_lines\n  WHERE {} = 61\n)", element(61),
                       words.width);
  } else {
    const std::string story = dialect == SqlDialect::spark ? "try_element_at(f, 58)" : element(58);
    sql += fmt::format(
        "    CASE WHEN {0} = 58 THEN {1} ELSE '' END AS story\n  FROM split_lines\n"
        "  WHERE {0} IN (57, 58)\n)",
        words.width, story);
  }
  return sql;
}

std::string compact(Day day) { return replace_all(to_string(day), "-", ""); }

/// Rule 1, and the user's choice of days and states.
std::string conditions(SqlDialect dialect, const SqlOptions& options) {
  std::vector<std::string> all = {
      matches(dialect, "day_text", real_date),
      "LENGTH(day_text) = 8 AND day_text > '0001'",
      matches(dialect, "id_text", event_number),
      matches(dialect, "source_text", state_or_none),
      matches(dialect, "target_text", state_or_none),
      matches(dialect, "code_text", cameo_code),
      matches(dialect, "root_text", root_1_to_20),
      "SUBSTR(code_text, 1, 2) = root_text",
      matches(dialect, "quad_text", "[1-4]"),
      matches(dialect, "goldstein_text", score_or_none),
      matches(dialect, "mentions_text", whole_number),
  };
  if (dialect != SqlDialect::bigquery) {
    all.emplace_back("month_text = SUBSTR(day_text, 1, 6) AND year_text = SUBSTR(day_text, 1, 4)");
    all.push_back(matches(dialect, "added_text", fmt::format("({})([0-9]{{6}})?", real_date)));
  }
  if (options.from) all.push_back(fmt::format("day_text >= '{}'", compact(*options.from)));
  if (options.to) all.push_back(fmt::format("day_text <= '{}'", compact(*options.to)));
  if (options.dyad) {
    all.push_back(
        fmt::format("((source_text = '{0}' AND target_text = '{1}') OR "
                    "(source_text = '{1}' AND target_text = '{0}'))",
                    options.dyad->first, options.dyad->second));
  }
  return join(all, "\n    AND ");
}

/// The rows that count, with typed columns.
std::string checked(SqlDialect dialect, const SqlOptions& options) {
  const Dialect& words = words_of(dialect);
  const auto integer = [&](std::string_view what) { return put(words.integer, what); };
  return fmt::format(
      "checked AS (\n  SELECT\n"
      "    CONCAT(SUBSTR(day_text, 1, 4), '-', SUBSTR(day_text, 5, 2), '-', "
      "SUBSTR(day_text, 7, 2)) AS day,\n"
      "    source_text AS source, source_actor_text AS source_actor,\n"
      "    target_text AS target, target_actor_text AS target_actor,\n"
      "    code_text AS code, story,\n"
      "    {} AS id,\n    {} AS root,\n    {} AS quad,\n    {} AS mentions,\n"
      "    COALESCE({}, 0) AS goldstein\n"
      "  FROM texts\n  WHERE {}\n)",
      integer("id_text"), integer("root_text"), integer("quad_text"), integer("mentions_text"),
      put(words.score, "goldstein_text"), conditions(dialect, options));
}

constexpr std::string_view order = "id, mentions, goldstein, root, quad";

/// Rule 3: one row of the rows that repeat.
std::string without_repeats(Dedupe dedupe) {
  const bool by_story = dedupe == Dedupe::story;
  return fmt::format(
      "numbered AS (\n  SELECT *, ROW_NUMBER() OVER (\n"
      "    PARTITION BY day, source, source_actor, target, target_actor, code{}\n"
      "    ORDER BY {}) AS copy\n  FROM checked\n"
      "), single AS (\n  SELECT * FROM numbered WHERE copy = 1{}\n)",
      by_story ? ", story" : "", order, by_story ? " OR story = ''" : "");
}

/// Rule 4: of A→B and B→A one.
std::string without_mirrors(std::string_view from) {
  return fmt::format(
      "ranked AS (\n  SELECT *, ROW_NUMBER() OVER (\n"
      "    PARTITION BY day, source, target, code, story\n    ORDER BY {}) AS place\n"
      "  FROM {}\n"
      "), matched AS (\n  SELECT *, ROW_NUMBER() OVER (\n"
      "    PARTITION BY day, LEAST(source, target), GREATEST(source, target), code, story, place\n"
      "    ORDER BY id, source) AS turn\n  FROM ranked\n"
      "), unmirrored AS (\n  SELECT * FROM matched\n"
      "  WHERE turn = 1 OR source = '' OR target = '' OR source = target\n)",
      order, from);
}

std::string heading(SqlDialect dialect, const SqlOptions& options) {
  std::string_view repeats = "each row is an event";
  if (options.dedupe == Dedupe::story) repeats = "one event a day, actors, code and story";
  if (options.dedupe == Dedupe::one_a_day) repeats = "one event a day, actors and code";
  return fmt::format(
      "-- Détente: GDELT {} reduced to counts, for {}; {}{}.\n"
      "-- goldstein is the sum of the scores in thousandths. The rules: "
      "src/events/reduce_sql.hpp\n",
      options.source == EventSource::gdelt1 ? "1.0" : "2.0", to_string(dialect), repeats,
      options.drop_mirrors ? "; of mirrored pairs one" : "");
}

bool is_plain(std::string_view where) {
  return !where.empty() && where.find_first_of("'\"`\\;") == std::string_view::npos &&
         std::none_of(where.begin(), where.end(),
                      [](char c) { return std::iscntrl(static_cast<unsigned char>(c)) != 0; });
}

std::optional<Error> fault_of(const SqlOptions& options) {
  const auto usage = [](std::string what) {
    return Error{Error::Kind::usage, std::move(what), {}};
  };
  if (options.source != EventSource::gdelt1 && options.source != EventSource::gdelt2) {
    return usage("SQL is there for gdelt1 and gdelt2 only");
  }
  if (!is_plain(options.where)) {
    return usage("\"" + options.where +
                 "\" cannot stand in SQL: give a path, glob or table without quotes, backslashes, "
                 "semicolons and control characters");
  }
  if (options.dyad) {
    for (const std::string& state : {options.dyad->first, options.dyad->second}) {
      if (!is_state_code(state)) return usage("\"" + state + "\" is not a state such as USA");
    }
  }
  if (options.from && options.to && *options.from > *options.to) {
    return usage(to_string(*options.from) + " is after " + to_string(*options.to));
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(SqlDialect dialect) {
  switch (dialect) {
    case SqlDialect::duckdb:
      return "duckdb";
    case SqlDialect::spark:
      return "spark";
    case SqlDialect::clickhouse:
      return "clickhouse";
    case SqlDialect::bigquery:
      break;
  }
  return "bigquery";
}

std::optional<SqlDialect> sql_dialect_of(std::string_view word) {
  using enum SqlDialect;
  for (const SqlDialect dialect : {duckdb, spark, clickhouse, bigquery}) {
    if (word == to_string(dialect)) return dialect;
  }
  return std::nullopt;
}

Result<std::string> reduce_sql(SqlDialect dialect, const SqlOptions& options) {
  if (auto fault = fault_of(options)) return tl::unexpected(*std::move(fault));
  std::string sql = heading(dialect, options);
  if (dialect == SqlDialect::spark) {
    // Without lineSep Spark ends a line at a lone CR too.
    sql += fmt::format(
        "CREATE OR REPLACE TEMPORARY VIEW gdelt_lines USING text\n"
        "OPTIONS (path '{}', lineSep '\\n');\n\n",
        options.where);
  }
  sql += "WITH ";
  sql += dialect == SqlDialect::bigquery ? texts_of_table(options.where)
                                         : texts_of_lines(dialect, options);
  sql += ", " + checked(dialect, options);
  std::string_view from = "checked";
  if (options.dedupe != Dedupe::none) {
    sql += ", " + without_repeats(options.dedupe);
    from = "single";
  }
  if (options.drop_mirrors) {
    sql += ", " + without_mirrors(from);
    from = "unmirrored";
  }
  const Dialect& words = words_of(dialect);
  sql += fmt::format(
      "\nSELECT day, source, target, root, quad, COUNT(*) AS events, {} AS mentions,\n"
      "  {} AS goldstein\nFROM {}\nGROUP BY day, source, target, root, quad\n"
      "ORDER BY day, source, target, root, quad\n",
      put(words.total, "mentions"), put(words.total, "goldstein"), from);
  return sql;
}

}  // namespace detente
