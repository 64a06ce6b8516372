// SPDX-License-Identifier: Apache-2.0
#include "dynamics/within_day.hpp"

#include <gtest/gtest.h>

namespace detente {
namespace {

using Complex = std::complex<double>;

// For an eigenvalue of 0.6: fadings of 0.3, 1, 3 and 10 a day, by the integral that defines f.
TEST(SeenByDay, IsTheIntegral) {
  for (const Complex a :
       {Complex(0.6, 0), Complex(0.3, 0.4), Complex(-0.5, 0), Complex(1, 0), Complex(0.9999, 0)}) {
    for (const double b : {0.3, 1.0, 3.0, 10.0}) {
      Complex sum = 0;
      const int steps = 20'000;
      for (int i = 0; i < steps; ++i) sum += std::exp((i + 0.5) / steps * b * (a - 1.0));
      EXPECT_NEAR(std::abs(seen_by_day(a, b) - a * sum / static_cast<double>(steps)), 0, 1e-7)
          << a << ' ' << b;
    }
  }
}

TEST(SeenByDay, IsOneAtOne) { EXPECT_NEAR(seen_by_day(1, 1.5).real(), 1, 1e-14); }

TEST(UnseenByDay, TurnsItRound) {
  for (const Complex a : {Complex(0, 0), Complex(0.6, 0), Complex(0.95, 0), Complex(1.1, 0),
                          Complex(0.3, 0.3), Complex(-0.4, 0)}) {
    for (const double b : {0.1, 0.5, 1.0, 2.0}) {
      const auto back = unseen_by_day(seen_by_day(a, b), b);
      ASSERT_TRUE(back) << a << ' ' << b;
      EXPECT_NEAR(std::abs(*back - a), 0, 1e-9) << a << ' ' << b;
    }
  }
}

TEST(CorrectedRadius, IsThatOfTheReaction) {
  Eigen::MatrixXd reaction(2, 2);
  reaction << 0.35, 0.25, 0.25, 0.35;  // eigenvalues 0.6 and 0.1
  Eigen::MatrixXd seen(2, 2);
  const double large = seen_by_day(0.6, 1).real(), small = seen_by_day(0.1, 1).real();
  seen << (large + small) / 2, (large - small) / 2, (large - small) / 2, (large + small) / 2;
  ASSERT_TRUE(corrected_radius(seen, 1));
  EXPECT_NEAR(*corrected_radius(seen, 1), 0.6, 1e-10);
  EXPECT_FALSE(corrected_radius(seen, 2.5));
}

}  // namespace
}  // namespace detente
