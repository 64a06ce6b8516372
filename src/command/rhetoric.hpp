// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "command/command.hpp"

namespace detente {

struct RhetoricOptions {
  std::vector<std::string> inputs;    ///< a case, or files and folders of texts
  std::filesystem::path lexicon;      ///< its folder
  std::string side;                   ///< whose texts these are; empty: each text's first line says
  std::string about;                  ///< the other side; empty: the one that the text names most
  std::vector<std::string> language;  ///< "en=USA": texts in a language are a side's
  std::string level;                  ///< of the speakers; empty: by each text's title
  double sample = 0;                  ///< per cent of the sentences to lay out for a person
  std::uint64_t seed = 1;
};

/// `detente rhetoric FILES…`: how each side's sentences speak of the other side, with the words
/// that say so. A class that the check has not shown to be right often enough has no score.
/// Kind::usage where a text or the lexicon is missing, or whose text it is cannot be told.
Result<Output> run_rhetoric_files(const Common& common, const RhetoricOptions& options);

/// `detente rhetoric CASE`: the same of the texts that the user has in the case's texts/; where
/// there are none, of the published counts in the case's series.
Result<Output> run_rhetoric_case(const Common& common, const RhetoricOptions& options);

}  // namespace detente
