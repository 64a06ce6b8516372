// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "brief/references.hpp"
#include "report/show.hpp"

namespace detente {

/// On one line, with a backslash before every character that CommonMark, pipe tables or footnotes
/// would read as a sign; also "1." and "#" at the start.
std::string escape_markdown(std::string_view text);

/// <https://…> for a web address that can stand so, else escaped text.
std::string markdown_address(std::string_view address);

/// "[^3]" for each; an unknown id as itself in brackets.
std::string markdown_marks(const std::vector<std::string>& ids, const References& references);

/// Lines joined by "; ", each sentence with its marks.
std::string markdown_value(const Shown& lines, const References& references);

}  // namespace detente
