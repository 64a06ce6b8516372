// SPDX-License-Identifier: Apache-2.0
#include "command/dyads_fit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <thread>
#include <tuple>

#include "command/active_dyads.hpp"
#include "command/spiral_tables.hpp"
#include "dynamics/verdict.hpp"

namespace detente {

namespace {

/// The totals of each feed by day.
std::map<std::string, WorldTotals> worlds_of(const std::vector<Exposure>& exposure, Day as_of) {
  std::map<std::string, WorldTotals> worlds;
  for (const Exposure& day : exposure)
    if (day.state.empty() && day.day <= as_of) worlds[day.feed][day.day] = day.as_source;
  return worlds;
}

/// Two-sided, of an effect that is normal about its estimate.
Json p_value(const std::optional<Effect>& effect) {
  if (!effect || effect->error == 0) return {};
  return four_digits(std::erfc(std::abs(effect->size.estimate) / effect->error / std::sqrt(2.0)));
}

Json fit_one(ActiveDyad active, const WorldTotals& world, std::uint64_t seed) {
  Json row{{"source", active.feed}, {"dyad", active.name()}, {"events", active.events},
           {"radius", {}},          {"mirror", {}},          {"second_answers", {}},
           {"second_p", {}},        {"first_answers", {}},   {"first_p", {}},
           {"streams", {}},         {"refusal", {}}};
  MeasuredSource& source = active.source;
  take_volume(source, world);
  trim_span(source);
  const DyadInput input = input_of(source, active.dyad);
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

/// At least as many events as rows of counts, which are held at once: some 400 bytes each.
constexpr std::uint64_t most_events = 500'000;

/// A dyad of one feed, and where its row goes.
struct Wanted {
  std::string feed, first, second;
  std::uint64_t events = 0;
  std::size_t row = 0;
};

/// The shard's dyads with enough events, in the order of feed and states.
Result<std::vector<Wanted>> wanted_dyads(EventStore& store, Day as_of, int least, std::size_t shard,
                                         std::size_t shards) {
  const auto counts = store.counts({.grouping = {}, .filter = {.to = as_of}, .known = as_of});
  if (!counts) return tl::unexpected(counts.error());
  std::vector<Wanted> out;
  std::size_t number = 0;
  for (const ActiveDyad& dyad : active_dyads(*counts, store.manifest(), as_of))
    if (dyad.events >= static_cast<std::uint64_t>(least) && number++ % shards == shard)
      out.push_back({dyad.feed, dyad.dyad.states[0], dyad.dyad.states[1], dyad.events, out.size()});
  return out;
}

/// The first states of the dyads that are read together: of all their dyads, or one alone.
std::vector<std::vector<std::string>> batches_of(const std::vector<Wanted>& dyads) {
  std::map<std::string, std::uint64_t> events;
  for (const Wanted& dyad : dyads) events[dyad.first] += dyad.events;
  std::vector<std::vector<std::string>> out;
  std::uint64_t sum = most_events;
  for (const auto& [state, count] : events) {
    if (sum + count > most_events) {
      out.emplace_back();
      sum = 0;
    }
    out.back().push_back(state);
    sum += count;
  }
  return out;
}

}  // namespace

Result<std::vector<Json>> fit_dyads(EventStore& store, Day as_of, int least, std::size_t shard,
                                    std::size_t shards, std::uint64_t seed, int threads) {
  const auto exposure = store.exposure();
  const auto spans = store.spans(as_of);
  const auto wanted = wanted_dyads(store, as_of, least, shard, shards);
  if (!exposure) return tl::unexpected(exposure.error());
  if (!spans) return tl::unexpected(spans.error());
  if (!wanted) return tl::unexpected(wanted.error());
  const auto worlds = worlds_of(*exposure, as_of);
  std::map<std::string, Span> span_of;
  for (const FeedSpan& span : *spans) span_of[span.feed] = {span.first, span.last};
  std::map<std::tuple<std::string, std::string, std::string>, std::size_t> row_of;
  for (const Wanted& dyad : *wanted) row_of[{dyad.feed, dyad.first, dyad.second}] = dyad.row;
  std::vector<Json> rows(wanted->size());
  for (const std::vector<std::string>& firsts : batches_of(*wanted)) {
    const auto counts =
        store.counts({.grouping = {.period = Resolution::day, .root = false, .quad = true},
                      .filter = {.firsts = firsts, .to = as_of},
                      .known = as_of});
    if (!counts) return tl::unexpected(counts.error());
    std::vector<ActiveDyad> batch = active_dyads(*counts, store.manifest(), as_of);
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
      for (std::size_t i = next++; i < batch.size(); i = next++) {
        ActiveDyad& dyad = batch[i];
        const auto row = row_of.find({dyad.feed, dyad.dyad.states[0], dyad.dyad.states[1]});
        if (row == row_of.end()) continue;
        const auto world = worlds.find(dyad.feed);
        dyad.source.span = span_of.at(dyad.feed);
        rows[row->second] =
            fit_one(std::move(dyad), world == worlds.end() ? WorldTotals() : world->second, seed);
      }
    };
    std::vector<std::jthread> others;
    for (int i = 1; i < threads; ++i) others.emplace_back(work);
    work();
  }
  return rows;
}

}  // namespace detente
