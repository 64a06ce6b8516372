// SPDX-License-Identifier: Apache-2.0
#include "dynamics/count_model.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <complex>

#include "worlds.hpp"

namespace detente {
namespace {

using Complex = std::complex<double>;
using ComplexVector = Eigen::Matrix<Complex, Eigen::Dynamic, 1>;

// The definition, written the slow way, on complex numbers: the memory by its whole sum, the mean
// day by day, the probability by its product. Its derivative is the imaginary part after a tiny
// imaginary step.
Complex by_definition(const CountSeries& series, const std::vector<double>& decays,
                      Eigen::Index stream, double floor, const ComplexVector& theta,
                      Complex kappa) {
  const Eigen::Index days = series.counts.rows(), streams = series.counts.cols(),
                     k = series.covariates.cols();
  Complex sum = 0;
  for (Eigen::Index t = 0; t < days; ++t) {
    Complex base = 0;
    for (Eigen::Index c = 0; c < k; ++c) base += series.covariates(t, c) * theta(c);
    Complex x = std::exp(base);
    for (std::size_t r = 0; r < decays.size(); ++r) {
      for (Eigen::Index j = 0; j < streams; ++j) {
        double first = 0;
        for (Eigen::Index s = 0; s < days; ++s)
          first += series.counts(s, j) / series.volume(s) / static_cast<double>(days);
        double memory = std::pow(decays[r], static_cast<double>(t)) * first;
        for (Eigen::Index s = 0; s < t; ++s)
          memory += (1 - decays[r]) * std::pow(decays[r], static_cast<double>(t - 1 - s)) *
                    series.counts(s, j) / series.volume(s);
        x += theta(k + static_cast<Eigen::Index>(r) * streams + j) * memory;
      }
    }
    const Complex mean = series.volume(t) * (x + std::sqrt(x * x + 4 * floor * floor)) / 2.0;
    const double y = series.counts(t, stream);
    for (double i = 0; i < y; ++i) sum += std::log(1.0 + kappa * i) - std::log(i + 1);
    sum += y * std::log(mean);
    if (kappa == 0.0)
      sum -= mean;
    else
      sum -= (y + 1.0 / kappa) * std::log(1.0 + kappa * mean);
  }
  return sum;
}

struct Point {
  CountSeries series = testing::drawn(testing::world(3, 0.6, 0.4, 2, {0.5, 0.9}), 60, 5);
  std::vector<double> decays{0.5, 0.9};
  StreamParameters at{};
  Point() {
    series.volume = Eigen::VectorXd::LinSpaced(60, 0.5, 1.5);
    series.covariates.conservativeResize(60, 2);
    series.covariates.col(1) = Eigen::VectorXd::LinSpaced(60, -1, 1);
    at.theta.resize(8);
    at.theta << 0.1, -0.2, 0.3, -0.15, 0.1, 0.05, 0.2, -0.1;
    at.dispersion = 0.35;
  }
};

TEST(StreamLikelihood, IsItsDefinition) {
  const Point point;
  for (Eigen::Index stream = 0; stream < 3; ++stream) {
    const StreamCounts counts = stream_counts(point.series, stream);
    for (const double kappa : {0.0, 1e-4, 0.35, 4.0}) {
      const StreamLikelihood likelihood =
          stream_likelihood(design_of(point.series, point.decays), counts,
                            {.theta = point.at.theta, .dispersion = kappa}, Information::none);
      const double slow =
          by_definition(point.series, point.decays, stream, counts.floor, point.at.theta, kappa)
              .real();
      EXPECT_NEAR(likelihood.value, slow, 1e-10 * std::abs(slow)) << kappa;
    }
  }
}

TEST(StreamLikelihood, HasTheGradientOfAComplexStep) {
  const Point point;
  const double step = 1e-30;
  for (const double kappa : {0.0, 0.35}) {
    const StreamCounts counts = stream_counts(point.series, 1);
    const StreamLikelihood likelihood =
        stream_likelihood(design_of(point.series, point.decays), counts,
                          {.theta = point.at.theta, .dispersion = kappa}, Information::none);
    for (Eigen::Index i = 0; i < point.at.theta.size(); ++i) {
      ComplexVector theta = point.at.theta;
      theta(i) += Complex(0, step);
      const double slope =
          by_definition(point.series, point.decays, 1, counts.floor, theta, kappa).imag() / step;
      EXPECT_NEAR(likelihood.gradient(i), slope, 1e-7 * std::abs(slope)) << i;
    }
  }
}

TEST(StreamLikelihood, HasTheDerivativesByDispersion) {
  const Point point;
  const StreamCounts counts = stream_counts(point.series, 2);
  const CountDesign design = design_of(point.series, point.decays);
  const auto at = [&](double kappa) {
    return stream_likelihood(design, counts, {.theta = point.at.theta, .dispersion = kappa},
                             Information::none);
  };
  for (const double kappa : {0.01, 0.35, 3.0}) {
    const double slope = by_definition(point.series, point.decays, 2, counts.floor, point.at.theta,
                                       Complex(kappa, 1e-30))
                             .imag() /
                         1e-30;
    EXPECT_NEAR(at(kappa).by_dispersion, slope, 1e-7 * std::abs(slope));
    const double step = 1e-5 * kappa;
    const double bend =
        (at(kappa + step).by_dispersion - at(kappa - step).by_dispersion) / (2 * step);
    EXPECT_NEAR(at(kappa).by_dispersion_twice, bend, 1e-5 * std::abs(bend));
  }
}

// The expected information is the covariance of the gradient under the model: the mean over many
// draws of a day's counts.
TEST(StreamLikelihood, HasTheInformationOfItsDraws) {
  Point point;
  const CountDesign design = design_of(point.series, point.decays);
  StreamCounts counts = stream_counts(point.series, 0);
  const Eigen::VectorXd means = mean_counts(design, counts, point.at);
  const Eigen::MatrixXd information =
      stream_likelihood(design, counts, point.at, Information::expected).information;
  Random random(3);
  Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(8, 8);
  const int draws = 20000;
  for (int i = 0; i < draws; ++i) {
    for (Eigen::Index t = 0; t < means.size(); ++t)
      counts.counts(t) =
          static_cast<double>(random.negative_binomial(means(t), point.at.dispersion));
    const Eigen::VectorXd gradient =
        stream_likelihood(design, counts, point.at, Information::none).gradient;
    sum += gradient * gradient.transpose();
  }
  EXPECT_LT((sum / draws - information).norm(), 0.05 * information.norm());
}

TEST(Bent, IsTheIdentityAboveAndPositiveBelow) {
  EXPECT_NEAR(bent(5, 1e-3), 5, 1e-6);
  EXPECT_DOUBLE_EQ(bent(0, 1e-3), 1e-3);
  EXPECT_NEAR(bent(-5, 1e-3), 1e-6 / 5, 1e-12);
  EXPECT_EQ(bent(2, 0), 2);
}

TEST(StreamCounts, KnowOnHowManyDaysEachCountIsPassed) {
  CountSeries series;
  series.counts = Eigen::MatrixXd(4, 1);
  series.counts << 0, 3, 1, 3;
  series.volume = Eigen::VectorXd::Ones(4);
  const StreamCounts counts = stream_counts(series, 0);
  EXPECT_THAT(counts.above, ::testing::ElementsAre(3, 2, 2));
  EXPECT_NEAR(counts.log_factorials, 2 * std::log(6.0), 1e-12);
  EXPECT_NEAR(counts.floor, 1e-3 * 7 / 4, 1e-12);
}

TEST(MemoryOf, IsTheMeanAtFirstAndThenTheWeightedPast) {
  CountSeries series;
  series.counts = Eigen::MatrixXd(3, 2);
  series.counts << 2, 0, 4, 6, 0, 0;
  series.volume = Eigen::VectorXd(3);
  series.volume << 1, 2, 1;
  const Eigen::MatrixXd memory = memory_of(series, {0.5, 0});
  Eigen::MatrixXd expected(3, 4);
  const double a = 4.0 / 3, b = 1;
  expected << a, b, a, b, a / 2 + 1, b / 2, 2, 0, a / 4 + 0.5 + 1, b / 4 + 1.5, 2, 3;
  EXPECT_LT((memory - expected).norm(), 1e-12) << memory;
  EXPECT_NEAR(decay_of_half_life(1), 0.5, 1e-15);
  EXPECT_NEAR(std::pow(decay_of_half_life(7), 7), 0.5, 1e-15);
}

struct Refused {
  const char* name;
  void (*spoil)(CountSeries&);
  const char* what;
};

class CheckSeries : public ::testing::TestWithParam<Refused> {};

TEST_P(CheckSeries, Names) {
  CountSeries series = testing::drawn(testing::world(2, 0.3, 0.2, 1, {0.5}), 20, 1);
  EXPECT_TRUE(check_series(series));
  GetParam().spoil(series);
  const auto checked = check_series(series);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().kind, Error::Kind::domain);
  EXPECT_THAT(checked.error().what, ::testing::StartsWith(GetParam().what));
}

INSTANTIATE_TEST_SUITE_P(
    Table, CheckSeries,
    ::testing::Values(
        Refused{"ANegativeCount", [](CountSeries& s) { s.counts(3, 1) = -1; }, "counts: "},
        Refused{"AFraction", [](CountSeries& s) { s.counts(3, 1) = 0.5; }, "counts: "},
        Refused{"NoNumber", [](CountSeries& s) { s.counts(3, 1) = NAN; }, "counts: "},
        Refused{"OneDay", [](CountSeries& s) { s.counts.conservativeResize(1, 2); }, "counts: "},
        Refused{"NoVolume", [](CountSeries& s) { s.volume(0) = 0; }, "volume: "},
        Refused{"TooFewVolumes", [](CountSeries& s) { s.volume.conservativeResize(19); },
                "volume: "},
        Refused{"NoIntercept", [](CountSeries& s) { s.covariates(1, 0) = 0; }, "covariates: "},
        Refused{"NoCovariates", [](CountSeries& s) { s.covariates.resize(20, 0); }, "covariates: "},
        Refused{"NoNames", [](CountSeries& s) { s.streams.clear(); }, "streams: "}),
    [](const auto& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace detente
