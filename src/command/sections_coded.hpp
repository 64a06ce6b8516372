// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/command.hpp"
#include "events/read_counts.hpp"

namespace detente {

/// The counts in a file of coded/. Kind::input where it, or a row of it, cannot be read.
Result<ReadCounts> read_coded_counts(const CodedCounts& coded);

/// What the case's counts of machine-coded events hold of its two sides, and what their audits say:
/// never the one without the other. Fails with Kind::input where a file of coded/ cannot be read.
Result<Document> coded_document(const Common& common, const Case& record);

}  // namespace detente
