// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "brief/references.hpp"

namespace detente {

/// A pipe table, and below it a list of the rows that have details. Without title and note; the
/// sentence of the empty table where there is no row.
std::string markdown_table(const Table& table, const References& references);

}  // namespace detente
