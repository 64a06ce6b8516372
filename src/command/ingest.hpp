// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/event_inputs.hpp"

namespace detente {

/// Reads files of coded events into an event store (store/ingest.hpp). The output is faulty where a
/// file could not be read or too many rows were bad.
Result<Output> run_ingest(const Common& common, const EventOptions& options,
                          const std::string& folder);

}  // namespace detente
