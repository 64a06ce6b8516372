// SPDX-License-Identifier: Apache-2.0
#include "measure/false_discovery.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace detente {
namespace {

using ::testing::DoubleEq;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(FalseDiscoveryRates, AreThoseOfTheStepUpProcedure) {
  // By hand: 0.04 * 4 / 4 bounds 0.03 * 4 / 3 and 0.02 * 4 / 2; 0.001 * 4 / 1 is less.
  EXPECT_THAT(false_discovery_rates({0.03, 0.001, 0.04, 0.02}),
              ElementsAre(DoubleEq(0.04), DoubleEq(0.004), DoubleEq(0.04), DoubleEq(0.04)));
  EXPECT_THAT(false_discovery_rates({1}), ElementsAre(1));
  EXPECT_THAT(false_discovery_rates({}), IsEmpty());
}

}  // namespace
}  // namespace detente
