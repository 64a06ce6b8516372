// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "base/progress.hpp"
#include "base/result.hpp"
#include "record/case_parser.hpp"

namespace detente {

/// Bytes that stand for a file of a case instead of what is on the disk, by its path below the
/// folder.
using Overlay = std::map<std::string, std::string, std::less<>>;

/// Reads all of the case in `folder` and checks it. Fails only where there is no such folder
/// (Kind::usage) or where it cannot be listed (Kind::io); everything else that is wrong is among
/// the faults.
Result<ReadCase> read_case(const std::filesystem::path& folder, const Progress& progress = {},
                           const Overlay& overlay = {});

/// The same for who needs a sound case: fails with all faults as the sentence, one a line.
Result<Case> read_sound_case(const std::filesystem::path& folder, const Progress& progress = {});

}  // namespace detente
