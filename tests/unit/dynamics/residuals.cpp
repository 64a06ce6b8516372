// SPDX-License-Identifier: Apache-2.0
#include "dynamics/residuals.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "dynamics/count_distribution.hpp"
#include "worlds.hpp"

namespace detente {
namespace {

TEST(CountDistribution, AddsUpItsProbabilities) {
  for (const double dispersion : {0.0, 0.01, 0.4, 3.0}) {
    for (const double mean : {0.05, 1.0, 30.0}) {
      double sum = 0;
      EXPECT_EQ(distribution(-1, mean, dispersion), 0);
      for (double count = 0; count < 60; ++count) {
        sum += std::exp(log_probability(count, mean, dispersion));
        EXPECT_NEAR(distribution(count, mean, dispersion), sum, 1e-10)
            << dispersion << ' ' << mean << ' ' << count;
      }
    }
  }
}

// A size of 2 and a mean of 1.5 give p = 2 / 3.5 and C(4, 3) p^2 (1 - p)^3 for a count of 3.
TEST(CountDistribution, OfANumberByHand) {
  const double p = 2 / 3.5;
  EXPECT_NEAR(log_probability(3, 1.5, 0.5), std::log(4 * p * p * std::pow(1 - p, 3)), 1e-12);
  EXPECT_NEAR(log_probability(2, 1.5, 0), std::log(1.125 * std::exp(-1.5)), 1e-12);
}

struct Fitted {
  CountSeries series;
  CountFit fit;
};

Fitted fitted(const CountSeries& series, const std::vector<double>& decays) {
  auto fit = fit_counts(series, decays);
  EXPECT_TRUE(fit);
  return {series, *fit};
}

TEST(Residuals, OfTheRightModelShowNothing) {
  const Fitted right =
      fitted(testing::drawn(testing::world(2, 0.6, 0.4, 2, {0.5}), 3000, 17), {0.5});
  const ResidualChecks checks = check_residuals(quantile_residuals(right.fit, right.series, 1), 30);
  EXPECT_LT(checks.autocorrelation.cwiseAbs().maxCoeff(), 0.08);
  EXPECT_GT(checks.leftover.minCoeff(), 0.01);
  EXPECT_GT(checks.shape.minCoeff(), 0.05);
  EXPECT_NEAR(checks.same_day(0, 1), 0, 0.06);
  EXPECT_NEAR(checks.same_day(0, 0), 1, 1e-12);
}

TEST(Residuals, OfAMemoryThatIsTooShortAreLeftOver) {
  const Fitted wrong =
      fitted(testing::drawn(testing::world(2, 0.85, 0.2, 3, {0.9}), 3000, 17), {0});
  const ResidualChecks checks = check_residuals(quantile_residuals(wrong.fit, wrong.series, 1), 30);
  EXPECT_LT(checks.leftover.maxCoeff(), 1e-6);
}

TEST(Residuals, ShowWhatIsReportedTogether) {
  CountSeries series = testing::drawn(testing::world(2, 0.4, 0.3, 2, {0.5}), 2000, 5);
  const CountSeries common = testing::drawn(testing::world(1, 0, 0.5, 2, {0.5}), 2000, 6);
  series.counts.colwise() += common.counts.col(0);
  const Fitted both = fitted(series, {0.5});
  const ResidualChecks checks = check_residuals(quantile_residuals(both.fit, both.series, 1), 10);
  EXPECT_GT(checks.same_day(0, 1), 0.3);
}

TEST(Residuals, ShowAShapeThatIsNotTheModels) {
  CountSeries series = testing::drawn(testing::world(1, 0, 0.1, 20, {0.5}), 1000, 5);
  for (Eigen::Index t = 0; t < 1000; ++t) series.counts(t, 0) = t % 7 == 0 ? 80 : 10;
  const Fitted odd = fitted(series, {0.5});
  const ResidualChecks checks = check_residuals(quantile_residuals(odd.fit, odd.series, 1), 10);
  EXPECT_LT(checks.shape(0), 1e-6);
}

TEST(QuantileResiduals, AreTheSameForASeedAndFiniteFarOut) {
  CountSeries series = testing::drawn(testing::world(1, 0.2, 0, 1, {0.5}), 200, 5);
  series.counts(100, 0) = 500;
  const Fitted odd = fitted(series, {0.5});
  const Eigen::MatrixXd residuals = quantile_residuals(odd.fit, odd.series, 4);
  EXPECT_TRUE(residuals.allFinite());
  EXPECT_EQ(residuals, quantile_residuals(odd.fit, odd.series, 4));
}

}  // namespace
}  // namespace detente
