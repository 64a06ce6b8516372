// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/command.hpp"

namespace detente {

/// `detente readouts CASE EVENT`: both accounts of one event side by side. Where the record has
/// none by a side, that is said.
Result<Output> run_readouts(const Common& common, const std::string& id);

Document readouts_document(const Common& common, const Case& record, const Event& event);

}  // namespace detente
