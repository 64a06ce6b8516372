// SPDX-License-Identifier: Apache-2.0
#include "outlook/backtest.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <numeric>
#include <set>
#include <thread>

#include "base/random.hpp"
#include "measure/quantile.hpp"
#include "outlook/pool.hpp"
#include "outlook/scores.hpp"

namespace detente {

namespace {

constexpr double level = interval_level;

/// A day on which something came out, and the last period known then.
struct Origin {
  Day day;
  std::size_t last = 0;
};

std::size_t values_in(const Values& values) {
  return static_cast<std::size_t>(
      std::ranges::count_if(values, [](const auto& value) { return value.has_value(); }));
}

/// The day on which the period had its first figure.
Day first_known(const TargetSeries& series, std::size_t t) {
  const auto first = std::ranges::find(series.superseded, t, &TargetSeries::Superseded::at);
  return first == series.superseded.end() ? series.known[t] : first->known;
}

/// The period's first figure; it has one.
double first_value(const TargetSeries& series, std::size_t t) {
  const auto first = std::ranges::find(series.superseded, t, &TargetSeries::Superseded::at);
  return first == series.superseded.end() ? *series.whole.values[t] : first->value;
}

/// The figure that held on `origin`.
std::optional<double> value_on(const TargetSeries& series, std::size_t t, Day origin) {
  if (series.whole.values[t] && series.known[t] <= origin) return series.whole.values[t];
  std::optional<double> value;
  for (const TargetSeries::Superseded& old : series.superseded)
    if (old.at == t && old.known <= origin) value = old.value;
  return value;
}

/// Days on which the last known period moved on, with `least` values or more by then.
std::vector<Origin> origins_of(const TargetSeries& series, std::size_t least) {
  const Values& values = series.whole.values;
  std::vector<std::pair<Day, std::size_t>> arrivals;
  for (std::size_t t = 0; t < values.size(); ++t)
    if (values[t]) arrivals.emplace_back(first_known(series, t), t);
  std::ranges::sort(arrivals);
  std::vector<Origin> origins;
  std::size_t last = 0;
  std::size_t count = 0;
  for (auto now = arrivals.begin(); now != arrivals.end();) {
    const Day day = now->first;
    const bool is_first = count == 0;
    const std::size_t before = last;
    for (; now != arrivals.end() && now->first == day; ++now, ++count)
      last = std::max(last, now->second);
    if ((is_first || last > before) && count >= least) origins.push_back({day, last});
  }
  return origins;
}

std::uint64_t seed_at(std::uint64_t seed, const Origin& origin) {
  return seed * 0x9e3779b97f4a7c15U + static_cast<std::uint64_t>(origin.last);
}

/// All models' forecasts from one origin: by horizon, then by model.
struct Made {
  std::vector<std::vector<Forecast>> by_horizon;
  std::vector<std::string> refusals;  ///< of each model; empty where it could forecast
};

Made make_forecasts(const TargetSeries& series, const std::vector<Model>& models,
                    const Origin& origin, std::span<const int> horizons,
                    const BacktestOptions& options) {
  Made made;
  made.by_horizon.resize(horizons.size());
  const auto history = history_on(series, origin.day);
  const Question question{*history, horizons, options.draws, seed_at(options.seed, origin)};
  for (const Model& model : models) {
    auto forecasts = model.forecast(question);
    made.refusals.push_back(forecasts ? std::string() : forecasts.error().what);
    if (!forecasts) forecasts = forecast_trailing(question);
    if (!forecasts) forecasts = forecast_climatology(question);
    for (std::size_t h = 0; h < horizons.size(); ++h)
      made.by_horizon[h].push_back(std::move((*forecasts)[h]));
  }
  return made;
}

Score score_of(const Forecast& forecast, double outcome, Support support, double crps,
               double uniform) {
  Score score{.crps = crps, .median = forecast.median};
  score.error = std::abs(forecast.median - outcome);
  if (support == Support::binary) {
    const double probability = forecast.draws.front();
    score.log_score = binary_log_score(probability, outcome > 0.5);
    score.transform = outcome > 0.5 ? 1 - probability * uniform : (1 - probability) * uniform;
    return score;
  }
  const double low = quantile_of(forecast.draws, (1 - level) / 2);
  const double high = quantile_of(forecast.draws, (1 + level) / 2);
  score.width = high - low;
  score.covered = low <= outcome && outcome <= high;
  score.interval_score = interval_score(low, high, outcome, level);
  score.log_score = log_score(forecast.draws, outcome, support == Support::count ? 1 : 0);
  score.transform = transform_of(forecast.draws, outcome, uniform);
  return score;
}

/// What is scored and learnt, origin after origin.
class Ledger {
 public:
  Ledger(const TargetSeries& series, Backtest& result, std::size_t models)
      : series_(series),
        result_(result),
        weights_(result.horizons.size(), PoolWeights(static_cast<Eigen::Index>(models))),
        pending_(result.horizons.size()) {}

