// SPDX-License-Identifier: Apache-2.0
#include "measure/balance.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace detente {
namespace {

/// The posterior probability that the balance lies under `bound`, by Simpson's rule. With p =
/// sin^2(x) the density of Beta(c + 1/2, f + 1/2) is that of sin(x)^2c cos(x)^2f: no pole at the
/// ends.
double below(double bound, int c, int f) {
  const auto integral = [&](double to) {
    constexpr int steps = 20000;
    double sum = 0;
    for (int i = 0; i <= steps; ++i) {
      const double x = to * i / steps;
      const double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * std::pow(std::sin(x), 2 * c) * std::pow(std::cos(x), 2 * f);
    }
    return sum * to / steps / 3;
  };
  const double p = (bound + 1) / 2;
  return integral(std::asin(std::sqrt(p))) / integral(std::numbers::pi / 2);
}

TEST(Balance, HasTheIntervalOfItsDefinition) {
  for (const auto& [c, f] : {std::pair(1, 1), {3, 1}, {1, 9}, {40, 7}, {5, 120}, {200, 200}}) {
    const auto balance = balance_of(static_cast<std::uint64_t>(c), static_cast<std::uint64_t>(f));
    ASSERT_TRUE(balance);
    EXPECT_NEAR(below(balance->interval.low, c, f), 0.05, 1e-9) << c << ' ' << f;
    EXPECT_NEAR(below(balance->interval.high, c, f), 0.95, 1e-9) << c << ' ' << f;
  }
}

TEST(Balance, EndsAtTheEdgeWhereOneKindIsMissing) {
  const auto none = balance_of(0, 5);
  ASSERT_TRUE(none);
  EXPECT_EQ(none->value, -1);
  EXPECT_EQ(none->interval.low, -1);
  EXPECT_NEAR(below(none->interval.high, 0, 5), 0.95, 1e-9);
  const auto all = balance_of(5, 0);
  ASSERT_TRUE(all);
  EXPECT_EQ(all->interval.high, 1);
  EXPECT_NEAR(all->interval.low, -none->interval.high, 1e-12);
}

// With one trial Beta(3/2, 1/2) has the distribution function (2 x - sin 2x) / pi, p = sin^2(x).
TEST(Balance, OfOneEventHasTheKnownLowerEnd) {
  const auto one = balance_of(1, 0);
  ASSERT_TRUE(one);
  const double x = std::asin(std::sqrt((one->interval.low + 1) / 2));
  EXPECT_NEAR((2 * x - std::sin(2 * x)) / std::numbers::pi, 0.05, 1e-12);
}

TEST(Balance, CannotBeOfNothing) {
  const auto balance = balance_of(0, 0);
  ASSERT_FALSE(balance);
  EXPECT_EQ(balance.error().kind, Error::Kind::domain);
}

TEST(Balance, OfManyEventsIsThatOfTheNormalApproximation) {
  const auto balance = balance_of(600000, 400000);
  ASSERT_TRUE(balance);
  const double half = 1.6448536 * std::sqrt((1 - 0.04) / 1e6);
  EXPECT_NEAR(balance->interval.low, 0.2 - half, 1e-5);
  EXPECT_NEAR(balance->interval.high, 0.2 + half, 1e-5);
}

}  // namespace
}  // namespace detente
