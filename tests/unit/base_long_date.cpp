// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/long_date.hpp"

namespace detente {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Date date(std::string_view text) { return parse_date(text).value(); }

TEST(LongDate, HasThePrecisionOfItsDate) {
  EXPECT_EQ(long_date(date("2022-08-05")), "5 August 2022");
  EXPECT_EQ(long_date(date("2022-08")), "August 2022");
  EXPECT_EQ(long_date(date("2022")), "2022");
}

TEST(LongDate, IsFoundInATextWithThePrecisionThatItHasThere) {
  EXPECT_THAT(
      long_dates_in("Suspended on 5 August 2022, resumed in November 2023; since 2024 (again)."),
      ElementsAre(date("2022-08-05"), date("2023-11"), date("2024")));
  EXPECT_THAT(long_dates_in("wh-2024-12-talks, https://example.org/2019/05/x"),
              ElementsAre(date("2024"), date("2019")));
  EXPECT_THAT(long_dates_in("It met from 2011 to 2019."), ElementsAre(date("2011"), date("2019")));
  EXPECT_THAT(long_dates_in("286 pairs, 50,000 people, 3000 of them, on 31 February 2022"),
              IsEmpty());
}

}  // namespace
}  // namespace detente
