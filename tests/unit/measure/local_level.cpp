// SPDX-License-Identifier: Apache-2.0
#include "measure/local_level.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

#include "support/dense.hpp"
#include "support/nile.hpp"

namespace detente {
namespace {

using testing::Inverse;
using testing::Matrix;

ObservedSeries plain(const std::vector<double>& values) {
  ObservedSeries series;
  for (const double value : values) series.push_back(Observed{value, 0});
  return series;
}

/// With gaps, one of them at each end, and a variance of each period's own.
ObservedSeries uneven() {
  return {std::nullopt,        Observed{1.2, 0.3}, Observed{0.7, 0.1}, std::nullopt,
          std::nullopt,        Observed{2.4, 0.5}, Observed{1.9, 0},   Observed{-0.3, 0.2},
          Observed{0.4, 0.05}, std::nullopt};
}

/// The definition: the differences of the later observations from the first are jointly normal.
double likelihood_by_definition(const ObservedSeries& series, const LevelVariances& v) {
  std::vector<std::size_t> at;
  for (std::size_t t = 0; t < series.size(); ++t)
    if (series[t]) at.push_back(t);
  const std::size_t n = at.size() - 1;
  Matrix covariance = testing::square_matrix(n);
  std::vector<double> apart(n);
  const Observed& first = *series[at[0]];
  for (std::size_t i = 0; i < n; ++i) {
    apart[i] = series[at[i + 1]]->value - first.value;
    for (std::size_t j = 0; j < n; ++j)
      covariance[i][j] = first.variance + v.noise +
                         v.drift * static_cast<double>(std::min(at[i + 1], at[j + 1]) - at[0]) +
                         (i == j ? series[at[i + 1]]->variance + v.noise : 0);
  }
  const Inverse inverse = testing::inverse_of(covariance);
  return -0.5 * (static_cast<double>(n) * std::log(2 * std::numbers::pi) + inverse.log_determinant +
                 testing::quadratic_form(inverse.matrix, apart));
}

/// The definition: the level given the observations has the precision matrix of their squares and
/// its own steps' squares.
std::vector<LevelPoint> smooth_by_definition(const ObservedSeries& series,
                                             const LevelVariances& v) {
  const std::size_t n = series.size();
  Matrix precision = testing::square_matrix(n);
  std::vector<double> right(n, 0);
  for (std::size_t t = 0; t < n; ++t) {
    if (series[t]) {
      precision[t][t] += 1 / (series[t]->variance + v.noise);
      right[t] = series[t]->value / (series[t]->variance + v.noise);
    }
    if (t + 1 == n) continue;
    precision[t][t] += 1 / v.drift;
    precision[t + 1][t + 1] += 1 / v.drift;
    precision[t][t + 1] -= 1 / v.drift;
    precision[t + 1][t] -= 1 / v.drift;
  }
  const Inverse inverse = testing::inverse_of(precision);
  std::vector<LevelPoint> level(n);
  for (std::size_t t = 0; t < n; ++t) {
    for (std::size_t s = 0; s < n; ++s) level[t].value += inverse.matrix[t][s] * right[s];
    level[t].variance = inverse.matrix[t][t];
  }
  return level;
}

TEST(LocalLevel, HasTheLikelihoodOfItsDefinition) {
  for (const LevelVariances v : {LevelVariances{0.4, 0.2}, {0, 1}, {2, 0.01}, {0.3, 0}})
    EXPECT_NEAR(log_likelihood(uneven(), v), likelihood_by_definition(uneven(), v), 1e-10)
        << v.noise << ' ' << v.drift;
}

TEST(LocalLevel, IsSmoothedAsItsDefinitionSays) {
  for (const LevelVariances v : {LevelVariances{0.4, 0.2}, {0.1, 1}, {2, 0.01}}) {
    const auto level = smooth(uneven(), v);
    ASSERT_TRUE(level);
    const auto expected = smooth_by_definition(uneven(), v);
    for (std::size_t t = 0; t < expected.size(); ++t) {
      EXPECT_NEAR((*level)[t].value, expected[t].value, 1e-9) << t;
      EXPECT_NEAR((*level)[t].variance, expected[t].variance, 1e-9) << t;
    }
  }
}

// Durbin and Koopman (2012), section 2.10: sigma_eps^2 = 15099, sigma_eta^2 = 1469.1. The log
// likelihood is the -632.54 or so that other programs print for the diffuse model of these data.
TEST(LocalLevel, OfTheNileIsThatOfTheBook) {
  const auto fit = fit_local_level(plain(testing::nile()));
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->variances.noise, 15099, 5);
  EXPECT_NEAR(fit->variances.drift, 1469.1, 1);
  EXPECT_NEAR(fit->log_likelihood, -632.54, 0.01);
  EXPECT_EQ(fit->level.size(), 100);
}

ObservedSeries simulated(std::size_t n, double noise, double drift, std::mt19937_64& engine,
                         std::vector<double>& level) {
  std::normal_distribution<double> normal;
  ObservedSeries series;
  double now = 0;
  level.clear();
  for (std::size_t t = 0; t < n; ++t) {
    const double known = t % 3 == 0 ? 0.5 : 0.1;
    level.push_back(now);
    const double value = now + std::sqrt(known + noise) * normal(engine);
    series.push_back(t % 11 == 5 ? std::nullopt : std::optional(Observed{value, known}));
    now += std::sqrt(drift) * normal(engine);
  }
  return series;
}

TEST(LocalLevel, RecoversPlantedVariances) {
  std::mt19937_64 engine(1);
  std::vector<double> level;
  const auto fit = fit_local_level(simulated(4000, 1.0, 0.2, engine, level));
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->variances.noise, 1.0, 0.1);
  EXPECT_NEAR(fit->variances.drift, 0.2, 0.05);
}

