// SPDX-License-Identifier: Apache-2.0
#include "dynamics/regimes.hpp"

#include <gtest/gtest.h>

#include "unit/dynamics/worlds.hpp"

namespace detente {
namespace {

/// Nobody answers anybody; the rate of both streams doubles and falls back every 150 days.
CountSeries switching() {
  CountSeries series = testing::drawn(testing::world(2, 0, 0, 3, {0.7}), 1200, 1);
  Random random(2);
  for (Eigen::Index t = 0; t < 1200; ++t)
    for (Eigen::Index m = 0; m < 2; ++m)
      series.counts(t, m) = static_cast<double>(random.poisson(t / 150 % 2 == 0 ? 3 : 6));
  return series;
}

TEST(Regimes, AreFoundWhereTheBaselineSwitches) {
  const auto choice = choose_regimes(switching(), {0.7}, 2);
  ASSERT_TRUE(choice);
  ASSERT_EQ(choice->scores.size(), 2);
  EXPECT_EQ(choice->best, 2);
  const RegimeFit& fit = choice->fits[1];
  EXPECT_TRUE(fit.converged);
  EXPECT_GT(fit.log_likelihood, choice->fits[0].log_likelihood);
  EXPECT_NEAR(fit.shift(1, 0), std::log(2), 0.25);
  EXPECT_NEAR(fit.passage(0, 0), 1 - 1 / 150.0, 0.02);
  EXPECT_NEAR(fit.chance.rowwise().sum().mean(), 1, 1e-9);
  int right = 0;
  for (Eigen::Index t = 0; t < 1200; ++t)
    right += (fit.chance(t, 1) > 0.5) == (t / 150 % 2 == 1) ? 1 : 0;
  EXPECT_GT(right, 1100);
  EXPECT_GT(spectral_radius(choice->fits[0].fit.reaction()), 0.3) << "the spiral that is none";
  EXPECT_LT(spectral_radius(fit.fit.reaction()), 0.15);
}

TEST(Regimes, OneStateIsThePlainModel) {
  const auto series = testing::drawn(testing::world(2, 0.5, 0.1, 3, {0.7}), 600, 1);
  const auto plain = fit_counts(series, {0.7});
  const auto one = fit_regimes(series, {0.7}, 1);
  ASSERT_TRUE(plain);
  ASSERT_TRUE(one);
  EXPECT_NEAR(one->log_likelihood, plain->log_likelihood(), 1e-6);
  EXPECT_LT((one->fit.reaction() - plain->reaction()).norm(), 1e-6);
  for (std::size_t m = 0; m < 2; ++m)
    EXPECT_LT((one->fit.rows[m].information - plain->rows[m].information).norm(),
              1e-6 * plain->rows[m].information.norm());
}

TEST(Regimes, RefuseNone) {
  EXPECT_FALSE(fit_regimes(testing::drawn(testing::world(2, 0, 0, 3, {0.7}), 100, 1), {0.7}, 0));
}

}  // namespace
}  // namespace detente
