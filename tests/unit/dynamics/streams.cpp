// SPDX-License-Identifier: Apache-2.0
#include "dynamics/streams.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/random.hpp"

namespace detente {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

DyadCounts dyad(const std::array<double, 8>& means) {
  DyadCounts out{.states = {"USA", "CHN"}, .counts = Eigen::MatrixXd(200, 8)};
  Random random(1);
  for (Eigen::Index t = 0; t < 200; ++t)
    for (std::size_t k = 0; k < 8; ++k)
      out.counts(t, static_cast<Eigen::Index>(k)) = static_cast<double>(random.poisson(means[k]));
  return out;
}

TEST(StreamsOf, ADyadWithEnoughOfEachAreEight) {
  const auto streams = streams_of(dyad({1, 1, 1, 1, 1, 1, 1, 1}), 50);
  ASSERT_TRUE(streams);
  EXPECT_THAT(streams->names,
              ElementsAre("USA>CHN verbal cooperation", "USA>CHN material cooperation",
                          "USA>CHN verbal conflict", "USA>CHN material conflict",
                          "CHN>USA verbal cooperation", "CHN>USA material cooperation",
                          "CHN>USA verbal conflict", "CHN>USA material conflict"));
  EXPECT_THAT(streams->directions, ElementsAre(0, 0, 0, 0, 1, 1, 1, 1));
  EXPECT_THAT(streams->signs, ElementsAre(1, 1, -1, -1, 1, 1, -1, -1));
  EXPECT_THAT(streams->notes, IsEmpty());
}

TEST(StreamsOf, WhatIsRareIsPooledOrLeftOutAndNamed) {
  const DyadCounts counts = dyad({2, 0.05, 1, 1, 2, 2, 0.01, 0.01});
  const auto streams = streams_of(counts, 50);
  ASSERT_TRUE(streams);
  EXPECT_THAT(streams->names, ElementsAre("USA>CHN cooperation", "USA>CHN verbal conflict",
                                          "USA>CHN material conflict", "CHN>USA verbal cooperation",
                                          "CHN>USA material cooperation"));
  EXPECT_THAT(streams->notes, ElementsAre(HasSubstr("USA>CHN cooperation"),
                                          HasSubstr("CHN>USA conflict is left out")));
  EXPECT_EQ(streams->counts.col(0), counts.counts.col(0) + counts.counts.col(1));
}

TEST(StreamsOf, MirrorsAreOneStream) {
  DyadCounts counts = dyad({2, 0, 2, 0, 2, 0, 2, 0});
  counts.counts.col(4) = counts.counts.col(0);
  const auto streams = streams_of(counts, 50);
  ASSERT_TRUE(streams);
  EXPECT_THAT(streams->names,
              ElementsAre("USA-CHN cooperation", "USA>CHN conflict", "CHN>USA conflict"));
  EXPECT_THAT(streams->directions, ElementsAre(-1, 0, 1));
  EXPECT_EQ(streams->counts.col(0), 2 * counts.counts.col(0));
  EXPECT_THAT(streams->notes.back(), HasSubstr("does not tell who acts and who answers"));
}

TEST(StreamsOf, RefusesWhatHasTooFewEvents) {
  EXPECT_THAT(streams_of(dyad({0, 0, 0, 0, 0, 0, 0, 0.1}), 50).error().what,
              HasSubstr("no direction has the 50"));
  EXPECT_FALSE(streams_of({.states = {"A", "B"}, .counts = Eigen::MatrixXd::Ones(5, 4)}, 1));
}

}  // namespace
}  // namespace detente
