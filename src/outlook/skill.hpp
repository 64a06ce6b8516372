// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>

#include "outlook/backtest.hpp"
#include "outlook/scores.hpp"

/// What a backtest says of the models: means of their scores, how much better one is than another,
/// and which one to use.
namespace detente {

/// Means over the outcomes of one model.
struct Means {
  std::size_t outcomes = 0;
  double crps = 0, mae = 0, log_score = 0, interval_score = 0, width = 0;
  double coverage = 0;  ///< share of outcomes in the central 90 %
};

/// Which outcomes count.
struct Window {
  std::optional<int> horizon{};  ///< nothing: all
  std::optional<Day> from{};     ///< of the origin, inclusive
  std::optional<Day> before{};   ///< of the origin, exclusive

  [[nodiscard]] bool holds(const Outcome& outcome) const;
};

Means means_of(const Backtest& backtest, std::size_t model, const Window& window);

/// How much lower the mean score of one model is than that of another, 1 - score / other, over the
/// same outcomes, with a 90 % interval of a moving-block bootstrap over origins.
struct Skill {
  double estimate = 0;
  Interval interval{};
  std::size_t outcomes = 0;
};

/// Blocks are as long as the horizon, and at least 1.5 times the cube root of the number of
/// origins. All horizons of an origin are drawn together. Nothing with fewer than 20 origins, or
/// where the other has a mean score of 0.
std::optional<Skill> skill_of(const Backtest& backtest, std::size_t model, std::size_t other,
                              const Window& window, double Score::*score, std::uint64_t seed);

/// How many outcomes lie in each tenth of the model's forecast.
std::array<std::size_t, 10> transforms_of(const Backtest& backtest, std::size_t model,
                                          const Window& window);

/// Of a binary series, with forecasts to the nearest tenth.
BrierParts brier_of(const Backtest& backtest, std::size_t model, const Window& window);

/// The origins up to `held_out` choose, those from it on are scored once: the latest 1 January that
/// leaves a tenth of all origins, and twelve, after it; nothing where there is none or fewer than
/// twenty origins lie before.
std::optional<Day> held_out_from(const Backtest& backtest);

/// What the choosing origins recommend: the combination where its CRPS is below that of the best
/// baseline with an interval that leaves out 0, else that baseline.
struct Choice {
  std::size_t model = 0;
  std::size_t best_baseline = 0;
  std::optional<Skill> skill;  ///< of the combination against it
};
Choice recommended(const Backtest& backtest, const Window& choosing, std::uint64_t seed);

}  // namespace detente
