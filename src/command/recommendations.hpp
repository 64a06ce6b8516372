// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/command.hpp"

namespace detente {

/// `detente recommendations`: the scorecard. Each step's status by quarter, from the quarter in
/// which it was recommended to the one of the as-of day, each computed from what was known at that
/// quarter's end.
Result<Output> run_recommendations(const Common& common);

Document recommendations_document(const Common& common, const Case& record);

}  // namespace detente
