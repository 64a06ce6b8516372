// SPDX-License-Identifier: Apache-2.0
#include "measure/cross_correlation.hpp"

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <numbers>
#include <numeric>

#include "measure/compare_series.hpp"

namespace detente {

namespace {

/// Autocovariances at lags 0 to `most`, about the mean, each divided by the length.
std::vector<double> autocovariances(std::span<const double> series, std::size_t most) {
  const auto n = static_cast<double>(series.size());
  const double mean = std::accumulate(series.begin(), series.end(), 0.0) / n;
  std::vector<double> all(most + 1, 0);
  for (std::size_t lag = 0; lag <= most; ++lag)
    for (std::size_t t = lag; t < series.size(); ++t)
      all[lag] += (series[t] - mean) * (series[t - lag] - mean) / n;
  return all;
}

/// The autoregression with the least AIC, by the Levinson-Durbin recursion on the Yule-Walker
/// equations.
std::vector<double> autoregression(std::span<const double> series, std::size_t most) {
  const std::vector<double> c = autocovariances(series, most);
  const auto n = static_cast<double>(series.size());
  std::vector<double> now;
  std::vector<double> best;
  double variance = c[0];
  double least = n * std::log(variance);
  for (std::size_t order = 1; order <= most; ++order) {
    double reflection = c[order];
    for (std::size_t i = 0; i < now.size(); ++i) reflection -= now[i] * c[order - 1 - i];
    reflection /= variance;
    const std::vector<double> before = now;
    for (std::size_t i = 0; i < now.size(); ++i)
      now[i] = before[i] - reflection * before[before.size() - 1 - i];
    now.push_back(reflection);
    variance *= 1 - reflection * reflection;
    if (variance <= 0) break;  // the series repeats itself exactly
    const double aic = n * std::log(variance) + 2 * static_cast<double>(order);
    if (aic < least) {
      least = aic;
      best = now;
    }
  }
  return best;
}

}  // namespace

std::vector<double> prewhitened(std::span<const double> series) {
  constexpr std::size_t highest_order = 12;
  const auto phi = autoregression(series, std::min(highest_order, series.size() / 10));
  std::vector<double> rest;
  for (std::size_t t = phi.size(); t < series.size(); ++t) {
    double value = series[t];
    for (std::size_t i = 0; i < phi.size(); ++i) value -= phi[i] * series[t - 1 - i];
    rest.push_back(value);
  }
  return rest;
}

std::vector<double> LaggedPairs::correlations() const {
  std::vector<std::size_t> all(size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return correlations(all);
}

std::vector<double> LaggedPairs::correlations(const std::vector<std::size_t>& points) const {
  const auto n = static_cast<double>(points.size());
  double x = 0;
  double xx = 0;
  for (const std::size_t p : points) {
    x += x_[p + most_lag_] / n;
  }
  for (const std::size_t p : points) {
    const double dx = x_[p + most_lag_] - x;
    xx += dx * dx;
  }
  std::vector<double> all;
  for (std::size_t lag = 0; lag <= 2 * most_lag_; ++lag) {
    double y = 0;
    double yy = 0;
    double xy = 0;
    for (const std::size_t p : points) y += y_[p + lag] / n;
    for (const std::size_t p : points) {
      const double dy = y_[p + lag] - y;
      yy += dy * dy;
      xy += (x_[p + most_lag_] - x) * dy;
    }
    all.push_back(xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : 0);
  }
  return all;
}

BlockDraws::BlockDraws(std::size_t size, std::size_t length, std::uint64_t seed,
                       std::uint64_t stream)
    : length_(length), drawn_(size) {
  std::seed_seq both{seed, seed >> 32U, stream};
  engine_.seed(both);
}

const std::vector<std::size_t>& BlockDraws::next() {
  const std::size_t starts = drawn_.size() - length_ + 1;
  for (std::size_t i = 0; i < drawn_.size();) {
    // The standard's distributions differ between libraries; the engine's numbers do not.
    const std::size_t start = engine_() % starts;
    for (std::size_t k = 0; k < length_ && i < drawn_.size(); ++k) drawn_[i++] = start + k;
  }
  return drawn_;
}

Interval middle_of(std::vector<double> drawn) {
  std::ranges::sort(drawn);
  constexpr double tail = (1 - interval_level) / 2;
  const auto skip = static_cast<std::size_t>(tail * static_cast<double>(drawn.size() - 1));
  return {drawn[skip], drawn[drawn.size() - 1 - skip]};
}

double chance_correlation(std::size_t points, std::size_t lags) {
  const double tail = (1 - interval_level) / static_cast<double>(lags);
  return std::numbers::sqrt2 * boost::math::erfc_inv(tail) / std::sqrt(static_cast<double>(points));
}

}  // namespace detente
