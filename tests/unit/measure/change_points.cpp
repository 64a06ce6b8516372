// SPDX-License-Identifier: Apache-2.0
#include "measure/change_points.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

#include "support/dense.hpp"
#include "support/nile.hpp"

namespace detente {
namespace {

using testing::Inverse;
using testing::Matrix;

WeighedSeries plain(const std::vector<double>& values) {
  WeighedSeries series;
  for (const double value : values) series.push_back(Weighed{value, 1});
  return series;
}

/// Two levels, uneven weights, a gap.
WeighedSeries small() {
  return {Weighed{0.1, 1},   Weighed{-0.4, 0.5}, Weighed{0.3, 2}, Weighed{0.2, 1},
          std::nullopt,      Weighed{1.9, 1},    Weighed{2.6, 2}, Weighed{2.2, 0.5},
          Weighed{1.7, 1.5}, Weighed{2.4, 1}};
}

/// The model's prior, written again from its description.
struct Prior {
  double mean = 0, weight = 0, rate = 0;
};
Prior prior_of(const WeighedSeries& series) {
  Prior prior;
  double weights = 0, n = 0, steps = 0;
  const Weighed* before = nullptr;
  for (const auto& one : series) {
    if (!one) continue;
    prior.mean += one->weight * one->value;
    weights += one->weight;
    n += 1;
    if (before != nullptr) {
      prior.rate +=
          std::pow(one->value - before->value, 2) / (1 / one->weight + 1 / before->weight);
      steps += 1;
    }
    before = &*one;
  }
  prior.mean /= weights;
  prior.weight = weights / n;
  prior.rate /= steps;
  return prior;
}

/// A segment's observations are jointly Student: 2 degrees of freedom, scale matrix b0 (diag(1 / w)
/// + 1 / k0). The whole density, with all its constants.
double segment_density(const WeighedSeries& series, std::size_t first, std::size_t last) {
  const Prior prior = prior_of(series);
  std::vector<double> y;
  std::vector<double> w;
  for (std::size_t t = first; t <= last; ++t) {
    if (!series[t]) continue;
    y.push_back(series[t]->value - prior.mean);
    w.push_back(series[t]->weight);
  }
  const std::size_t n = y.size();
  if (n == 0) return 1;
  Matrix scale = testing::square_matrix(n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j)
      scale[i][j] = prior.rate * ((i == j ? 1 / w[i] : 0) + 1 / prior.weight);
  const Inverse inverse = testing::inverse_of(scale);
  const auto p = static_cast<double>(n);
  return std::exp(std::lgamma(1 + p / 2) - p / 2 * std::log(2 * std::numbers::pi) -
                  inverse.log_determinant / 2 -
                  (1 + p / 2) * std::log1p(testing::quadratic_form(inverse.matrix, y) / 2));
}

struct Enumerated {
  std::vector<double> at;     ///< probability of a change at each period
  std::vector<double> count;  ///< of so many changes
  double most = 0;            ///< of the most probable cut
  std::size_t fewest = 0;     ///< its number of changes
};

/// Prior times likelihood of one cut, which is told by where its segments begin.
double weight_of(const WeighedSeries& series, const std::vector<std::size_t>& begins,
                 double expected) {
  const std::size_t n = series.size();
  const double rate = expected / static_cast<double>(n - 1);
  double weight = 1;
  for (std::size_t i = 0; i < begins.size(); ++i)
    weight *= segment_density(series, begins[i], (i + 1 < begins.size() ? begins[i + 1] : n) - 1);
  const auto changes = static_cast<double>(begins.size() - 1);
  return weight * std::pow(rate, changes) *
         std::pow(1 - rate, static_cast<double>(n - 1) - changes);
}

/// Every way to cut the series, one by one.
Enumerated enumerate(const WeighedSeries& series, double expected) {
  const std::size_t n = series.size();
  Enumerated result{std::vector<double>(n, 0), std::vector<double>(n, 0)};
  double total = 0;
  for (std::size_t cuts = 0; cuts < (std::size_t{1} << (n - 1)); ++cuts) {
    std::vector<std::size_t> begins{0};
    for (std::size_t t = 1; t < n; ++t)
      if ((cuts >> (t - 1) & 1U) != 0) begins.push_back(t);
    const double weight = weight_of(series, begins, expected);
    total += weight;
    result.count[begins.size() - 1] += weight;
    for (std::size_t i = 1; i < begins.size(); ++i) result.at[begins[i]] += weight;
    if (weight > result.most) {
      result.most = weight;
      result.fewest = begins.size() - 1;
    }
  }
  for (double& p : result.at) p /= total;
  for (double& p : result.count) p /= total;
  return result;
}

TEST(ChangePoints, AreThoseOfEveryWayToCut) {
  for (const double expected : {0.3, 1.0, 4.0}) {
    const auto found = change_points(small(), expected);
    ASSERT_TRUE(found);
    const Enumerated all = enumerate(small(), expected);
    double mean = 0;
    for (std::size_t t = 0; t < all.at.size(); ++t) {
      EXPECT_NEAR(found->probability[t], all.at[t], 1e-10) << t;
      mean += all.at[t];
    }
    EXPECT_NEAR(found->none, all.count[0], 1e-10);
    EXPECT_NEAR(found->expected, mean, 1e-9);
    // In the gap a change can stand at either end: the weight is the best, not the place.
    std::vector<std::size_t> begins;
    for (const Segment& segment : found->segments) begins.push_back(segment.first);
    EXPECT_NEAR(weight_of(small(), begins, expected) / all.most, 1, 1e-9);
    EXPECT_NEAR(found->as_many, all.count[all.fewest], 1e-10);
  }
}

TEST(ChangePoints, ArePlacedGivenHowManyThereAre) {
  const auto found = change_points(small(), 1);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->changes.size(), 1);
  // The position of the only change, over all cuts with one.
  std::vector<double> at(small().size(), 0);
  double total = 0;
  for (std::size_t t = 1; t < at.size(); ++t) {
    at[t] = segment_density(small(), 0, t - 1) * segment_density(small(), t, at.size() - 1);
    total += at[t];
  }
  double inside = 0;
  for (std::size_t t = found->changes[0].earliest; t <= found->changes[0].latest; ++t)
    inside += at[t] / total;
  EXPECT_GE(inside, 0.9);
  const std::size_t length = found->changes[0].latest - found->changes[0].earliest + 1;
  for (std::size_t begin = 1; begin + length - 1 <= at.size(); ++begin) {
    double shorter = 0;
    for (std::size_t t = begin; t < begin + length - 1; ++t) shorter += at[t] / total;
    EXPECT_LT(shorter, 0.9) << "a shorter run from " << begin << " would do";
  }
}

// Cobb (1978) and all since: the flow falls between 1898 and 1899, when the first dam was begun.
TEST(ChangePoints, OfTheNileIsIn1899) {
  const auto found = change_points(plain(testing::nile()));
  ASSERT_TRUE(found);
  ASSERT_EQ(found->changes.size(), 1);
  EXPECT_EQ(1871 + found->changes[0].at, 1899);
  EXPECT_GT(found->changes[0].probability, 0.5);
  EXPECT_GE(1871 + found->changes[0].earliest, 1896);
  EXPECT_LE(1871 + found->changes[0].latest, 1901);
  EXPECT_LT(found->none, 0.001);
  EXPECT_NEAR(found->segments[0].mean, 1097.75, 10) << "the mean of 1871 to 1898";
  EXPECT_NEAR(found->segments[1].mean, 849.97, 10);
}

TEST(ChangePoints, AreSeldomFoundWhereThereIsNone) {
  std::mt19937_64 engine(1);
  std::normal_distribution<double> normal;
  int found = 0;
  double none = 0;
  constexpr int replicates = 100;
  for (int i = 0; i < replicates; ++i) {
    std::vector<double> values(120);
    for (double& value : values) value = normal(engine);
    const auto segmentation = change_points(plain(values));
    ASSERT_TRUE(segmentation);
    found += segmentation->changes.empty() ? 0 : 1;
    none += segmentation->none / replicates;
  }
  EXPECT_LE(found, 5);
  EXPECT_GT(none, 0.6);
}

TEST(ChangePoints, CoverPlantedChangesNineTimesInTen) {
  std::mt19937_64 engine(2);
  std::normal_distribution<double> normal;
  int inside = 0;
  int counted = 0;
  for (int i = 0; i < 150; ++i) {
    const std::size_t at = 30 + engine() % 60;
    std::vector<double> values(120);
    for (std::size_t t = 0; t < values.size(); ++t) values[t] = normal(engine) + (t < at ? 0 : 1.2);
    const auto found = change_points(plain(values));
    ASSERT_TRUE(found);
    if (found->changes.size() != 1) continue;
    ++counted;
    const Change& change = found->changes[0];
    inside += change.earliest <= at && at <= change.latest ? 1 : 0;
  }
  EXPECT_GE(counted, 130);
  EXPECT_NEAR(static_cast<double>(inside) / counted, 0.92, 0.06)
      << "at least 0.9, since runs are whole periods";
}

struct Bad {
  const char* name;
  WeighedSeries series;
  double expected;
  const char* says;
};

class ChangePointsRefuse : public ::testing::TestWithParam<Bad> {};

TEST_P(ChangePointsRefuse, WhatTheyCannotCut) {
  const auto found = change_points(GetParam().series, GetParam().expected);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, Error::Kind::domain);
  EXPECT_NE(found.error().what.find(GetParam().says), std::string::npos) << found.error().what;
}

