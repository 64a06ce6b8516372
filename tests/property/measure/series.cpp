// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
// rapidcheck's header needs gtest's before it.
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <random>

#include "measure/change_points.hpp"
#include "measure/compare_series.hpp"
#include "measure/local_level.hpp"

/// What a change of unit, of origin or of direction must do to the models of series.
namespace detente {
namespace {

std::vector<double> any_values(std::size_t n) {
  std::mt19937_64 engine(*rc::gen::arbitrary<std::uint64_t>());
  std::normal_distribution<double> normal;
  std::vector<double> values(n);
  double level = 0;
  for (double& value : values) {
    level += 0.3 * normal(engine);
    value = level + normal(engine);
  }
  return values;
}

template <typename Series, typename Make>
Series series_of(const std::vector<double>& values, const Make& make) {
  Series series;
  for (std::size_t t = 0; t < values.size(); ++t)
    series.push_back(t % 7 == 3 ? std::nullopt : std::optional(make(values[t], t)));
  return series;
}

ObservedSeries observed(const std::vector<double>& values, double unit = 1) {
  return series_of<ObservedSeries>(values, [&](double value, std::size_t t) {
    return Observed{value, unit * unit * (t % 3 == 0 ? 0.4 : 0.2)};
  });
}

bool near(double a, double b, double tolerance) {
  return std::abs(a - b) <= tolerance * std::max(1.0, std::max(std::abs(a), std::abs(b)));
}

RC_GTEST_PROP(LocalLevel, GoesBackwardsAsForwards, ()) {
  const auto values = any_values(40);
  ObservedSeries series = observed(values);
  const LevelVariances variances{0.5, 0.1};
  const auto forwards = smooth(series, variances);
  std::ranges::reverse(series);
  auto backwards = smooth(series, variances);
  RC_ASSERT(forwards.has_value() && backwards.has_value());
  std::ranges::reverse(*backwards);
  for (std::size_t t = 0; t < values.size(); ++t) {
    RC_ASSERT(near((*forwards)[t].value, (*backwards)[t].value, 1e-9));
    RC_ASSERT(near((*forwards)[t].variance, (*backwards)[t].variance, 1e-9));
  }
}

RC_GTEST_PROP(LocalLevel, FollowsUnitAndOrigin, ()) {
  const auto values = any_values(60);
  std::vector<double> other = values;
  for (double& value : other) value = 100 + 8 * value;
  const auto one = fit_local_level(observed(values));
  const auto two = fit_local_level(observed(other, 8));
  RC_ASSERT(one.has_value() && two.has_value());
  // The search stops where the likelihood can hardly be told apart, so the likelihood is compared.
  const double shift = std::log(8.0) * static_cast<double>(51 - 1);
  RC_ASSERT(near(one->log_likelihood, two->log_likelihood + shift, 1e-6));
}

RC_GTEST_PROP(ChangePoints, FollowUnitOriginAndDirection, ()) {
  const auto values = any_values(50);
  const auto make = [](double value, std::size_t t) {
    return Weighed{value, t % 2 == 0 ? 1.5 : 1};
  };
  WeighedSeries series = series_of<WeighedSeries>(values, make);
  const auto one = change_points(series);
  for (auto& each : series)
    if (each) each = Weighed{3 + 5 * each->value, 7 * each->weight};
  const auto two = change_points(series);
  std::ranges::reverse(series);
  const auto three = change_points(series);
  RC_ASSERT(one.has_value() && two.has_value() && three.has_value());
  for (std::size_t t = 1; t < values.size(); ++t) {
    RC_ASSERT(near(one->probability[t], two->probability[t], 1e-8));
    RC_ASSERT(near(one->probability[t], three->probability[values.size() - t], 1e-8));
  }
  RC_ASSERT(near(one->none, three->none, 1e-8));
}

RC_GTEST_PROP(CompareSeries, FollowsUnitAndOrigin, ()) {
  const auto x = any_values(90);
  const auto y = any_values(90);
  std::vector<double> z = y;
  for (double& value : z) value = 5 - 2 * value;
  const CompareOptions options{.seed = 3, .draws = 100};
  const auto one = compare_series(x, y, options);
  const auto two = compare_series(x, z, options);
  RC_ASSERT(one.has_value() && two.has_value());
  RC_ASSERT(near(one->levels.value, -two->levels.value, 1e-9));
  RC_ASSERT(near(one->levels.interval.low, -two->levels.interval.high, 1e-9));
  RC_ASSERT(one->lead.lag == two->lead.lag);
  RC_ASSERT(one->lead.lead == two->lead.lead);
}

}  // namespace
}  // namespace detente
