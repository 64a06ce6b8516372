// SPDX-License-Identifier: Apache-2.0
#include "dynamics/simulate.hpp"

#include <gtest/gtest.h>

#include <Eigen/LU>

#include "worlds.hpp"

namespace detente {
namespace {

TEST(Simulate, HasTheMeanAndTheSpreadOfTheModel) {
  const CountProcess process = testing::world(2, 0, 0.5, 4, {0.5});
  const CountSeries series = testing::drawn(process, 40'000, 1);
  const Eigen::ArrayXd counts = series.counts.col(0).array();
  EXPECT_NEAR(counts.mean(), 4, 0.1);
  EXPECT_NEAR((counts - counts.mean()).square().mean(), 4 + 0.5 * 16, 0.6);
}

// In the long run the mean is (I - B)^-1 times the baseline.
TEST(Simulate, SettlesAtItsFixedPoint) {
  const CountProcess process = testing::world(2, 0.6, 0.2, 3, {0.5, 0.9});
  Eigen::MatrixXd reaction(2, 2);
  Eigen::VectorXd base(2);
  for (Eigen::Index m = 0; m < 2; ++m) {
    const Eigen::VectorXd& theta = process.rows[static_cast<std::size_t>(m)].theta;
    reaction.row(m) = theta.segment(1, 2) + theta.segment(3, 2);
    base(m) = std::exp(theta(0));
  }
  const Eigen::VectorXd expected = (Eigen::MatrixXd::Identity(2, 2) - reaction).inverse() * base;
  const CountSeries series = testing::drawn(process, 60'000, 2);
  EXPECT_LT((series.counts.colwise().mean().transpose() - expected).cwiseAbs().maxCoeff(), 0.1)
      << expected;
}

TEST(Simulate, IsTheSameForASeed) {
  const CountProcess process = testing::world(2, 0.6, 0.2, 3, {0.5});
  EXPECT_EQ(testing::drawn(process, 50, 4).counts, testing::drawn(process, 50, 4).counts);
  EXPECT_NE(testing::drawn(process, 50, 4).counts, testing::drawn(process, 50, 5).counts);
}

TEST(Simulate, AnAddedEventBringsItsAnswers) {
  const CountProcess process = testing::world(2, 0.6, 0, 1, {0.5});
  const Eigen::VectorXd memory = Eigen::VectorXd::Ones(2);
  const double answer = process.rows[1].theta(1);  // of stream 0 on stream 1
  Future future{.volume = Eigen::VectorXd::Ones(60), .covariates = Eigen::MatrixXd::Ones(60, 1)};
  Future with = future;
  with.added = Eigen::MatrixXd::Zero(60, 2);
  with.added(0, 0) = 1000;
  Random one(1);
  const double before = simulate(process, memory, future, one)(1, 1);
  double sum = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Random random(seed);
    sum += simulate(process, memory, with, random)(1, 1) / 200;
  }
  EXPECT_LT(before, 20);
  EXPECT_NEAR(sum, answer * 0.5 * 1000, 10);
}

// What comes after a history is remembered as a longer history would remember it.
TEST(MemoryAfter, IsTheNextRowOfMemory) {
  CountSeries series = testing::drawn(testing::world(2, 0.5, 0.3, 2, {0.5, 0.9}), 31, 3);
  series.volume = Eigen::VectorXd::LinSpaced(31, 0.5, 1.5);
  CountSeries history = series;
  history.counts.conservativeResize(30, 2);
  history.volume.conservativeResize(30);
  const std::vector<double> decays{0.5, 0.9};
  const Eigen::VectorXd after = memory_after(history, decays);
  Eigen::VectorXd expected = memory_of(history, decays).row(29).transpose();
  for (Eigen::Index r = 0; r < 2; ++r)
    expected.segment(2 * r, 2) = decays[static_cast<std::size_t>(r)] * expected.segment(2 * r, 2) +
                                 (1 - decays[static_cast<std::size_t>(r)]) / series.volume(29) *
                                     series.counts.row(29).transpose();
  EXPECT_LT((after - expected).norm(), 1e-12);
}

}  // namespace
}  // namespace detente