/// Forty stretches.
std::vector<double> battlements() {
  std::vector<double> values;
  for (int t = 0; t < 800; ++t) values.push_back(5 * (t / 20 % 2) + 0.01 * (t % 2));
  return values;
}

INSTANTIATE_TEST_SUITE_P(
    Table, ChangePointsRefuse,
    ::testing::Values(
        Bad{"Nothing", {}, 1, "0 periods have an observation; 8 are needed"},
        Bad{"TooFew", plain({1, 2, 3, 4, 5, 6, 7}), 1, "7 periods"},
        Bad{"TooMany", WeighedSeries(20001, Weighed{1, 1}), 1, "20001 periods"},
        Bad{"AllEqual", plain(std::vector<double>(9, 2)), 1, "all observations are equal"},
        Bad{"NotANumber", plain({1, 2, NAN, 4, 5, 6, 7, 8}), 1, "value is nan"},
        Bad{"NoWeight", {Weighed{1, 0}}, 1, "weight is 0"},
        Bad{"NoChanges", plain({1, 2, 3, 4, 5, 6, 7, 8}), 0, "expected_changes is 0"},
        Bad{"AsManyAsPeriods", plain({1, 2, 3, 4, 5, 6, 7, 8}), 7, "expected_changes is 7"},
        Bad{"ManyChanges", plain(battlements()), 1, "has 39 changes, more than 30"}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace detente