  /// Learns from all outcomes of the horizon that were known on `day`.
  const Eigen::VectorXd& weights_on(Day day, std::size_t h) {
    auto& waiting = pending_[h];
    std::erase_if(waiting, [&](const Pending& pending) {
      if (pending.known > day) return false;
      weights_[h].learn(pending.lesson);
      return true;
    });
    return weights_[h].weights();
  }

  void enter(const Origin& origin, const Made& made, std::uint64_t seed) {
    for (std::size_t h = 0; h < result_.horizons.size(); ++h) {
      const Eigen::VectorXd& weights = weights_on(origin.day, h);
      const std::size_t at = origin.last + static_cast<std::size_t>(result_.horizons[h]);
      const Values& values = series_.whole.values;
      if (at >= values.size() || !values[at]) continue;
      score(origin, made.by_horizon[h], weights, h, at, seed);
    }
  }

  /// What is foretold from the last origin.
  void issue(const Origin& origin, const Made& made, const std::vector<int>& shown) {
    for (std::size_t i = 0; i < shown.size(); ++i) {
      // The weights of the furthest scored horizon that is not further, else of the nearest.
      std::size_t h = 0;
      while (h + 1 < result_.horizons.size() && result_.horizons[h + 1] <= shown[i]) ++h;
      std::vector<Forecast> forecasts = made.by_horizon[i];
      forecasts.push_back(pooled(made.by_horizon[i], result_.weights[h], series_.whole.support));
      result_.issued.push_back({first_at(origin.last + static_cast<std::size_t>(shown[i])),
                                shown[i], std::move(forecasts)});
    }
  }

 private:
  struct Pending {
    Day known;
    PoolLesson lesson;
  };

  void score(const Origin& origin, const std::vector<Forecast>& forecasts,
             const Eigen::VectorXd& weights, std::size_t h, std::size_t at, std::uint64_t seed) {
    const Support support = series_.whole.support;
    const double value = *series_.whole.values[at];
    PoolLesson lesson = lesson_of(forecasts, support, value);
    Random random(seed, 100 + h);
    Outcome outcome{.origin = origin.day,
                    .first = first_at(at),
                    .horizon = result_.horizons[h],
                    .value = value,
                    .scores = {}};
    for (std::size_t i = 0; i < forecasts.size(); ++i) {
      const auto k = static_cast<Eigen::Index>(i);
      const double crps = lesson.errors(k) - lesson.distances(k, k) / 2;
      outcome.scores.push_back(score_of(forecasts[i], value, support, crps, random.uniform()));
    }
    const Forecast pool = pooled(forecasts, weights, support);
    outcome.scores.push_back(
        score_of(pool, value, support, pool_crps(lesson, weights), random.uniform()));
    result_.outcomes.push_back(std::move(outcome));
    // On the day nobody knows that a figure will be revised: it teaches as it first came out.
    const double first = first_value(series_, at);
    if (first != value) lesson = lesson_of(forecasts, support, first);
    pending_[h].push_back({first_known(series_, at), std::move(lesson)});
  }

  [[nodiscard]] Day first_at(std::size_t at) const {
    return period_after(series_.whole.first, at, series_.whole.period);
  }

