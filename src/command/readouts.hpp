// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/command.hpp"
#include "command/comparison.hpp"

namespace detente {

/// `detente readouts CASE EVENT`: both accounts of one event side by side. Where the record has
/// none by a side, that is said. Where the case has both full texts, as texts/EVENT.SIDE.txt, they
/// are compared with the lexicon in `lexicon`, else the result in comparisons/ is shown; without
/// either nothing of the kind is shown.
Result<Output> run_readouts(const Common& common, const std::string& id,
                            const std::filesystem::path& lexicon, std::string_view version);

/// `fresh` takes the place of the record's own comparison, and adds the texts.
Document readouts_document(const Common& common, const Case& record, const Event& event,
                           const FreshComparison* fresh = nullptr);

}  // namespace detente
