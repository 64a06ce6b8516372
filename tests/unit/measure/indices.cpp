// SPDX-License-Identifier: Apache-2.0
#include "measure/indices.hpp"

#include <gtest/gtest.h>

#include "measure/balance_series.hpp"

namespace detente {
namespace {

Day day(const char* text) { return *parse_day(text); }

std::vector<DyadCount> some_counts() {
  return {{day("2019-01-30"), 1, 6, 9, 12000},
          {day("2019-01-30"), 3, 2, 2, -8000},
          {day("2019-02-01"), 2, 1, 5, 7000},
          {day("2019-02-02"), 4, 3, 3, -30000},
          {day("2019-02-02"), 0, 4, 4, 0}};
}

TEST(Indices, AreTakenByPeriodOfTheSpan) {
  const auto months =
      indices_of(some_counts(), {day("2019-01-20"), day("2019-03-02")}, Period::month,
                 {{day("2019-01-30"), 100}, {day("2019-02-02"), 50}});
  ASSERT_TRUE(months);
  ASSERT_EQ(months->size(), 3);
  const PeriodIndex& january = months->front();
  EXPECT_EQ(january.days, 12);
  EXPECT_EQ(january.events, 8);
  EXPECT_EQ(january.mentions, 11);
  EXPECT_EQ(january.goldstein, 4000);
  EXPECT_DOUBLE_EQ(*january.goldstein_mean(), 0.5);
  EXPECT_DOUBLE_EQ(*january.share(1), 0.75);
  EXPECT_DOUBLE_EQ(*january.rate(), 0.08);
  EXPECT_DOUBLE_EQ(january.balance()->value, 0.5);
  const PeriodIndex& february = (*months)[1];
  EXPECT_EQ(february.days, 28);
  EXPECT_EQ(february.events, 8);
  EXPECT_EQ(february.quads[0], 4);
  EXPECT_DOUBLE_EQ(*february.share(4), 0.75) << "of the events whose class is known";
  const PeriodIndex& march = months->back();
  EXPECT_EQ(march.days, 2);
  EXPECT_EQ(march.events, 0);
  EXPECT_FALSE(march.share(1));
  EXPECT_FALSE(march.goldstein_mean());
  EXPECT_FALSE(march.balance());
  EXPECT_FALSE(march.rate()) << "no day of it has a total";
}

TEST(Indices, LeaveOutWhatLiesOutsideTheSpan) {
  const auto days =
      indices_of(some_counts(), {day("2019-02-01"), day("2019-02-01")}, Period::day, {});
  ASSERT_TRUE(days);
  ASSERT_EQ(days->size(), 1);
  EXPECT_EQ(days->front().events, 1);
  EXPECT_FALSE(days->front().world);
}

TEST(Indices, RefuseASpanThatIsNone) {
  const auto backwards = indices_of({}, {day("2019-02-02"), day("2019-02-01")}, Period::day, {});
  ASSERT_FALSE(backwards);
  EXPECT_NE(backwards.error().what.find("before it begins"), std::string::npos);
  const auto endless = indices_of({}, {day("1000-01-01"), day("2019-02-01")}, Period::day, {});
  ASSERT_FALSE(endless);
  EXPECT_NE(endless.error().what.find("400 years"), std::string::npos);
}

TEST(BalanceSeries, HasTheVarianceOfIndependentEvents) {
  const auto months =
      indices_of(some_counts(), {day("2019-01-20"), day("2019-03-02")}, Period::month, {});
  ASSERT_TRUE(months);
  const ObservedSeries series = balance_series(*months);
  ASSERT_EQ(series.size(), 3);
  const double all = (7.0 - 5.0) / 13;
  EXPECT_DOUBLE_EQ(series[0]->value, 0.5);
  EXPECT_DOUBLE_EQ(series[0]->variance, (1 - all * all) / 8);
  EXPECT_DOUBLE_EQ(series[1]->variance, (1 - all * all) / 4);
  EXPECT_FALSE(series[2]);
  const WeighedSeries weights = weighed(series, 0.1);
  EXPECT_NEAR((weights[0]->weight + weights[1]->weight) / 2, 1, 1e-12);
  EXPECT_NEAR(weights[0]->weight / weights[1]->weight,
              (series[1]->variance + 0.1) / (series[0]->variance + 0.1), 1e-12);
}

}  // namespace
}  // namespace detente
