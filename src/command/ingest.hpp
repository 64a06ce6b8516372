// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "command/event_inputs.hpp"
#include "store/ingest.hpp"

namespace detente {

/// Reads files of coded events into an event store (store/ingest.hpp). The output is faulty where a
/// file could not be read or too many rows were bad.
Result<Output> run_ingest(const Common& common, const EventOptions& options,
                          const std::string& folder);

/// What was done with files, as a document, with further sentences at its end; faulty where a file
/// failed.
Output ingest_output(const IngestReport& report, const std::string& folder,
                     std::span<const Sentence> more);

}  // namespace detente
