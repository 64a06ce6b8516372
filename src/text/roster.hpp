// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "text/lexicon.hpp"
#include "text/report_layout.hpp"

namespace detente {

/// Somebody on a list of participants.
struct Participant {
  std::string name;         ///< without title, a surname in capitals as names are written
  std::string title;        ///< "Ambassador"; may be empty
  std::string affiliation;  ///< posts and bodies as the report gives them; may be empty
  std::string side;  ///< only where the list says it, by a heading or a country; may be empty
  bool observer = false;
  std::vector<ByteSpan> spans{};  ///< bytes of ReportLayout::text: the entry's lines
};

/// The lists of participants of a report: under a heading such as "Participants", "Chinese
/// delegation" or 与会者, one person a block, a line or a row; "(observer)" and the heading
/// "Observers" tell the role. An affiliation tells no side: a scholar at a U.S. think tank may have
/// come with the other delegation. Marks in `is_list` the blocks that belong to a list.
std::vector<Participant> read_rosters(const ReportLayout& layout, const Lexicon& lexicon,
                                      std::vector<bool>& is_list);

}  // namespace detente
