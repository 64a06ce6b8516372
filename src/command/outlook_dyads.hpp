// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "command/command.hpp"

namespace detente {

struct OutlookDyadsOptions {
  std::string input;  ///< an event store
  int dyads = 20;     ///< the most active ones of all feeds; at least 1
  std::uint64_t seed = 1;
  int threads = 0;  ///< 0: as many as the machine has
};

/// `detente outlook DIR`: the models of `detente outlook` on the counts of the most active dyads of
/// an event store, both directions together, each feed for itself: which model to use for each, and
/// over all dyads how much lower the combination's CRPS is than each baseline's. The spiral model
/// is not among them. Kind::usage where the input is no event store or counts by year.
Result<Output> run_outlook_dyads(const Common& common, const OutlookDyadsOptions& options);

}  // namespace detente
