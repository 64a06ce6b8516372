// SPDX-License-Identifier: Apache-2.0
#include "dynamics/spiral.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/dynamics/worlds.hpp"

namespace detente {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

SpiralOptions quick() {
  SpiralOptions options;
  options.fit.draws = 300;
  options.fit.half_lives = {2};
  options.floor_worlds = 10;
  options.most_states = 1;
  return options;
}

/// The verdict on who answers whom, which needs neither floors nor sensitivity.
Verdict verdict_on(const DyadInput& input, const std::vector<FilteredCounts>& filtered = {}) {
  const auto fit = fit_dyad(input, quick().fit);
  if (!fit) {
    ADD_FAILURE() << fit.error().what;
    return {};
  }
  return verdict_of(input, *fit, refits_of(input, filtered, quick().fit), {}, 0);
}

TEST(Spiral, OfTwoWhoAnswerEachOtherIsMutualAndNotSelfSustaining) {
  const auto world = testing::world(2, 0.6, 0.05, 5, {decay_of_half_life(2)});
  const auto spiral =
      spiral_of(testing::dyad_of(testing::drawn(world, 2500, 4).counts), {}, quick());
  ASSERT_TRUE(spiral);
  EXPECT_EQ(spiral->verdict.reciprocity, Reciprocity::mutual)
      << ::testing::PrintToString(spiral->verdict.why_reciprocity);
  EXPECT_EQ(spiral->verdict.self_sustaining, SelfSustaining::no)
      << ::testing::PrintToString(spiral->verdict.why_self);
  EXPECT_LT(spiral->floor.mean, spiral->floor.high);
  EXPECT_LT(spiral->floor.high, spiral->dyad.radius.low);
  ASSERT_TRUE(spiral->sensitivity.half_reported);
  EXPECT_GT(spiral->sensitivity.half_reported->estimate, spiral->dyad.radius.estimate)
      << "under-reporting lowers a radius";
  ASSERT_TRUE(spiral->within_day_radius);
  EXPECT_GT(*spiral->within_day_radius, spiral->dyad.radius.estimate);
  const Shares& shares = spiral->shares;
  EXPECT_NEAR(shares.routine + shares.reaction.estimate + shares.shock, 1, 1e-9);
  EXPECT_NEAR(shares.reaction.estimate, 0.6, 0.12);
}

TEST(Spiral, OfOneWhoAnswersIsOneWay) {
  auto world = testing::world(2, 0.3, 0.05, 5, {decay_of_half_life(2)});
  world.rows[0].theta << std::log(4.0), 0.2, 0;
  world.rows[1].theta << std::log(1.5), 0.5, 0.2;
  const Verdict verdict = verdict_on(testing::dyad_of(testing::drawn(world, 5000, 5).counts));
  EXPECT_EQ(verdict.reciprocity, Reciprocity::one_way)
      << ::testing::PrintToString(verdict.why_reciprocity);
  EXPECT_EQ(verdict.answering, 1);
}

/// One story a count: each of one side's events is coded as the other's as well, but for a few.
Eigen::MatrixXd mirrored(std::uint64_t seed) {
  Random random(seed);
  Eigen::MatrixXd counts(800, 2);
  for (Eigen::Index t = 0; t < 800; ++t) {
    const auto stories = static_cast<double>(random.negative_binomial(4, 0.3));
    counts(t, 0) = stories + static_cast<double>(random.poisson(0.4));
    counts(t, 1) = stories + static_cast<double>(random.poisson(0.4));
  }
  return counts;
}

TEST(Spiral, OfMirrorsWithoutReactionIsNotToldAsAnAnswer) {
  int told = 0;
  for (std::uint64_t i = 0; i < 20; ++i) {
    const Reciprocity answer = verdict_on(testing::dyad_of(mirrored(i))).reciprocity;
    told += answer == Reciprocity::mutual || answer == Reciprocity::one_way ? 1 : 0;
  }
  EXPECT_LE(told, 1);
}

TEST(Spiral, WhereChanceAloneReachesOneNothingIsToldOfIt) {
  const auto world = testing::world(2, 0.6, 0.05, 5, {decay_of_half_life(2)});
  const DyadInput input = testing::dyad_of(testing::drawn(world, 2500, 4).counts);
  const auto fit = fit_dyad(input, quick().fit);
  ASSERT_TRUE(fit);
  const auto told = [&](double chance) {
    return verdict_of(input, *fit, refits_of(input, {}, quick().fit), {}, chance);
  };
  EXPECT_EQ(told(0.9).self_sustaining, SelfSustaining::no);
  EXPECT_EQ(told(1.2).self_sustaining, SelfSustaining::cannot_tell);
  EXPECT_THAT(told(1.2).why_self, Contains(HasSubstr("up to 1.20")));
  EXPECT_FALSE(told(1.2).periods_self);
}

TEST(Spiral, OfFewDaysCannotBeTold) {
  const auto world = testing::world(2, 0.6, 0.1, 4, {decay_of_half_life(2)});
  SpiralOptions options = quick();
  options.fit.half_lives = {};
  const auto spiral =
      spiral_of(testing::dyad_of(testing::drawn(world, 130, 6).counts), {}, options);
  ASSERT_TRUE(spiral);
  EXPECT_EQ(spiral->verdict.self_sustaining, SelfSustaining::cannot_tell);
  EXPECT_EQ(spiral->verdict.reciprocity, Reciprocity::cannot_tell);
  EXPECT_FALSE(spiral->verdict.why_reciprocity.empty() && spiral->verdict.why_answers[0].empty() &&
               spiral->verdict.why_answers[1].empty());
}

TEST(Spiral, WhatAFilterTakesAwayIsNotTold) {
  const auto world = testing::world(2, 0.6, 0.05, 5, {decay_of_half_life(2)});
  const DyadInput input = testing::dyad_of(testing::drawn(world, 2500, 4).counts);
  const auto other = testing::drawn(testing::world(2, 0, 0.05, 5, {0.5}), 2500, 9);
  const Verdict verdict =
      verdict_on(input, {{"mirrored pairs taken once", testing::dyad_of(other.counts).dyad}});
  EXPECT_EQ(verdict.reciprocity, Reciprocity::cannot_tell);
  EXPECT_THAT(verdict.why_answers,
              Contains(Contains(HasSubstr("does not hold with mirrored pairs taken once"))));
}

TEST(Spiral, IsTheSameTwice) {
  const auto world = testing::world(2, 0.6, 0.1, 4, {decay_of_half_life(2)});
  const DyadInput input = testing::dyad_of(testing::drawn(world, 400, 6).counts);
  SpiralOptions options = quick();
  options.bootstrap = Bootstrap::recursive;
  options.replicates = 50;
  const auto one = spiral_of(input, {}, options);
  const auto two = spiral_of(input, {}, options);
  ASSERT_TRUE(one);
  ASSERT_TRUE(two);
  EXPECT_EQ(one->dyad.radius.low, two->dyad.radius.low);
  EXPECT_EQ(one->floor.mean, two->floor.mean);
  EXPECT_EQ(one->sensitivity.high, two->sensitivity.high);
  ASSERT_TRUE(one->bootstrap);
  EXPECT_EQ(one->bootstrap->corrected, two->bootstrap->corrected);
  EXPECT_LT(one->bootstrap->radius.low, one->bootstrap->radius.high);
}

}  // namespace
}  // namespace detente
