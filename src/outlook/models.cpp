// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "measure/quantile.hpp"
#include "outlook/forecast.hpp"
#include "outlook/scores.hpp"

namespace detente {

Memory memory_of(Period period) {
  switch (period) {
    case Period::day:
      return {.trailing = 28, .season = 7, .half_life = 42, .least = 28};
    case Period::week:
      return {.trailing = 26, .season = 4, .half_life = 26, .least = 16};
    case Period::month:
      break;
  }
  return {.trailing = 12, .season = 3, .half_life = 12, .least = 24};
}

std::vector<Model> models_for(const History& history) {
  std::vector<Model> models{
      {"persistence", "the last value, with past changes over as many periods about it", true,
       forecast_persistence},
      {"climatology", "all past values, each as likely", true, forecast_climatology},
      {"trailing", "the last 28 days, 26 weeks or 12 months, each as likely", true,
       forecast_trailing},
      {"recent",
       "past values, the recent ones the likelier (half-life 42 days, 26 weeks, 12 months)", false,
       forecast_recent},
  };
  if (history.support != Support::binary)
    models.push_back({"level", "exponential smoothing: a local level with noise, by likelihood",
                      false, forecast_level});
  models.push_back({"regression", "a regression on the last value and on means over longer spans",
                    false, forecast_regression});
  models.push_back({"analogues", "what came after the most similar moments of the past", false,
                    forecast_analogues});
  if (history.support != Support::binary && !history.companions.empty())
    models.push_back(
        {"var", "a vector autoregression with the series beside it", false, forecast_var});
  if (history.counts && history.sum != CountSum::none)
    models.push_back(
        {"spiral", "simulated action and reaction of the two sides", false, forecast_spiral});
  return models;
}

double bounded(double value, Support support) {
  switch (support) {
    case Support::real:
      return value;
    case Support::count:
      return std::max(std::round(value), 0.0);
    case Support::balance:
      return std::clamp(value, -1.0, 1.0);
    case Support::share:
    case Support::binary:
      return std::clamp(value, 0.0, 1.0);
  }
  return value;
}

double to_scale(double value, Support support) {
  return support == Support::count ? std::log1p(value) : value;
}

double from_scale(double value, Support support) {
  constexpr double largest = 60;  // e^60 is no count that anyone has
  return support == Support::count ? std::expm1(std::min(value, largest)) : value;
}

Forecast forecast_of(std::vector<double> draws, Support support) {
  for (double& draw : draws) draw = bounded(draw, support);
  std::ranges::sort(draws);
  const double median = quantile_of(draws, 0.5);
  return {.draws = std::move(draws), .median = median};
}

std::vector<Forecast> forecasts_of(std::vector<std::vector<double>> draws, Support support) {
  std::vector<Forecast> forecasts;
  forecasts.reserve(draws.size());
  for (std::vector<double>& of_horizon : draws)
    forecasts.push_back(forecast_of(std::move(of_horizon), support));
  return forecasts;
}

}  // namespace detente
