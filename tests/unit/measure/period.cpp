// SPDX-License-Identifier: Apache-2.0
#include "measure/period.hpp"

#include <gtest/gtest.h>

namespace detente {
namespace {

struct Named {
  const char* day;
  Period period;
  const char* first;
  const char* name;
};

class PeriodNames : public ::testing::TestWithParam<Named> {};

TEST_P(PeriodNames, AreThoseOfTheCalendar) {
  const Day first = first_of(*parse_day(GetParam().day), GetParam().period);
  EXPECT_EQ(to_string(first), GetParam().first);
  EXPECT_EQ(name_of(first, GetParam().period), GetParam().name);
}

// The weeks are those that ISO 8601 and the calendars give: a week belongs to the year of its
// Thursday.
INSTANTIATE_TEST_SUITE_P(
    Table, PeriodNames,
    ::testing::Values(Named{"2018-10-04", Period::day, "2018-10-04", "2018-10-04"},
                      Named{"2018-10-04", Period::month, "2018-10-01", "2018-10"},
                      Named{"2018-10-04", Period::week, "2018-10-01", "2018-W40"},
                      Named{"2018-10-07", Period::week, "2018-10-01", "2018-W40"},
                      Named{"2018-10-08", Period::week, "2018-10-08", "2018-W41"},
                      Named{"2018-12-31", Period::week, "2018-12-31", "2019-W01"},
                      Named{"2020-12-31", Period::week, "2020-12-28", "2020-W53"},
                      Named{"2021-01-03", Period::week, "2020-12-28", "2020-W53"},
                      Named{"2021-01-04", Period::week, "2021-01-04", "2021-W01"},
                      Named{"2016-02-29", Period::month, "2016-02-01", "2016-02"},
                      Named{"1969-12-31", Period::week, "1969-12-29", "1970-W01"}));

TEST(Period, HasAWordAndNoOther) {
  for (const Period period : {Period::day, Period::week, Period::month})
    EXPECT_EQ(period_of(to_string(period)), period);
  EXPECT_FALSE(period_of("year"));
  EXPECT_FALSE(period_of(""));
}

TEST(Period, CountsThePeriodsBetween) {
  EXPECT_EQ(periods_between(*parse_day("2018-12-01"), *parse_day("2020-01-01"), Period::month), 13);
  EXPECT_EQ(periods_between(*parse_day("2020-01-01"), *parse_day("2018-12-01"), Period::month),
            -13);
  EXPECT_EQ(periods_between(*parse_day("2018-10-01"), *parse_day("2018-10-15"), Period::week), 2);
  EXPECT_EQ(periods_between(*parse_day("2018-10-01"), *parse_day("2018-10-15"), Period::day), 14);
}

}  // namespace
}  // namespace detente
