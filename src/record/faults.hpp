// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "record/types.hpp"

namespace detente {

/// What is wrong at one place of a case.
struct Fault {
  Place place;
  std::string message;
  bool machine =
      false;  ///< the file could not be read: the machine is at fault, not what stands in the file
};

using Faults = std::vector<Fault>;

/// By file, line and column; faults at one place stay in the order in which they were found.
/// Repeats are dropped.
void sort_faults(Faults& faults);

/// "events/2022.toml:14:8: error: message", the file below `folder` where that is not empty.
std::string to_string(const Fault& fault, const std::string& folder);

}  // namespace detente
