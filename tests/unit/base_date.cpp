// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "base/date.hpp"
#include "support/record_case.hpp"

namespace detente::testing {
namespace {

struct Written {
  const char* text;
  const char* first;
  const char* last;
};

class DateText : public ::testing::TestWithParam<Written> {};

TEST_P(DateText, SpansWhatItSaysAndGoesBack) {
  const auto parsed = parse_date(GetParam().text);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(to_string(parsed->first()), GetParam().first);
  EXPECT_EQ(to_string(parsed->last()), GetParam().last);
  EXPECT_EQ(to_string(*parsed), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Table, DateText,
                         ::testing::Values(Written{"2022-08-05", "2022-08-05", "2022-08-05"},
                                           Written{"2022-08", "2022-08-01", "2022-08-31"},
                                           Written{"2022-12", "2022-12-01", "2022-12-31"},
                                           Written{"2024-02", "2024-02-01", "2024-02-29"},
                                           Written{"1900-02", "1900-02-01", "1900-02-28"},
                                           Written{"2000-02-29", "2000-02-29", "2000-02-29"},
                                           Written{"2022", "2022-01-01", "2022-12-31"},
                                           Written{"0001", "0001-01-01", "0001-12-31"},
                                           Written{"1970-01-01", "1970-01-01", "1970-01-01"},
                                           Written{"9999-12-31", "9999-12-31", "9999-12-31"}));

class NoDate : public ::testing::TestWithParam<const char*> {};

TEST_P(NoDate, IsRefused) { EXPECT_FALSE(parse_date(GetParam())) << GetParam(); }

INSTANTIATE_TEST_SUITE_P(Table, NoDate,
                         ::testing::Values("", "2", "22", "202", "20222", "2022-", "2022-8",
                                           "2022-00", "2022-13", "2022-08-", "2022-08-5",
                                           "2022-08-00", "2022-02-29", "2022-04-31", "0000",
                                           "0000-01-01", "2022/08/05", "2022-08-05 ", " 2022-08",
                                           "2022-08-05T00:00", "-2022-08-05", "2o22", "2022-0x",
                                           "2022 08", "2022-08/05", "１９９９"));

TEST(ParseDay, TakesDaysOnly) {
  EXPECT_TRUE(parse_day("2022-08-05"));
  EXPECT_FALSE(parse_day("2022-08"));
  EXPECT_FALSE(parse_day("2022"));
}

TEST(Date, OfAPrecisionForgetsTheRest) {
  using enum Date::Precision;
  EXPECT_EQ(Date(testing::day("2022-08-05"), month), testing::date("2022-08"));
  EXPECT_EQ(Date(testing::day("2022-08-05"), year), testing::date("2022"));
  EXPECT_EQ(to_string(month), "month");
}

TEST(Date, IsOrderedByItsFirstDay) {
  EXPECT_LT(testing::date("2022-07-31"), testing::date("2022-08"));
  EXPECT_LT(testing::date("2022-08-01"), testing::date("2022-08-02"));
  EXPECT_LT(testing::date("2022"), testing::date("2022-08"));
  EXPECT_NE(testing::date("2022-01-01"), testing::date("2022"));
}

struct Shift {
  const char* from;
  int months;
  const char* to;
};

class AddMonths : public ::testing::TestWithParam<Shift> {};

TEST_P(AddMonths, KeepsTheDayOrTakesTheLast) {
  EXPECT_EQ(to_string(add_months(testing::day(GetParam().from), GetParam().months)), GetParam().to);
}

INSTANTIATE_TEST_SUITE_P(
    Table, AddMonths,
    ::testing::Values(Shift{"2022-08-05", 0, "2022-08-05"}, Shift{"2022-08-05", 1, "2022-09-05"},
                      Shift{"2022-12-31", 2, "2023-02-28"}, Shift{"2023-12-31", 2, "2024-02-29"},
                      Shift{"2022-10-31", 1, "2022-11-30"}, Shift{"2024-02-29", 12, "2025-02-28"},
                      Shift{"2024-02-29", -12, "2023-02-28"}, Shift{"2022-01-31", -2, "2021-11-30"},
                      Shift{"2022-08-05", 240, "2042-08-05"}));

TEST(Quarter, OfEachMonth) {
  constexpr int expected[] = {1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4};
  for (int month = 0; month < 12; ++month) {
    const Quarter quarter = quarter_of(add_months(testing::day("2023-01-31"), month));
    EXPECT_EQ(quarter, (Quarter{2023, expected[month]})) << "month " << month + 1;
  }
}

TEST(Quarter, HasDaysAndNeighbours) {
  EXPECT_EQ(to_string(first_day({2023, 2})), "2023-04-01");
  EXPECT_EQ(to_string(last_day({2023, 2})), "2023-06-30");
  EXPECT_EQ(to_string(last_day({2023, 4})), "2023-12-31");
  EXPECT_EQ(to_string(last_day({2024, 1})), "2024-03-31");
  EXPECT_EQ(next({2023, 4}), (Quarter{2024, 1}));
  EXPECT_EQ(previous({2024, 1}), (Quarter{2023, 4}));
  EXPECT_EQ(to_string(Quarter{2023, 2}), "2023-Q2");
}

}  // namespace
}  // namespace detente::testing
