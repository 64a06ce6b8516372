// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/command.hpp"

namespace detente {

/// `detente common-ground CASE`: for each issue where the sides agree, partly agree or stand apart,
/// and by what; the interests that they share; the steps that both support, the cheapest first.
Result<Output> run_common_ground(const Common& common);

Document common_ground_document(const Common& common, const Case& record);

}  // namespace detente
