// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/command.hpp"

namespace detente {

/// `detente check`: every fault of the case, or what it holds.
Result<Output> run_check(const Common& common);

}  // namespace detente
