// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "command/command.hpp"
#include "events/counts.hpp"
#include "measure/indices.hpp"

namespace detente {

/// The counts that one source has of one dyad. Counts of several sources are never added up.
struct MeasuredSource {
  std::string title;
  Resolution resolution = Resolution::day;
  bool undirected = false;  ///< then all counts are in `forth` and mean both ways
  Span span;                ///< of days that the counts speak of
  std::vector<DyadCount> forth, back;
  WorldTotals world;                ///< empty where the volume is not known
  std::vector<std::string> ids;     ///< of the case's sources
  std::vector<Sentence> remarks{};  ///< what the audit found, and why the volume is not known

  [[nodiscard]] bool has_quads() const;
  [[nodiscard]] bool has_scores() const;    ///< does any event have a Goldstein score?
  [[nodiscard]] bool has_mentions() const;  ///< more than one for each event?
};

/// The two states whose relations are measured, and how people call them.
struct MeasuredDyad {
  std::array<std::string, 2> states;
  std::array<std::string, 2> names;
};

/// Gives a source its own totals by day, where they say something: without the dyad they average 20
/// events a day or more. Else a remark says why the volume is unknown.
void take_volume(MeasuredSource& source, WorldTotals world);

/// From the counts of the case's coded/, in the order of coded.toml; those without an event of the
/// dyad too. Kind::input where a file cannot be read.
Result<std::vector<MeasuredSource>> coded_sources(const Case& record, const MeasuredDyad& dyad);

/// From an event store, by the order of the feeds' names. Nothing is used that happened after
/// `as_of` or, where the source says when it got an event, that came into it after that day.
Result<std::vector<MeasuredSource>> stored_sources(class EventStore& store,
                                                   const MeasuredDyad& dyad, Day as_of);

}  // namespace detente
