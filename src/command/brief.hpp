// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "brief/brief.hpp"
#include "command/command.hpp"

namespace detente {

/// `detente brief`: runs the other commands and lays their documents out as one paper. A new
/// command brings its own section by an entry in the list of brief.cpp.
/// With `is_short` only what is read before a meeting, on a few pages.
Result<Brief> run_brief(const Common& common, std::string_view version, bool is_short = false);

/// What the paper holds, for the terminal: its summary and its sections.
std::string summarise(const Brief& brief, std::size_t width);

/// Makes a Word file of a brief by way of the program pandoc. Fails with Kind::io where that is not
/// installed or fails.
Result<std::string> to_docx(const Brief& brief);

}  // namespace detente
