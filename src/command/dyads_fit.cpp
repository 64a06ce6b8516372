// SPDX-License-Identifier: Apache-2.0
#include "command/dyads_fit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <thread>

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
  auto worlds = worlds_of(*exposure, as_of);
  std::vector<ActiveDyad> mine;
  std::size_t number = 0;
  for (ActiveDyad& active : active_dyads(*counts, store.manifest(), as_of))
    if (active.events >= static_cast<std::uint64_t>(least) && number++ % shards == shard) {
      worlds.try_emplace(active.feed);
      mine.push_back(std::move(active));
    }
  std::vector<Json> rows(mine.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < mine.size(); i = next++) {
      const WorldTotals& world = worlds.at(mine[i].feed);
      rows[i] = fit_one(std::move(mine[i]), world, seed);
    }
  };
  std::vector<std::jthread> others;
  for (int i = 1; i < threads; ++i) others.emplace_back(work);
  work();
  others.clear();
  return rows;
}

}  // namespace detente
