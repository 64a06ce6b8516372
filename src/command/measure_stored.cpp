// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <map>

#include "command/measure_sources.hpp"
#include "events/printed_date.hpp"
#include "report/number.hpp"
#include "store/event_store.hpp"

namespace detente {

namespace {

using std::chrono::days;

/// By feed: how many events the dyad has under some rules.
using Totals = std::map<std::string, std::uint64_t>;

Result<Totals> totals_under(EventStore& store, CountQuery query, Dedupe dedupe, bool drop_mirrors) {
  query.dedupe = dedupe;
  query.drop_mirrors = drop_mirrors;
  query.grouping = {};
  const auto counts = store.counts(query);
  if (!counts) return tl::unexpected(counts.error());
  Totals totals;
  for (const FeedCounts& feed : *counts)
    for (const CountRow& row : feed.rows) totals[feed.feed] += row.counts.events;
  return totals;
}

/// What each filter would remove of the dyad's own rows.
Result<std::map<std::string, Sentence>> audits(EventStore& store, const CountQuery& query) {
  std::map<std::string, Sentence> sentences;
  if (!store.manifest().counts.empty()) return sentences;
  const auto rows = totals_under(store, query, Dedupe::none, false);
  const auto stories = totals_under(store, query, Dedupe::story, false);
  const auto one_a_day = totals_under(store, query, Dedupe::one_a_day, false);
  const auto unmirrored = totals_under(store, query, Dedupe::story, true);
  for (const auto* totals : {&rows, &stories, &one_a_day, &unmirrored})
    if (!*totals) return tl::unexpected(totals->error());
  for (const auto& [feed, count] : *rows) {
    const auto share = [whole = static_cast<double>(count)](std::uint64_t part) {
      return fmt::format("{} ({:.1f} %)", count_text(part),
                         100.0 * static_cast<double>(part) / whole);
    };
    sentences[feed] = {fmt::format(
        "{}, audit of the dyad: of {} rows {} repeat a story, {} a day; {} of its events are "
        "mirrors.",
        feed, count_text(count), share(count - stories->at(feed)),
        share(count - one_a_day->at(feed)), share(stories->at(feed) - unmirrored->at(feed)))};
  }
  return sentences;
}

MeasuredSource source_of(const FeedCounts& feed, const Manifest& manifest, const MeasuredDyad& dyad,
                         Day as_of) {
  MeasuredSource source{.title = feed.feed,
                        .resolution = resolution_of(manifest.counts).value_or(Resolution::day),
                        .undirected = manifest.undirected,
                        .span = {},
                        .forth = {},
                        .back = {},
                        .world = {},
                        .ids = {}};
  for (const CountRow& row : feed.rows) {
    const Day last = next_period(row.key.day, source.resolution) - days(1);
    if (last > as_of) continue;  // of a period that was not over
    const bool is_forth = source.undirected || row.key.source == dyad.states[0];
    auto& counts = is_forth ? source.forth : source.back;
    const bool is_first = source.forth.empty() && source.back.empty();
    counts.push_back(
        {row.key.day, row.key.quad, row.counts.events, row.counts.mentions, row.counts.goldstein});
    source.span.first = is_first ? row.key.day : std::min(source.span.first, row.key.day);
    source.span.last = is_first ? last : std::max(source.span.last, last);
  }
  return source;
}

WorldTotals totals_of(const std::vector<Exposure>& exposure, const std::string& feed, Day as_of) {
  WorldTotals world;
  for (const Exposure& day : exposure)
    if (day.feed == feed && day.state.empty() && day.day <= as_of) world[day.day] = day.as_source;
  return world;
}

}  // namespace

Result<std::vector<MeasuredSource>> stored_sources(EventStore& store, const MeasuredDyad& dyad,
                                                   Day as_of) {
  const CountQuery query{
      .dedupe = {},
      .drop_mirrors = {},
      .grouping = {.period = Resolution::day, .root = false, .quad = true},
      .filter = {.dyad = {dyad.states[0], dyad.states[1]}, .from = {}, .to = as_of},
      .known = as_of};
  const auto counts = store.counts(query);
  if (!counts) return tl::unexpected(counts.error());
  const auto exposure = store.exposure();
  if (!exposure) return tl::unexpected(exposure.error());
  const auto audited = audits(store, query);
  if (!audited) return tl::unexpected(audited.error());
  std::vector<MeasuredSource> all;
  for (const FeedCounts& feed : *counts) {
    MeasuredSource source = source_of(feed, store.manifest(), dyad, as_of);
    if (source.forth.empty() && source.back.empty()) continue;
    const auto audit = audited->find(feed.feed);
    source.remarks.push_back(
        audit != audited->end()
            ? audit->second
            : Sentence{feed.feed + ": imported counts, without an audit; their repeats, mirrors "
                                   "and gaps cannot be told."});
    take_volume(source, totals_of(*exposure, feed.feed, as_of));
    all.push_back(std::move(source));
  }
  return all;
}

}  // namespace detente
