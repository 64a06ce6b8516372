// SPDX-License-Identifier: Apache-2.0
#include "command/spiral_sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "record/channel_history.hpp"
#include "store/event_store.hpp"

namespace detente {

namespace {

using Eigen::Index;

constexpr const char* no_mirrors = "mirrored pairs taken once";
constexpr const char* one_a_day = "one event a day of a kind";

CountPeriod period_of_resolution(Resolution resolution) {
  if (resolution == Resolution::day) return CountPeriod::day;
  return resolution == Resolution::month ? CountPeriod::month : CountPeriod::year;
}

/// How many periods lie between the first of the span and the one of this day.
Index row_of(Day day, const Span& span, CountPeriod step) {
  if (step == CountPeriod::day) return (day - span.first).count();
  const std::chrono::year_month_day from(span.first), to(day);
  const int years = static_cast<int>(to.year()) - static_cast<int>(from.year());
  if (step == CountPeriod::year) return years;
  return 12 * years + static_cast<int>(static_cast<unsigned>(to.month())) -
         static_cast<int>(static_cast<unsigned>(from.month()));
}

/// The rows of one direction as columns of the counts.
void add_counts(const std::vector<DyadCount>& counts, Index direction, const Span& span,
                CountPeriod step, DyadCounts& out) {
  for (const DyadCount& count : counts) {
    const Index row = row_of(count.day, span, step);
    if (row < 0 || row >= out.counts.rows()) continue;
    const auto events = static_cast<double>(count.events);
    if (count.quad == 0)
      out.unknown(row, direction) += events;
    else
      out.counts(row, 4 * direction + count.quad - 1) += events;
  }
}

DyadCounts dyad_counts(const std::vector<DyadCount>& forth, const std::vector<DyadCount>& back,
                       const MeasuredSource& source, const MeasuredDyad& dyad) {
  const CountPeriod step = period_of_resolution(source.resolution);
  const Index rows = row_of(source.span.last, source.span, step) + 1;
  DyadCounts out{.states = dyad.states,
                 .counts = Eigen::MatrixXd::Zero(rows, 8),
                 .unknown = Eigen::MatrixXd::Zero(rows, 2)};
  add_counts(forth, 0, source.span, step, out);
  add_counts(back, 1, source.span, step, out);
  return out;
}

using Kind = std::tuple<Day, std::uint8_t, std::uint8_t>;  // day, root, quad class

Kind kind_of(const DyadCount& count) { return {count.day, count.root, count.quad}; }

bool tells_roots(const MeasuredSource& source) {
  const auto has_root = [](const DyadCount& count) { return count.root != 0; };
  return std::ranges::any_of(source.forth, has_root) && std::ranges::any_of(source.back, has_root);
}

FilteredCounts without_mirrors(const MeasuredSource& source, const MeasuredDyad& dyad) {
  std::map<Kind, DyadCount> backs;
  for (const DyadCount& count : source.back) backs.insert({kind_of(count), count});
  std::vector<DyadCount> forth = source.forth;
  bool turn = false;
  for (DyadCount& count : forth) {
    const auto other = backs.find(kind_of(count));
    if (other == backs.end()) continue;
    const std::uint64_t pairs = std::min(count.events, other->second.events);
    for (std::uint64_t i = 0; i < pairs; ++i, turn = !turn) --(turn ? count : other->second).events;
  }
  std::vector<DyadCount> back;
  back.reserve(backs.size());
  for (const auto& [kind, count] : backs) back.push_back(count);
  return {no_mirrors, dyad_counts(forth, back, source, dyad)};
}

FilteredCounts one_of_a_kind(const MeasuredSource& source, const MeasuredDyad& dyad) {
  const auto once = [](std::vector<DyadCount> counts) {
    for (DyadCount& count : counts) count.events = std::min<std::uint64_t>(count.events, 1);
    return counts;
  };
  return {one_a_day, dyad_counts(once(source.forth), once(source.back), source, dyad)};
}

Eigen::VectorXd volume_of(const MeasuredSource& source, const DyadCounts& dyad) {
  if (source.world.empty() || source.resolution != Resolution::day) return {};
  Eigen::VectorXd rest = -events_of(dyad, 0) - events_of(dyad, 1);
  for (const auto& [day, events] : source.world) {
    const Index row = row_of(day, source.span, CountPeriod::day);
    if (row >= 0 && row < rest.size()) rest(row) += static_cast<double>(events);
  }
  return rest.cwiseMax(0);
}

SpiralSource source_of(MeasuredSource counts, const MeasuredDyad& dyad) {
  SpiralSource out{.counts = std::move(counts)};
  trim_span(out.counts);
  if (out.counts.forth.empty() && out.counts.back.empty())
    out.refusal = "it has no event of the two";
  else if (out.counts.undirected)
    out.refusal = "its counts do not tell who acts towards whom";
  else
    out.input = input_of(out.counts, dyad);
  return out;
}

/// One query's counts of the dyad by feed.
Result<std::map<std::string, DyadCounts>> filtered_counts(EventStore& store,
                                                          const CountQuery& query,
                                                          const std::vector<SpiralSource>& sources,
                                                          const MeasuredDyad& dyad) {
  const auto counts = store.counts(query);
  if (!counts) return tl::unexpected(counts.error());
  std::map<std::string, DyadCounts> out;
  for (const FeedCounts& feed : *counts) {
    const auto source =
        std::ranges::find(sources, feed.feed, [](const SpiralSource& s) { return s.counts.title; });
    if (source == sources.end()) continue;
    std::vector<DyadCount> forth;
    std::vector<DyadCount> back;
    for (const CountRow& row : feed.rows)
      (row.key.source == dyad.states[0] ? forth : back)
          .push_back({.day = row.key.day, .quad = row.key.quad, .events = row.counts.events});
    out[feed.feed] = dyad_counts(forth, back, source->counts, dyad);
  }
  return out;
}

}  // namespace

void trim_span(MeasuredSource& source) {
  if (source.world.empty() || source.resolution != Resolution::day) return;
  std::vector<std::uint64_t> totals;
  totals.reserve(source.world.size());
  for (const auto& [day, events] : source.world) totals.push_back(events);
  const auto middle = totals.begin() + static_cast<std::ptrdiff_t>(totals.size() / 2);
  std::ranges::nth_element(totals, middle);
  const auto is_thin = [&](Day day) {
    const auto total = source.world.find(day);
    return total == source.world.end() || 10 * total->second < *middle;
  };
  const Span whole = source.span;
  while (source.span.first < source.span.last && is_thin(source.span.first))
    source.span.first += std::chrono::days(1);
  while (source.span.first < source.span.last && is_thin(source.span.last))
    source.span.last -= std::chrono::days(1);
  const auto left_out = (source.span.first - whole.first) + (whole.last - source.span.last);
  if (left_out.count() > 0)
    source.remarks.push_back(
        {fmt::format("{}: {} days before {} and after {}, with less than a tenth of its usual "
                     "volume, are left out.",
                     source.title, left_out.count(), to_string(source.span.first),
                     to_string(source.span.last)),
         source.ids});
}

DyadInput input_of(const MeasuredSource& source, const MeasuredDyad& dyad) {
  DyadInput out{.dyad = dyad_counts(source.forth, source.back, source, dyad),
                .first = source.span.first,
                .step = period_of_resolution(source.resolution)};
  out.volume = volume_of(source, out.dyad);
  if (out.dyad.unknown.sum() == 0) out.dyad.unknown.resize(0, 0);
  return out;
}

Covariate suspension_of(const Case& record, const Channel& channel, const Span& span) {
  const auto acts = acts_by_channel(record, span.last);
  const auto own = acts.find(channel.id);
  const auto bands = channel_history(
      channel, own == acts.end() ? std::vector<ChannelAct>() : own->second, span.last);
  Covariate out{channel.id + " suspended or closed",
                Eigen::VectorXd::Zero((span.last - span.first).count() + 1)};
  for (const ChannelBand& band : bands) {
    if (band.state == ChannelState::not_yet) continue;
    const bool off = band.state == ChannelState::suspended || band.state == ChannelState::closed;
    const Day since = std::max(band.since.last(), span.first);
    if (since > span.last) continue;
    out.values.tail((span.last - since).count() + 1).setConstant(off ? 1 : 0);
  }
  return out;
}

Result<std::vector<SpiralSource>> spiral_sources(const Case& record, const MeasuredDyad& dyad,
                                                 const std::vector<const Channel*>& channels) {
  auto counts = coded_sources(record, dyad);
  if (!counts) return tl::unexpected(counts.error());
  std::vector<SpiralSource> out;
  for (MeasuredSource& source : *counts) {
    SpiralSource one = source_of(std::move(source), dyad);
    if (one.refusal.empty() && tells_roots(one.counts))
      one.filtered = {without_mirrors(one.counts, dyad), one_of_a_kind(one.counts, dyad)};
    if (one.refusal.empty() && one.input.step == CountPeriod::day)
      for (const Channel* channel : channels)
        one.input.covariates.push_back(suspension_of(record, *channel, one.counts.span));
    out.push_back(std::move(one));
  }
  std::ranges::stable_sort(out, [](const SpiralSource& a, const SpiralSource& b) {
    const bool a_daily = a.counts.resolution == Resolution::day && a.refusal.empty();
    const bool b_daily = b.counts.resolution == Resolution::day && b.refusal.empty();
    return a_daily != b_daily ? a_daily : a.counts.span.last > b.counts.span.last;
  });
  return out;
}

Result<std::vector<SpiralSource>> spiral_sources(EventStore& store, const MeasuredDyad& dyad,
                                                 Day as_of) {
  auto counts = stored_sources(store, dyad, as_of);
  if (!counts) return tl::unexpected(counts.error());
  std::vector<SpiralSource> out;
  for (MeasuredSource& source : *counts) out.push_back(source_of(std::move(source), dyad));
  if (!store.manifest().counts.empty()) return out;  // imported: neither codes nor stories
  CountQuery query{.grouping = {.period = Resolution::day, .root = false, .quad = true},
                   .filter = {.dyad = {dyad.states[0], dyad.states[1]}, .from = {}, .to = as_of},
                   .known = as_of};
  query.drop_mirrors = true;
  const auto unmirrored = filtered_counts(store, query, out, dyad);
  if (!unmirrored) return tl::unexpected(unmirrored.error());
  query.drop_mirrors = false;
  query.dedupe = Dedupe::one_a_day;
  const auto once = filtered_counts(store, query, out, dyad);
  if (!once) return tl::unexpected(once.error());
  for (SpiralSource& source : out) {
    const std::string& feed = source.counts.title;
    if (!source.refusal.empty() || !unmirrored->contains(feed) || !once->contains(feed)) continue;
    source.filtered = {{no_mirrors, unmirrored->at(feed)}, {one_a_day, once->at(feed)}};
  }
  return out;
}

}  // namespace detente
