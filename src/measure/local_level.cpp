// SPDX-License-Identifier: Apache-2.0
#include "measure/local_level.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "measure/minimise.hpp"

namespace detente {

namespace {

/// What the filter knows before it sees period t: the level's mean and variance.
struct Predicted {
  double mean = 0, variance = 0;
};

/// The filter's steps after the first observation, which makes the diffuse level proper (section
/// 2.9): P is then that observation's own variance.
class Filter {
 public:
  Filter(const ObservedSeries& series, const LevelVariances& variances)
      : series_(series), variances_(variances) {
    while (first_ < series.size() && !series[first_]) ++first_;
  }

  [[nodiscard]] std::size_t first() const { return first_; }
  [[nodiscard]] double noise_of(std::size_t t) const {
    return series_[t]->variance + variances_.noise;
  }

  /// Calls visit(t, predicted) for each period after the first observation.
  template <typename Visit>
  void run(const Visit& visit) const {
    if (first_ >= series_.size()) return;
    Predicted now{series_[first_]->value, noise_of(first_)};
    for (std::size_t t = first_ + 1; t < series_.size(); ++t) {
      now.variance += variances_.drift;
      visit(t, now);
      if (!series_[t]) continue;
      const double spread = now.variance + noise_of(t);
      const double gain = spread > 0 ? now.variance / spread : 0;
      now.mean += gain * (series_[t]->value - now.mean);
      now.variance *= 1 - gain;
    }
  }

 private:
  const ObservedSeries& series_;
  LevelVariances variances_;
  std::size_t first_ = 0;
};

std::optional<Error> fault_of(const ObservedSeries& series, const LevelVariances& variances) {
  const auto bad = [](std::string_view name, double value) {
    return Error{Error::Kind::domain, fmt::format("{} is {}, not a number >= 0", name, value), {}};
  };
  for (const auto& [name, value] :
       {std::pair("noise", variances.noise), std::pair("drift", variances.drift)})
    if (!std::isfinite(value) || value < 0) return bad(name, value);
  for (const auto& observed : series) {
    if (!observed) continue;
    if (!std::isfinite(observed->variance) || observed->variance < 0)
      return bad("variance", observed->variance);
    if (!std::isfinite(observed->value))
      return Error{
          Error::Kind::domain, fmt::format("value is {}, not a number", observed->value), {}};
  }
  return std::nullopt;
}

std::size_t count_observed(const ObservedSeries& series) {
  return static_cast<std::size_t>(
      std::ranges::count_if(series, [](const auto& observed) { return observed.has_value(); }));
}

bool all_equal(const ObservedSeries& series) {
  const Observed* one = nullptr;
  for (const auto& observed : series) {
    if (observed && one != nullptr && observed->value != one->value) return false;
    if (observed) one = &*observed;
  }
  return true;
}

/// The mean square about the mean.
double scatter(const ObservedSeries& series) {
  double mean = 0;
  double square = 0;
  const auto n = static_cast<double>(count_observed(series));
  for (const auto& observed : series) mean += observed ? observed->value / n : 0;
  for (const auto& observed : series)
    square += observed ? (observed->value - mean) * (observed->value - mean) / n : 0;
  return square;
}

/// The better of what the search found and of none at all.
template <typename Negative>
Minimum or_zero(const Minimum& found, const Negative& negative) {
  const double at_zero = negative(0);
  return at_zero <= found.value ? Minimum{0, at_zero} : Minimum{std::exp(found.at), found.value};
}

/// The likeliest noise for a drift, and what it gives.
Minimum best_noise(const ObservedSeries& series, double drift, double low, double high) {
  constexpr int steps = 24;
  const auto negative = [&](double noise) { return -log_likelihood(series, {noise, drift}); };
  return or_zero(minimise([&](double log) { return negative(std::exp(log)); }, low, high, steps),
                 negative);
}

}  // namespace

Interval LevelPoint::interval() const {
  constexpr double quantile = 1.6448536269514722;  // of the normal distribution, at 0.95
  const double half = quantile * std::sqrt(variance);
  return {value - half, value + half};
}

double log_likelihood(const ObservedSeries& series, const LevelVariances& variances) {
  const Filter filter(series, variances);
  double sum = 0;
  filter.run([&](std::size_t t, const Predicted& now) {
    if (!series[t]) return;
    const double spread = std::max(now.variance + filter.noise_of(t), 1e-300);
    const double error = series[t]->value - now.mean;
    sum -= 0.5 * (std::log(2 * std::numbers::pi * spread) + error * error / spread);
  });
  return sum;
}

Result<std::vector<LevelPoint>> smooth(const ObservedSeries& series,
                                       const LevelVariances& variances) {
  if (auto fault = fault_of(series, variances)) return tl::unexpected(*std::move(fault));
  if (count_observed(series) == 0) return fail(Error::Kind::domain, "no period has an observation");
  const Filter filter(series, variances);
  std::vector<Predicted> before(series.size());
  filter.run([&](std::size_t t, const Predicted& now) { before[t] = now; });
  std::vector<LevelPoint> level(series.size());
  double r = 0;  // the weighted sum of later errors, eq. 2.37
  double n = 0;  // its variance, eq. 2.43
  for (std::size_t t = series.size(); t-- > filter.first() + 1;) {
    const double p = before[t].variance;
    if (series[t]) {
      const double spread = std::max(p + filter.noise_of(t), 1e-300);
      const double keep = 1 - p / spread;
      r = (series[t]->value - before[t].mean) / spread + keep * r;
      n = 1 / spread + keep * keep * n;
    }
    level[t] = {before[t].mean + p * r, std::max(0.0, p - p * p * n)};
  }
  // At the first observation the filtered level is the observation itself, before it nothing is
  // known but what comes later.
  const std::size_t first = filter.first();
  const double p = filter.noise_of(first);
  level[first] = {series[first]->value + p * r, std::max(0.0, p - p * p * n)};
  for (std::size_t t = first; t-- > 0;)
    level[t] = {level[first].value, level[t + 1].variance + variances.drift};
  return level;
}

Result<LevelFit> fit_local_level(const ObservedSeries& series) {
  if (auto fault = fault_of(series, {})) return tl::unexpected(*std::move(fault));
  const std::size_t count = count_observed(series);
  if (count < fewest_observations)
    return fail(Error::Kind::domain,
                fmt::format("{} {} an observation; {} are needed", count,
                            count == 1 ? "period has" : "periods have", fewest_observations));
  if (all_equal(series)) return fail(Error::Kind::domain, "all observations are equal");
  const double square = scatter(series);
  const double low = std::log(1e-8 * square);
  const double high = std::log(10 * square);
  constexpr int steps = 24;
  const auto profile = [&](double drift) { return best_noise(series, drift, low, high).value; };
  const Minimum drift = or_zero(
      minimise([&](double log) { return profile(std::exp(log)); }, low, high, steps), profile);
  LevelFit fit{.variances = {best_noise(series, drift.at, low, high).at, drift.at},
               .log_likelihood = -drift.value,
               .level = {}};
  auto level = smooth(series, fit.variances);
  if (!level) return tl::unexpected(level.error());
  fit.level = *std::move(level);
  return fit;
}

}  // namespace detente
