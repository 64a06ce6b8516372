// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/compare.hpp"

namespace detente {

/// What a comparison came to, without a word of the texts: for a case. `sides` says whose the texts
/// A and B are; where it is empty, the texts' own first lines do ("# … | side: US (…) | …").
/// Kind::usage where that does not tell two sides.
Result<ReadoutComparison> result_of(const Compared& compared, const std::string& event,
                                    const std::vector<std::string>& sides,
                                    std::string_view version);

/// The file comparisons/EVENT.toml of a case.
std::string to_toml(const ReadoutComparison& comparison);

/// What a case's own texts of an event came to.
struct FreshComparison {
  ReadoutComparison result;
  Table originals;  ///< with each point marked, as originals_table has them
};

/// The comparison of the texts texts/EVENT.SIDE.txt that the user has put into the case, or nothing
/// where not both are there or one names a later date in its first line. Fails as compare_files
/// does.
Result<std::optional<FreshComparison>> compare_case_texts(const std::filesystem::path& folder,
                                                          const Case& record, const Event& event,
                                                          const std::filesystem::path& lexicon,
                                                          std::string_view version, Day as_of);

/// The result as it is shown beside two accounts: sentences, keyed "comparison", and a table of
/// findings, keyed "compared".
Paragraph comparison_sentences(const Case& record, const ReadoutComparison& comparison);
Table comparison_table(const Case& record, const ReadoutComparison& comparison);

}  // namespace detente
