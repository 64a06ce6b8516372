// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/document.hpp"

namespace detente {

/// The rows of the table for a terminal, at most `width` columns wide, with a line end after every
/// line; without the table's title and note.
std::string table_text(const Table& table, std::size_t width);

/// Wrapped at `width` with a line end after every line, each but the first after `hang` spaces.
std::string hanging_text(std::string_view text, std::size_t width, std::size_t hang);

}  // namespace detente
