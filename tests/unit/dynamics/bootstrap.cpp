// SPDX-License-Identifier: Apache-2.0
#include "dynamics/bootstrap.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "dynamics/radius.hpp"
#include "dynamics/small_sample.hpp"
#include "worlds.hpp"

namespace detente {
namespace {

double spread(const std::vector<double>& values) {
  return quantile(values, 0.95) - quantile(values, 0.05);
}

// Three ways to the same interval, where the model is right and there is much data.
TEST(Bootstrap, AgreesWithTheDrawsOfTheEstimate) {
  const CountSeries series = testing::drawn(testing::world(2, 0.6, 0.3, 2, {0.5}), 1000, 31);
  const auto fit = fit_counts(series, {0.5});
  ASSERT_TRUE(fit);
  const Estimate radius = radius_of(*fit, reaction_bias(*fit, series), 0.9);
  const double width = radius.high - radius.low;
  EXPECT_NEAR(spread(fixed_intensity_radii(*fit, series, 100, 1)), width, 0.3 * width);
  EXPECT_NEAR(spread(recursive_radii(*fit, series, 100, 1)), width, 0.3 * width);
}

TEST(Bootstrap, IsTheSameForASeed) {
  const CountSeries series = testing::drawn(testing::world(2, 0.4, 0.3, 2, {0.5}), 300, 3);
  const auto fit = fit_counts(series, {0.5});
  ASSERT_TRUE(fit);
  EXPECT_EQ(recursive_radii(*fit, series, 3, 7), recursive_radii(*fit, series, 3, 7));
  EXPECT_NE(recursive_radii(*fit, series, 3, 7), recursive_radii(*fit, series, 3, 8));
  EXPECT_EQ(fixed_intensity_radii(*fit, series, 3, 7), fixed_intensity_radii(*fit, series, 3, 7));
}

TEST(RadiiWithoutReaction, AreThoseOfWorldsWithout) {
  const Eigen::VectorXd volume = Eigen::VectorXd::LinSpaced(600, 0.4, 1.6);
  const auto world = [&](double radius, std::uint64_t seed) {
    return testing::drawn(testing::world(2, radius, 0.3, 2, {0.5}), 600, seed, volume);
  };
  const auto by_chance = radii_without_reaction(world(0, 1), {0.5}, 100, 1);
  ASSERT_TRUE(by_chance);
  const double most = quantile(*by_chance, 0.9);
  int under = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed)
    under += spectral_radius(fit_counts(world(0, seed), {0.5})->reaction()) < most;
  // 54 of 60 are expected; fewer than 46 or 60 come about once in 500 times each.
  EXPECT_GE(under, 46);
  EXPECT_LT(under, 60);
  EXPECT_GT(spectral_radius(fit_counts(world(0.6, 1), {0.5})->reaction()),
            quantile(*by_chance, 0.99));
}

TEST(RadiiWithoutReaction, FailsAsAFitDoes) {
  CountSeries series = testing::drawn(testing::world(2, 0, 0.3, 2, {0.5}), 100, 5);
  series.counts.col(0).setZero();
  EXPECT_THAT(radii_without_reaction(series, {0.5}, 10, 1).error().what,
              ::testing::HasSubstr("no event"));
}

}  // namespace
}  // namespace detente
