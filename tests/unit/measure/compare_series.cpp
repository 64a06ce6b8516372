// SPDX-License-Identifier: Apache-2.0
#include "measure/compare_series.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <random>

#include "measure/cross_correlation.hpp"

namespace detente {
namespace {

/// Pearson's correlation of x[t] with y[t + lag] for the t from `skip` to n - skip.
double by_definition(const std::vector<double>& x, const std::vector<double>& y, int lag,
                     int skip) {
  std::vector<double> a;
  std::vector<double> b;
  for (int t = skip; t < static_cast<int>(x.size()) - skip; ++t) {
    a.push_back(x[static_cast<std::size_t>(t)]);
    b.push_back(y[static_cast<std::size_t>(t + lag)]);
  }
  const auto n = static_cast<double>(a.size());
  const double ma = std::accumulate(a.begin(), a.end(), 0.0) / n;
  const double mb = std::accumulate(b.begin(), b.end(), 0.0) / n;
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - ma) * (b[i] - mb);
    aa += (a[i] - ma) * (a[i] - ma);
    bb += (b[i] - mb) * (b[i] - mb);
  }
  return ab / std::sqrt(aa * bb);
}

std::vector<double> noise(std::size_t n, std::mt19937_64& engine) {
  std::normal_distribution<double> normal;
  std::vector<double> values(n);
  for (double& value : values) value = normal(engine);
  return values;
}

/// A random walk with steps of an autoregression of order 1.
std::vector<double> walk(std::size_t n, double memory, std::mt19937_64& engine) {
  std::vector<double> values = noise(n, engine);
  for (std::size_t t = 1; t < n; ++t) values[t] += memory * values[t - 1];
  std::partial_sum(values.begin(), values.end(), values.begin());
  return values;
}

/// y follows x's steps `lag` periods later.
std::vector<double> follower(const std::vector<double>& x, std::size_t lag, double size,
                             std::mt19937_64& engine) {
  std::vector<double> y = noise(x.size(), engine);
  for (std::size_t t = lag + 1; t < x.size(); ++t) y[t] += size * (x[t - lag] - x[t - lag - 1]);
  std::partial_sum(y.begin(), y.end(), y.begin());
  return y;
}

TEST(LaggedPairs, HaveTheCorrelationsOfTheirDefinition) {
  std::mt19937_64 engine(1);
  const auto x = noise(40, engine);
  const auto y = walk(40, 0.3, engine);
  const auto at = LaggedPairs(x, y, 5).correlations();
  ASSERT_EQ(at.size(), 11);
  for (int lag = -5; lag <= 5; ++lag)
    EXPECT_NEAR(at[static_cast<std::size_t>(lag + 5)], by_definition(x, y, lag, 5), 1e-12) << lag;
}

TEST(CompareSeries, HasTheCorrelationsOfLevelsAndDifferences) {
  std::mt19937_64 engine(2);
  const auto x = walk(60, 0, engine);
  const auto y = walk(60, 0, engine);
  std::vector<double> dx(x.size());
  std::vector<double> dy(y.size());
  std::adjacent_difference(x.begin(), x.end(), dx.begin());
  std::adjacent_difference(y.begin(), y.end(), dy.begin());
  dx.erase(dx.begin());
  dy.erase(dy.begin());
  const auto compared = compare_series(x, y, {});
  ASSERT_TRUE(compared);
  EXPECT_EQ(compared->periods, 60);
  EXPECT_NEAR(compared->levels.value, by_definition(x, y, 0, 0), 1e-12);
  EXPECT_NEAR(compared->differences.value, by_definition(dx, dy, 0, 0), 1e-12);
  EXPECT_LT(compared->levels.interval.low, compared->levels.interval.high);
}

