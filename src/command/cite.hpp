// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "command/command.hpp"

namespace detente {

/// `detente cite CASE ID…`: events and sources by their id, the case by its name, the program as
/// "detente"; no id means the case. The text is BibTeX; the document's JSON holds the same as
/// CSL-JSON items.
Result<Output> run_cite(const Common& common, const std::vector<std::string>& ids,
                        std::string_view version);

}  // namespace detente