TEST(LocalLevel, FindsNoDriftAndNoNoiseWhereThereIsNone) {
  std::mt19937_64 engine(2);
  std::vector<double> level;
  const auto still = fit_local_level(simulated(2000, 1.0, 0, engine, level));
  ASSERT_TRUE(still);
  EXPECT_LT(still->variances.drift, 0.002);
  const auto exact = fit_local_level(simulated(2000, 0, 0.5, engine, level));
  ASSERT_TRUE(exact);
  EXPECT_LT(exact->variances.noise, 0.05);
}

TEST(LocalLevel, CoversThePlantedLevelNineTimesInTen) {
  std::mt19937_64 engine(3);
  std::size_t inside = 0;
  std::size_t all = 0;
  for (int replicate = 0; replicate < 20; ++replicate) {
    std::vector<double> level;
    const auto fit = fit_local_level(simulated(200, 1.0, 0.2, engine, level));
    ASSERT_TRUE(fit);
    for (std::size_t t = 0; t < level.size(); ++t, ++all) {
      const Interval interval = fit->level[t].interval();
      if (interval.low <= level[t] && level[t] <= interval.high) ++inside;
    }
  }
  EXPECT_NEAR(static_cast<double>(inside) / static_cast<double>(all), 0.9, 0.03);
}

struct Bad {
  const char* name;
  ObservedSeries series;
  const char* says;
};

class LocalLevelRefuses : public ::testing::TestWithParam<Bad> {};

TEST_P(LocalLevelRefuses, WhatItCannotFit) {
  const auto fit = fit_local_level(GetParam().series);
  ASSERT_FALSE(fit);
  EXPECT_EQ(fit.error().kind, Error::Kind::domain);
  EXPECT_NE(fit.error().what.find(GetParam().says), std::string::npos) << fit.error().what;
}

INSTANTIATE_TEST_SUITE_P(
    Table, LocalLevelRefuses,
    ::testing::Values(Bad{"Nothing", {}, "0 periods have an observation; 8 are needed"},
                      Bad{"OnlyGaps", ObservedSeries(20), "0 periods"},
                      Bad{"TooFew", plain({1, 2, 3, 4, 5, 6, 7}), "7 periods"},
                      Bad{"AllEqual", plain(std::vector<double>(9, 0.5)),
                          "all observations are equal"},
                      Bad{"NotANumber", plain({1, 2, 3, 4, 5, 6, 7, NAN}), "value is nan"},
                      Bad{"NegativeVariance", {Observed{1, -1}}, "variance is -1"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(LocalLevel, RefusesVariancesThatAreNone) {
  const auto noise = smooth(uneven(), {-1, 1});
  ASSERT_FALSE(noise);
  EXPECT_NE(noise.error().what.find("noise is -1"), std::string::npos);
  const auto drift = smooth(uneven(), {1, INFINITY});
  ASSERT_FALSE(drift);
  EXPECT_NE(drift.error().what.find("drift is inf"), std::string::npos);
  EXPECT_FALSE(smooth(ObservedSeries(3), {1, 1}));
}

}  // namespace
}  // namespace detente