  const TargetSeries& series_;
  Backtest& result_;
  std::vector<PoolWeights> weights_;
  std::vector<std::vector<Pending>> pending_;
};

/// Forecasts from several origins, spread over threads.
std::vector<Made> make_all(const TargetSeries& series, const std::vector<Model>& models,
                           std::span<const Origin> origins, const std::vector<int>& horizons,
                           const BacktestOptions& options) {
  std::vector<Made> made(origins.size());
  const auto threads = static_cast<std::size_t>(std::max(options.threads, 1));
  const auto work = [&](std::size_t first) {
    for (std::size_t i = first; i < origins.size(); i += threads)
      made[i] = make_forecasts(series, models, origins[i], horizons, options);
  };
  std::vector<std::thread> workers;
  for (std::size_t i = 1; i < std::min(threads, origins.size()); ++i) workers.emplace_back(work, i);
  work(0);
  for (std::thread& worker : workers) worker.join();
  return made;
}

}  // namespace

std::optional<History> history_on(const TargetSeries& series, Day origin) {
  const History& whole = series.whole;
  std::size_t size = 0;
  for (std::size_t t = 0; t < whole.values.size(); ++t)
    if (value_on(series, t, origin)) size = t + 1;
  if (size == 0) return std::nullopt;
  History history{.first = whole.first,
                  .period = whole.period,
                  .support = whole.support,
                  .values = Values(size),
                  .companions = {},
                  .counts = {},
                  .sum = whole.sum};
  for (std::size_t t = 0; t < size; ++t) history.values[t] = value_on(series, t, origin);
  for (const Values& companion : whole.companions) {
    Values known(size);
    for (std::size_t t = 0; t < size; ++t)
      if (whole.values[t] && series.known[t] <= origin) known[t] = companion[t];
    history.companions.push_back(std::move(known));
  }
  if (whole.counts) {
    const Day end = period_after(whole.first, size, whole.period);
    history.counts = std::make_shared<const DyadInput>(counts_until(*whole.counts, end));
  }
  return history;
}

Day period_after(Day first, std::size_t periods, Period period) {
  if (period == Period::month) return add_months(first, static_cast<int>(periods));
  return first + (period == Period::week ? 7 : 1) * std::chrono::days(periods);
}

Horizons horizons_of(Period period, Support support) {
  constexpr int half_a_year = 6;
  if (support == Support::binary) return {{half_a_year}, {half_a_year}};
  Horizons horizons;
  int furthest = 0;
  switch (period) {
    case Period::day:
      horizons.scored = {1, 3, 7};
      furthest = 14;
      break;
    case Period::week:
      horizons.scored = {1, 4};
      furthest = 8;
      break;
    case Period::month:
      horizons.scored = {1, 3, 6};
      furthest = 12;
      break;
  }
  for (int h = 1; h <= furthest; ++h) horizons.shown.push_back(h);
  return horizons;
}

Result<Backtest> backtest(const TargetSeries& series, const BacktestOptions& options) {
  const std::size_t least = memory_of(series.whole.period).least;
  const std::size_t known = values_in(series.whole.values);
  std::vector<Origin> origins = origins_of(series, least);
  if (origins.empty())
    return fail(
        Error::Kind::domain,
        std::to_string(known) + " values are known, and a forecast takes " + std::to_string(least));
  Backtest result;
  result.models = models_for(series.whole);
  const Horizons horizons = horizons_of(series.whole.period, series.whole.support);
  result.horizons = horizons.scored;
  result.fell_back.resize(result.models.size());
  result.refusals.resize(result.models.size());
  Ledger ledger(series, result, result.models.size());
  const Origin last = origins.back();
  if (options.most > 0 && origins.size() > options.most) {
    const std::size_t stride = (origins.size() + options.most - 1) / options.most;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < origins.size(); i += stride) origins[kept++] = origins[i];
    origins.resize(kept);
  }
  constexpr std::size_t block = 64;
  for (std::size_t from = 0; from < origins.size(); from += block) {
    const auto part = std::span(origins).subspan(from, std::min(block, origins.size() - from));
    const std::vector<Made> made = make_all(series, result.models, part, horizons.scored, options);
    for (std::size_t i = 0; i < part.size(); ++i) {
      for (std::size_t m = 0; m < result.models.size(); ++m) {
        if (made[i].refusals[m].empty()) continue;
        ++result.fell_back[m];
        result.refusals[m] = made[i].refusals[m];
      }
      ledger.enter(part[i], made[i], seed_at(options.seed, part[i]));
    }
  }
  result.origins = origins.size();
  for (std::size_t h = 0; h < result.horizons.size(); ++h)
    result.weights.push_back(ledger.weights_on(last.day, h));
  ledger.issue(last, make_forecasts(series, result.models, last, horizons.shown, options),
               horizons.shown);
  return result;
}

}  // namespace detente
