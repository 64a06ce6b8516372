// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/command.hpp"

namespace detente {

/// Which events; empty members choose all. The range is inclusive and holds an event that lies in
/// it with any day.
struct TimelineFilter {
  std::optional<Date> from{}, to{};
  std::string channel{}, issue{}, kind{}, actor{};
};

/// `detente timeline`. Fails with Kind::usage where the filter names what the case does not have.
Result<Output> run_timeline(const Common& common, const TimelineFilter& filter);

Document timeline_document(const Common& common, const Case& record, const TimelineFilter& filter);
/// One event as the timeline's row.
Json event_row(const Case& record, const Event& event);

}  // namespace detente
