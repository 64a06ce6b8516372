// SPDX-License-Identifier: Apache-2.0
#include "command/active_dyads.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "events/printed_date.hpp"

namespace detente {

std::string ActiveDyad::name() const { return dyad.states[0] + ":" + dyad.states[1]; }

std::vector<ActiveDyad> active_dyads(const std::vector<FeedCounts>& counts,
                                     const Manifest& manifest, Day as_of) {
  using Key = std::tuple<std::string, StateCode, StateCode>;
  const Resolution resolution = resolution_of(manifest.counts).value_or(Resolution::day);
  std::map<Key, ActiveDyad> all;
  std::map<std::string, Span> spans;
  for (const FeedCounts& feed : counts) {
    for (const CountRow& row : feed.rows) {
      const auto& [source, target] = std::tie(row.key.source, row.key.target);
      const Day last = next_period(row.key.day, resolution) - std::chrono::days(1);
      if (last > as_of) continue;
      const auto [span, is_new] = spans.try_emplace(feed.feed, Span{row.key.day, last});
      span->second.first = std::min(span->second.first, row.key.day);
      span->second.last = std::max(span->second.last, last);
      if (source.empty() || target.empty() || source == target) continue;
      ActiveDyad& dyad = all[{feed.feed, std::min(source, target), std::max(source, target)}];
      (source < target ? dyad.source.forth : dyad.source.back)
          .push_back({row.key.day, row.key.quad, row.counts.events, row.counts.mentions,
                      row.counts.goldstein});
      dyad.events += row.counts.events;
    }
  }
  std::vector<ActiveDyad> out;
  out.reserve(all.size());
  for (auto& [key, dyad] : all) {
    const auto& [feed, first, second] = key;
    dyad.feed = feed;
    const std::string low(first), high(second);
    dyad.dyad = {.states = {low, high}, .names = {low, high}};
    dyad.source.title = feed;
    dyad.source.resolution = resolution;
    dyad.source.span = spans.at(feed);
    out.push_back(std::move(dyad));
  }
  return out;
}

}  // namespace detente
