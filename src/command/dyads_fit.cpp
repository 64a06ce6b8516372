// SPDX-License-Identifier: Apache-2.0
#include "command/dyads_fit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <thread>

#include "command/spiral_tables.hpp"
#include "dynamics/verdict.hpp"

namespace detente {

namespace {

/// One source's counts of two states, the first of them the first in the alphabet.
struct Found {
  std::string feed;
  MeasuredDyad dyad;
  std::vector<DyadCount> forth, back;
  std::uint64_t events = 0;
};

using Key = std::tuple<std::string, std::string, std::string>;

/// Every dyad with enough events, in the order of feed and states.
std::vector<Found> active_dyads(const std::vector<FeedCounts>& counts, int least) {
  std::map<Key, Found> all;
  for (const FeedCounts& feed : counts) {
    for (const CountRow& row : feed.rows) {
      const auto& [source, target] = std::tie(row.key.source, row.key.target);
      if (source.empty() || target.empty() || source == target) continue;
      const bool is_forth = source < target;
      Found& found = all[{feed.feed, std::min(source, target), std::max(source, target)}];
      (is_forth ? found.forth : found.back)
          .push_back({.day = row.key.day, .quad = row.key.quad, .events = row.counts.events});
      found.events += row.counts.events;
    }
  }
  std::vector<Found> active;
  for (auto& [key, found] : all) {
    if (found.events < static_cast<std::uint64_t>(least)) continue;
    const auto& [feed, first, second] = key;
    found.feed = feed;
    found.dyad = {.states = {first, second}, .names = {first, second}};
    active.push_back(std::move(found));
  }
  return active;
}

/// The span and the totals of one source.
struct Feed {
  Span span;
  WorldTotals world;
};

std::map<std::string, Feed> feeds_of(const std::vector<FeedCounts>& counts,
                                     const std::vector<Exposure>& exposure, Day as_of) {
  std::map<std::string, Feed> feeds;
  for (const FeedCounts& feed : counts) {
    Feed& out = feeds[feed.feed];
    for (const CountRow& row : feed.rows) {
      const bool is_first = &row == &feed.rows.front();
      out.span.first = is_first ? row.key.day : std::min(out.span.first, row.key.day);
      out.span.last = is_first ? row.key.day : std::max(out.span.last, row.key.day);
    }
  }
  for (const Exposure& day : exposure)
    if (day.state.empty() && day.day <= as_of && feeds.contains(day.feed))
      feeds[day.feed].world[day.day] = day.as_source;
  return feeds;
}

/// Two-sided, of an effect that is normal about its estimate.
Json p_value(const std::optional<Effect>& effect) {
  if (!effect || effect->error == 0) return {};
  return four_digits(std::erfc(std::abs(effect->size.estimate) / effect->error / std::sqrt(2.0)));
}

Json fit_one(Found found, const Feed& feed, std::uint64_t seed) {
  Json row{{"source", found.feed},   {"dyad", found.dyad.states[0] + ":" + found.dyad.states[1]},
           {"events", found.events}, {"radius", {}},
           {"mirror", {}},           {"second_answers", {}},
           {"second_p", {}},         {"first_answers", {}},
           {"first_p", {}},          {"streams", {}},
           {"refusal", {}}};
  MeasuredSource source{.title = found.feed,
                        .span = feed.span,
                        .forth = std::move(found.forth),
                        .back = std::move(found.back),
                        .world = {},
                        .ids = {}};
  take_volume(source, feed.world);
  trim_span(source);
  const DyadInput input = input_of(source, found.dyad);
  if (const auto mirror = mirror_of(input.dyad)) row["mirror"] = std::round(*mirror * 1000) / 1000;
  const auto fit = fit_dyad(input, {.draws = 500, .seed = seed});
  if (!fit) {
    row["refusal"] = fit.error().what;
    return row;
  }
  row["streams"] = fit->streams.names.size();
  row["radius"] = json_of(std::optional(fit->radius));
  const auto first = answer_of(*fit, 0), second = answer_of(*fit, 1);
  row["first_answers"] = size_of(first);
  row["first_p"] = p_value(first);
  row["second_answers"] = size_of(second);
  row["second_p"] = p_value(second);
  return row;
}

}  // namespace

Result<std::vector<Json>> fit_dyads(EventStore& store, Day as_of, int least, std::size_t shard,
                                    std::size_t shards, std::uint64_t seed, int threads) {
  const auto counts =
      store.counts({.grouping = {.period = Resolution::day, .root = false, .quad = true},
                    .filter = {.dyad = {}, .from = {}, .to = as_of},
                    .known = as_of});
  if (!counts) return tl::unexpected(counts.error());
  const auto exposure = store.exposure();
  if (!exposure) return tl::unexpected(exposure.error());
  const auto feeds = feeds_of(*counts, *exposure, as_of);
  std::vector<Found> mine;
  std::size_t number = 0;
  for (Found& found : active_dyads(*counts, least))
    if (number++ % shards == shard) mine.push_back(std::move(found));
  std::vector<Json> rows(mine.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < mine.size(); i = next++) {
      const Feed& feed = feeds.at(mine[i].feed);
      rows[i] = fit_one(std::move(mine[i]), feed, seed);
    }
  };
  std::vector<std::jthread> others;
  for (int i = 1; i < threads; ++i) others.emplace_back(work);
  work();
  others.clear();
  return rows;
}

}  // namespace detente
