// SPDX-License-Identifier: Apache-2.0
#include "dynamics/small_sample.hpp"

#include <gtest/gtest.h>

#include "worlds.hpp"

namespace detente {
namespace {

CountFit fit_with(const Eigen::MatrixXd& reaction, const std::vector<double>& decays) {
  CountFit fit{.decays = decays, .covariates = 1};
  for (Eigen::Index m = 0; m < reaction.rows(); ++m) {
    fit.streams.push_back("s" + std::to_string(m));
    Eigen::VectorXd theta = Eigen::VectorXd::Zero(1 + reaction.cols());
    theta.tail(reaction.cols()) = reaction.row(m);
    fit.rows.push_back({.at = {.theta = theta, .dispersion = 0.1}});
  }
  return fit;
}

// Kendall's and Marriott and Pope's classical result for one lag: -(1 + 3 a) / T.
TEST(ReactionBias, OfOneStreamAndOneLagIsTheClassicalOne) {
  const CountSeries series = testing::drawn(testing::world(1, 0.5, 0.1, 2, {0}), 400, 1);
  for (const double a : {-0.4, 0.0, 0.5, 0.9})
    EXPECT_NEAR(reaction_bias(fit_with(Eigen::MatrixXd::Constant(1, 1, a), {0}), series)(0, 0),
                -(1 + 3 * a) / 400, 1e-12);
}

TEST(ReactionBias, IsWhatFitsOfFewPeriodsAreOffBy) {
  const std::vector<double> decays{decay_of_half_life(2)};
  const CountProcess process = testing::world(2, 0.7, 0.1, 4, decays);
  Eigen::MatrixXd truth(2, 2);
  for (Eigen::Index m = 0; m < 2; ++m)
    truth.row(m) = process.rows[static_cast<std::size_t>(m)].theta.tail(2);
  constexpr int worlds = 600;
  Eigen::MatrixXd off = Eigen::MatrixXd::Zero(2, 2), told = off;
  for (std::uint64_t i = 0; i < worlds; ++i) {
    const CountSeries series = testing::drawn(process, 300, i);
    const auto fit = fit_counts(series, decays);
    ASSERT_TRUE(fit);
    off += (fit->reaction() - truth) / worlds;
    told += reaction_bias(*fit, series) / worlds;
  }
  EXPECT_LT(off.trace(), -0.05) << "there is a bias to be told";
  EXPECT_NEAR(told.trace(), off.trace(), 0.3 * -off.trace());
  EXPECT_LT((told - off).norm(), 0.5 * off.norm());
}

TEST(ReactionBias, IsNoneWhereNothingDiesOut) {
  const CountSeries series = testing::drawn(testing::world(1, 0.5, 0.1, 2, {0.5}), 400, 1);
  EXPECT_EQ(reaction_bias(fit_with(Eigen::MatrixXd::Constant(1, 1, 1.1), {0.5}), series)(0, 0), 0);
}

}  // namespace
}  // namespace detente
