// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/random.hpp"
#include "measure/local_level.hpp"
#include "measure/minimise.hpp"
#include "outlook/forecast.hpp"
#include "outlook/scores.hpp"

namespace detente {

namespace {

/// A past value and how likely it is to come again.
struct Weighed {
  double value = 0, weight = 1;
};

/// The values among the last `span` periods; an older one by `half_life` counts half (0: all
/// alike).
std::vector<Weighed> past_values(const History& history, std::size_t span, double half_life) {
  std::vector<Weighed> past;
  const std::size_t n = history.values.size();
  for (std::size_t age = 0; age < std::min(span, n); ++age) {
    const auto& value = history.values[n - 1 - age];
    if (!value) continue;
    const double weight = half_life > 0 ? std::exp2(-static_cast<double>(age) / half_life) : 1;
    past.push_back({*value, weight});
  }
  return past;
}

/// Draws among these values: the same distribution for every horizon. Of a binary series the
/// probability, drawn towards one half by one value that is neither.
Result<std::vector<Forecast>> resampled(const Question& question, std::vector<Weighed> past,
                                        std::uint64_t stream) {
  if (past.empty()) return fail(Error::Kind::domain, "there is no value to draw from");
  std::ranges::sort(past, {}, &Weighed::value);
  std::vector<double> cumulated;
  double total = 0;
  double sum = 0;
  for (const Weighed& value : past) {
    total += value.weight;
    sum += value.weight * value.value;
    cumulated.push_back(total);
  }
  const auto at = [&](double mass) {
    const auto found = std::ranges::lower_bound(cumulated, mass);
    const auto number = std::min(found - cumulated.begin(), std::ssize(past) - 1);
    return past[static_cast<std::size_t>(number)].value;
  };
  Random random(question.seed, stream);
  std::vector<Forecast> forecasts;
  for (std::size_t h = 0; h < question.horizons.size(); ++h) {
    if (question.history.support == Support::binary) {
      const double probability = (sum + 0.5) / (total + 1);
      forecasts.push_back({.draws = {probability}, .median = probability});
      continue;
    }
    std::vector<double> draws(question.draws);
    for (double& draw : draws) draw = at(random.uniform() * total);
    std::ranges::sort(draws);
    // Between the two middle values where the mass is parted evenly, as a median is.
    const double below = at(total / 2 * (1 - 1e-12));
    const double above = at(total / 2 * (1 + 1e-12));
    forecasts.push_back({.draws = std::move(draws), .median = (below + above) / 2});
  }
  return forecasts;
}

/// Changes from a value to the one `span` periods later, the latest first, `most` at the most.
std::vector<double> changes_over(const Values& values, std::size_t span, std::size_t most) {
  std::vector<double> changes;
  for (std::size_t t = values.size(); t-- > span && changes.size() < most;)
    if (values[t] && values[t - span]) changes.push_back(*values[t] - *values[t - span]);
  return changes;
}

/// The likeliest variances of a local level, searched over their ratio alone: with no variance
/// known beforehand the scale follows from the ratio. With L(c) = A - n log(c) / 2 - S / 2c at
/// noise c, two values of L give S, and S / n is the best c. Nothing where the series does not
/// vary.
std::optional<LevelVariances> likeliest(const ObservedSeries& series) {
  const auto observed = std::ranges::count_if(series, [](const auto& o) { return o.has_value(); });
  if (observed < static_cast<std::ptrdiff_t>(fewest_observations)) return std::nullopt;
  const auto n = static_cast<double>(observed - 1);
  const auto scale_at = [&](double ratio) {
    const double once = log_likelihood(series, {1, ratio});
    const double twice = log_likelihood(series, {2, 2 * ratio});
    const double squares = 4 * (twice - once + n / 2 * std::numbers::ln2);
    return std::pair(squares / n, once + squares / 2);  // c, A
  };
  const auto loss = [&](double log_ratio) {
    const auto [scale, rest] = scale_at(std::exp(log_ratio));
    return scale > 0 ? n / 2 * std::log(scale) - rest : -HUGE_VAL;
  };
  constexpr double least = -14;  // of the ratio's logarithm: the level stands still
  constexpr double most = 7;     // there is no noise
  constexpr int steps = 21;
  const double ratio = std::exp(minimise(loss, least, most, steps).at);
  const double noise = scale_at(ratio).first;
  if (!(noise > 0)) return std::nullopt;
  return LevelVariances{noise, ratio * noise};
}

}  // namespace

Result<std::vector<Forecast>> forecast_persistence(const Question& question) {
  const History& history = question.history;
  const double last = *history.values.back();
  Random random(question.seed, 1);
  std::vector<Forecast> forecasts;
  for (const int horizon : question.horizons) {
    if (history.support == Support::binary) {
      const double probability = last > 0.5 ? 0.95 : 0.05;
      forecasts.push_back({.draws = {probability}, .median = probability});
      continue;
    }
    constexpr std::size_t most = 400;
    std::vector<double> changes =
        changes_over(history.values, static_cast<std::size_t>(horizon), most);
    if (changes.empty()) changes.push_back(0);
    std::vector<double> draws(question.draws);
    for (double& draw : draws) {
      const double change = changes[random.below(changes.size())];
      // Up and down alike: the median stays the last value, which is what persistence says.
      draw = last + (random.uniform() < 0.5 ? change : -change);
    }
    forecasts.push_back(forecast_of(std::move(draws), history.support));
    forecasts.back().median = last;
  }
  return forecasts;
}

Result<std::vector<Forecast>> forecast_climatology(const Question& question) {
  return resampled(question, past_values(question.history, question.history.values.size(), 0), 2);
}

Result<std::vector<Forecast>> forecast_trailing(const Question& question) {
  const Memory memory = memory_of(question.history.period);
  // A binary series needs more windows than a year has to tell a rate.
  const std::size_t span =
      question.history.support == Support::binary ? 5 * memory.trailing : memory.trailing;
  return resampled(question, past_values(question.history, span, 0), 3);
}

Result<std::vector<Forecast>> forecast_recent(const Question& question) {
  const double half_life = memory_of(question.history.period).half_life;
  const double scale = question.history.support == Support::binary ? 3 : 1;
  return resampled(question,
                   past_values(question.history, question.history.values.size(), scale * half_life),
                   4);
}

Result<std::vector<Forecast>> forecast_level(const Question& question) {
  const History& history = question.history;
  const Support support = history.support;
  // What is older says little about today's level.
  constexpr std::size_t most = 400;
  const std::size_t n = history.values.size();
  ObservedSeries series;
  for (std::size_t t = n - std::min(n, most); t < n; ++t)
    series.push_back(history.values[t]
                         ? std::optional(Observed{to_scale(*history.values[t], support), 0})
                         : std::nullopt);
  const auto variances = likeliest(series);
  if (!variances) return fail(Error::Kind::domain, "too few values, or all are equal");
  const auto level = smooth(series, *variances);
  if (!level) return tl::unexpected(level.error());
  const LevelPoint& now = level->back();
  Random random(question.seed, 5);
  std::vector<Forecast> forecasts;
  for (const int horizon : question.horizons) {
    const double variance = now.variance + horizon * variances->drift + variances->noise;
    std::vector<double> draws(question.draws);
    for (double& draw : draws)
      draw = from_scale(now.value + std::sqrt(variance) * random.normal(), support);
    forecasts.push_back(forecast_of(std::move(draws), support));
    forecasts.back().median = bounded(from_scale(now.value, support), support);
  }
  return forecasts;
}

}  // namespace detente
