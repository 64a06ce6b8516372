// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "text/points.hpp"
#include "text/report_steps.hpp"
#include "text/roster.hpp"
#include "text/stances.hpp"

namespace detente {

/// What a report of a meeting, such as that of a Track II dialogue, says: who holds what, what it
/// recommends, who was there. Found by general rules; a person has to correct it.
struct Report {
  ReportLayout layout;
  std::string title;                   ///< its first heading; may be empty
  std::array<std::string, 2> parties;  ///< the two sides that it names most; may be empty
  std::optional<Amount> published{};   ///< a date that stands alone in a line of its first part
  std::optional<Amount> held{};        ///< the first date in a sentence about the meeting
  std::vector<ReportedStance> stances;
  std::vector<ReportStep> steps;
  std::vector<Participant> participants;
};

/// Reads a report of at most `largest_text` bytes, in English, or in Chinese as far as lists of
/// words go. Never fails; what it does not find is empty.
Report read_report(std::string_view text, const Lexicon& lexicon);

}  // namespace detente
