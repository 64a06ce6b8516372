// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "base/random.hpp"
#include "outlook/backtest.hpp"

/// Made-up series for the tests of forecasts.
namespace detente::testing {

/// Each figure known on the last day of its period.
inline void know_at_end(TargetSeries& series) {
  const History& whole = series.whole;
  series.known.clear();
  for (std::size_t t = 0; t < whole.values.size(); ++t)
    series.known.push_back(period_after(whole.first, t + 1, whole.period) - std::chrono::days(1));
}

/// y_t = slope y_t-1 + e by month from January 1990, e standard normal.
inline TargetSeries autoregressive(std::size_t months, double slope) {
  Random random(11);
  TargetSeries series;
  series.whole.first = *parse_day("1990-01-01");
  double now = 0;
  for (std::size_t t = 0; t < months; ++t)
    series.whole.values.emplace_back(now = slope * now + random.normal());
  know_at_end(series);
  return series;
}

/// Counts by day that change their level now and then; every eleventh is missing. Known a day
/// later.
inline TargetSeries counts_by_day(std::size_t days, std::uint64_t seed = 2) {
  Random random(seed);
  TargetSeries series;
  series.whole.first = *parse_day("2020-01-01");
  series.whole.period = Period::day;
  series.whole.support = Support::count;
  for (std::size_t t = 0; t < days; ++t) {
    const double mean = (t / 30) % 2 == 0 ? 4 : 12;
    const auto count = static_cast<double>(random.negative_binomial(mean, 0.4));
    series.whole.values.push_back(t % 11 == 5 ? std::nullopt : std::optional(count));
    series.known.push_back(series.whole.first + std::chrono::days(t + 1));
  }
  return series;
}

/// A series that repeats its companion one month later, with little noise.
inline TargetSeries led(std::size_t months) {
  Random random(5);
  TargetSeries series;
  series.whole.first = *parse_day("1990-01-01");
  Values leader;
  for (std::size_t t = 0; t < months; ++t) {
    series.whole.values.emplace_back(t == 0 ? 0 : *leader.back() + 0.1 * random.normal());
    leader.emplace_back(random.normal());
  }
  series.whole.companions = {leader};
  know_at_end(series);
  return series;
}

/// Weeks of events of two sides that answer each other, with the counts by day.
inline TargetSeries answering_weeks(Eigen::Index weeks) {
  Random random(9);
  auto input = std::make_shared<DyadInput>();
  input->first = *parse_day("2001-01-01");  // a Monday
  input->dyad.states = {"AAA", "BBB"};
  input->dyad.counts = Eigen::MatrixXd::Zero(7 * weeks, 8);
  TargetSeries series;
  series.whole.first = input->first;
  series.whole.period = Period::week;
  series.whole.support = Support::count;
  series.whole.sum = CountSum::events;
  for (Eigen::Index week = 0; week < weeks; ++week) {
    for (Eigen::Index day = 7 * week; day < 7 * week + 7; ++day)
      for (const Eigen::Index column : {0, 4}) {
        const double other = day > 0 ? input->dyad.counts(day - 1, 4 - column) : 4;
        input->dyad.counts(day, column) = static_cast<double>(random.poisson(2.5 + 0.4 * other));
      }
    series.whole.values.emplace_back(input->dyad.counts.middleRows(7 * week, 7).sum());
  }
  series.whole.counts = input;
  know_at_end(series);
  return series;
}

/// Six-month windows of something that comes in bouts.
inline TargetSeries switching(std::size_t months) {
  Random random(4);
  TargetSeries series;
  series.whole.first = *parse_day("1990-01-01");
  series.whole.support = Support::binary;
  double since = 12;
  Values ages;
  for (std::size_t t = 0; t < months; ++t) {
    since = random.uniform() < ((t / 40) % 2 == 0 ? 0.3 : 0.05) ? 0 : since + 1;
    series.whole.values.emplace_back(since < 6 ? 1 : 0);
    ages.emplace_back(std::log1p(since));
  }
  series.whole.companions = {ages};
  know_at_end(series);
  return series;
}

}  // namespace detente::testing
