// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command/measure.hpp"
#include "command/sections.hpp"
#include "store/database.hpp"
#include "support/files.hpp"

namespace detente {
namespace {

using ::testing::HasSubstr;

Common indexed(const char* as_of) {
  return {.folder = std::filesystem::path(DETENTE_SOURCE_DIR) / "tests/cases/indexed",
          .as_of = *parse_day(as_of)};
}

const Json& rows_of(const Json& document, const char* key) { return document.at(key); }

TEST(MeasureCommand, WritesAsParquetWhatItWritesAsJson) {
  const testing::TemporaryFolder scratch;
  const auto output = run_measure_case(indexed("2015-01-01"), {});
  ASSERT_TRUE(output);
  const std::string file = (scratch.path() / "indices.parquet").string();
  const auto written = write_indices(*output, file, 2);
  ASSERT_TRUE(written);
  EXPECT_THAT(written->text, HasSubstr("180 rows"));
  const Json json = to_json(output->document, "0.0.0");
  std::int64_t events = 0;
  double balance = 0;
  std::int64_t gaps = 0;
  for (const Json& row : rows_of(json, "indices")) {
    events += row.at("events").get<std::int64_t>();
    gaps += row.at("balance").is_null() ? 1 : 0;
    balance += row.at("balance").is_null() ? 0 : row.at("balance").get<double>();
  }
  auto database = Database::open({}, {});
  ASSERT_TRUE(database);
  const auto rows = database->rows(
      "SELECT sum(events)::BIGINT, sum(balance), count(*) FILTER (balance IS NULL), min(first), "
      "count(DISTINCT period) FROM " +
      sql_text(file));
  ASSERT_TRUE(rows);
  const std::vector<Cell>& row = rows->front();
  EXPECT_EQ(std::get<std::int64_t>(row[0]), events);
  EXPECT_NEAR(std::get<double>(row[1]), balance, 1e-9);
  EXPECT_EQ(std::get<std::int64_t>(row[2]), gaps);
  EXPECT_EQ(std::get<Day>(row[3]), *parse_day("2000-01-01"));
  EXPECT_EQ(std::get<std::int64_t>(row[4]), 60);
}

TEST(MeasureCommand, UsesNothingThatCameOutLater) {
  const auto before = run_measure_case(indexed("2014-01-30"), {.compare = true});
  ASSERT_TRUE(before);
  const Json early = to_json(before->document, "0.0.0");
  EXPECT_TRUE(rows_of(early, "indices").empty()) << "the counts came out on 2014-01-31";
  EXPECT_FALSE(rows_of(early, "comparisons").empty()) << "the series came out on 2013-01-31";
  const auto none = run_measure_case(indexed("2013-01-30"), {.compare = true});
  ASSERT_TRUE(none);
  const Json late = to_json(none->document, "0.0.0");
  for (const Json& row : rows_of(late, "comparisons")) EXPECT_EQ(row.at("months"), 0);
}

TEST(MeasureCommand, FindsThePlantedLeadAndChange) {
  const auto output = run_measure_case(indexed("2015-01-01"), {.compare = true});
  ASSERT_TRUE(output);
  const Json json = to_json(output->document, "0.0.0");
  const Json& lead = rows_of(json, "comparisons").at(0).at("lead");
  EXPECT_EQ(lead.at("leads"), "first");
  EXPECT_EQ(lead.at("lag"), 3);
  ASSERT_EQ(rows_of(json, "changes").size(), 3);
  for (const Json& change : rows_of(json, "changes")) {
    EXPECT_LE(change.at("earliest").get<std::string>(), "2003-01");
    EXPECT_GE(change.at("latest").get<std::string>(), "2003-01");
  }
}

TEST(StandingSection, HasSixSentencesAtTheMost) {
  for (const char* as_of : {"2013-01-30", "2014-01-30", "2015-01-01"}) {
    const auto record = load(indexed(as_of));
    ASSERT_TRUE(record);
    const auto document = standing_document(indexed(as_of), *record);
    ASSERT_TRUE(document);
    const auto& says = std::get<Paragraph>(document->blocks.front()).sentences;
    EXPECT_GE(says.size(), 1) << as_of;
    EXPECT_LE(says.size(), 6) << as_of;
  }
}

}  // namespace
}  // namespace detente
