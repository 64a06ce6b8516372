// SPDX-License-Identifier: Apache-2.0
#include "dynamics/fit_counts.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <Eigen/Cholesky>
#include <Eigen/LU>

#include "dynamics/small_sample.hpp"
#include "support/plain_fit.hpp"
#include "worlds.hpp"

namespace detente {
namespace {

using ::testing::HasSubstr;

TEST(FitCounts, FindsWhatTheWorldIsMadeOf) {
  const CountProcess truth = testing::world(2, 0.6, 0.3, 2, {0.7});
  const auto fit = fit_counts(testing::drawn(truth, 16'000, 11), {0.7});
  ASSERT_TRUE(fit);
  EXPECT_TRUE(fit->converged());
  for (std::size_t m = 0; m < 2; ++m) {
    const StreamFit& row = fit->rows[m];
    const Eigen::MatrixXd covariance = row.information.inverse();
    for (Eigen::Index i = 0; i < row.at.theta.size(); ++i)
      EXPECT_NEAR(row.at.theta(i), truth.rows[m].theta(i), 4 * std::sqrt(covariance(i, i)))
          << m << ' ' << i;
    EXPECT_NEAR(row.at.dispersion, 0.3, 0.05);
  }
}

TEST(FitCounts, EndsWhereTheGradientIsNothing) {
  const CountSeries series = testing::drawn(testing::world(4, 0.5, 0.5, 1, {0.5, 0.9}), 2000, 3);
  const std::vector<double> decays{0.5, 0.9};
  const auto fit = fit_counts(series, decays);
  ASSERT_TRUE(fit);
  const CountDesign design = design_of(series, decays);
  for (Eigen::Index m = 0; m < 4; ++m) {
    const StreamFit& row = fit->rows[static_cast<std::size_t>(m)];
    const StreamLikelihood end =
        stream_likelihood(design, stream_counts(series, m), row.at, Information::expected);
    // In units of the error of the estimates.
    EXPECT_LT(end.gradient.dot(end.information.ldlt().solve(end.gradient)), 1e-6);
    EXPECT_LT(std::abs(row.at.dispersion * end.by_dispersion), 1e-3);
    EXPECT_DOUBLE_EQ(row.log_likelihood, end.value);
  }
}

// A likelihood of thousands of events a period is not known to 1e-10: no step need be as small.
TEST(FitCounts, SettlesOnLargeCounts) {
  for (const unsigned seed : {1U, 2U, 3U, 4U}) {
    const CountSeries series = testing::drawn(testing::world(2, 0.5, 0.2, 3000, {0.5}), 96, seed);
    const auto fit = fit_counts(series, {0.5});
    ASSERT_TRUE(fit);
    EXPECT_TRUE(fit->converged()) << seed;
  }
}

TEST(FitCounts, ACountThatIsLessSpreadThanPoissonIsPoisson) {
  CountSeries series = testing::drawn(testing::world(1, 0, 0, 3, {0.5}), 400, 2);
  for (Eigen::Index t = 0; t < 400; ++t) series.counts(t, 0) = t % 2 == 0 ? 3 : 4;
  const auto fit = fit_counts(series, {0.5});
  ASSERT_TRUE(fit);
  EXPECT_EQ(fit->rows[0].at.dispersion, 0);
}

// The log-likelihood of the same counts and the same model with the parts in another order.
TEST(FitCounts, DoesNotDependOnTheOrderOfTheStreams) {
  CountSeries series = testing::drawn(testing::world(3, 0.5, 0.4, 2, {0.5}), 1500, 9);
  const auto one = fit_counts(series, {0.5});
  series.counts.col(0).swap(series.counts.col(2));
  const auto other = fit_counts(series, {0.5});
  ASSERT_TRUE(one && other);
  EXPECT_NEAR(one->log_likelihood(), other->log_likelihood(), 1e-6);
  EXPECT_NEAR(one->reaction()(0, 1), other->reaction()(2, 1), 1e-5);
}

TEST(FitCounts, VolumeThatGrowsIsNoReaction) {
  const Eigen::VectorXd volume = Eigen::VectorXd::LinSpaced(4000, 0.33, 1.67);
  const CountSeries series = testing::drawn(testing::world(2, 0, 0.3, 2, {0.9}), 4000, 21, volume);
  const auto with = fit_counts(series, {0.9});
  CountSeries blind = series;
  blind.volume.setOnes();
  const auto without = fit_counts(blind, {0.9});
  ASSERT_TRUE(with && without);
  EXPECT_LT(spectral_radius(with->reaction()), 0.15);
  EXPECT_GT(spectral_radius(without->reaction()), 0.6);
}

TEST(FitCounts, RefusesByName) {
  CountSeries series = testing::drawn(testing::world(2, 0.3, 0.3, 2, {0.5}), 300, 4);
  EXPECT_THAT(fit_counts(series, {1.0}).error().what, HasSubstr("decays"));
  EXPECT_THAT(fit_counts(series, {-0.1}).error().what, HasSubstr("decays"));
  EXPECT_THAT(fit_counts(series, {}).error().what, HasSubstr("decays"));
  // A perfect mirror: each stream is as good an explanation as the other.
  CountSeries mirror = series;
  mirror.counts.col(1) = mirror.counts.col(0);
  EXPECT_THAT(fit_counts(mirror, {0.5}).error().what, HasSubstr("linearly dependent"));
  EXPECT_THAT(fit_counts(series, {0.5, 0.5}).error().what, HasSubstr("linearly dependent"));
  series.counts.col(1).setZero();
  EXPECT_THAT(fit_counts(series, {0.5}).error().what, HasSubstr("s1 has no event"));
}

TEST(SearchDecays, FindsTheLikeliest) {
  const CountSeries series = testing::drawn(testing::world(2, 0.7, 0.2, 3, {0.9}), 6000, 8);
  const auto best = search_decays(series, {0, 0.5, 0.9, 0.97}, 1);
  ASSERT_TRUE(best);
  EXPECT_THAT(best->decays, ::testing::ElementsAre(0.9));
  EXPECT_FALSE(search_decays(series, {0.5}, 2));
  EXPECT_FALSE(search_decays(series, {0.5}, 0));
}

struct World {
  Eigen::Index streams, days;
  double radius, dispersion, rate;
};

CountFit plain_fits(const CountSeries& series, const std::vector<double>& decays) {
  const CountDesign design = design_of(series, decays);
  CountFit fit{.streams = series.streams, .decays = decays, .covariates = series.covariates.cols()};
  for (Eigen::Index m = 0; m < series.counts.cols(); ++m)
    fit.rows.push_back(testing::plain_fit(design, stream_counts(series, m)));
  return fit;
}

// Estimates, log-likelihoods, errors and the radius's interval, of busy streams and of such as have
// 20 to 40 events, where scoring alone takes hundreds of steps.
TEST(FitCounts, EndsWhereScoringAloneDoes) {
  const std::vector<double> decays{decay_of_half_life(1), decay_of_half_life(7)};
  int least = 1000, most = 0;
  for (const World& world :
       {World{2, 400, 0.5, 0.4, 2}, World{2, 400, 0.6, 0, 1}, World{2, 800, 0.4, 0.3, 0.05},
        World{2, 1000, 0.4, 0, 0.03}, World{4, 900, 0.4, 0.1, 0.04}}) {
    CountSeries series = testing::drawn(
        testing::world(world.streams, world.radius, world.dispersion, world.rate, decays),
        world.days, 5);
    series.covariates.conservativeResize(world.days, 2);
    for (Eigen::Index t = 0; t < world.days; ++t) series.covariates(t, 1) = t % 7 < 5 ? 0 : 1;
    const auto fit = fit_counts(series, decays);
    ASSERT_TRUE(fit) << fit.error().what;
    const CountFit plain = plain_fits(series, decays);
    for (std::size_t m = 0; m < fit->rows.size(); ++m) {
      const StreamFit &row = fit->rows[m], &other = plain.rows[m];
      SCOPED_TRACE(fmt::format("{} events, stream {}, {} steps instead of {}",
                               series.counts.col(static_cast<Eigen::Index>(m)).sum(), m, row.steps,
                               other.steps));
      EXPECT_TRUE(row.converged && other.converged);
      EXPECT_NEAR(row.log_likelihood, other.log_likelihood, 1e-8);
      EXPECT_NEAR(row.at.dispersion, other.at.dispersion, 1e-5 * other.at.dispersion);
      const Eigen::VectorXd errors = other.information.inverse().diagonal().array().sqrt().matrix();
      EXPECT_LT(((row.at.theta - other.at.theta).array() / errors.array()).abs().maxCoeff(), 1e-4);
      EXPECT_LT((row.information - other.information).norm(), 1e-3 * other.information.norm());
      least = std::min(least, other.steps);
      most = std::max(most, other.steps);
      EXPECT_LE(row.steps, 40);
    }
    const Estimate radius = radius_of(*fit, reaction_bias(*fit, series), 0.9);
    const Estimate expected = radius_of(plain, reaction_bias(plain, series), 0.9);
    EXPECT_NEAR(radius.estimate, expected.estimate, 1e-5);
    EXPECT_NEAR(radius.low, expected.low, 1e-5);
    EXPECT_NEAR(radius.high, expected.high, 1e-5);
  }
  EXPECT_LT(least, 20);
  EXPECT_GT(most, 100);
}

// Where nothing happens on weekends, they say nothing of who answers whom.
TEST(FitCounts, ABaselineMayVanishOnSomeDays) {
  CountSeries series = testing::drawn(testing::world(2, 0.3, 0, 0.1, {0.5}), 1000, 12);
  series.covariates.conservativeResize(1000, 2);
  for (Eigen::Index t = 0; t < 1000; ++t) {
    series.covariates(t, 1) = t % 7 < 5 ? 0 : 1;
    if (t % 7 >= 5) series.counts.row(t).setZero();
  }
  const auto fit = fit_counts(series, {0.5});
  ASSERT_TRUE(fit) << fit.error().what;
  EXPECT_TRUE(fit->converged());
}

// Where nearly all events are reactions, the likeliest baseline may lie below 0.
TEST(FitCounts, HoldsABaselineThatWouldVanish) {
  const std::vector<double> decays{decay_of_half_life(1), decay_of_half_life(7)};
  const CountSeries series = testing::drawn(testing::world(2, 0.95, 0.1, 2, decays), 600, 17);
  const auto fit = fit_counts(series, decays);
  ASSERT_TRUE(fit) << fit.error().what;
  const StreamFit& row = fit->rows[0];
  EXPECT_TRUE(row.converged);
  EXPECT_NEAR(row.at.theta(0), std::log(stream_counts(series, 0).floor), 1e-12);
  EXPECT_GT(fit->rows[1].at.theta(0), -3) << "the other has one of its own";
  EXPECT_EQ(row.information.row(0).tail(4).norm(), 0) << "what is held is known";
  // Neither a higher baseline nor other answers are likelier.
  const CountDesign design = design_of(series, decays);
  const auto likelihood = [&](Eigen::Index i, double by) {
    StreamParameters moved = row.at;
    moved.theta(i) += by;
    return stream_likelihood(design, stream_counts(series, 0), moved, Information::none).value;
  };
  EXPECT_LT(likelihood(0, 0.5), row.log_likelihood);
  for (Eigen::Index i = 1; i < 5; ++i)
    for (const double by : {-0.01, 0.01}) EXPECT_LT(likelihood(i, by), row.log_likelihood);
}

}  // namespace
}  // namespace detente