TEST(CompareSeries, FindsAPlantedLeadFromEitherSide) {
  std::mt19937_64 engine(3);
  const auto x = walk(300, 0.5, engine);
  const auto y = follower(x, 3, 0.6, engine);
  const auto forth = compare_series(x, y, {.seed = 5});
  ASSERT_TRUE(forth);
  EXPECT_EQ(forth->lead.lead, Lead::first) << forth->lead.why;
  EXPECT_EQ(forth->lead.lag, 3);
  EXPECT_LE(forth->lead.earliest, 3);
  EXPECT_GE(forth->lead.latest, 3);
  const auto back = compare_series(y, x, {.seed = 5});
  ASSERT_TRUE(back);
  EXPECT_EQ(back->lead.lead, Lead::second);
  EXPECT_EQ(back->lead.lag, -3);
}

TEST(CompareSeries, FindsThatNeitherLeads) {
  std::mt19937_64 engine(4);
  const auto x = walk(300, 0.5, engine);
  const auto compared = compare_series(x, follower(x, 0, 1, engine), {});
  ASSERT_TRUE(compared);
  EXPECT_EQ(compared->lead.lead, Lead::neither) << compared->lead.why;
  EXPECT_EQ(compared->lead.lag, 0);
}

TEST(CompareSeries, FindsNoLeadBetweenUnrelatedWalks) {
  std::mt19937_64 engine(5);
  int told = 0;
  for (int i = 0; i < 60; ++i) {
    const auto x = walk(160, 0.5, engine);
    const auto y = walk(160, 0.5, engine);
    const auto compared = compare_series(x, y, {.seed = 1, .draws = 100});
    ASSERT_TRUE(compared);
    told += compared->lead.lead == Lead::cannot_tell ? 0 : 1;
  }
  EXPECT_LE(told, 5);
}

TEST(CompareSeries, CoversAPlantedCorrelation) {
  std::mt19937_64 engine(6);
  int inside = 0;
  constexpr int replicates = 300;
  for (int i = 0; i < replicates; ++i) {
    const auto x = walk(60, 0.3, engine);  // one too few for the lead, which would take longer
    const auto y = follower(x, 0, 0.5, engine);
    const auto compared = compare_series(x, y, {.seed = 7, .draws = 300});
    ASSERT_TRUE(compared);
    // The steps of x have variance 1 / (1 - 0.09).
    const double signal = 0.25 / 0.91;
    const double planted = std::sqrt(signal / (1 + signal));
    const Interval& interval = compared->differences.interval;
    inside += interval.low <= planted && planted <= interval.high ? 1 : 0;
  }
  EXPECT_GE(inside, 246) << "82 of 100: short blocks make it a little too narrow";
  EXPECT_LE(inside, 282);
}

TEST(CompareSeries, GivesTheSameNumbersForTheSameSeed) {
  std::mt19937_64 engine(8);
  const auto x = walk(100, 0, engine);
  const auto y = walk(100, 0, engine);
  const auto one = compare_series(x, y, {.seed = 1});
  const auto two = compare_series(x, y, {.seed = 1});
  const auto other = compare_series(x, y, {.seed = 2});
  ASSERT_TRUE(one && two && other);
  EXPECT_EQ(one->levels.interval.low, two->levels.interval.low);
  EXPECT_EQ(one->lead.earliest, two->lead.earliest);
  EXPECT_NE(one->levels.interval.low, other->levels.interval.low);
}

TEST(CompareSeries, SaysHowManyPeriodsALeadNeeds) {
  std::mt19937_64 engine(9);
  const auto x = walk(60, 0, engine);
  const auto few = compare_series(x, walk(60, 0, engine), {});
  ASSERT_TRUE(few);
  EXPECT_EQ(few->lead.lead, Lead::cannot_tell);
  EXPECT_EQ(few->lead.needed, fewest_for_lead);
  EXPECT_EQ(few->lead.points, 0);
}

TEST(Prewhitened, LosesAPlantedMemory) {
  std::mt19937_64 engine(10);
  std::vector<double> series = noise(2000, engine);
  for (std::size_t t = 1; t < series.size(); ++t) series[t] += 0.7 * series[t - 1];
  EXPECT_GT(LaggedPairs(series, series, 1).correlations()[2], 0.6);
  const auto rest = prewhitened(series);
  EXPECT_LT(std::abs(LaggedPairs(rest, rest, 1).correlations()[2]), 0.05);
}

