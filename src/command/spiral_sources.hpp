// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "command/measure_sources.hpp"
#include "dynamics/refits.hpp"

namespace detente {

class EventStore;

/// What the spiral model is fitted to: one source's counts of one dyad.
struct SpiralSource {
  MeasuredSource counts;  ///< with its title, remarks and the case's source ids
  DyadInput input{};
  std::vector<FilteredCounts> filtered{};
  std::string refusal{};  ///< why no model can be fitted; empty where one may be
};

/// Leaves out the days at either end of which the source has less than a tenth of its usual volume,
/// such as those before its first file that later files speak of; a remark says so.
void trim_span(MeasuredSource& source);

/// The counts as a model takes them, one row a period of the source's span.
DyadInput input_of(const MeasuredSource& source, const MeasuredDyad& dyad);

/// A channel as a covariate by day: 1 where it is suspended or closed.
Covariate suspension_of(const Case& record, const Channel& channel, const Span& span);

/// From the counts of a case, the daily ones that reach the furthest first. Mirrored pairs and
/// repeats are taken out of counts by CAMEO root and quad class: of each pair of the same day, root
/// and class one is left, in turn of the one and the other side; of each root one event a day.
/// Kind::input where a file cannot be read.
Result<std::vector<SpiralSource>> spiral_sources(const Case& record, const MeasuredDyad& dyad,
                                                 const std::vector<const Channel*>& channels);

/// From an event store, which takes them out by code and story. Nothing is used that happened after
/// `as_of`.
Result<std::vector<SpiralSource>> spiral_sources(EventStore& store, const MeasuredDyad& dyad,
                                                 Day as_of);

}  // namespace detente
