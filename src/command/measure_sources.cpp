// SPDX-License-Identifier: Apache-2.0
#include "command/measure_sources.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace detente {

namespace {

template <typename Predicate>
bool any_count(const MeasuredSource& source, const Predicate& holds) {
  return std::ranges::any_of(source.forth, holds) || std::ranges::any_of(source.back, holds);
}

/// The rest of the world must average so many events a day, or its volume says nothing.
constexpr double least_volume = 20;

}  // namespace

void take_volume(MeasuredSource& source, WorldTotals world) {
  double rest = 0;
  for (const auto& [day, events] : world) rest += static_cast<double>(events);
  if (!world.empty()) {
    source.span.first = std::min(source.span.first, world.begin()->first);
    source.span.last = std::max(source.span.last, world.rbegin()->first);
  }
  for (const auto* counts : {&source.forth, &source.back})
    for (const DyadCount& count : *counts) rest -= static_cast<double>(count.events);
  const auto length = static_cast<double>((source.span.last - source.span.first).count() + 1);
  if (rest / length >= least_volume) {
    source.world = std::move(world);
    return;
  }
  const std::string why =
      world.empty()
          ? std::string("the counts come without the source's totals by day")
          : fmt::format("the rest of the world averages {:.1f} events a day, fewer than {:.0f}",
                        std::max(0.0, rest / length), least_volume);
  source.remarks.push_back({fmt::format("{}: volume unknown, since {}; a rise may be the "
                                        "source's growth.",
                                        source.title, why),
                            source.ids});
}

bool MeasuredSource::has_quads() const {
  return any_count(*this, [](const DyadCount& c) { return c.quad != 0 && c.events > 0; });
}

bool MeasuredSource::has_scores() const {
  return any_count(*this, [](const DyadCount& c) { return c.goldstein != 0; });
}

bool MeasuredSource::has_mentions() const {
  return any_count(*this, [](const DyadCount& c) { return c.mentions > c.events; });
}

}  // namespace detente
