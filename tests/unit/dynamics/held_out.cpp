// SPDX-License-Identifier: Apache-2.0
#include "dynamics/held_out.hpp"

#include <gtest/gtest.h>

#include "unit/dynamics/worlds.hpp"

namespace detente {
namespace {

TEST(HeldOut, WhereSidesAnswerTheModelBeatsThePlainOnes) {
  const auto series = testing::drawn(testing::world(2, 0.8, 0.1, 4, {0.7}), 4000, 1);
  const auto scores = held_out(series, {0.7}, 0.9, 1);
  ASSERT_TRUE(scores);
  EXPECT_EQ(scores->fitted, 3000);
  EXPECT_EQ(scores->held_out, 1000);
  ASSERT_EQ(scores->plain.size(), 3);
  for (const HeldOutScore& plain : scores->plain) {
    EXPECT_GT(plain.gain.low, 0) << plain.model;
    EXPECT_NEAR(scores->score - plain.score, plain.gain.estimate, 1e-12);
  }
}

TEST(HeldOut, WhereNobodyAnswersItDoesNotBeatAConstantRate) {
  const auto series = testing::drawn(testing::world(2, 0, 0.1, 4, {0.7}), 2000, 2);
  const auto scores = held_out(series, {0.7}, 0.9, 1);
  ASSERT_TRUE(scores);
  EXPECT_LE(scores->plain[0].gain.low, 0);
  EXPECT_GT(scores->plain[1].gain.low, 0) << "a trailing mean is noisier than the true rate";
}

TEST(HeldOut, KnowsTheFutureOnlyAsScores) {
  auto series = testing::drawn(testing::world(2, 0.5, 0.1, 4, {0.7}), 800, 3);
  const auto before = held_out(series, {0.7}, 0.9, 1);
  series.counts(799, 0) += 7;
  const auto after = held_out(series, {0.7}, 0.9, 1);
  ASSERT_TRUE(before);
  ASSERT_TRUE(after);
  // The last day moves its own score alone, since nothing is fitted to it: and the first day's
  // memory, which is the mean of all days.
  EXPECT_LT(after->score, before->score);
  EXPECT_NEAR(after->plain[0].score * 200 - before->plain[0].score * 200,
              (after->score - before->score) * 200, 2);
}

}  // namespace
}  // namespace detente
