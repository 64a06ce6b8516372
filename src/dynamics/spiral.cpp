// SPDX-License-Identifier: Apache-2.0
#include "dynamics/spiral.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "dynamics/bootstrap.hpp"
#include "dynamics/within_day.hpp"

namespace detente {

namespace {

using Eigen::Index;

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

constexpr int screening_worlds = 20;

Floor floor_of(const DyadFit& dyad, int worlds, std::uint64_t seed) {
  const auto radii = radii_without_reaction(dyad.series, dyad.fit.decays, worlds, seed);
  if (!radii || radii->empty()) return {};
  return {mean_of(*radii), quantile(*radii, 0.95)};
}

/// The finest model whose floor is low enough, else the coarsest; `fit.finest` becomes its detail.
Result<DyadFit> fit_above_floor(const DyadInput& input, SpiralOptions& options) {
  std::string note;
  while (true) {
    auto fit = fit_dyad(input, options.fit);
    if (!fit) return fit;
    if (!note.empty()) fit->notes.insert(fit->notes.begin(), note);
    options.fit.finest = fit->detail;
    if (fit->detail == Detail::direction) return fit;
    const Floor floor = floor_of(*fit, screening_worlds, options.fit.seed);
    if (floor.mean <= options.most_floor) return fit;
    note = fmt::format(
        "Told apart less finely than the source does: with {} streams chance alone gives a radius "
        "of {:.2f}.",
        fit->streams.names.size(), floor.mean);
    options.fit.finest = fit->detail == Detail::quad ? Detail::sign : Detail::direction;
  }
}

std::vector<CrossEffect> cross_effects(const DyadFit& dyad) {
  std::vector<CrossEffect> out;
  const auto streams = static_cast<Index>(dyad.streams.names.size());
  for (Index from = 0; from < streams; ++from) {
    for (Index to = 0; to < streams; ++to) {
      const int one = dyad.streams.directions[static_cast<std::size_t>(from)];
      const int other = dyad.streams.directions[static_cast<std::size_t>(to)];
      if (one != other && one >= 0 && other >= 0)
        out.push_back({from, to, effect_of(dyad, {from}, {to})});
    }
  }
  return out;
}

/// By the mean delay of all reactions, as if they faded at one pace.
std::optional<double> within_day(const DyadFit& dyad, CountPeriod step) {
  if (step != CountPeriod::day) return std::nullopt;
  std::vector<Index> all;
  for (Index m = 0; m < static_cast<Index>(dyad.streams.names.size()); ++m) all.push_back(m);
  const auto delay = effect_of(dyad, all, all).delay;
  if (!delay || *delay <= 1) return std::nullopt;
  return corrected_radius(dyad.fit.reaction(), -std::log(1 - 1 / *delay));
}

std::optional<Bootstrapped> bootstrap_of(const DyadFit& dyad, const SpiralOptions& options) {
  if (options.bootstrap == Bootstrap::none) return std::nullopt;
  const auto draw =
      options.bootstrap == Bootstrap::recursive ? recursive_radii : fixed_intensity_radii;
  const std::vector<double> radii =
      draw(dyad.fit, dyad.series, options.replicates, options.fit.seed);
  if (radii.empty()) return std::nullopt;
  const double estimate = dyad.radius.estimate, level = dyad.level;
  const double corrected = 2 * estimate - mean_of(radii);
  return Bootstrapped{.radius = {estimate, 2 * estimate - quantile(radii, (1 + level) / 2),
                                 2 * estimate - quantile(radii, (1 - level) / 2)},
                      .corrected = corrected};
}

}  // namespace

Result<Spiral> spiral_of(const DyadInput& input, const std::vector<FilteredCounts>& filtered,
                         const SpiralOptions& asked) {
  SpiralOptions options = asked;
  auto fit = fit_above_floor(input, options);
  if (!fit) return tl::unexpected(fit.error());
  Spiral out{.dyad = *std::move(fit)};
  const DyadFit& dyad = out.dyad;
  const Index periods = dyad.series.counts.rows();
  out.corrected = corrected_radius_of(dyad.fit, dyad.bias, dyad.draws);
  out.floor = floor_of(dyad, options.floor_worlds, options.fit.seed);
  out.within_day_radius = within_day(dyad, input.step);
  out.cross = cross_effects(dyad);
  out.answers = {answer_of(dyad, 0), answer_of(dyad, 1)};
  out.conflict_over_cooperation = conflict_over_cooperation(dyad);
  out.shares = shares_of(dyad);
  out.checks = check_residuals(quantile_residuals(dyad.fit, dyad.series, options.fit.seed),
                               std::min(options.lags, static_cast<int>(periods / 4)));
  auto scores = held_out(dyad.series, dyad.fit.decays, dyad.level, options.fit.seed);
  if (scores)
    out.held_out = *std::move(scores);
  else
    out.no_held_out = scores.error().what;
  if (options.most_states > 1) {
    if (auto regimes = choose_regimes(dyad.series, dyad.fit.decays, options.most_states))
      out.regimes = *std::move(regimes);
  }
  // Of the same streams and memories as the headline's, as far as the changed counts bear them.
  out.refits = refits_of(input, filtered, options.fit);
  out.sensitivity = sensitivity_of(input, dyad, out.floor.mean,
                                   out.regimes ? &*out.regimes : nullptr, options.fit);
  out.bootstrap = bootstrap_of(dyad, options);
  out.verdict = verdict_of(input, dyad, out.refits, out.sensitivity, out.floor.high);
  return out;
}

}  // namespace detente
