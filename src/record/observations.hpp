// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "record/index.hpp"
#include "record/types.hpp"

namespace detente {

/// The rows of a series' CSV file (docs/codebook.md), in the order of the file. Each departure is a
/// fault at its line and column, and its row is left out.
std::vector<Observation> read_observations(const std::string& file, std::string_view text,
                                           Index& index, Faults& faults);

}  // namespace detente
