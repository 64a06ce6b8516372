// SPDX-License-Identifier: Apache-2.0
#include "measure/agreement.hpp"

#include <gtest/gtest.h>

#include "measure/proportion.hpp"

namespace detente {
namespace {

// Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", which works each out.
TEST(Alpha, IsThatOfTheWorkedExampleOfTwoObservers) {
  const std::vector<std::vector<int>> units{{0, 1}, {1, 1}, {0, 1}, {0, 0}, {0, 0},
                                            {0, 1}, {0, 0}, {0, 0}, {1, 0}, {0, 0}};
  EXPECT_NEAR(krippendorff_alpha(units).value(), 0.095, 0.0005);
}

TEST(Alpha, IsThatOfTheWorkedExampleWithMissingValues) {
  // Four observers, twelve units.
  const std::vector<std::vector<int>> units{{1, 1, 1},    {2, 2, 3, 2}, {3, 3, 3, 3}, {3, 3, 3, 3},
                                            {2, 2, 2, 2}, {1, 2, 3, 4}, {4, 4, 4, 4}, {1, 1, 2, 1},
                                            {2, 2, 2, 2}, {5, 5, 5},    {1, 1},       {3}};
  EXPECT_NEAR(krippendorff_alpha(units).value(), 0.743, 0.0005);
}

TEST(Alpha, IsNothingWhereNothingCanBeExpected) {
  EXPECT_FALSE(krippendorff_alpha({}).has_value());
  EXPECT_FALSE(krippendorff_alpha(std::vector<std::vector<int>>{{1, 1}, {1, 1}}).has_value());
  EXPECT_FALSE(krippendorff_alpha(std::vector<std::vector<int>>{{1}, {2}}).has_value());
  EXPECT_DOUBLE_EQ(krippendorff_alpha(std::vector<std::vector<int>>{{1, 1}, {2, 2}}).value(), 1);
}

// Newcombe (1998), Statistics in Medicine 17, table I, method 3.
TEST(Wilson, IsThatOfNewcombesTable) {
  EXPECT_NEAR(wilson(81, 263).low, 0.2553, 0.00005);
  EXPECT_NEAR(wilson(81, 263).high, 0.3662, 0.00005);
  EXPECT_NEAR(wilson(15, 148).low, 0.0624, 0.00005);
  EXPECT_NEAR(wilson(15, 148).high, 0.1605, 0.00005);
  EXPECT_NEAR(wilson(0, 20).high, 0.1611, 0.00005);
  EXPECT_EQ(wilson(0, 20).low, 0);
  EXPECT_NEAR(wilson(1, 29).low, 0.0061, 0.00005);
  EXPECT_EQ(wilson(29, 29).high, 1);
  EXPECT_EQ(wilson(0, 0).high, 1);
}

TEST(Resampled, IsNearTheBinomialAndTheSameForTheSameSeed) {
  const Proportion share = resampled(100, 400, 1, 0);
  EXPECT_NEAR(share.low, 0.25 - 1.96 * 0.0217, 0.006);
  EXPECT_NEAR(share.high, 0.25 + 1.96 * 0.0217, 0.006);
  EXPECT_EQ(share.low, resampled(100, 400, 1, 0).low);
  EXPECT_EQ(resampled(0, 20, 1, 0).high, wilson(0, 20).high);
  EXPECT_EQ(resampled(20, 20, 1, 0).low, wilson(20, 20).low);
}

}  // namespace
}  // namespace detente
