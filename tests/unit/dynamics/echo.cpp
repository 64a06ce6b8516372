// SPDX-License-Identifier: Apache-2.0
#include "dynamics/echo.hpp"

#include <gtest/gtest.h>

#include "unit/dynamics/worlds.hpp"

namespace detente {
namespace {

/// Each event is reported again the day after with this chance.
CountSeries echoed(CountSeries series, double chance, std::uint64_t seed) {
  Random random(seed);
  const Eigen::MatrixXd first = series.counts;
  for (Eigen::Index m = 0; m < first.cols(); ++m)
    for (Eigen::Index t = 1; t < first.rows(); ++t)
      for (double i = 0; i < first(t - 1, m); ++i)
        series.counts(t, m) += random.uniform() < chance ? 1 : 0;
  return series;
}

TEST(FitWithEcho, GivesBackTheAnswersThatAnEchoHides) {
  // Memories that fade slowly, so that the day before can be told from them.
  const auto world = testing::world(2, 0.6, 0, 4, {0.8});
  double plain_cross = 0;
  double freed_cross = 0;
  double echo = 0;
  constexpr int worlds = 6;
  for (std::uint64_t i = 0; i < worlds; ++i) {
    const CountSeries series = echoed(testing::drawn(world, 3000, i), 0.3, 100 + i);
    const auto plain = fit_counts(series, {0.8});
    const auto freed = fit_with_echo(series, {0.8});
    ASSERT_TRUE(plain);
    ASSERT_TRUE(freed);
    plain_cross += (plain->reaction()(0, 1) + plain->reaction()(1, 0)) / 2 / worlds;
    freed_cross += (freed->fit.reaction()(0, 1) + freed->fit.reaction()(1, 0)) / 2 / worlds;
    echo += freed->echo.mean() / worlds;
  }
  EXPECT_NEAR(echo, 0.3, 0.06);
  EXPECT_LT(std::abs(freed_cross - 0.2), std::abs(plain_cross - 0.2))
      << plain_cross << " without and " << freed_cross << " with an echo of its own";
}

TEST(FitWithEcho, FindsNoneWhereThereIsNone) {
  const auto freed =
      fit_with_echo(testing::drawn(testing::world(2, 0.6, 0.1, 4, {0.8}), 3000, 3), {0.8});
  ASSERT_TRUE(freed);
  EXPECT_NEAR(freed->echo.mean(), 0, 0.05);
  EXPECT_NEAR(spectral_radius(freed->fit.reaction()), 0.6, 0.1);
}

TEST(FitWithEcho, CannotTellAnEchoFromAMemoryOfOneDay) {
  EXPECT_FALSE(fit_with_echo(testing::drawn(testing::world(2, 0.3, 0, 4, {0}), 500, 3), {0}));
}

}  // namespace
}  // namespace detente
