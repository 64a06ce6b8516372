// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "text/report_layout.hpp"
#include "text/words.hpp"

namespace detente {

/// A numbered takeaway or a recommended step. Spans are bytes of ReportLayout::text.
struct ReportStep {
  std::size_t number = 0;         ///< as the report numbers it, else its place in its list; from 1
  bool advises = true;            ///< says what should be done; otherwise only what was found
  std::string to;                 ///< whom it addresses: a side, "both", or empty: not told
  ByteSpan span{};                ///< the whole
  ByteSpan title{};               ///< its first sentence
  std::vector<ByteSpan> parts{};  ///< single steps that it lists
  std::string issue{};            ///< one of issue_labels(); filled in by read_report
  std::vector<std::size_t> blocks{};
};

/// A sentence of a report with the block it stands in.
struct ReportSentence {
  const SentenceWords* words = nullptr;
  ByteSpan span{};
  std::size_t block = 0;
};

/// Those of one block; `sentences` are in its order.
std::span<const ReportSentence> in_block(const std::vector<ReportSentence>& sentences,
                                         std::size_t block);

/// The items of lists under a heading such as "Policy Recommendations", "Key takeaways" or 建议, or
/// behind a sentence that announces them ("The two sides should:"); where the report has no such
/// list, the sentences that say what should be done.
std::vector<ReportStep> read_steps(const ReportLayout& layout,
                                   const std::vector<ReportSentence>& sentences,
                                   const std::vector<bool>& is_list, const Lexicon& lexicon,
                                   const std::array<std::string, 2>& parties);

}  // namespace detente
