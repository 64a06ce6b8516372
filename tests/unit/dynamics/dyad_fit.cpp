// SPDX-License-Identifier: Apache-2.0
#include "dynamics/dyad_fit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/dynamics/worlds.hpp"

namespace detente {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const double two_days = decay_of_half_life(2);

TEST(FitDyad, FindsWhoAnswersWhomAndAfterHowLong) {
  const auto world = testing::world(2, 0.6, 0.1, 3, {two_days});
  const auto fit =
      fit_dyad(testing::dyad_of(testing::drawn(world, 3000, 2).counts), {.half_lives = {2}});
  ASSERT_TRUE(fit);
  EXPECT_EQ(fit->detail, Detail::quad);
  EXPECT_NEAR(fit->radius.estimate, 0.6, 0.08);
  EXPECT_LT(fit->radius.low, fit->radius.estimate);
  EXPECT_GT(fit->radius.high, fit->radius.estimate);
  for (const int side : {0, 1}) {
    const auto answer = answer_of(*fit, side);
    ASSERT_TRUE(answer);
    EXPECT_LT(answer->size.low, 0.2);
    EXPECT_GT(answer->size.high, 0.2);
    EXPECT_GT(answer->size.low, 0);
    ASSERT_TRUE(answer->delay);
    EXPECT_NEAR(*answer->delay, 1 / (1 - two_days), 1e-9);
  }
  EXPECT_FALSE(answer_of(*fit, 0, -1)) << "there is no conflict";
  EXPECT_FALSE(conflict_over_cooperation(*fit));
}

TEST(FitDyad, TellsApartNoMoreThanThePeriodsBear) {
  DyadInput input =
      testing::dyad_of(testing::drawn(testing::world(2, 0, 0, 3, {0.5}), 150, 1).counts);
  for (const Eigen::Index column : {1, 2, 3}) {
    input.dyad.counts.col(column) = input.dyad.counts.col(0).reverse();
    input.dyad.counts.col(4 + column) = input.dyad.counts.col(4).reverse();
  }
  const auto coarse = fit_dyad(input, {});
  ASSERT_TRUE(coarse);
  EXPECT_EQ(coarse->detail, Detail::direction);
  EXPECT_THAT(coarse->series.streams, ElementsAre("USA>CHN", "CHN>USA"));
  EXPECT_THAT(coarse->notes.front(), HasSubstr("150 periods are too few"));
  input.dyad.counts.conservativeResize(60, Eigen::NoChange);
  const auto none = fit_dyad(input, {});
  ASSERT_FALSE(none);
  EXPECT_THAT(none.error().what, HasSubstr("60 periods are too few"));
}

TEST(FitDyad, OfCountsWithoutQuadClassesTellsDirectionsAlone) {
  DyadInput input =
      testing::dyad_of(testing::drawn(testing::world(2, 0.5, 0, 3, {0.5}), 400, 1).counts);
  input.dyad.unknown.resize(400, 2);
  input.dyad.unknown.col(0) = input.dyad.counts.col(0);
  input.dyad.unknown.col(1) = input.dyad.counts.col(4);
  const auto known = fit_dyad(input, {.finest = Detail::direction});
  input.dyad.counts.setZero();
  const auto unknown = fit_dyad(input, {});
  ASSERT_TRUE(known);
  ASSERT_TRUE(unknown);
  EXPECT_EQ(unknown->detail, Detail::direction);
  EXPECT_EQ(unknown->series.counts * 2, known->series.counts);
}

TEST(FitDyad, ByMonthRemembersTheMonthBeforeAlone) {
  DyadInput input =
      testing::dyad_of(testing::drawn(testing::world(2, 0.5, 0, 9, {0}), 300, 1).counts);
  input.step = CountPeriod::month;
  const auto fit = fit_dyad(input, {.half_lives = {1, 7}, .search = true});
  ASSERT_TRUE(fit);
  EXPECT_THAT(fit->fit.decays, ElementsAre(0));
}

TEST(FitDyad, OfTwoHundredfoldVolumeIsThatOfTheRates) {
  const auto series = testing::drawn(testing::world(2, 0.5, 0.1, 3, {0.5}), 500, 1);
  const auto alone = fit_dyad(testing::dyad_of(series.counts), {});
  const auto scaled =
      fit_dyad(testing::dyad_of(series.counts, Eigen::VectorXd::Constant(500, 200)), {});
  ASSERT_TRUE(alone);
  ASSERT_TRUE(scaled);
  EXPECT_NEAR(alone->radius.estimate, scaled->radius.estimate, 1e-9);
}

}  // namespace
}  // namespace detente
