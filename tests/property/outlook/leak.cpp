// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
// rapidcheck's header needs gtest's before it.
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "outlook/backtest.hpp"
#include "outlook/pool.hpp"
#include "outlook/scores.hpp"
#include "unit/outlook/made_series.hpp"

namespace detente {
namespace {

/// Past forecasts whose outcome was known on `day`.
std::vector<Outcome> settled(const Backtest& backtest, const TargetSeries& series, Day day) {
  std::vector<Outcome> out;
  for (const Outcome& outcome : backtest.outcomes) {
    const int at = periods_between(series.whole.first, outcome.first, series.whole.period);
    if (series.known[static_cast<std::size_t>(at)] <= day) out.push_back(outcome);
  }
  return out;
}

/// Any series of days or months, some of whose figures come out late.
TargetSeries any_series() {
  const auto seed = *rc::gen::inRange<std::uint64_t>(1, 1000);
  TargetSeries series = *rc::gen::arbitrary<bool>() ? testing::counts_by_day(60, seed)
                                                    : testing::autoregressive(48, 0.7);
  series.whole.companions = {series.whole.values};
  Random random(seed);
  for (auto& value : series.whole.companions.front())
    if (value) value = *value + random.normal();
  for (Day& known : series.known)
    if (random.uniform() < 0.2) known += std::chrono::days(random.below(60));
  for (std::size_t t = 0; t < series.known.size(); ++t) {
    if (!series.whole.values[t] || random.uniform() > 0.2) continue;
    series.superseded.push_back({t, series.known[t], *series.whole.values[t] + 1});
    series.known[t] += std::chrono::days(1 + random.below(60));
  }
  return series;
}

/// The figure that held before the last one, or null.
const TargetSeries::Superseded* before_last(const TargetSeries& series, std::size_t t) {
  const auto old = std::ranges::find(series.superseded, t, &TargetSeries::Superseded::at);
  return old == series.superseded.end() ? nullptr : &*old;
}

/// What came out after the day is gone, or is anything.
TargetSeries with_other_future(TargetSeries series, Day day) {
  const bool is_deleted = *rc::gen::arbitrary<bool>();
  const auto factor = *rc::gen::inRange(2, 50);
  for (std::size_t t = 0; t < series.whole.values.size(); ++t) {
    if (series.known[t] <= day || !series.whole.values[t]) continue;
    const TargetSeries::Superseded* old = before_last(series, t);
    if (is_deleted && old != nullptr && old->known <= day) {
      series.whole.values[t] = old->value;
      series.whole.companions[0][t].reset();
      series.known[t] = old->known;
      std::erase_if(series.superseded, [&](const auto& each) { return each.at == t; });
    } else if (is_deleted) {
      series.whole.values[t].reset();
      std::erase_if(series.superseded, [&](const auto& each) { return each.at == t; });
      series.whole.companions[0][t].reset();
    } else {
      series.whole.values[t] = *series.whole.values[t] * factor + 1;
      series.whole.companions[0][t] = -1000;
    }
  }
  return series;
}

RC_GTEST_PROP(Leak, TheFutureNeverChangesAPastForecast, ()) {
  const TargetSeries series = any_series();
  const BacktestOptions options{.draws = 8, .seed = 3, .threads = 1};
  const auto at = *rc::gen::inRange<std::size_t>(series.known.size() / 2, series.known.size());
  const Day day = series.known[at];
  const TargetSeries other = with_other_future(series, day);
  const auto before = backtest(series, options);
  const auto after = backtest(other, options);
  RC_PRE(before.has_value() && after.has_value());
  const auto expected = settled(*before, series, day);
  const auto found = settled(*after, series, day);
  RC_ASSERT(expected.size() == found.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    RC_ASSERT(expected[i].origin == found[i].origin);
    RC_ASSERT(expected[i].value == found[i].value);
    for (std::size_t m = 0; m < expected[i].scores.size(); ++m) {
      RC_ASSERT(expected[i].scores[m].crps == found[i].scores[m].crps);
      RC_ASSERT(expected[i].scores[m].median == found[i].scores[m].median);
      RC_ASSERT(expected[i].scores[m].transform == found[i].scores[m].transform);
    }
  }
}

// What is issued on a day is what the whole series would have issued, cut off on that day.
RC_GTEST_PROP(Leak, AHistoryHoldsNothingLater, ()) {
  const TargetSeries series = any_series();
  const Day day = series.known[*rc::gen::inRange<std::size_t>(0, series.known.size())];
  const auto history = history_on(series, day);
  if (!history) return;
  RC_ASSERT(history->values.back().has_value());
  for (std::size_t t = 0; t < series.whole.values.size(); ++t) {
    const bool known = series.whole.values[t] && series.known[t] <= day;
    const TargetSeries::Superseded* old = before_last(series, t);
    const bool was_known = old != nullptr && old->known <= day;
    const bool there = t < history->values.size() && history->values[t].has_value();
    RC_ASSERT((known || was_known) == there);
    if (!there) continue;
    RC_ASSERT(*history->values[t] == (known ? *series.whole.values[t] : old->value));
    if (!known && t < history->values.size()) RC_ASSERT(!history->companions[0][t].has_value());
  }
}

/// The pool's CRPS by its formula is that of the draws of both, weighed.
RC_GTEST_PROP(Pool, ScoresAsItsDrawsDo, ()) {
  Random random(*rc::gen::inRange<std::uint64_t>(1, 1000));
  std::vector<std::vector<double>> draws(2, std::vector<double>(6));
  for (auto& of_model : draws)
    for (double& draw : of_model) draw = random.normal();
  const double outcome = random.normal();
  PoolLesson lesson = lesson_of(
      std::vector{forecast_of(draws[0], Support::real), forecast_of(draws[1], Support::real)},
      Support::real, outcome);
  // With all pairs, so that the draws are the whole distribution.
  for (const Eigen::Index i : {0, 1}) lesson.distances(i, i) *= 5.0 / 6;
  const Eigen::Vector2d weights(0.5, 0.5);
  std::vector<double> all = draws[0];
  all.insert(all.end(), draws[1].begin(), draws[1].end());
  std::ranges::sort(all);
  RC_ASSERT(std::abs(pool_crps(lesson, weights) - ensemble_crps(all, outcome)) < 1e-12);
}

}  // namespace
}  // namespace detente
