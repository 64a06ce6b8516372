// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "events/audit.hpp"

namespace detente {

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(CoverageOf, FindsTheQuartersOfAnHourThatAreMissing) {
  const auto all = coverage_of({"/a/20210406104500.export.CSV.zip", "20210406101500.export.CSV",
                                "b/20210406110000.export.CSV.gz"});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].first, "20210406101500");
  EXPECT_EQ(all[0].last, "20210406110000");
  EXPECT_EQ(all[0].expected, 4U);
  EXPECT_EQ(all[0].present, 3U);
  EXPECT_EQ(all[0].missing_count, 1U);
  EXPECT_THAT(all[0].missing, ElementsAre("20210406103000"));
}

TEST(CoverageOf, GoesOverMidnightAndTheEndsOfMonthsAndYears) {
  const auto quarters = coverage_of({"20191231234500.mentions.CSV", "20200101001500.mentions.CSV"});
  ASSERT_EQ(quarters.size(), 1U);
  EXPECT_THAT(quarters[0].missing, ElementsAre("20200101000000"));
  const auto days = coverage_of({"20160227.export.CSV", "20160302.export.CSV"});
  ASSERT_EQ(days.size(), 1U);
  EXPECT_THAT(days[0].missing, ElementsAre("20160228", "20160229", "20160301"));
}

TEST(CoverageOf, KeepsTheSeriesApart) {
  const auto all = coverage_of({"20181001-icews-events.tab", "20181003-icews-events.tab",
                                "20181001.export.CSV", "20181001000000.export.CSV",
                                "20181001000000.mentions.CSV", "20181001003000.mentions.CSV"});
  ASSERT_EQ(all.size(), 4U);
  std::uint64_t missing = 0;
  for (const Coverage& series : all) {
    missing += series.missing_count;
    EXPECT_EQ(series.expected, series.present + series.missing_count) << series.kind;
  }
  EXPECT_EQ(missing, 2U);
}

TEST(CoverageOf, CountsAFileOnceThatIsThereInTwoForms) {
  const auto all = coverage_of({"20210406.export.CSV.zip", "20210406.export.CSV",
                                "a.zip:20210406.export.CSV", "b/20210406.export.CSV.zst"});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].present, 1U);
  EXPECT_EQ(all[0].expected, 1U);
}

TEST(CoverageOf, LeavesOutNamesThatSayNoTime) {
  EXPECT_THAT(
      coverage_of({"export.CSV", "2021040.export.CSV", "20210431.export.CSV",
                   "20210406250000.export.CSV", "20210406106000.export.CSV", "x20210406.export.CSV",
                   "20210406.export.csv.bak", "levant.keds", "standard input", ""}),
      IsEmpty());
}

TEST(CoverageOf, ListsAThousandAtTheMost) {
  const auto all = coverage_of({"20000101.export.CSV", "20201231.export.CSV"});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].expected, 7671U);
  EXPECT_EQ(all[0].missing_count, 7669U);
  EXPECT_EQ(all[0].missing.size(), 1000U);
  EXPECT_EQ(all[0].missing.front(), "20000102");
}

}  // namespace

}  // namespace detente
