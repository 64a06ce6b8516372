// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/points.hpp"

namespace detente {

/// Whether the issue names a matter of its own: not "relationship", "channels" or "other".
bool is_specific(const std::string& issue);

/// A matter of its own, which a paragraph can be about: specific, and not the world or a system.
bool is_matter(const std::string& issue);

/// Whether a point says how the talk itself went: "a candid exchange", 会谈是建设性的.
bool is_tone(const Point& point, const Lexicon& lexicon);

/// Sets the point's issue: that which most of its concepts name, the narrow ones counting most, and
/// a little those of its sentence; empty where none names one. A point that founds a channel is
/// about channels, and one that says how the talk went about the relationship.
void settle_issue(Point& point, const SentenceWords& sentence, const Lexicon& lexicon,
                  const std::array<std::string, 2>& parties);

/// Points whose own words leave it open take the matter of at least half of their paragraph's
/// points; in a paragraph that has none, that of the whole text; at last that of the point before.
void settle_issues(std::vector<Point>& points, const Lexicon& lexicon);

}  // namespace detente
