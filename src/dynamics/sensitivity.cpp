// SPDX-License-Identifier: Apache-2.0
#include "dynamics/sensitivity.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/random.hpp"
#include "dynamics/bootstrap.hpp"
#include "dynamics/echo.hpp"
#include "dynamics/simulate.hpp"
#include "dynamics/spectrum.hpp"

namespace detente {

namespace {

using Eigen::Index, Eigen::MatrixXd, Eigen::VectorXd;

constexpr std::array<double, 5> tried_radii{0.2, 0.4, 0.6, 0.8, 0.98};
constexpr int worlds_a_radius = 6;

/// The fitted world with the radius `radius` and so many more events that half of them are as many
/// as were counted.
CountProcess twice_as_busy(const DyadFit& dyad, double radius) {
  CountProcess process = process_of(dyad.fit, dyad.series);
  const Index k = dyad.fit.covariates;
  const double scale = radius / dyad.radius.estimate;
  const MatrixXd reaction = scale * dyad.fit.reaction();
  const VectorXd rate =
      2 * (dyad.series.counts.array().colwise() / dyad.series.volume.array()).colwise().mean();
  const VectorXd routine = (rate - reaction * rate).cwiseMax(0.05 * rate);
  for (std::size_t m = 0; m < process.rows.size(); ++m) {
    VectorXd& theta = process.rows[m].theta;
    theta.tail(theta.size() - k) *= scale;
    const auto row = static_cast<Index>(m);
    const double now = (dyad.series.covariates * theta.head(k)).array().exp().mean();
    theta(0) += std::log(routine(row) / now);
  }
  process.floors *= 2;
  return process;
}

void keep_half(MatrixXd& counts, Random& random) {
  for (double& count : counts.reshaped()) {
    double kept = 0;
    for (auto i = static_cast<std::int64_t>(count); i > 0; --i)
      kept += random.uniform() < 0.5 ? 1 : 0;
    count = kept;
  }
}

/// The mean radius that is fitted to half of the events of worlds of this radius; nothing where
/// none can be fitted.
std::optional<double> shown_radius(const DyadFit& dyad, double radius, std::uint64_t seed) {
  const CountProcess process = twice_as_busy(dyad, radius);
  const VectorXd memory = 2 * memory_of(dyad.series, dyad.fit.decays).row(0).transpose();
  double sum = 0;
  int fitted = 0;
  for (int i = 0; i < worlds_a_radius; ++i) {
    Random random(seed, static_cast<std::uint64_t>(i));
    CountSeries world = dyad.series;
    world.counts =
        simulate(process, memory,
                 {.volume = world.volume, .covariates = world.covariates, .added = {}}, random);
    keep_half(world.counts, random);
    const auto fit = fit_counts(world, dyad.fit.decays);
    if (!fit) continue;
    sum += spectral_radius(fit->reaction());
    ++fitted;
  }
  return fitted > 0 ? std::optional(sum / fitted) : std::nullopt;
}

/// The radius that shows as `shown`, in a straight line between those tried.
double true_radius(const std::array<double, tried_radii.size()>& shows, double shown) {
  if (shown <= shows.front()) return std::min(shown, tried_radii.front());
  for (std::size_t i = 1; i < shows.size(); ++i) {
    if (shown > shows[i]) continue;
    const double share = (shown - shows[i - 1]) / (shows[i] - shows[i - 1]);
    return tried_radii[i - 1] + share * (tried_radii[i] - tried_radii[i - 1]);
  }
  return 1;
}

std::optional<Estimate> half_reported(const DyadFit& dyad, double floor, std::uint64_t seed) {
  if (dyad.radius.estimate <= std::max(floor, 0.05)) return std::nullopt;
  std::array<double, tried_radii.size()> shows{};
  for (std::size_t i = 0; i < tried_radii.size(); ++i) {
    const auto shown = shown_radius(dyad, tried_radii[i], seed);
    if (!shown) return std::nullopt;
    shows[i] = i > 0 ? std::max(*shown, shows[i - 1]) : *shown;
  }
  return Estimate{true_radius(shows, dyad.radius.estimate), true_radius(shows, dyad.radius.low),
                  true_radius(shows, dyad.radius.high)};
}

std::optional<Estimate> drifting(const DyadInput& input, const DyadFit& dyad,
                                 const FitOptions& options) {
  FitOptions free = options;
  free.knots = static_cast<int>(std::min<Index>(12, dyad.series.counts.rows() / 60 + 1));
  if (free.knots < 2) return std::nullopt;
  const Baseline baseline =
      baseline_of(input.first, dyad.series.counts.rows(), input.step, input.covariates, free.knots);
  DyadFit moved = dyad;
  moved.series.covariates = baseline.columns;
  auto fit = fit_counts(moved.series, dyad.fit.decays);
  if (!fit) return std::nullopt;
  return with_fit(moved, *std::move(fit), options).radius;
}

}  // namespace

Sensitivity sensitivity_of(const DyadInput& input, const DyadFit& dyad, double floor,
                           const RegimeChoice* regimes, const FitOptions& options) {
  Sensitivity out;
  out.half_reported = half_reported(dyad, floor, options.seed);
  out.drifting = drifting(input, dyad, options);
  if (regimes != nullptr && regimes->best > 1)
    out.regimes =
        with_fit(dyad, regimes->fits[static_cast<std::size_t>(regimes->best) - 1].fit, options)
            .radius;
  if (input.step == CountPeriod::day) {
    if (auto echo = fit_with_echo(dyad.series, dyad.fit.decays)) {
      out.without_echo = with_fit(dyad, std::move(echo->fit), options).radius;
      const VectorXd totals = dyad.series.counts.colwise().sum();
      out.echo = echo->echo.dot(totals) / totals.sum();
    }
  }
  out.low = out.high = dyad.radius.estimate;
  for (const auto& other : {out.half_reported, out.drifting, out.regimes, out.without_echo}) {
    if (!other) continue;
    out.low = std::min(out.low, other->estimate);
    out.high = std::max(out.high, other->estimate);
  }
  return out;
}

}  // namespace detente
