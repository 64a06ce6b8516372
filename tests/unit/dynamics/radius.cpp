// SPDX-License-Identifier: Apache-2.0
#include "dynamics/radius.hpp"

#include <gtest/gtest.h>

#include <Eigen/LU>

#include "worlds.hpp"

namespace detente {
namespace {

TEST(SpectralRadius, OfMatricesWhoseEigenvaluesAreKnown) {
  Eigen::MatrixXd turn(2, 2);
  turn << 0, -0.5, 0.5, 0;
  EXPECT_NEAR(spectral_radius(turn), 0.5, 1e-12);
  Eigen::MatrixXd negative(2, 2);
  negative << -0.8, 0, 0, 0.3;
  EXPECT_NEAR(spectral_radius(negative), 0.8, 1e-12);
  EXPECT_NEAR(spectral_radius(Eigen::MatrixXd::Constant(4, 4, 0.1)), 0.4, 1e-12);
  EXPECT_EQ(spectral_radius(Eigen::MatrixXd::Zero(3, 3)), 0);
}

TEST(Quantile, LiesBetweenNeighboursInAStraightLine) {
  EXPECT_DOUBLE_EQ(quantile({3, 1, 2}, 0.5), 2);
  EXPECT_DOUBLE_EQ(quantile({1, 2}, 0.25), 1.25);
  EXPECT_DOUBLE_EQ(quantile({7}, 0.9), 7);
  EXPECT_DOUBLE_EQ(quantile({1, 2, 3}, 1), 3);
}

TEST(ReactionDraws, HaveTheSpreadOfTheEstimates) {
  const CountSeries series = testing::drawn(testing::world(2, 0.5, 0.3, 2, {0.5, 0.9}), 1500, 6);
  const auto fit = fit_counts(series, {0.5, 0.9});
  ASSERT_TRUE(fit);
  const auto draws = reaction_draws(*fit, 20'000, 1);
  ASSERT_EQ(draws.size(), 20'000U);
  Eigen::MatrixXd mean = Eigen::MatrixXd::Zero(2, 2), square = mean;
  for (const Eigen::MatrixXd& draw : draws) {
    mean += draw / 20'000;
    square += draw.cwiseProduct(draw) / 20'000;
  }
  EXPECT_LT((mean - fit->reaction()).cwiseAbs().maxCoeff(), 0.01);
  // The variance of an element is that of the sum of its two effects.
  for (Eigen::Index m = 0; m < 2; ++m) {
    const Eigen::MatrixXd covariance = fit->rows[static_cast<std::size_t>(m)].information.inverse();
    for (Eigen::Index j = 0; j < 2; ++j) {
      const double expected =
          covariance(1 + j, 1 + j) + covariance(3 + j, 3 + j) + 2 * covariance(1 + j, 3 + j);
      EXPECT_NEAR(square(m, j) - mean(m, j) * mean(m, j), expected, 0.05 * expected);
    }
  }
  EXPECT_EQ(reaction_draws(*fit, 3, 1)[2], reaction_draws(*fit, 3, 1)[2]);
  EXPECT_NE(reaction_draws(*fit, 1, 1)[0], reaction_draws(*fit, 1, 2)[0]);
}

TEST(RadiusGradient, IsTheRadiusesChangeByEachElement) {
  Eigen::MatrixXd plain(3, 3), turning(2, 2);
  plain << 0.4, 0.2, 0, 0.1, 0.3, -0.2, 0.05, 0, 0.2;
  turning << 0.1, -0.5, 0.4, 0.1;  // its eigenvalues are no real numbers
  for (const Eigen::MatrixXd& matrix : {plain, turning}) {
    const Eigen::MatrixXd gradient = radius_gradient(matrix);
    for (Eigen::Index i = 0; i < matrix.rows(); ++i)
      for (Eigen::Index j = 0; j < matrix.cols(); ++j) {
        Eigen::MatrixXd more = matrix, less = matrix;
        more(i, j) += 1e-6;
        less(i, j) -= 1e-6;
        EXPECT_NEAR(gradient(i, j), (spectral_radius(more) - spectral_radius(less)) / 2e-6, 1e-7);
      }
  }
}

TEST(RadiusOf, IsAsWideAsItsDrawsWhereThereIsMuchData) {
  const CountSeries series = testing::drawn(testing::world(2, 0.6, 0.3, 2, {0.5}), 20'000, 6);
  const auto fit = fit_counts(series, {0.5});
  ASSERT_TRUE(fit);
  std::vector<double> radii;
  for (const Eigen::MatrixXd& draw : reaction_draws(*fit, 20'000, 1))
    radii.push_back(spectral_radius(draw));
  const Estimate drawn = estimate_of(spectral_radius(fit->reaction()), radii, 0.9);
  const Estimate radius = radius_of(*fit, Eigen::MatrixXd::Zero(2, 2), 0.9);
  const double width = radius.high - radius.low;
  EXPECT_NEAR(radius.low, drawn.low, 0.03 * width);
  EXPECT_NEAR(radius.high, drawn.high, 0.03 * width);
}

TEST(RadiusOf, HoldsItsOwnEstimateAndNothingBelow0) {
  const auto fit = fit_counts(testing::drawn(testing::world(2, 0, 0.3, 1, {0.5}), 200, 6), {0.5});
  ASSERT_TRUE(fit);
  const Estimate radius = radius_of(*fit, -5 * radius_gradient(fit->reaction()), 0.9);
  EXPECT_EQ(radius.low, radius.estimate) << "a correction however large leaves the estimate in";
  EXPECT_EQ(radius_of(*fit, Eigen::MatrixXd::Zero(2, 2), 0.9).low, 0);
}

}  // namespace
}  // namespace detente
