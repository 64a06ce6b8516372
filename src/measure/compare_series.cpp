// SPDX-License-Identifier: Apache-2.0
#include "measure/compare_series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "measure/cross_correlation.hpp"

namespace detente {

namespace {

/// Rounded up; a power that is whole but for rounding errors is that whole number.
std::size_t block_length(std::size_t n, double power) {
  return static_cast<std::size_t>(std::ceil(std::pow(static_cast<double>(n), power) - 1e-9));
}

std::vector<double> differences_of(std::span<const double> series) {
  std::vector<double> steps;
  for (std::size_t i = 1; i < series.size(); ++i) steps.push_back(series[i] - series[i - 1]);
  return steps;
}

bool varies(std::span<const double> series) {
  return std::ranges::any_of(series, [&](double value) { return value != series[0]; });
}

std::optional<Error> fault_of(std::span<const double> x, std::span<const double> y,
                              const CompareOptions& options) {
  const auto fault = [](std::string what) {
    return Error{Error::Kind::domain, std::move(what), {}};
  };
  if (x.size() != y.size())
    return fault(fmt::format("the series have {} and {} periods", x.size(), y.size()));
  if (options.draws < 100) return fault(fmt::format("draws is {}, under 100", options.draws));
  if (options.most_lag < 1 || options.most_lag > 100)
    return fault(fmt::format("most_lag is {}, not between 1 and 100", options.most_lag));
  if (x.size() < fewest_to_compare)
    return fault(fmt::format("{} {} in common; {} are needed", x.size(),
                             x.size() == 1 ? "period" : "periods", fewest_to_compare));
  for (const auto& series : {x, y}) {
    for (const double value : series)
      if (!std::isfinite(value)) return fault(fmt::format("value is {}, not a number", value));
    const std::vector<double> steps = differences_of(series);
    if (!varies(series) || !varies(steps)) return fault("a series or its steps do not vary");
  }
  return std::nullopt;
}

Correlation bootstrapped(std::span<const double> x, std::span<const double> y, double power,
                         const CompareOptions& options, std::uint64_t stream) {
  const LaggedPairs pairs(x, y, 0);
  Correlation result{.value = pairs.correlations()[0], .interval = {}};
  BlockDraws draws(pairs.size(), block_length(pairs.size(), power), options.seed, stream);
  std::vector<double> drawn;
  for (std::size_t i = 0; i < options.draws; ++i)
    drawn.push_back(pairs.correlations(draws.next())[0]);
  result.interval = middle_of(std::move(drawn));
  return result;
}

/// The lag at which the correlation is largest in size.
std::size_t largest(const std::vector<double>& correlations) {
  const auto size = [](double a, double b) { return std::abs(a) < std::abs(b); };
  return static_cast<std::size_t>(std::ranges::max_element(correlations, size) -
                                  correlations.begin());
}

/// Says which series leads, or why that cannot be told; `lost` periods give no point.
void judge(LeadLag& lead, std::size_t lost) {
  if (std::abs(lead.correlation) <= lead.chance) {
    constexpr double most = 1e6;
    const double times = lead.chance / std::max(std::abs(lead.correlation), 1e-9);
    const double points = std::min(most, static_cast<double>(lead.points) * times * times);
    lead.needed = static_cast<std::size_t>(std::ceil(points)) + lost;
    lead.why = "the largest cross-correlation is no larger than chance brings about";
  } else if (lead.earliest < 0 && lead.latest > 0) {
    lead.why = "the interval of the lag reaches to both sides of 0";
  } else {
    lead.lead = lead.earliest > 0 ? Lead::first : lead.latest < 0 ? Lead::second : Lead::neither;
    if (lead.lead == Lead::neither && lead.earliest != lead.latest) {
      lead.lead = Lead::cannot_tell;
      lead.why = "the interval of the lag begins or ends at 0";
    }
  }
}

LeadLag lead_of(std::span<const double> dx, std::span<const double> dy,
                const CompareOptions& options) {
  LeadLag lead;
  if (dx.size() + 1 < fewest_for_lead) {
    lead.needed = fewest_for_lead;
    lead.why = fmt::format("{} periods are too few", dx.size() + 1);
    return lead;
  }
  std::vector<double> u = prewhitened(dx);
  std::vector<double> v = prewhitened(dy);
  const std::size_t common = std::min(u.size(), v.size());
  u.erase(u.begin(), u.end() - std::ptrdiff_t(common));
  v.erase(v.begin(), v.end() - std::ptrdiff_t(common));
  const LaggedPairs pairs(u, v, options.most_lag);
  lead.points = pairs.size();
  const std::vector<double> at = pairs.correlations();
  lead.lag = static_cast<int>(largest(at)) - options.most_lag;
  lead.correlation = at[largest(at)];
  lead.chance = chance_correlation(pairs.size(), at.size());
  BlockDraws draws(pairs.size(), block_length(pairs.size(), 1.0 / 3), options.seed, 2);
  std::vector<double> lags;
  for (std::size_t i = 0; i < options.draws; ++i)
    lags.push_back(static_cast<double>(largest(pairs.correlations(draws.next()))) -
                   options.most_lag);
  const Interval interval = middle_of(std::move(lags));
  lead.earliest = static_cast<int>(interval.low);
  lead.latest = static_cast<int>(interval.high);
  judge(lead, dx.size() + 1 - pairs.size());
  return lead;
}

}  // namespace

PairedSeries longest_common(std::span<const DatedValue> x, std::span<const DatedValue> y,
                            Period period) {
  PairedSeries best{};
  PairedSeries run{};
  std::size_t j = 0;
  for (const DatedValue& value : x) {
    while (j < y.size() && y[j].first < value.first) ++j;
    if (j == y.size() || y[j].first != value.first) continue;
    const bool follows = !run.x.empty() && periods_between(run.first, value.first, period) ==
                                               static_cast<int>(run.x.size());
    if (!follows) run = {value.first, {}, {}};
    run.x.push_back(value.value);
    run.y.push_back(y[j].value);
    if (run.x.size() > best.x.size()) best = run;
  }
  return best;
}

PairedSeries part_of(const PairedSeries& pair, Day from, Day to, Period period) {
  PairedSeries part{};
  Day day = pair.first;
  for (std::size_t i = 0; i < pair.x.size(); ++i, day = next_first(day, period)) {
    if (day < from || day > to) continue;
    if (part.x.empty()) part.first = day;
    part.x.push_back(pair.x[i]);
    part.y.push_back(pair.y[i]);
  }
  return part;
}

Result<Comparison> compare_series(std::span<const double> x, std::span<const double> y,
                                  const CompareOptions& options) {
  if (auto fault = fault_of(x, y, options)) return tl::unexpected(*std::move(fault));
  const std::vector<double> dx = differences_of(x);
  const std::vector<double> dy = differences_of(y);
  return Comparison{.periods = x.size(),
                    .levels = bootstrapped(x, y, 0.5, options, 0),
                    .differences = bootstrapped(dx, dy, 1.0 / 3, options, 1),
                    .lead = lead_of(dx, dy, options)};
}

}  // namespace detente
