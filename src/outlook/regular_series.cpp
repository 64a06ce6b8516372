// SPDX-License-Identifier: Apache-2.0
#include "outlook/regular_series.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "dynamics/radius.hpp"
#include "outlook/robust_regression.hpp"

namespace detente {

namespace {

constexpr std::size_t fewest_values = 8;

std::vector<double> present(const RegularSeries& series) {
  std::vector<double> out;
  for (const auto& value : series.values)
    if (value) out.push_back(*value);
  return out;
}

double spread_of(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  double mean = 0;
  for (const double value : values) mean += value / n;
  double square = 0;
  for (const double value : values) square += (value - mean) * (value - mean) / n;
  return std::sqrt(square);
}

bool take_logs(RegularSeries& series) {
  const std::vector<double> values = present(series);
  const double median = quantile(values, 0.5);
  if (median <= 0 || std::ranges::min(values) < 0 || std::ranges::max(values) <= 3 * median)
    return false;
  for (auto& value : series.values)
    if (value) value = std::log(*value + median / 10);
  return true;
}

RegularSeries changes_of(const RegularSeries& series, const std::vector<int>& breaks) {
  RegularSeries out{series.first, std::vector<std::optional<double>>(series.values.size())};
  for (std::size_t i = 1; i < series.values.size(); ++i) {
    const int period = series.first + static_cast<int>(i);
    if (series.values[i] && series.values[i - 1] &&
        std::ranges::find(breaks, period) == breaks.end())
      out.values[i] = *series.values[i] - *series.values[i - 1];
  }
  return out;
}

bool is_seasonal(const RegularSeries& changes) {
  constexpr std::size_t fewest_months = 36;
  const std::vector<double> values = present(changes);
  if (values.size() < fewest_months) return false;
  const auto rows = static_cast<Eigen::Index>(values.size());
  Eigen::MatrixXd x = Eigen::MatrixXd::Zero(rows, 12);
  Eigen::VectorXd y(rows);
  Eigen::Index row = 0;
  for (std::size_t i = 0; i < changes.values.size(); ++i) {
    if (!changes.values[i]) continue;
    const int month = (changes.first + static_cast<int>(i)) % 12;
    x(row, 0) = 1;
    if (month > 0) x(row, month) = 1;
    y(row++) = *changes.values[i];
  }
  const auto fit = regress(x, y);
  return fit && fit->p_value(1, 11) < 0.01;
}

/// Rows of the augmented Dickey-Fuller regression with this many lagged changes, each period from
/// the `skip` + 2nd of an unbroken run on.
double dickey_fuller_aic(const RegularSeries& series, int lags, int most, double& t, double& rows) {
  std::vector<int> usable;
  for (int period = series.first + most + 1; period <= series.last(); ++period) {
    bool whole = true;
    for (int lag = 0; lag <= most + 1; ++lag) whole = whole && series.at(period - lag);
    if (whole) usable.push_back(period);
  }
  const auto n = static_cast<Eigen::Index>(usable.size());
  rows = static_cast<double>(n);
  if (n < lags + 10) return std::numeric_limits<double>::infinity();
  Eigen::MatrixXd x = Eigen::MatrixXd::Ones(n, lags + 2);
  Eigen::VectorXd y(n);
  const auto change = [&](int period) { return *series.at(period) - *series.at(period - 1); };
  for (Eigen::Index i = 0; i < n; ++i) {
    const int period = usable[static_cast<std::size_t>(i)];
    y(i) = change(period);
    x(i, 1) = *series.at(period - 1);
    for (int lag = 1; lag <= lags; ++lag) x(i, 1 + lag) = change(period - lag);
  }
  const auto fit = regress(x, y);
  if (!fit) return std::numeric_limits<double>::infinity();
  t = fit->coefficients(1) / std::sqrt(fit->inverse(1, 1) * fit->variance);
  return rows * std::log(fit->variance * static_cast<double>(n - x.cols()) / rows) +
         2.0 * (lags + 2);
}

bool rejects_unit_root(const RegularSeries& series, int per_year) {
  const int most = per_year == 12 ? 6 : 1;
  double least = std::numeric_limits<double>::infinity();
  double best = 0;
  double rows = 0;
  for (int lags = 0; lags <= most; ++lags) {
    double t = 0;
    const double aic = dickey_fuller_aic(series, lags, most, t, rows);
    if (aic >= least) continue;
    least = aic;
    best = t;
  }
  if (!std::isfinite(least)) return false;
  return best < -2.86154 - 2.8903 / rows - 4.234 / (rows * rows) - 40.04 / (rows * rows * rows);
}

bool rejects_level(const RegularSeries& series) {
  std::vector<double> values = present(series);
  const auto n = static_cast<double>(values.size());
  double mean = 0;
  for (const double value : values) mean += value / n;
  double sum = 0;
  double squares = 0;
  for (double& value : values) {
    value -= mean;
    sum += value;
    squares += sum * sum;
  }
  const auto bandwidth = static_cast<std::size_t>(4 * std::pow(n / 100, 0.25));
  double variance = 0;
  for (std::size_t lag = 0; lag <= bandwidth; ++lag) {
    const double weight = 1 - static_cast<double>(lag) / static_cast<double>(bandwidth + 1);
    for (std::size_t i = lag; i < values.size(); ++i)
      variance += (lag == 0 ? 1 : 2) * weight * values[i] * values[i - lag] / n;
  }
  constexpr double critical = 0.463;
  return squares / (n * n) > critical * variance;
}

}  // namespace

std::optional<double> RegularSeries::at(int period) const {
  if (period < first || period > last()) return {};
  return values[static_cast<std::size_t>(period - first)];
}

RegularSeries yearly(const RegularSeries& months) {
  RegularSeries out;
  if (months.values.empty()) return out;
  out.first = months.first / 12;
  for (int year = out.first; year <= months.last() / 12; ++year) {
    double sum = 0;
    bool whole = true;
    for (int month = 12 * year; month < 12 * year + 12; ++month) {
      const auto value = months.at(month);
      whole = whole && value;
      sum += value.value_or(0);
    }
    out.values.push_back(whole ? std::optional(sum / 12) : std::nullopt);
  }
  return out;
}

Stationary make_stationary(const RegularSeries& raw, int per_year, const std::vector<int>& breaks,
                           const Mask& mask) {
  Stationary out{.series = raw};
  for (std::size_t i = 0; i < raw.values.size(); ++i)
    if (mask.covers(raw.first + static_cast<int>(i))) out.series.values[i].reset();
  const auto left = present(out.series);
  if (left.size() < fewest_values || spread_of(left) <= 0) return {};
  out.logs = take_logs(out.series);
  const RegularSeries changes = changes_of(out.series, breaks);
  out.seasonal = per_year == 12 && is_seasonal(changes);
  out.changes = !rejects_unit_root(out.series, per_year) || rejects_level(out.series);
  if (out.changes)
    out.series = changes;
  else
    out.steps = breaks;
  const auto values = present(out.series);
  const double spread = values.size() < fewest_values ? 0 : spread_of(values);
  if (spread <= 0) return {};
  for (auto& value : out.series.values)
    if (value) value = *value / spread;
  out.values = static_cast<int>(values.size());
  return out;
}

}  // namespace detente
