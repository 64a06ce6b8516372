// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/align.hpp"

namespace detente {

/// What a link comes to.
enum class Finding { shared, stronger, contradictory };

struct Judged {
  Link link;
  Finding finding = Finding::shared;
  bool stronger_a = false;      ///< of a stronger one: whether it is a that binds more
  std::string contradiction{};  ///< of a contradictory one: what differs
};

/// A point of one text, or the part of one, that the other text does not have.
struct Alone {
  std::size_t point = 0;
  std::vector<Mention> missing;  ///< what the other never mentions
  bool linked = false;           ///< the rest of the point has a partner
};

/// How much of each text is about an issue.
struct IssueShare {
  std::string issue;
  std::size_t points_a = 0, points_b = 0;
  double share_a = 0, share_b = 0;       ///< of the bytes of all points, 0 to 1
  std::size_t place_a = 0, place_b = 0;  ///< 1 for the issue that comes first; 0: not there
};

struct TextComparison {
  std::array<std::string, 2> parties;  ///< the two sides
  std::array<std::string, 2> issuers;  ///< whose texts they are, where they say so
  std::vector<Point> a, b;
  std::vector<Judged> links;
  std::vector<Alone> only_a, only_b;
  std::vector<IssueShare> issues;
};

/// Compares two accounts of one meeting, each of at most `largest_text` bytes. Either may be empty.
/// Time is linear in the texts, and in the pairs of points that share a rare concept.
TextComparison compare_texts(std::string_view a, std::string_view b, const Lexicon& lexicon);

}  // namespace detente
