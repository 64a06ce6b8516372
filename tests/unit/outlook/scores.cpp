// SPDX-License-Identifier: Apache-2.0
#include "outlook/scores.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "base/random.hpp"
#include "measure/quantile.hpp"
#include "support/files.hpp"

namespace detente {
namespace {

std::vector<double> normal_draws(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  std::vector<double> draws(count);
  for (double& draw : draws) draw = 3 + 2 * random.normal();
  return draws;
}

std::vector<double> sorted(std::vector<double> draws) {
  std::ranges::sort(draws);
  return draws;
}

/// The definition, over all pairs.
double slow_crps(const std::vector<double>& draws, double outcome, bool fair) {
  const auto m = static_cast<double>(draws.size());
  double errors = 0;
  double gaps = 0;
  for (const double a : draws) {
    errors += std::abs(a - outcome) / m;
    for (const double b : draws) gaps += std::abs(a - b);
  }
  return errors - gaps / 2 / (fair ? m * (m - 1) : m * m);
}

// tests/data/outlook/normal_crps.py integrates the definition to 30 digits.
TEST(Crps, OfANormalIsAsIntegrated) {
  std::istringstream table(
      testing::read(std::string(DETENTE_SOURCE_DIR) + "/tests/data/outlook/normal_crps.csv"));
  std::string line;
  std::getline(table, line);
  int rows = 0;
  while (std::getline(table, line)) {
    std::ranges::replace(line, ',', ' ');
    std::istringstream cells(line);
    double mean = 0;
    double deviation = 0;
    double outcome = 0;
    double crps = 0;
    cells >> mean >> deviation >> outcome >> crps;
    EXPECT_NEAR(normal_crps(mean, deviation, outcome), crps, 1e-10) << line;
    ++rows;
  }
  EXPECT_EQ(rows, 54);
}

TEST(Crps, OfDrawsIsTheDefinition) {
  for (const std::size_t size : {2U, 3U, 17U, 100U}) {
    const auto draws = sorted(normal_draws(size, size));
    for (const double outcome : {-4.0, 2.5, draws[1], 30.0}) {
      EXPECT_NEAR(fair_crps(draws, outcome), slow_crps(draws, outcome, true), 1e-10);
      EXPECT_NEAR(ensemble_crps(draws, outcome), slow_crps(draws, outcome, false), 1e-10);
    }
  }
  EXPECT_EQ(fair_crps(std::vector{2.0}, 5), 3) << "one draw: the absolute error";
}

// Of draws from a normal the fair score has the normal's own as its mean, however few there are.
TEST(Crps, IsFairToSmallSamples) {
  double sum = 0;
  constexpr int tries = 20000;
  Random random(1);
  for (int i = 0; i < tries; ++i) {
    std::vector<double> draws{random.normal(), random.normal(), random.normal()};
    sum += fair_crps(sorted(draws), 0.7);
  }
  EXPECT_NEAR(sum / tries, normal_crps(0, 1, 0.7), 0.02);
}

TEST(Crps, OfManyRowsIsThatOfEach) {
  for (const std::size_t size : {1U, 2U, 31U, 100U}) {
    constexpr std::size_t rows = 2500;
    const std::vector<double> draws = normal_draws(rows * size, 5);
    const std::vector<double> outcomes = normal_draws(rows, 6);
    const auto scores = ensemble_crps_rows(draws, size, outcomes, 2);
    ASSERT_TRUE(scores);
    for (std::size_t row = 0; row < rows; ++row) {
      const auto from = draws.begin() + static_cast<std::ptrdiff_t>(row * size);
      const auto one = sorted({from, from + static_cast<std::ptrdiff_t>(size)});
      ASSERT_NEAR((*scores)[row], ensemble_crps(one, outcomes[row]), 1e-12) << size << ' ' << row;
    }
    EXPECT_EQ(*scores, *ensemble_crps_rows(draws, size, outcomes, 1));
  }
}

TEST(Crps, OfManyRowsRefusesWhatIsNoNumberOrDoesNotFit) {
  const std::vector<double> outcomes{1};
  EXPECT_FALSE(ensemble_crps_rows(std::vector{1.0, 2.0}, 3, outcomes, 1));
  EXPECT_FALSE(ensemble_crps_rows(std::vector{1.0, std::nan("")}, 2, outcomes, 1));
  EXPECT_FALSE(ensemble_crps_rows({}, 0, {}, 1));
}

TEST(Scores, OfIntervalsAndQuantilesAreByHand) {
  EXPECT_DOUBLE_EQ(interval_score(1, 4, 2, 0.9), 3);
  EXPECT_DOUBLE_EQ(interval_score(1, 4, 0, 0.9), 3 + 20);
  EXPECT_DOUBLE_EQ(interval_score(1, 4, 4.5, 0.5), 3 + 2);
  EXPECT_DOUBLE_EQ(quantile_score(2, 0.9, 5), 2 * 0.9 * 3);
  EXPECT_NEAR(quantile_score(5, 0.9, 2), 0.6, 1e-12);
  EXPECT_DOUBLE_EQ(quantile_of(std::vector{1.0, 2.0, 4.0}, 0.75), 3);
}

// The mean quantile score over many levels is the CRPS (of the interpolated draws).
TEST(Scores, OfManyQuantilesTendToTheCrps) {
  const auto draws = sorted(normal_draws(4000, 3));
  double sum = 0;
  constexpr int levels = 999;
  for (int i = 1; i <= levels; ++i) {
    const double p = i / 1000.0;
    sum += quantile_score(quantile_of(draws, p), p, 5) / levels;
  }
  EXPECT_NEAR(sum, ensemble_crps(draws, 5), 0.01);
}

TEST(Scores, OfLogarithmsAreNearTheDensity) {
  const auto draws = sorted(normal_draws(20000, 4));
  const double density = std::exp(-0.5) / (2 * std::sqrt(2 * 3.14159265358979));
  EXPECT_NEAR(log_score(draws, 5, 0), -std::log(density), 0.05);
  EXPECT_LT(log_score(draws, 1e6, 0), 1000) << "nothing is impossible";
  EXPECT_TRUE(std::isfinite(log_score(std::vector{2.0, 2.0}, 2, 1)));
  EXPECT_NEAR(binary_log_score(0.8, true), -std::log(0.8), 1e-12);
  EXPECT_NEAR(binary_log_score(0, true), -std::log(0.001), 1e-12);
}

TEST(Scores, OfBrierFallApart) {
  const std::vector<double> said{0.1, 0.1, 0.5, 0.9, 0.9, 0.9, 0.3};
  const std::vector<bool> happened{false, true, true, true, true, false, false};
  const BrierParts parts = brier_parts(said, happened, 10);
  EXPECT_NEAR(parts.rounded, parts.reliability - parts.resolution + parts.uncertainty, 1e-12);
  EXPECT_NEAR(parts.score, parts.rounded, 1e-12) << "all are tenths";
  EXPECT_NEAR(parts.uncertainty, 4.0 / 7 * 3 / 7, 1e-12);
  double sum = 0;
  for (std::size_t i = 0; i < said.size(); ++i)
    sum += std::pow(said[i] - (happened[i] ? 1 : 0), 2) / 7;
  EXPECT_NEAR(parts.score, sum, 1e-12);
}

TEST(Scores, TellWhereAnOutcomeLies) {
  const std::vector<double> draws{1, 2, 2, 3};
  EXPECT_EQ(transform_of(draws, 0, 0.5), 0);
  EXPECT_EQ(transform_of(draws, 2, 0.5), 0.5);
  EXPECT_EQ(transform_of(draws, 4, 0.5), 1);
}

TEST(Scores, DistancesAreMeansOverPairs) {
  const std::vector<double> a{0, 1, 5};
  const std::vector<double> b{1, 2};
  EXPECT_NEAR(mean_distance(a, b), (1 + 2 + 0 + 1 + 4 + 3) / 6.0, 1e-12);
  EXPECT_NEAR(mean_distance(a), (1 + 5 + 4) / 3.0, 1e-12);
}

}  // namespace
}  // namespace detente