TEST(LongestCommon, IsTheLongestRunWithoutAGap) {
  const auto month = [](int number) { return add_months(*parse_day("2000-01-01"), number); };
  const std::vector<DatedValue> x{{month(0), 0}, {month(1), 1}, {month(3), 3},
                                  {month(4), 4}, {month(5), 5}, {month(9), 9}};
  const std::vector<DatedValue> y{{month(1), 10}, {month(3), 30}, {month(4), 40}, {month(5), 50}};
  const PairedSeries pair = longest_common(x, y, Period::month);
  EXPECT_EQ(pair.first, month(3));
  EXPECT_EQ(pair.x, (std::vector<double>{3, 4, 5}));
  EXPECT_EQ(pair.y, (std::vector<double>{30, 40, 50}));
  const PairedSeries part = part_of(pair, month(4), month(4), Period::month);
  EXPECT_EQ(part.first, month(4));
  EXPECT_EQ(part.x, std::vector<double>{4});
  EXPECT_TRUE(longest_common(x, {}, Period::month).x.empty());
}

struct Bad {
  const char* name;
  std::vector<double> x, y;
  CompareOptions options;
  const char* says;
};

class CompareSeriesRefuses : public ::testing::TestWithParam<Bad> {};

TEST_P(CompareSeriesRefuses, WhatItCannotCompare) {
  const auto compared = compare_series(GetParam().x, GetParam().y, GetParam().options);
  ASSERT_FALSE(compared);
  EXPECT_EQ(compared.error().kind, Error::Kind::domain);
  EXPECT_NE(compared.error().what.find(GetParam().says), std::string::npos)
      << compared.error().what;
}

std::vector<double> zigzag(std::size_t n) {
  std::vector<double> values(n);
  for (std::size_t t = 0; t < n; ++t) values[t] = static_cast<double>(t * t % 7);
  return values;
}
std::vector<double> with_nan(std::size_t n) {
  std::vector<double> values = zigzag(n);
  values[3] = NAN;
  return values;
}
std::vector<double> line(std::size_t n) {
  std::vector<double> values(n);
  std::iota(values.begin(), values.end(), 0.0);
  return values;
}

INSTANTIATE_TEST_SUITE_P(
    Table, CompareSeriesRefuses,
    ::testing::Values(Bad{"Lengths", zigzag(30), zigzag(31), {}, "30 and 31 periods"},
                      Bad{"Nothing", {}, {}, {}, "0 periods in common; 24 are needed"},
                      Bad{"One", zigzag(1), zigzag(1), {}, "1 period in common"},
                      Bad{"TooFew", zigzag(23), zigzag(23), {}, "23 periods"},
                      Bad{"NotANumber", zigzag(30), with_nan(30), {}, "value is nan"},
                      Bad{"Constant", zigzag(30), std::vector<double>(30, 1), {}, "do not vary"},
                      Bad{"StraightLine", line(30), zigzag(30), {}, "do not vary"},
                      Bad{"FewDraws", zigzag(30), zigzag(30), {.draws = 99}, "draws is 99"},
                      Bad{"NoLag", zigzag(30), zigzag(30), {.most_lag = 0}, "most_lag is 0"},
                      Bad{"FarLag", zigzag(30), zigzag(30), {.most_lag = 101}, "most_lag is 101"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(ChanceCorrelation, IsExceededInOneOfTenFamilies) {
  std::mt19937_64 engine(11);
  int exceeded = 0;
  for (int i = 0; i < 500; ++i) {
    const auto x = noise(124, engine);
    const auto y = noise(124, engine);
    double most = 0;
    for (const double r : LaggedPairs(x, y, 12).correlations()) most = std::max(most, std::abs(r));
    exceeded += most > chance_correlation(100, 25) ? 1 : 0;
  }
  EXPECT_GE(exceeded, 25);
  EXPECT_LE(exceeded, 65);
}

}  // namespace
}  // namespace detente
