// SPDX-License-Identifier: Apache-2.0
#include "dynamics/baseline.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace detente {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Day monday{std::chrono::year(2001) / 1 / 1};

TEST(Baseline, KnowsWeekendsAndFromTwoYearsOnSeasons) {
  EXPECT_THAT(baseline_of(monday, 300, CountPeriod::day, {}, 0).names,
              ElementsAre("constant", "weekend"));
  const Baseline long_one = baseline_of(monday, 731, CountPeriod::day, {}, 0);
  EXPECT_THAT(long_one.names,
              ElementsAre("constant", "weekend", "season (cosine)", "season (sine)"));
  EXPECT_EQ(long_one.columns.col(1).head(7),
            (Eigen::VectorXd(7) << 0, 0, 0, 0, 0, 1, 1).finished());
  EXPECT_THAT(baseline_of(monday, 96, CountPeriod::month, {}, 0).names,
              ElementsAre("constant", "season (cosine)", "season (sine)"));
  EXPECT_THAT(baseline_of(monday, 96, CountPeriod::year, {}, 0).names, ElementsAre("constant"));
}

TEST(Baseline, LeavesOutAndNamesWhatDoesNotVary) {
  const Eigen::VectorXd always = Eigen::VectorXd::Ones(300);
  Eigen::VectorXd later = always;
  later.head(100).setZero();
  const Baseline baseline =
      baseline_of(monday, 300, CountPeriod::day,
                  {{"mmca suspended or closed", always}, {"dpct suspended or closed", later}}, 0);
  EXPECT_THAT(baseline.names, ElementsAre("constant", "weekend", "dpct suspended or closed"));
  EXPECT_THAT(baseline.notes, ElementsAre(HasSubstr("mmca suspended or closed is left out")));
}

TEST(Baseline, DriftsInStraightLinesBetweenItsKnots) {
  const Baseline baseline = baseline_of(monday, 201, CountPeriod::day, {}, 3);
  EXPECT_THAT(baseline.names, ElementsAre("constant", "weekend", "drift", "drift"));
  EXPECT_THAT(baseline.notes, IsEmpty());
  EXPECT_NEAR(baseline.columns(100, 2), 1, 1e-12);
  EXPECT_NEAR(baseline.columns(50, 2), 0.5, 1e-12);
  EXPECT_NEAR(baseline.columns(150, 3), 0.5, 1e-12);
  EXPECT_NEAR(baseline.columns(200, 3), 1, 1e-12);
}

}  // namespace
}  // namespace detente
