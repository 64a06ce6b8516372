// SPDX-License-Identifier: Apache-2.0
#include "outlook/scores.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "measure/quantile.hpp"

namespace detente {

namespace {

double mean_error(std::span<const double> draws, double outcome) {
  double sum = 0;
  for (const double draw : draws) sum += std::abs(draw - outcome);
  return sum / static_cast<double>(draws.size());
}

/// Sum over i < j of x_j - x_i.
double sum_of_gaps(std::span<const double> sorted) {
  const auto m = static_cast<double>(sorted.size());
  double sum = 0;
  double weight = 1 - m;
  for (const double draw : sorted) {
    sum += weight * draw;
    weight += 2;
  }
  return sum;
}

double normal_density(double z) { return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi); }

}  // namespace

double fair_crps(std::span<const double> sorted, double outcome) {
  return mean_error(sorted, outcome) - mean_distance(sorted) / 2;
}

double ensemble_crps(std::span<const double> sorted, double outcome) {
  const auto m = static_cast<double>(sorted.size());
  return mean_error(sorted, outcome) - sum_of_gaps(sorted) / (m * m);
}

double normal_crps(double mean, double deviation, double outcome) {
  const double z = (outcome - mean) / deviation;
  const double below = std::erfc(-z / std::numbers::sqrt2) / 2;
  return deviation *
         (z * (2 * below - 1) + 2 * normal_density(z) - 1 / std::sqrt(std::numbers::pi));
}

double mean_distance(std::span<const double> a, std::span<const double> b) {
  // Merged: each gap between neighbours counts once for every pair that it separates.
  const auto sizes = static_cast<double>(a.size()) * static_cast<double>(b.size());
  std::size_t i = 0;
  std::size_t j = 0;
  double sum = 0;
  double last = 0;
  while (i < a.size() || j < b.size()) {
    const bool from_a = j == b.size() || (i < a.size() && a[i] <= b[j]);
    const double now = from_a ? a[i] : b[j];
    const auto below_a = static_cast<double>(i);
    const auto below_b = static_cast<double>(j);
    if (i + j > 0)
      sum += (now - last) * (below_a * (static_cast<double>(b.size()) - below_b) +
                             below_b * (static_cast<double>(a.size()) - below_a));
    last = now;
    ++(from_a ? i : j);
  }
  return sum / sizes;
}

double mean_distance(std::span<const double> sorted) {
  if (sorted.size() < 2) return 0;
  const auto m = static_cast<double>(sorted.size());
  return 2 * sum_of_gaps(sorted) / (m * (m - 1));
}

double interval_score(double low, double high, double outcome, double level) {
  const double outside = std::max({low - outcome, outcome - high, 0.0});
  return high - low + 2 / (1 - level) * outside;
}

double quantile_score(double quantile, double p, double outcome) {
  return 2 * (outcome >= quantile ? p * (outcome - quantile) : (1 - p) * (quantile - outcome));
}

double log_score(std::span<const double> sorted, double outcome, double grain) {
  const auto m = static_cast<double>(sorted.size());
  double mean = 0;
  for (const double draw : sorted) mean += draw / m;
  double variance = 0;
  for (const double draw : sorted) variance += (draw - mean) * (draw - mean) / m;
  const double deviation = std::sqrt(variance);
  const double middle = quantile_of(sorted, 0.75) - quantile_of(sorted, 0.25);
  const double spread = middle > 0 ? std::min(deviation, middle / 1.34) : deviation;
  const double least = std::max(grain / 2, 1e-9 * (1 + std::abs(mean)));
  const double width = std::max(0.9 * spread * std::pow(m, -0.2), least);
  double density = 0;
  for (const double draw : sorted) density += normal_density((outcome - draw) / width) / width / m;
  const double wide = std::max(10 * deviation, 10 * width);
  // Beyond some 38 deviations of the wide normal a double holds no density any more.
  const double far = std::min(std::abs(outcome - mean) / wide, 37.0);
  return -std::log(0.99 * density + 0.01 * normal_density(far) / wide);
}

double binary_log_score(double probability, bool happened) {
  const double p = std::clamp(probability, 0.001, 0.999);
  return -std::log(happened ? p : 1 - p);
}

double transform_of(std::span<const double> sorted, double outcome, double uniform) {
  const auto [first, last] = std::ranges::equal_range(sorted, outcome);
  const auto below = static_cast<double>(first - sorted.begin());
  const auto equal = static_cast<double>(last - first);
  return (below + uniform * equal) / static_cast<double>(sorted.size());
}

BrierParts brier_parts(std::span<const double> probabilities, const std::vector<bool>& happened,
                       int bins) {
  BrierParts parts;
  if (probabilities.empty()) return parts;
  const auto n = static_cast<double>(probabilities.size());
  std::vector<double> count(static_cast<std::size_t>(bins) + 1);
  std::vector<double> events(count.size());
  double total = 0;
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    const double y = happened[i] ? 1 : 0;
    const double rounded = std::round(probabilities[i] * bins);
    parts.score += (probabilities[i] - y) * (probabilities[i] - y) / n;
    parts.rounded += (rounded / bins - y) * (rounded / bins - y) / n;
    count[static_cast<std::size_t>(rounded)] += 1;
    events[static_cast<std::size_t>(rounded)] += y;
    total += y;
  }
  const double rate = total / n;
  for (std::size_t bin = 0; bin < count.size(); ++bin) {
    if (count[bin] == 0) continue;
    const double said = static_cast<double>(bin) / bins;
    const double seen = events[bin] / count[bin];
    parts.reliability += count[bin] / n * (said - seen) * (said - seen);
    parts.resolution += count[bin] / n * (seen - rate) * (seen - rate);
  }
  parts.uncertainty = rate * (1 - rate);
  return parts;
}

}  // namespace detente
