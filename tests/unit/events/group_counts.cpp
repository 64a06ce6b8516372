// SPDX-License-Identifier: Apache-2.0
#include "events/group_counts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace detente {

namespace {

Day day(const std::string& text) { return parse_day(text).value_or(Day{}); }

CountRow row(const std::string& when, StateCode source, StateCode target, std::uint8_t root,
             std::uint8_t quad, Counts counts) {
  return {.key = {.day = day(when), .source = source, .target = target, .root = root, .quad = quad},
          .counts = counts};
}

TEST(GroupingOf, TakesItsWordsInAnyOrder) {
  const auto all = grouping_of("quad,day,root");
  ASSERT_TRUE(all);
  EXPECT_EQ(all->period, Resolution::day);
  EXPECT_TRUE(all->root && all->quad);
  EXPECT_EQ(grouping_of("month")->period, Resolution::month);
  EXPECT_EQ(grouping_of("year")->period, Resolution::year);
  const auto nothing = grouping_of("");
  ASSERT_TRUE(nothing);
  EXPECT_FALSE(nothing->period || nothing->root || nothing->quad);
}

TEST(GroupingOf, NamesTheWordThatIsNone) {
  for (const std::string words :
       {"week", "day,,root", "day,", ",", "Day", "day root", "day,hour"}) {
    const auto grouping = grouping_of(words);
    ASSERT_FALSE(grouping) << words;
    EXPECT_EQ(grouping.error().kind, Error::Kind::usage);
    EXPECT_THAT(grouping.error().what, ::testing::HasSubstr("--by"));
  }
  const auto two = grouping_of("day,month");
  ASSERT_FALSE(two);
  EXPECT_EQ(two.error().kind, Error::Kind::usage);
  EXPECT_THAT(two.error().what, ::testing::HasSubstr("only one"));
}

TEST(PeriodStart, IsTheFirstDay) {
  EXPECT_EQ(period_start(day("2004-02-29"), Resolution::day), day("2004-02-29"));
  EXPECT_EQ(period_start(day("2004-02-29"), Resolution::month), day("2004-02-01"));
  EXPECT_EQ(period_start(day("2004-02-29"), Resolution::year), day("2004-01-01"));
  EXPECT_EQ(period_start(day("1969-12-31"), Resolution::year), day("1969-01-01"));
  EXPECT_EQ(period_start(day("2004-02-29"), std::nullopt), Day{});
}

const std::vector<CountRow>& some_rows() {
  static const std::vector<CountRow> rows{
      row("2021-01-31", "", "CHN", 1, 1, {1, 2, 300}),
      row("2021-01-31", "CHN", "USA", 1, 1, {2, 4, -500}),
      row("2021-01-31", "CHN", "USA", 19, 4, {1, 1, -10'000}),
      row("2021-02-01", "CHN", "USA", 1, 1, {1, 9, 0}),
      row("2021-02-01", "USA", "CHN", 4, 1, {5, 5, 5000}),
      row("2022-02-01", "USA", "JPN", 4, 1, {7, 7, 7000}),
  };
  return rows;
}

TEST(GroupCounts, SumsOverWhatIsNotKeptApart) {
  const auto totals = group_counts(some_rows(), {}, {});
  EXPECT_EQ(totals, (std::vector{row("1970-01-01", "CHN", "USA", 0, 0, {4, 14, -10'500}),
                                 row("1970-01-01", "USA", "CHN", 0, 0, {5, 5, 5000}),
                                 row("1970-01-01", "USA", "JPN", 0, 0, {7, 7, 7000})}));
  const auto months = group_counts(some_rows(), {.period = Resolution::month, .quad = true},
                                   {.dyad = {"USA", "CHN"}});
  EXPECT_EQ(months, (std::vector{row("2021-01-01", "CHN", "USA", 0, 1, {2, 4, -500}),
                                 row("2021-01-01", "CHN", "USA", 0, 4, {1, 1, -10'000}),
                                 row("2021-02-01", "CHN", "USA", 0, 1, {1, 9, 0}),
                                 row("2021-02-01", "USA", "CHN", 0, 1, {5, 5, 5000})}));
}

TEST(GroupCounts, ChangesNothingWhereAllIsKeptApart) {
  EXPECT_EQ(group_counts(some_rows(), {.period = Resolution::day, .root = true, .quad = true},
                         {.unnamed = true}),
            some_rows());
}

TEST(CountFilter, TakesBothItsDays) {
  const CountFilter filter{.from = day("2021-01-31"), .to = day("2021-02-01")};
  EXPECT_FALSE(filter.takes({.day = day("2021-01-30"), .source = "CHN", .target = "USA"}));
  EXPECT_TRUE(filter.takes({.day = day("2021-01-31"), .source = "CHN", .target = "USA"}));
  EXPECT_TRUE(filter.takes({.day = day("2021-02-01"), .source = "CHN", .target = "USA"}));
  EXPECT_FALSE(filter.takes({.day = day("2021-02-02"), .source = "CHN", .target = "USA"}));
  EXPECT_FALSE(filter.takes({.day = day("2021-02-01"), .source = "", .target = "USA"}));
  EXPECT_FALSE(filter.takes({.day = day("2021-02-01"), .source = "CHN", .target = ""}));
}

TEST(CountFilter, TakesADyadBothWaysAndNoStateWithItself) {
  const CountFilter filter{.dyad = {"USA", "CHN"}, .unnamed = true};
  EXPECT_TRUE(filter.takes({.day = {}, .source = "CHN", .target = "USA"}));
  EXPECT_TRUE(filter.takes({.day = {}, .source = "USA", .target = "CHN"}));
  EXPECT_FALSE(filter.takes({.day = {}, .source = "USA", .target = "USA"}));
  EXPECT_FALSE(filter.takes({.day = {}, .source = "USA", .target = ""}));
  EXPECT_FALSE(filter.takes({.day = {}, .source = "USA", .target = "JPN"}));
}

}  // namespace

}  // namespace detente
