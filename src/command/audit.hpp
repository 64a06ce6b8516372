// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/event_inputs.hpp"

namespace detente {

/// What makes the counts of an event store, or of files, wrong, and how much each filter changes
/// those of the dyad: the one that options name, or the one with the most events.
Result<Output> run_audit(const Common& common, const EventOptions& options);

}  // namespace detente
