// SPDX-License-Identifier: Apache-2.0
#include "outlook/backtest.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/random.hpp"
#include "outlook/pool.hpp"
#include "outlook/skill.hpp"
#include "unit/outlook/made_series.hpp"

namespace detente {
namespace {

std::size_t number_of(const Backtest& backtest, std::string_view name) {
  for (std::size_t m = 0; m <= backtest.combination(); ++m)
    if (backtest.name_of(m) == name) return m;
  ADD_FAILURE() << name;
  return 0;
}

double crps_of(const Backtest& backtest, std::string_view name) {
  return means_of(backtest, number_of(backtest, name), {}).crps;
}

const BacktestOptions quick{.draws = 60, .seed = 1, .threads = 1, .most = 80};

// y_t = 0.8 y_t-1 + e: the past mean and the last value are both worse than what knows the process.
TEST(Backtest, CombinationBeatsTheBaselinesWhereThePastTells) {
  const auto tested = backtest(testing::autoregressive(400, 0.8), quick);
  ASSERT_TRUE(tested) << tested.error().what;
  const Choice choice = recommended(*tested, {}, 1);
  ASSERT_TRUE(choice.skill);
  EXPECT_GT(choice.skill->interval.low, 0);
  EXPECT_EQ(tested->name_of(choice.model), "combination");
  EXPECT_LT(crps_of(*tested, "regression"), crps_of(*tested, "persistence"));
  const Means means = means_of(*tested, tested->combination(), {});
  EXPECT_NEAR(means.coverage, 0.9, 0.07);
}

// Independent draws of one distribution: nothing is better than all of the past, and it says so.
TEST(Backtest, RecommendsABaselineWhereThePastTellsNothing) {
  const auto tested = backtest(testing::autoregressive(400, 0), quick);
  ASSERT_TRUE(tested);
  const Choice choice = recommended(*tested, {}, 1);
  EXPECT_EQ(tested->name_of(choice.model), "climatology");
}

TEST(Backtest, TrailingIsTheMedianOfTheLastValues) {
  TargetSeries series = testing::counts_by_day(100);
  const auto tested = backtest(series, quick);
  ASSERT_TRUE(tested);
  const std::size_t trailing = number_of(*tested, "trailing");
  for (const Outcome& outcome : tested->outcomes) {
    std::vector<double> last;
    const auto until = static_cast<std::size_t>((outcome.origin - series.whole.first).count());
    for (std::size_t t = until - 28; t < until; ++t)
      if (series.whole.values[t]) last.push_back(*series.whole.values[t]);
    std::ranges::sort(last);
    const std::size_t n = last.size();
    const double median = n % 2 == 1 ? last[n / 2] : (last[n / 2 - 1] + last[n / 2]) / 2;
    EXPECT_EQ(outcome.scores[trailing].median, median) << to_string(outcome.origin);
  }
}

// The companion moves three periods ahead of the series: only the VAR looks at it.
TEST(Backtest, VarUsesTheSeriesBesideIt) {
  const auto tested = backtest(testing::led(300), quick);
  ASSERT_TRUE(tested);
  EXPECT_LT(crps_of(*tested, "var"), 0.8 * crps_of(*tested, "regression"));
  EXPECT_EQ(tested->fell_back[number_of(*tested, "var")], 0) << tested->refusals.back();
}

TEST(Backtest, SpiralSimulatesWeeksOfItsCounts) {
  const auto tested = backtest(testing::answering_weeks(40), {.draws = 40, .most = 3});
  ASSERT_TRUE(tested);
  const std::size_t spiral = number_of(*tested, "spiral");
  EXPECT_LT(tested->fell_back[spiral], tested->origins) << tested->refusals[spiral];
  const Forecast& forecast = tested->issued.front().forecasts[spiral];
  EXPECT_GT(forecast.median, 20);
  EXPECT_LT(forecast.median, 120) << "seven days of two streams with some five events a day";
}

TEST(Backtest, IsTheSameForAnyNumberOfThreads) {
  const TargetSeries series = testing::counts_by_day(90);
  BacktestOptions threaded = quick;
  threaded.threads = 3;
  const auto one = backtest(series, quick);
  const auto three = backtest(series, threaded);
  ASSERT_TRUE(one && three);
  ASSERT_EQ(one->outcomes.size(), three->outcomes.size());
  for (std::size_t i = 0; i < one->outcomes.size(); ++i)
    for (std::size_t m = 0; m <= one->combination(); ++m)
      EXPECT_EQ(one->outcomes[i].scores[m].crps, three->outcomes[i].scores[m].crps);
}

TEST(Backtest, OfAProbabilityIsScoredByBrier) {
  const auto tested = backtest(testing::switching(240), quick);
  ASSERT_TRUE(tested);
  for (const Outcome& outcome : tested->outcomes)
    for (const Score& score : outcome.scores) {
      EXPECT_GE(score.median, 0);
      EXPECT_LE(score.median, 1);
      EXPECT_NEAR(score.crps, std::pow(score.median - outcome.value, 2), 1e-12);
    }
}

TEST(Backtest, SaysHowManyValuesItTakes) {
  const auto tested = backtest(testing::autoregressive(12, 0.5), quick);
  ASSERT_FALSE(tested);
  EXPECT_EQ(tested.error().what, "12 values are known, and a forecast takes 24");
}

TEST(HeldOut, IsTheLastYearsThatHoldATenth) {
  const auto tested = backtest(testing::autoregressive(300, 0.5), {.draws = 10});
  ASSERT_TRUE(tested);
  const auto from = held_out_from(*tested);
  ASSERT_TRUE(from);
  // 300 months from January 1990 end with 2014; a tenth of some 275 origins is 28 months.
  EXPECT_EQ(to_string(*from), "2012-01-01");
}

TEST(Pool, WeighsTheBetterModelMore) {
  PoolWeights weights(2);
  Random random(3);
  for (int i = 0; i < 200; ++i) {
    std::vector<double> good(50);
    std::vector<double> bad(50);
    for (double& draw : good) draw = random.normal();
    for (double& draw : bad) draw = 4 + random.normal();
    const std::vector<Forecast> both{forecast_of(good, Support::real),
                                     forecast_of(bad, Support::real)};
    weights.learn(lesson_of(both, Support::real, random.normal()));
  }
  EXPECT_GT(weights.weights()(0), 0.9);
  EXPECT_NEAR(weights.weights().sum(), 1, 1e-12);
}

}  // namespace
}  // namespace detente
