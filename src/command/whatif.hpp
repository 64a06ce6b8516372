// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/command.hpp"

namespace detente {

/// What `detente whatif` is told, as typed.
struct WhatIfOptions {
  std::vector<std::string> steps{};  ///< ids of recommendations or of their steps
  std::string events{};              ///< an event store of other dyads; empty: none
  std::uint64_t seed = 1;
  int threads = 0;
};

/// What each step would change: estimated within the case and across other dyads, side by side, and
/// simulated with and without it, or why the data cannot tell. Kind::usage for a step or an event
/// store that there is not.
Result<Output> run_whatif(const Common& common, const WhatIfOptions& typed);

}  // namespace detente
