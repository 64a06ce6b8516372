// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <string>
#include <vector>

#include "outlook/forecast.hpp"

/// Forecasts made again for every day of the past on which something became known, from what was
/// known on that day alone, and held against what came.
namespace detente {

/// A series with the day on which each of its figures became known.
struct TargetSeries {
  History whole{};           ///< all that is known on the day of the question
  std::vector<Day> known{};  ///< of each value; without meaning where there is none
  /// Values that came out before those of `whole` and were revised, each known on an earlier day.
  struct Superseded {
    std::size_t at = 0;
    Day known{};
    double value = 0;
  };
  std::vector<Superseded>
      superseded{};  ///< those of one period in the order in which they came out
};

/// What was known of the series on `origin`: values that had come out, up to the last of them.
/// Nothing where there is none.
std::optional<History> history_on(const TargetSeries& series, Day origin);

/// The first day of the period `periods` after the one that begins on `first`.
Day period_after(Day first, std::size_t periods, Period period);

/// Which periods are forecast.
struct Horizons {
  std::vector<int> scored;  ///< in the backtest
  std::vector<int> shown;   ///< from the last day
};
Horizons horizons_of(Period period, Support support);

struct BacktestOptions {
  std::size_t draws = 400;
  std::uint64_t seed = 1;
  int threads = 1;       ///< changes nothing but the time
  std::size_t most = 0;  ///< origins, equally far apart; 0: all
};

/// One model's forecast of one outcome.
struct Score {
  double crps = 0;            ///< fair; of a binary series the Brier score
  double error = 0;           ///< absolute, of the median (of the probability)
  double log_score = 0;       ///< in nats
  double interval_score = 0;  ///< of the central 90 %
  double width = 0;           ///< of the same
  double transform = 0;       ///< where in the forecast the outcome lies, 0 to 1
  double median = 0;          ///< or the probability
  bool covered = false;
};

/// All models' forecasts of one outcome.
struct Outcome {
  Day origin;
  Day first;  ///< of the period foretold
  int horizon = 0;
  double value = 0;
  std::vector<Score> scores;  ///< in the order of Backtest::models, the combination last
};

/// What is foretold on the last day.
struct Issued {
  Day first;  ///< of the period
  int horizon = 0;
  std::vector<Forecast> forecasts;  ///< as Outcome::scores
};

struct Backtest {
  std::vector<Model> models;
  /// How often each model could not be fitted at an origin, where it then said what `trailing`
  /// says.
  std::vector<std::size_t> fell_back;
  std::vector<std::string> refusals;  ///< the last reason of each, or empty
  std::size_t origins = 0;
  std::vector<Outcome> outcomes;         ///< by origin, then horizon
  std::vector<int> horizons;             ///< that were scored
  std::vector<Eigen::VectorXd> weights;  ///< of each scored horizon, on the last day
  std::vector<Issued> issued;

  [[nodiscard]] std::size_t combination() const { return models.size(); }
  /// The models' names, and "combination" for the last.
  [[nodiscard]] std::string_view name_of(std::size_t model) const {
    return model == models.size() ? "combination" : models[model].name;
  }
};

/// The rolling origin: at each day on which a new figure came out, every model forecasts the
/// periods after it, and the combination weighs them by how they scored on outcomes that were known
/// on that day. The same for a seed. Kind::domain where too few values are known for a single
/// forecast: says how many it takes.
Result<Backtest> backtest(const TargetSeries& series, const BacktestOptions& options);

}  // namespace detente
