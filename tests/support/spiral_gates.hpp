// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "dynamics/dyad_fit.hpp"
#include "dynamics/small_sample.hpp"
#include "unit/dynamics/worlds.hpp"

/// Made-up worlds without end, and how often the spiral model tells the truth of them. The tests
/// run a few of each kind, bench/spiral_gates.cpp as many as the tables of docs/spiral.md have.
namespace detente::testing {

/// Worlds of one kind: `streams` of two events a day in pairs that answer each other.
struct GateCell {
  Eigen::Index streams = 2, days = 3650;
  double dispersion = 0.1, radius = 0.5;
};

struct GateScore {
  int fitted = 0, held = 0;  ///< of the fitted, those whose 90 % interval holds the radius
  double bias = 0;           ///< of the radius, on average
  double corrected = 0;      ///< the same of the radius that is corrected for its biases
};

/// Fits of `replicates` worlds, memories with half-lives of 1 and 7 days. The first 500 days are
/// left out, so that a world is in its stride.
inline GateScore score_of(const GateCell& cell, int replicates, std::uint64_t first_seed) {
  constexpr Eigen::Index run_in = 500;
  const std::vector<double> decays{decay_of_half_life(1), decay_of_half_life(7)};
  const CountProcess process = world(cell.streams, cell.radius, cell.dispersion, 2, decays);
  GateScore score;
  for (int i = 0; i < replicates; ++i) {
    const std::uint64_t seed = first_seed + static_cast<std::uint64_t>(i);
    CountSeries series = drawn(process, cell.days + run_in, seed);
    series.counts = series.counts.bottomRows(cell.days).eval();
    series.volume = series.volume.tail(cell.days).eval();
    series.covariates = series.covariates.bottomRows(cell.days).eval();
    const auto fit = fit_counts(series, decays);
    if (!fit) continue;
    const Eigen::MatrixXd bias = reaction_bias(*fit, series);
    const Estimate radius = radius_of(*fit, bias, 0.9);
    ++score.fitted;
    score.held += radius.low <= cell.radius && cell.radius <= radius.high ? 1 : 0;
    score.bias += radius.estimate - cell.radius;
    score.corrected +=
        corrected_radius_of(*fit, bias, reaction_draws(*fit, 100, ~seed)) - cell.radius;
  }
  score.bias /= score.fitted;
  score.corrected /= score.fitted;
  return score;
}

/// What moves counts where nobody answers anybody.
struct Placebo {
  double growth = 1;   ///< of the volume, from the first day to the last
  double weekend = 1;  ///< of the volume, against that of a weekday
  double regime = 1;   ///< by which the rate is larger in each second stretch of 500 days
};

/// Two events a day and stream on average of days with volume 1, in the given number of a dyad's
/// eight streams (2: verbal cooperation alone). The source's volume is known.
inline DyadInput placebo_dyad(const Placebo& placebo, Eigen::Index streams, std::uint64_t seed) {
  constexpr Eigen::Index days = 3650;
  Random random(seed);
  DyadInput input{
      .dyad = {.states = {"USA", "CHN"}, .counts = Eigen::MatrixXd::Zero(days, 8), .unknown = {}},
      .first = Day(std::chrono::year(2001) / 1 / 1),
      .volume = Eigen::VectorXd(days)};
  for (Eigen::Index t = 0; t < days; ++t) {
    const std::chrono::weekday day(input.first + std::chrono::days(t));
    const bool rests = day == std::chrono::Saturday || day == std::chrono::Sunday;
    const double share = static_cast<double>(t) / static_cast<double>(days - 1);
    input.volume(t) = 100 * std::pow(placebo.growth, share) * (rests ? placebo.weekend : 1);
    const double rate = 2 * input.volume(t) / 100 * (t / 500 % 2 == 1 ? placebo.regime : 1);
    for (Eigen::Index m = 0; m < 8; m += 8 / streams)
      input.dyad.counts(t, m) = static_cast<double>(random.negative_binomial(rate, 0.1));
  }
  return input;
}

/// Each event is counted again on its day, `more` times on average.
inline void duplicate(CountSeries& series, double more, std::uint64_t seed) {
  Random random(seed);
  for (double& count : series.counts.reshaped())
    count += static_cast<double>(random.poisson(more * count));
}

/// One story a count: both sides' events are the same stories but for `own` events a day of each.
/// Stories come at random, four a day, or bring about others with the radius `persistence`.
inline Eigen::MatrixXd mirrored_counts(double own, double persistence, std::uint64_t seed) {
  constexpr Eigen::Index days = 800;
  const auto stories =
      drawn(world(1, persistence, 0.3, 4, {decay_of_half_life(2)}), days, seed).counts;
  Random random(seed, 1);
  Eigen::MatrixXd counts(days, 2);
  for (double& count : counts.reshaped()) count = static_cast<double>(random.poisson(own));
  return counts.colwise() + stories.col(0);
}

}  // namespace detente::testing
