// SPDX-License-Identifier: Apache-2.0
#include "outlook/lever_effect.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "base/random.hpp"
#include "outlook/step_futures.hpp"

namespace detente {
namespace {

constexpr Mask no_mask{};

/// `effect` on the outcome of the same month and all after; `answers` makes the lever follow the
/// last change of the outcome.
LeverUnit drawn_unit(int months, double effect, double answers, Random& random) {
  LeverUnit out{{12 * 2000, {}}, {12 * 2000, {}}};
  double level = random.normal();
  double change = 0;
  for (int t = 0; t < months; ++t) {
    const double lever = (random.uniform() < 0.2 + answers * change ? 1.0 : 0.0);
    change = effect * lever + 0.5 * random.normal();
    level = 0.9 * level + change;
    out.lever.values.emplace_back(lever);
    out.outcome.values.emplace_back(level);
  }
  return out;
}

std::vector<LeverUnit> drawn_units(int units, int months, double effect, double answers,
                                   std::uint64_t seed) {
  Random random(seed);
  std::vector<LeverUnit> out;
  for (int i = 0; i < units; ++i) out.push_back(drawn_unit(months, effect, answers, random));
  return out;
}

TEST(LeverEffect, RecoversAPlantedEffectWithinAndAcross) {
  for (const int units : {1, 20}) {
    const auto effect = effect_of_lever(drawn_units(units, 300, 0.6, 0, 4), 1, no_mask);
    ASSERT_TRUE(effect) << effect.error().what;
    EXPECT_EQ(effect->units, units);
    EXPECT_NEAR(effect->effect, 0.6 * 0.9, 0.15);
    EXPECT_GT(effect->low, 0);
    EXPECT_GT(effect->robustness, 0.1);
  }
}

TEST(LeverEffect, ThePlaceboFindsNothingBeforeALeverThatDoesNotFollow) {
  int found = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed)
    for (const int units : {1, 20}) {
      const auto effect = effect_of_lever(drawn_units(units, 300, 0.6, 0, seed), 1, no_mask);
      ASSERT_TRUE(effect);
      found += effect->placebo_p <= 0.05 ? 1 : 0;
    }
  EXPECT_LE(found, 4);  // of 24 at 5 %: five or more come about in one of 170 such runs
}

TEST(LeverEffect, ThePlaceboTellsALeverThatFollows) {
  const auto effect = effect_of_lever(drawn_units(20, 300, 0, 0.3, 6), 3, no_mask);
  ASSERT_TRUE(effect);
  EXPECT_LT(effect->placebo_p, 0.01);
}

TEST(LeverEffect, FindsNothingWhereThereIsNothing) {
  int found = 0;
  constexpr int worlds = 120;
  for (int i = 0; i < worlds; ++i) {
    const auto effect =
        effect_of_lever(drawn_units(15, 80, 0, 0, 50U + static_cast<unsigned>(i)), 3, no_mask);
    ASSERT_TRUE(effect);
    found += effect->p <= 0.05 ? 1 : 0;
  }
  EXPECT_NEAR(found / double{worlds}, 0.05, 0.055);
}

TEST(LeverEffect, TheRobustnessValueIsThatOfItsDefinition) {
  // Cinelli and Hazlett (2020): with RV explained of both, the bias is as large as the estimate:
  // f^2 = RV^2 / (1 - RV).
  const auto units = drawn_units(1, 200, 0.4, 0, 9);
  const auto effect = effect_of_lever(units, 1, no_mask);
  ASSERT_TRUE(effect);
  const double rv = effect->robustness;
  EXPECT_GT(rv, 0);
  EXPECT_LT(rv, 1);
  const double f2 = rv * rv / (1 - rv);
  EXPECT_NEAR((std::sqrt(f2 * f2 + 4 * f2) - f2) / 2, rv, 1e-9);
}

TEST(LeverEffect, RefusesWhatIsTooLittle) {
  const auto few = effect_of_lever(drawn_units(1, 30, 0, 0, 1), 3, no_mask);
  ASSERT_FALSE(few);
  EXPECT_THAT(few.error().what, ::testing::HasSubstr("usable months"));
  auto still = drawn_units(1, 200, 0, 0, 1);
  for (auto& value : still[0].lever.values) value = 0;
  const auto unmoved = effect_of_lever(still, 3, no_mask);
  ASSERT_FALSE(unmoved);
  EXPECT_THAT(unmoved.error().what, ::testing::HasSubstr("it moved in 0"));
  const auto dyads = effect_of_lever(drawn_units(4, 200, 0, 0, 1), 3, no_mask);
  ASSERT_FALSE(dyads);
  EXPECT_THAT(dyads.error().what, ::testing::HasSubstr("dyads"));
  const Mask all{12 * 2000, 12 * 2100};
  EXPECT_FALSE(effect_of_lever(drawn_units(1, 200, 0, 0, 1), 3, all));
}

/// Counts whose cooperation is rarer and conflict more frequent while a channel is off.
DyadInput counts_with(const Eigen::VectorXd& off, double change, std::uint64_t seed) {
  Random random(seed);
  DyadInput out{.dyad = {.states = {"ARD", "BEL"}, .counts = Eigen::MatrixXd::Zero(off.size(), 8)},
                .first = Day(std::chrono::days(12000))};
  for (Eigen::Index t = 0; t < off.size(); ++t)
    for (const Eigen::Index column : {0, 2, 4, 6}) {
      const double sign = column % 4 == 0 ? -1 : 1;
      out.dyad.counts(t, column) =
          static_cast<double>(random.poisson(1.5 * std::exp(sign * change * off(t))));
    }
  return out;
}

TEST(StepFutures, TellWhatALeverThatMovedTheCountsWouldDo) {
  Eigen::VectorXd off = Eigen::VectorXd::Zero(400);
  off.tail(200).setOnes();
  const Eigen::VectorXd ones = Eigen::VectorXd::Ones(90);
  const Eigen::VectorXd zeros = Eigen::VectorXd::Zero(90);
  const auto moved =
      step_futures(counts_with(off, 0.4, 3), {"channel off", off}, zeros, ones, 100, 1);
  ASSERT_TRUE(moved) << moved.error().what;
  // Poisson rates 1.5 exp(-0.4) and 1.5 exp(0.4): a balance of -tanh(0.4).
  EXPECT_NEAR(moved->without, -std::tanh(0.4), 0.12);
  EXPECT_NEAR(moved->with, 0, 0.12);
  EXPECT_GT(moved->difference.low, 0);
  const auto again =
      step_futures(counts_with(off, 0.4, 3), {"channel off", off}, zeros, ones, 100, 1);
  EXPECT_EQ(again->difference.estimate, moved->difference.estimate);
  const auto idle = step_futures(counts_with(off, 0, 3), {"channel off", off}, zeros, ones, 100, 1);
  ASSERT_TRUE(idle);
  EXPECT_LT(idle->difference.low, 0);
  EXPECT_GT(idle->difference.high, 0);
}

TEST(StepFutures, CannotTellWhereTheLeverStoodStill) {
  const Eigen::VectorXd off = Eigen::VectorXd::Zero(300);
  const Eigen::VectorXd ones = Eigen::VectorXd::Ones(30);
  const auto still = step_futures(counts_with(off, 0, 3), {"channel off", off}, ones, ones, 20, 1);
  ASSERT_FALSE(still);
  EXPECT_THAT(still.error().what, ::testing::HasSubstr("did not move"));
}

}  // namespace
}  // namespace detente
