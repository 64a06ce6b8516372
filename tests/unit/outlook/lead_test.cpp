// SPDX-License-Identifier: Apache-2.0
#include "outlook/lead_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "outlook/leads.hpp"
#include "outlook/robust_regression.hpp"
#include "outlook/scores.hpp"
#include "support/outlook_worlds.hpp"

namespace detente {
namespace {

constexpr Mask no_mask{};

TEST(RobustRegression, Hc3IsWhatItsDefinitionSays) {
  Random random(2);
  Eigen::MatrixXd x(30, 2);
  Eigen::VectorXd y(30);
  for (Eigen::Index i = 0; i < 30; ++i) {
    x.row(i) << 1, random.normal();
    y(i) = 0.5 * x(i, 1) + random.normal() * (1 + std::abs(x(i, 1)));
  }
  const auto fit = regress(x, y);
  ASSERT_TRUE(fit);
  // Leaving a row out moves the estimate by (X'X)^-1 x e / (1 - h): HC3 is the sum of these moves'
  // squares.
  Eigen::Matrix2d sum = Eigen::Matrix2d::Zero();
  for (Eigen::Index left = 0; left < 30; ++left) {
    Eigen::MatrixXd less(29, 2);
    Eigen::VectorXd target(29);
    for (Eigen::Index i = 0, row = 0; i < 30; ++i) {
      if (i == left) continue;
      less.row(row) = x.row(i);
      target(row++) = y(i);
    }
    const Eigen::VectorXd moved = fit->coefficients - regress(less, target)->coefficients;
    sum += moved * moved.transpose();
  }
  EXPECT_LT((sum - fit->covariance).norm(), 1e-10);
}

TEST(RobustRegression, RefusesWhatCannotBeFitted) {
  EXPECT_FALSE(regress(Eigen::MatrixXd::Ones(3, 2), Eigen::VectorXd::Ones(3)));
  EXPECT_FALSE(regress(Eigen::MatrixXd::Ones(30, 2), Eigen::VectorXd::Random(30)));
}

TEST(Stationary, FollowsItsRules) {
  Random random(7);
  RegularSeries walk{2000 * 12, {}};
  RegularSeries level{2000 * 12, {}};
  RegularSeries season{2000 * 12, {}};
  double at = 0;
  for (int t = 0; t < 240; ++t) {
    at += random.normal();
    walk.values.emplace_back(at);
    level.values.emplace_back(random.normal() - 20);
    season.values.emplace_back(std::exp(random.normal() * 0.2 + 4 * (t % 12 == 5 ? 1 : 0)));
  }
  EXPECT_TRUE(make_stationary(walk, 12, {}, no_mask).changes);
  const Stationary kept = make_stationary(level, 12, {2010 * 12}, no_mask);
  EXPECT_FALSE(kept.changes || kept.logs || kept.seasonal);
  EXPECT_THAT(kept.steps, ::testing::ElementsAre(2010 * 12));
  const Stationary seasonal = make_stationary(season, 12, {}, no_mask);
  EXPECT_TRUE(seasonal.logs && seasonal.seasonal);
}

TEST(Stationary, NoChangeReachesOverTheMaskOrABreak) {
  Random random(8);
  RegularSeries walk{100, {}};
  double at = 0;
  for (int t = 0; t < 60; ++t) walk.values.emplace_back(at += random.normal());
  const Stationary out = make_stationary(walk, 12, {150}, {120, 125});
  ASSERT_TRUE(out.changes);
  for (const int period : {100, 120, 125, 126, 150}) EXPECT_FALSE(out.series.at(period)) << period;
  EXPECT_TRUE(out.series.at(119) && out.series.at(127) && out.series.at(151));
}

TEST(Stationary, AYearNeedsAllItsMonths) {
  RegularSeries months{24 + 1, std::vector<std::optional<double>>(30, 2.0)};
  const RegularSeries years = yearly(months);
  EXPECT_FALSE(years.at(2));
  EXPECT_EQ(years.at(3), 2.0);
  EXPECT_FALSE(years.at(4));
}

TEST(LeadTest, CrpsOfANormalForecastIsItsIntegral) {
  double sum = 0;
  constexpr double step = 0.001;
  for (double x = -12; x < 12; x += step) {
    const double below = 0.5 * std::erfc(-(x - 0.3) / (1.4 * std::sqrt(2.0)));
    const double miss = below - (x >= 1.1 ? 1 : 0);
    sum += miss * miss * step;
  }
  EXPECT_NEAR(normal_crps(0.3, 1.4, 1.1), sum, 1e-3);
}

TEST(LeadTest, DieboldMarianoIsAStudentsTestOfTheMean) {
  // mean 0.5, standard deviation (n - 1) 1: t = 0.5 / (1 / sqrt(4)) = 1 on 3 degrees of freedom,
  // whose upper tail is 0.1955.
  const double side = std::sqrt(0.75);
  EXPECT_NEAR(diebold_mariano({0.5 + side, 0.5 - side, 0.5 + side, 0.5 - side}), 0.1955, 5e-5);
  EXPECT_EQ(diebold_mariano({1, 1, 1}), 1);
}

TEST(LeadTest, FindsAPlantedLeadAndItsDirection) {
  testing::World world{.months = 600, .lead = 0.35, .seed = 4};
  const auto [x, y] = testing::draw(world);
  const Stationary sx = make_stationary(x, 12, {}, no_mask);
  const Stationary sy = make_stationary(y, 12, {}, no_mask);
  const DirectionTest forth = test_direction(sx, sy, 12);
  const DirectionTest back = test_direction(sy, sx, 12);
  EXPECT_LT(forth.p, 0.001);
  EXPECT_GT(back.p, 0.05);
  ASSERT_TRUE(forth.gain);
  EXPECT_GT(forth.gain->share, 0);
  EXPECT_LT(forth.gain->p, 0.15);  // out of sample the same lead is harder to see
  EXPECT_GT(forth.projections.front().low, 0);
}

/// The test in full is bench/lead_size; its table is in docs/leads.md.
TEST(LeadTest, HasItsSizeWithoutAnEffectDespiteMemoryBreaksAndGaps) {
  constexpr int worlds = 300;
  int found = 0;
  for (int i = 0; i < worlds; ++i) {
    testing::World world{.months = 150, .memory = 0.6, .seed = 100U + static_cast<unsigned>(i)};
    world.missing = 0.03;
    world.step = 1.0;
    const auto [x, y] = testing::draw(world);
    const std::vector<int> breaks{x.first + 75};
    const Mask gap{x.first + 100, x.first + 110};
    found +=
        test_direction(make_stationary(x, 12, {}, gap), make_stationary(y, 12, breaks, gap), 12)
                    .p <= test_level
            ? 1
            : 0;
  }
  EXPECT_NEAR(found / double{worlds}, test_level, 0.035);
}

TEST(LeadTest, ThePowerThatItStatesIsTheShareFound) {
  constexpr int worlds = 150;
  int found = 0;
  double stated = 0;
  const double lead = std::sqrt(share_that_matters / (1 - share_that_matters));
  for (int i = 0; i < worlds; ++i) {
    testing::World world{
        .months = 160, .memory = 0, .lead = lead, .seed = 900U + static_cast<unsigned>(i)};
    const auto [x, y] = testing::draw(world);
    const DirectionTest test = test_direction(make_stationary(x, 12, {}, no_mask),
                                              make_stationary(y, 12, {}, no_mask), 12);
    stated += test.power / worlds;
    for (const LagTest& one : test.lag_tests)
      if (one.lags == 3) found += one.p <= test_level ? 1 : 0;
  }
  EXPECT_NEAR(found / double{worlds}, stated, 0.12);
}

TEST(LeadPairs, NeitherTakesPowerAndTooShortCannotTell) {
  const auto named = [](const char* id, RegularSeries series) {
    return LeadSeries{.id = id, .per_year = 12, .series = std::move(series)};
  };
  const auto [x, y] = testing::draw({.months = 600, .memory = 0.3, .seed = 21});
  const auto [a, b] = testing::draw({.months = 40, .memory = 0.3, .seed = 22});
  const auto [led, follower] = testing::draw({.months = 300, .lead = 0.5, .seed = 23});
  const auto pairs = lead_pairs({named("x", x), named("a", a), named("l", led), {.id = "odd"}},
                                {named("y", y), named("f", follower)}, no_mask);
  ASSERT_EQ(pairs.size(), 8U);
  EXPECT_EQ(pairs[0].verdict, LeadVerdict::neither) << pairs[0].reason;
  EXPECT_EQ(pairs[2].verdict, LeadVerdict::cannot_tell);
  EXPECT_THAT(pairs[2].reason, ::testing::HasSubstr("takes"));
  EXPECT_EQ(pairs[5].verdict, LeadVerdict::leads) << pairs[5].reason;
  EXPECT_EQ(pairs[6].reason, "it has no figures at equal periods");
  const LeadCount count = count_leads(pairs);
  EXPECT_EQ(count.verdict, LeadVerdict::leads);
  EXPECT_EQ(count.pairs, 8);
}

}  // namespace
}  // namespace detente
