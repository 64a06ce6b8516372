// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "command/command.hpp"

namespace detente {

/// `detente check-lexicon`: every fault of the lexicon in the folder, or what it holds; and how
/// much of each of the texts it covers. Fails with Kind::usage where there is no such folder or
/// file.
Result<Output> run_check_lexicon(const std::filesystem::path& folder,
                                 const std::vector<std::string>& texts);

}  // namespace detente
