// SPDX-License-Identifier: Apache-2.0
#include "measure/indices.hpp"

#include <algorithm>

namespace detente {

namespace {

constexpr double thousandth = 0.001;
constexpr std::chrono::days longest_span(146100);

/// The periods of the span, still without events.
std::vector<PeriodIndex> empty_periods(const Span& span, Period period) {
  std::vector<PeriodIndex> all;
  for (Day first = first_of(span.first, period); first <= span.last;) {
    const Day next = next_first(first, period);
    const auto covered = std::min(next - std::chrono::days(1), span.last) -
                         std::max(first, span.first) + std::chrono::days(1);
    all.push_back({.first = first, .days = static_cast<int>(covered.count())});
    first = next;
  }
  return all;
}

/// The world's events in the period, of the days that the span covers.
std::optional<std::uint64_t> volume_of(const PeriodIndex& index, const Span& span,
                                       const WorldTotals& world) {
  const Day begin = std::max(index.first, span.first);
  const auto end = world.lower_bound(begin + std::chrono::days(index.days));
  std::uint64_t sum = 0;
  for (auto day = world.lower_bound(begin); day != end; ++day) sum += day->second;
  return sum == 0 ? std::nullopt : std::optional(sum);
}

}  // namespace

std::optional<double> PeriodIndex::share(std::size_t quad) const {
  const std::uint64_t known = cooperation() + conflict();
  if (known == 0) return std::nullopt;
  return static_cast<double>(quads.at(quad)) / static_cast<double>(known);
}

std::optional<double> PeriodIndex::goldstein_mean() const {
  if (events == 0) return std::nullopt;
  return thousandth * static_cast<double>(goldstein) / static_cast<double>(events);
}

std::optional<double> PeriodIndex::rate() const {
  if (!world) return std::nullopt;
  return static_cast<double>(events) / static_cast<double>(*world);
}

std::optional<Balance> PeriodIndex::balance() const {
  const auto balance = balance_of(cooperation(), conflict());
  return balance ? std::optional(*balance) : std::nullopt;
}

Result<std::vector<PeriodIndex>> indices_of(const std::vector<DyadCount>& counts, const Span& span,
                                            Period period, const WorldTotals& world) {
  if (span.last < span.first)
    return fail(Error::Kind::domain,
                "the span ends on " + to_string(span.last) + ", before it begins");
  if (span.last - span.first > longest_span)
    return fail(Error::Kind::domain, "the span is longer than 400 years");
  std::vector<PeriodIndex> all = empty_periods(span, period);
  const Day start = all.front().first;
  for (const DyadCount& count : counts) {
    if (count.day < span.first || count.day > span.last) continue;
    const int at = periods_between(start, first_of(count.day, period), period);
    PeriodIndex& index = all.at(static_cast<std::size_t>(at));
    index.events += count.events;
    index.mentions += count.mentions;
    index.goldstein += count.goldstein;
    index.quads.at(count.quad <= 4 ? count.quad : 0) += count.events;
  }
  for (PeriodIndex& index : all) index.world = volume_of(index, span, world);
  return all;
}

}  // namespace detente
