// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/command.hpp"

namespace detente {

/// What the case's counts of machine-coded events hold of its two sides, and what their audits say:
/// never the one without the other. Fails with Kind::input where a file of coded/ cannot be read.
Result<Document> coded_document(const Common& common, const Case& record);

}  // namespace detente
