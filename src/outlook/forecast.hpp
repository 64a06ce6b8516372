// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "dynamics/dyad_fit.hpp"
#include "measure/balance.hpp"
#include "measure/period.hpp"

/// The common interface of all forecasts: a history goes in, draws of the periods to come come out.
namespace detente {

/// What values a series can have.
enum class Support {
  real,     ///< any
  count,    ///< 0, 1, 2, …
  balance,  ///< -1 to 1
  share,    ///< 0 to 1
  binary,   ///< 0 or 1: forecast by a probability
};

using Values = std::vector<std::optional<double>>;

/// What a figure of a series is made of where it comes from a dyad's counts.
enum class CountSum { none, events, balance, conflict_share };

/// What was known of a series on one day. The last value is there.
struct History {
  Day first{};  ///< of the first period
  Period period = Period::month;
  Support support = Support::real;
  Values values{};
  /// Other series over the same periods, which may help to foretell it.
  std::vector<Values> companions{};
  /// The dyad's counts by day or month up to the end of the last period, for the spiral model;
  /// null where there are none.
  std::shared_ptr<const DyadInput> counts{};
  CountSum sum = CountSum::none;
};

/// A forecast of one period.
struct Forecast {
  /// Independent draws, ascending; of a binary series the probability of 1 alone.
  std::vector<double> draws;
  double median =
      0;  ///< of the model, which knows it better than its draws may; or the probability
};

/// What a model is asked for.
struct Question {
  const History& history;
  std::span<const int> horizons;  ///< how many periods after the last value, ascending, >= 1
  std::size_t draws = 400;
  std::uint64_t seed = 1;
};

/// How far back a model looks, by the length of a period.
struct Memory {
  std::size_t trailing;  ///< of the trailing median: 28 days, 26 weeks, 12 months
  std::size_t season;    ///< 7 days, 4 weeks, 3 months
  double half_life;      ///< of what the recent past counts: 42 days, 26 weeks, 12 months
  std::size_t least;     ///< values before the first forecast
};
Memory memory_of(Period period);

/// A way to forecast. Fails with Kind::domain where the history does not bear it: in words that go
/// on after "cannot tell: ".
struct Model {
  std::string_view name;
  std::string_view what;  ///< in words
  bool is_baseline = false;
  Result<std::vector<Forecast>> (*forecast)(const Question& question) = nullptr;
};

/// All models that may bear this series, the baselines first: persistence, climatology, trailing.
/// A series of counts of a dyad has the spiral model too, one with companions the VAR.
std::vector<Model> models_for(const History& history);

/// Brings a value to where the support has it: whole and not negative, between its bounds.
double bounded(double value, Support support);

/// The scale that models work on: of counts the logarithm of one more, whose noise is alike at all
/// levels; of others the value itself.
double to_scale(double value, Support support);
double from_scale(double value, Support support);

/// Sorted, bounded draws with their median.
Forecast forecast_of(std::vector<double> draws, Support support);
/// One for each horizon.
std::vector<Forecast> forecasts_of(std::vector<std::vector<double>> draws, Support support);

/// The first rows of counts, those before `end`.
DyadInput counts_until(const DyadInput& counts, Day end);

// One function a model; each is in the list above.
Result<std::vector<Forecast>> forecast_persistence(const Question& question);
Result<std::vector<Forecast>> forecast_climatology(const Question& question);
Result<std::vector<Forecast>> forecast_trailing(const Question& question);
Result<std::vector<Forecast>> forecast_recent(const Question& question);
Result<std::vector<Forecast>> forecast_level(const Question& question);
Result<std::vector<Forecast>> forecast_regression(const Question& question);
Result<std::vector<Forecast>> forecast_analogues(const Question& question);
Result<std::vector<Forecast>> forecast_var(const Question& question);
Result<std::vector<Forecast>> forecast_spiral(const Question& question);

}  // namespace detente
