// SPDX-License-Identifier: Apache-2.0
#include "events/reduce_sql.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace detente {
namespace {

using testing::HasSubstr;
using testing::Not;
using enum SqlDialect;

constexpr SqlDialect every_dialect[] = {duckdb, spark, clickhouse, bigquery};

std::string sql_of(SqlDialect dialect, const SqlOptions& options) {
  const auto sql = reduce_sql(dialect, options);
  EXPECT_TRUE(sql) << sql.error().what;
  return sql.value_or("");
}

TEST(ReduceSql, EveryDialectHasAWord) {
  for (const SqlDialect dialect : every_dialect) {
    EXPECT_EQ(sql_dialect_of(to_string(dialect)), dialect);
  }
  EXPECT_FALSE(sql_dialect_of("DuckDB"));
  EXPECT_FALSE(sql_dialect_of(""));
}

TEST(ReduceSql, NamesTheSameColumnsInEachDialect) {
  for (const SqlDialect dialect : every_dialect) {
    const std::string sql = sql_of(dialect, {.where = "events"});
    EXPECT_THAT(sql, HasSubstr("SELECT day, source, target, root, quad, COUNT(*) AS events"));
    EXPECT_THAT(sql, HasSubstr("ORDER BY day, source, target, root, quad\n"));
  }
}

TEST(ReduceSql, TakesOnlyRowsOfTheSourcesWidth) {
  EXPECT_THAT(sql_of(duckdb, {.where = "x"}), HasSubstr("WHERE len(f) = 61"));
  const SqlOptions first{.source = EventSource::gdelt1, .where = "x"};
  EXPECT_THAT(sql_of(duckdb, first), HasSubstr("WHERE len(f) IN (57, 58)"));
  EXPECT_THAT(sql_of(spark, first), HasSubstr("try_element_at(f, 58)"));
}

TEST(ReduceSql, PutsRepeatsAndMirrorsInOnlyWhereAskedFor) {
  for (const SqlDialect dialect : every_dialect) {
    const std::string none = sql_of(dialect, {.where = "x", .dedupe = Dedupe::none});
    EXPECT_THAT(none, Not(HasSubstr("ROW_NUMBER")));
    const std::string story = sql_of(dialect, {.where = "x"});
    EXPECT_THAT(story, HasSubstr("target, target_actor, code, story\n"));
    EXPECT_THAT(story, HasSubstr("OR story = ''"));
    EXPECT_THAT(story, Not(HasSubstr("LEAST")));
    const std::string daily = sql_of(dialect, {.where = "x", .dedupe = Dedupe::one_a_day});
    EXPECT_THAT(daily, HasSubstr("target, target_actor, code\n"));
    EXPECT_THAT(daily, Not(HasSubstr("OR story = ''")));
    const std::string mirrors =
        sql_of(dialect, {.where = "x", .dedupe = Dedupe::none, .drop_mirrors = true});
    EXPECT_THAT(mirrors, HasSubstr("LEAST(source, target), GREATEST(source, target), code, story"));
  }
}

TEST(ReduceSql, KeepsOnlyTheDaysAndStatesThatAreWanted) {
  using namespace std::chrono_literals;
  const SqlOptions options{.where = "x",
                           .dyad = {{"USA", "CHN"}},
                           .from = Day{2019y / 1 / 2},
                           .to = Day{2019y / 12 / 31}};
  for (const SqlDialect dialect : every_dialect) {
    const std::string sql = sql_of(dialect, options);
    EXPECT_THAT(sql, HasSubstr("day_text >= '20190102'"));
    EXPECT_THAT(sql, HasSubstr("day_text <= '20191231'"));
    EXPECT_THAT(sql, HasSubstr("(source_text = 'USA' AND target_text = 'CHN')"));
    EXPECT_THAT(sql, HasSubstr("(source_text = 'CHN' AND target_text = 'USA')"));
  }
}

// Spark and ClickHouse undo backslashes in strings, DuckDB and BigQuery's raw strings do not.
TEST(ReduceSql, EscapesPatternsAsTheEngineReadsThem) {
  EXPECT_THAT(sql_of(duckdb, {.where = "x"}), HasSubstr(R"([0-9](\.[0-9]{1,9}))"));
  EXPECT_THAT(sql_of(bigquery, {.where = "x"}), HasSubstr(R"([0-9](\.[0-9]{1,9}))"));
  EXPECT_THAT(sql_of(spark, {.where = "x"}), HasSubstr(R"([0-9](\\.[0-9]{1,9}))"));
  EXPECT_THAT(sql_of(clickhouse, {.where = "x"}), HasSubstr(R"([0-9](\\.[0-9]{1,9}))"));
}

TEST(ReduceSql, ReadsFromWhereTheRowsLie) {
  EXPECT_THAT(sql_of(duckdb, {.where = "d/*.CSV"}), HasSubstr("read_csv('d/*.CSV'"));
  EXPECT_THAT(sql_of(spark, {.where = "d/*.CSV"}), HasSubstr("path 'd/*.CSV', lineSep '\\n'"));
  EXPECT_THAT(sql_of(clickhouse, {.where = "d/*.CSV"}), HasSubstr("FROM file('d/*.CSV', "));
  EXPECT_THAT(sql_of(clickhouse, {.where = "s3://b/*.CSV"}), HasSubstr("FROM s3('s3://b/*.CSV', "));
  EXPECT_THAT(sql_of(clickhouse, {.where = "https://h/x.CSV"}), HasSubstr("FROM url('https://h/"));
  EXPECT_THAT(sql_of(bigquery, {.where = "gdelt-bq.gdeltv2.events"}),
              HasSubstr("FROM `gdelt-bq.gdeltv2.events`"));
}

struct Refused {
  const char* name;
  SqlOptions options;
  const char* says;
};

class ReduceSqlRefuses : public testing::TestWithParam<Refused> {};

TEST_P(ReduceSqlRefuses, WithTheValueThatIsWrong) {
  for (const SqlDialect dialect : every_dialect) {
    const auto sql = reduce_sql(dialect, GetParam().options);
    ASSERT_FALSE(sql);
    EXPECT_EQ(sql.error().kind, Error::Kind::usage);
    EXPECT_THAT(sql.error().what, HasSubstr(GetParam().says));
  }
}

using namespace std::chrono_literals;
INSTANTIATE_TEST_SUITE_P(
    Table, ReduceSqlRefuses,
    testing::Values(
        Refused{"Nowhere", {.where = ""}, "path, glob or table"},
        Refused{"Quote", {.where = "x'; DROP TABLE t; --"}, "DROP TABLE"},
        Refused{"Backtick", {.where = "a`b"}, "a`b"},
        Refused{"Backslash", {.where = "a\\b"}, "a\\b"},
        Refused{"NewLine", {.where = "a\nb"}, "control"},
        Refused{"OtherSource", {.source = EventSource::icews, .where = "x"}, "gdelt1 and gdelt2"},
        Refused{"NoState", {.where = "x", .dyad = {{"USA", "china"}}}, "china"},
        Refused{"QuoteInState", {.where = "x", .dyad = {{"U'A", "CHN"}}}, "U'A"},
        Refused{"Backwards",
                {.where = "x", .from = Day{2020y / 1 / 2}, .to = Day{2020y / 1 / 1}},
                "2020-01-02 is after 2020-01-01"}),
    [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace detente
