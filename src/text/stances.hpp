// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "text/holders.hpp"
#include "text/report_layout.hpp"

namespace detente {

/// Who holds what, as a report tells it. Spans are bytes of ReportLayout::text.
struct ReportedStance {
  enum class Agreement : std::uint8_t { untold, agree, disagree };

  std::string side;  ///< an actor's code, "both", or empty: the report does not tell the side
  Holder::Kind voice = Holder::Kind::participants;  ///< participants, government or unnamed
  Saying saying = Saying::states;
  bool negated = false;  ///< the verb of saying: "did not agree"
  bool carried = false;  ///< the sentence names nobody and goes on with the one before
  int binding = 1;       ///< 0 to 5, as of points
  ByteSpan holder{}, verb{}, proposition{};
  Agreement agreement = Agreement::untold;  ///< between the sides
  std::vector<std::size_t> with{};          ///< stances of the other side, by number
  std::string issue{};                      ///< one of issue_labels(); filled in by read_report
  std::size_t block = 0;
};

/// The sentences of one block, in order.
struct StanceBlock {
  std::vector<const SentenceWords*> sentences{};
  std::size_t number = 0;
  bool follows = false;  ///< goes on where the block before ended: both are paragraphs of one part
};

/// The stances of all blocks, in order. Agreement is told inside a block, and towards the one that
/// it follows:
///   agree: both sides hold it, or one side is said to share or not to dispute what the other said;
///   disagree: a verb such as "countered", or a word such as "however", against the other side.
std::vector<ReportedStance> stances_of(const std::vector<StanceBlock>& blocks,
                                       const Lexicon& lexicon,
                                       const std::array<std::string, 2>& parties);

}  // namespace detente
