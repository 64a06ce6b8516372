// SPDX-License-Identifier: Apache-2.0
#include "dynamics/wide_numbers.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "base/random.hpp"

namespace detente {
namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

TEST(WideNumbers, ExponentialIsThatOfTheLibrary) {
  Random random(1);
  for (int i = 0; i < 20000; ++i) {
    const double x = (random.uniform() - 0.5) * (i % 2 == 0 ? 1400 : 4);
    EXPECT_NEAR(wide::exponential(x) / std::exp(x), 1, 2 * epsilon) << x;
  }
  EXPECT_EQ(wide::exponential(0), 1);
  EXPECT_EQ(wide::exponential(-1e300), wide::exponential(-708));
  EXPECT_EQ(wide::exponential(1e300), wide::exponential(708));
  EXPECT_TRUE(std::isnan(wide::exponential(NAN)));
}

TEST(WideNumbers, LogarithmsAreThoseOfTheLibrary) {
  Random random(2);
  const auto near = [](double ours, double x) {
    EXPECT_NEAR(ours, std::log(x), 2 * epsilon * std::max(1.0, std::abs(std::log(x)))) << x;
  };
  for (int i = 0; i < 20000; ++i) {
    const double x = std::exp((random.uniform() - 0.5) * (i % 2 == 0 ? 1400 : 4));
    const double y = 1 + std::exp(-30 * random.uniform());
    near(wide::logarithms(x, y).first, x);
    near(wide::logarithms(x, y).second, y);
  }
  EXPECT_EQ(wide::logarithms(1, 8).first, 0);
  EXPECT_DOUBLE_EQ(wide::logarithms(1, 8).second, std::log(8));
  near(wide::logarithms(std::sqrt(0.5), 1).first, std::sqrt(0.5));
}

}  // namespace
}  // namespace detente
