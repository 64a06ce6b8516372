// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>

#include "support/plain_likelihood.hpp"
#include "worlds.hpp"

namespace detente {
namespace {

/// A stream of counts with three covariates, three memories, a volume, and parameters at which some
/// days lie in the bend near 0.
struct Case {
  CountSeries series{};
  CountDesign design{};
  StreamCounts stream{};
  StreamParameters at{};

  Case(Eigen::Index days, double dispersion) {
    series = testing::drawn(testing::world(3, 0.6, 0.4, 2, {0.5}), days, 7);
    series.volume = Eigen::VectorXd::LinSpaced(days, 0.5, 1.5);
    series.covariates.conservativeResize(days, 3);
    series.covariates.col(1) = Eigen::VectorXd::LinSpaced(days, -1, 1);
    for (Eigen::Index t = 0; t < days; ++t) series.covariates(t, 2) = t % 7 < 5 ? 0 : 1;
    design = design_of(series, {0.5});
    stream = stream_counts(series, 1);
    at.theta.resize(6);
    at.theta << -0.4, 0.3, -0.2, 0.4, -0.3, 0.2;
    at.dispersion = dispersion;
  }
};

void expect_plain(const Case& c) {
  const StreamLikelihood fast = stream_likelihood(c.design, c.stream, c.at, Information::expected);
  const StreamLikelihood plain = testing::plain_likelihood(c.design, c.stream, c.at, true);
  const auto near = [](double a, double b) { return std::abs(a - b) <= 1e-10 * std::abs(b); };
  const auto nearly = [](double a, double b) { return std::abs(a - b) <= 1e-6 * std::abs(b); };
  EXPECT_PRED2(near, fast.value, plain.value);
  EXPECT_LE((fast.gradient - plain.gradient).norm(), 1e-10 * plain.gradient.norm());
  EXPECT_LE((fast.information - plain.information).norm(), 1e-10 * plain.information.norm());
  // By small dispersions both lose digits: they sum differences of what is divided by its cube.
  if (c.at.dispersion >= 0.1) {
    EXPECT_PRED2(near, fast.by_dispersion, plain.by_dispersion);
    EXPECT_PRED2(near, fast.by_dispersion_twice, plain.by_dispersion_twice);
  } else if (c.at.dispersion >= 1e-3) {
    EXPECT_PRED2(nearly, fast.by_dispersion, plain.by_dispersion);
    EXPECT_PRED2(nearly, fast.by_dispersion_twice, plain.by_dispersion_twice);
  }
  EXPECT_EQ(fast.value, stream_likelihood(c.design, c.stream, c.at, Information::none).value);
}

TEST(StreamLikelihood, IsThePlainOne) {
  for (const Eigen::Index days : {2, 8, 127, 128, 129, 300, 1000})
    for (const double dispersion : {0.0, 1e-6, 1e-3, 0.4, 30.0}) {
      SCOPED_TRACE(std::to_string(days) + " days, dispersion " + std::to_string(dispersion));
      Case c(days, dispersion);
      expect_plain(c);
      c.design.weights = Eigen::VectorXd::LinSpaced(days, 0, 1);
      expect_plain(c);
    }
}

TEST(StreamLikelihood, IsMinusInfinityWhereAMeanIsNotPositive) {
  Case c(300, 0.4);
  c.stream.floor = 0;
  c.at.theta.tail(3).setConstant(0.1);
  EXPECT_TRUE(
      std::isfinite(stream_likelihood(c.design, c.stream, c.at, Information::expected).value));
  c.at.theta.tail(3).setConstant(-1);
  EXPECT_EQ(stream_likelihood(c.design, c.stream, c.at, Information::expected).value, -INFINITY);
}

// A step that leads nowhere gives no number, or none that is a rise.
TEST(StreamLikelihood, DoesNotRiseAtParametersThatAreNoNumbers) {
  Case c(300, 0.4);
  const double here = stream_likelihood(c.design, c.stream, c.at, Information::none).value;
  for (const double wrong : {std::nan(""), 1e4, -1e300, double{INFINITY}}) {
    Case there = c;
    there.at.theta(1) = wrong;
    EXPECT_FALSE(stream_likelihood(there.design, there.stream, there.at, Information::none).value >=
                 here);
  }
}

// By differences of the gradient, in which nothing of it is used.
TEST(StreamLikelihood, TheObservedInformationIsHowTheGradientChanges) {
  for (const Eigen::Index days : {100, 400})
    for (const double dispersion : {0.0, 0.05, 0.4}) {
      Case c(days, dispersion);
      c.stream.slight = 0;
      const auto gradient = [&](const StreamParameters& at) {
        return stream_likelihood(c.design, c.stream, at, Information::none).gradient;
      };
      const StreamLikelihood here =
          stream_likelihood(c.design, c.stream, c.at, Information::observed);
      constexpr double by = 1e-6;
      for (Eigen::Index i = 0; i < c.at.theta.size(); ++i) {
        StreamParameters more = c.at, less = c.at;
        more.theta(i) += by;
        less.theta(i) -= by;
        const Eigen::VectorXd change = (gradient(less) - gradient(more)) / (2 * by);
        EXPECT_LT((here.information.col(i) - change).norm(), 1e-5 * here.information.norm()) << i;
      }
      if (dispersion == 0) continue;
      StreamParameters more = c.at, less = c.at;
      more.dispersion += by;
      less.dispersion -= by;
      const Eigen::VectorXd change = (gradient(more) - gradient(less)) / (2 * by);
      EXPECT_LT((here.mixed - change).norm(), 1e-5 * here.mixed.norm());
    }
}

// Days that hardly weigh are left out of it, whether the others fill blocks or not.
TEST(StreamLikelihood, TheObservedInformationIsOfDaysThatWeigh) {
  for (const double rate : {0.05, 2.0}) {
    Case c(2000, 0.1);
    c.series = testing::drawn(testing::world(3, 0.4, 0.1, rate, {0.5}), 2000, 7);
    c.design = design_of(c.series, {0.5});
    c.stream = stream_counts(c.series, 1);
    c.at.theta = Eigen::VectorXd::Constant(4, 0.1);
    c.at.theta(0) = std::log(rate);
    const Eigen::MatrixXd most =
        stream_likelihood(c.design, c.stream, c.at, Information::observed).information;
    c.stream.slight = 0;
    const Eigen::MatrixXd all =
        stream_likelihood(c.design, c.stream, c.at, Information::observed).information;
    EXPECT_LT((most - all).norm(), 0.02 * all.norm());
    EXPECT_EQ((most - all).norm() > 0, rate < 1);
  }
}

// At no dispersion the derivatives by it are their limits.
TEST(StreamLikelihood, PoissonToldWhetherCountsAreMoreSpread) {
  Case c(300, 0);
  const StreamLikelihood none = stream_likelihood(c.design, c.stream, c.at, Information::none);
  c.at.dispersion = 1e-5;
  const StreamLikelihood little = stream_likelihood(c.design, c.stream, c.at, Information::none);
  EXPECT_NEAR(none.by_dispersion, little.by_dispersion,
              2e-5 * std::abs(none.by_dispersion_twice) + 1e-6);
  EXPECT_NEAR((little.value - none.value) / 1e-5, none.by_dispersion,
              1e-2 * std::abs(none.by_dispersion));
  EXPECT_NEAR(none.by_dispersion_twice, little.by_dispersion_twice,
              1e-2 * std::abs(none.by_dispersion_twice));
}

TEST(StreamLikelihood, HasManyParameters) {
  const CountSeries series = testing::drawn(testing::world(7, 0.6, 0.4, 2, {0.5, 0.9}), 400, 3);
  Case c(2, 0.3);
  c.design = design_of(series, {0.5, 0.9, 0});
  c.stream = stream_counts(series, 3);
  for (const Eigen::Index parameters : {22, 21, 20, 19}) {
    c.design.memory = c.design.memory.leftCols(parameters - 1).eval();
    c.at.theta = Eigen::VectorXd::Constant(parameters, 0.02);
    expect_plain(c);
  }
}

}  // namespace
}  // namespace detente
