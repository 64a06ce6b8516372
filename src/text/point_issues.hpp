// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/points.hpp"

namespace detente {

/// Whether the issue names a matter of its own: not "relationship", "channels" or "other".
bool is_specific(const std::string& issue);

/// The issue that most of the point's concepts name, and a little those of its sentence; empty
/// where none names one.
std::string issue_of(const Point& point, const SentenceWords& sentence, const Lexicon& lexicon,
                     const std::array<std::string, 2>& parties);

/// Points whose concepts name no matter of their own take that of at least half of their
/// paragraph's points; those that name none at all, that of the point before them in the sentence,
/// which `sentences` has for each point.
void settle_issues(std::vector<Point>& points, const std::vector<const SentenceWords*>& sentences);

}  // namespace detente
