// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "lexicon/read_lexicon.hpp"

/// What the commands about texts read.
namespace detente {

/// The bytes of a text. Kind::usage where there is no such file; Kind::input where it is larger
/// than `largest_text`, is empty, or has NUL bytes.
Result<std::string> read_text(const std::string& file);

/// The lexicon, which has no fault. Kind::usage where there is none, Kind::input where it has.
Result<LexiconText> sound_lexicon(const std::filesystem::path& folder);

/// The files themselves, and of folders all *.txt in and below them, by name. Kind::usage where one
/// does not exist, or a folder holds none.
Result<std::vector<std::string>> text_files(const std::vector<std::string>& inputs);

}  // namespace detente
