// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "base/result.hpp"

namespace detente {

/// The folder of a case: `name` itself where it is a folder, else the built-in case of that name,
/// which is looked for in the folder $DETENTE_CASES, then beside the program (../cases,
/// ../share/detente/cases), and never by the working directory. Kind::usage where there is none.
Result<std::filesystem::path> locate_case(const std::string& name);

/// Whether a case is built in by that name.
bool is_built_in(const std::string& name);

/// The folder of the lexicon: $DETENTE_LEXICON, else beside the program (../lexicon,
/// ../share/detente/lexicon). Kind::usage where there is none.
Result<std::filesystem::path> locate_lexicon();

}  // namespace detente
