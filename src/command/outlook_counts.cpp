// SPDX-License-Identifier: Apache-2.0
#include "command/outlook_counts.hpp"

#include <fmt/format.h>

#include <cmath>
#include <memory>

#include "command/spiral_sources.hpp"

namespace detente {

namespace {

/// The dyad's indices by whole periods, both directions together.
struct WholePeriods {
  Period period = Period::week;
  std::vector<PeriodIndex> both, forth, back;
};

Result<WholePeriods> whole_periods(const MeasuredSource& source) {
  WholePeriods out;
  out.period = source.resolution == Resolution::day ? Period::week : Period::month;
  Span span = source.span;
  if (first_of(span.first, out.period) != span.first)
    span.first = next_first(first_of(span.first, out.period), out.period);
  if (next_first(first_of(span.last, out.period), out.period) != span.last + std::chrono::days(1))
    span.last = first_of(span.last, out.period) - std::chrono::days(1);
  if (span.last < span.first) return out;  // not one whole period
  std::vector<DyadCount> all = source.forth;
  all.insert(all.end(), source.back.begin(), source.back.end());
  const auto take = [&](const std::vector<DyadCount>& counts,
                        std::vector<PeriodIndex>& indices) -> Result<void> {
    auto made = indices_of(counts, span, out.period, {});
    if (!made) return tl::unexpected(made.error());
    indices = *std::move(made);
    return {};
  };
  if (const auto done = take(all, out.both); !done) return tl::unexpected(done.error());
  if (const auto done = take(source.forth, out.forth); !done) return tl::unexpected(done.error());
  if (const auto done = take(source.back, out.back); !done) return tl::unexpected(done.error());
  return out;
}

Values logs_of(const std::vector<PeriodIndex>& indices,
               std::uint64_t (*count)(const PeriodIndex&)) {
  Values out;
  out.reserve(indices.size());
  for (const PeriodIndex& index : indices)
    out.emplace_back(std::log1p(static_cast<double>(count(index))));
  return out;
}

/// What is made of a period's counts; nothing where it has none of a known class.
std::optional<double> value_of(const PeriodIndex& index, CountSum sum) {
  if (sum == CountSum::events) return static_cast<double>(index.events);
  const auto cooperation = static_cast<double>(index.cooperation());
  const auto conflict = static_cast<double>(index.conflict());
  if (cooperation + conflict == 0) return std::nullopt;
  if (sum == CountSum::balance) return (cooperation - conflict) / (cooperation + conflict);
  return conflict / (cooperation + conflict);
}

OutlookTarget counts_target(const CountsNames& names, const MeasuredSource& source,
                            const WholePeriods& periods,
                            const std::shared_ptr<const DyadInput>& input, CountSum sum) {
  const std::string by(to_string(periods.period));
  OutlookTarget target;
  target.sources = source.ids;
  target.is_replayed = true;
  History& whole = target.series.whole;
  switch (sum) {
    case CountSum::balance:
      target.id = names.stem + ".balance";
      target.title = "Balance by " + by + ": " + names.title;
      target.unit = "(cooperation - conflict) / all events";
      whole.support = Support::balance;
      break;
    case CountSum::conflict_share:
      target.id = names.stem + ".conflict-share";
      target.title = "Share of conflict by " + by + ": " + names.title;
      target.unit = "share of events";
      whole.support = Support::share;
      break;
    case CountSum::events:
    case CountSum::none:
      target.id = names.stem + ".events";
      target.title = "Events by " + by + ": " + names.title;
      target.unit = "events a " + by;
      whole.support = Support::count;
  }
  target.remark = fmt::format(
      "The counts came out {}; the backtest replays them as if each {} had been known at its end.",
      names.came_out, by);
  whole.period = periods.period;
  whole.first = periods.both.front().first;
  whole.counts = input;
  whole.sum = sum;
  for (const PeriodIndex& index : periods.both) {
    whole.values.push_back(value_of(index, sum));
    target.series.known.push_back(next_first(index.first, periods.period) - std::chrono::days(1));
  }
  if (sum != CountSum::events)
    whole.companions = {logs_of(periods.both, [](const PeriodIndex& i) { return i.cooperation(); }),
                        logs_of(periods.both, [](const PeriodIndex& i) { return i.conflict(); })};
  else if (!source.undirected)
    whole.companions = {logs_of(periods.forth, [](const PeriodIndex& i) { return i.events; }),
                        logs_of(periods.back, [](const PeriodIndex& i) { return i.events; })};
  return target;
}

}  // namespace

Result<std::vector<OutlookTarget>> counts_targets(const MeasuredSource& source,
                                                  const MeasuredDyad& dyad,
                                                  const CountsNames& names) {
  std::vector<OutlookTarget> targets;
  const bool is_empty = source.forth.empty() && source.back.empty();
  if (is_empty || source.resolution == Resolution::year) return targets;
  const auto periods = whole_periods(source);
  if (!periods) return tl::unexpected(periods.error());
  if (periods->both.empty()) return targets;
  std::shared_ptr<const DyadInput> input;
  if (names.with_spiral && !source.undirected)
    input = std::make_shared<const DyadInput>(input_of(source, dyad));
  std::vector<CountSum> sums{CountSum::events};
  if (source.has_quads()) sums = {CountSum::balance, CountSum::conflict_share, CountSum::events};
  for (const CountSum sum : sums)
    targets.push_back(counts_target(names, source, *periods, input, sum));
  return targets;
}

}  // namespace detente
