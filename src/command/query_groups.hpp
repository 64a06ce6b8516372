// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "command/query.hpp"

/// The rows of queries(), by what they are about.
namespace detente {

/// The record and what follows from it alone, in the order of --help.
std::vector<Query> record_queries();

/// What measures, models and foretells, and the brief of everything, likewise.
std::vector<Query> analysis_queries();

}  // namespace detente
