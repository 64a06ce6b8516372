// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "text/points.hpp"

namespace detente {

/// Why two points are thought to say something of the same object: words on both sides.
struct Reason {
  /// word: the same word, of two English texts; tone: both say how the talk went.
  enum class Kind { concept_named, counterpart, number, word, tone, issue, party };
  Kind kind = Kind::concept_named;
  std::uint32_t entry_a = 0, entry_b = 0;  ///< concepts, where it is about concepts
  ByteSpan a{}, b{};                       ///< the words
  double weight = 0;                       ///< its share of the score
};

/// Point `a` of the one text and point `b` of the other.
struct Link {
  std::size_t a = 0;
  std::size_t b = 0;
  double score = 0;  ///< 0 to 1
  std::vector<Reason> why;
};

/// The least score of a link. docs/compare.md says how it was chosen.
constexpr double link_threshold = 0.40;

/// How often links, and points that stand in none, are right, and how many of a person's are found:
/// shares on the pairs of readouts that were set aside while the rules were made
/// (docs/compare.md). tests/readouts holds them to what the scorer prints.
struct MeasuredAccuracy {
  double link_precision, link_recall, only_precision, only_recall;
  int pairs, links;
};
inline constexpr MeasuredAccuracy measured_accuracy{.link_precision = 0.41,
                                                    .link_recall = 0.25,
                                                    .only_precision = 0.77,
                                                    .only_recall = 0.90,
                                                    .pairs = 6,
                                                    .links = 28};

/// The points of one text that say something of the same object as those of the other:
///
///     score = 0.8 * (0.6 * cosine + 0.4 * containment)
///             + 0.2 [same issue] - 0.05 [other issue] + 0.06 nearness
///             + 0.04 [same party] + 0.19 [both in both] - 0.14 [the other party]
///             - 0.1 [one party, both] + 0.5 [both say how the talk went], at most 1
///
/// over the weights of the concepts and numbers of both points, and of their words where both texts
/// are in English. A concept weighs as its kind does, times its inverse frequency
/// log((n + 1) / (f + 1/2)) / log(n + 1), where f of all n points of both texts (n at least 20)
/// name it, times the root of its rarity in readouts at large (Concept::rarity); a counterpart
/// counts 0.85. Links are the assignment of one to one with the highest sum over the threshold.
/// Order is a weak hint only; points without a partner are a normal result. Sorted by a, then b.
std::vector<Link> align(const std::vector<Point>& a, const std::vector<Point>& b,
                        const Lexicon& lexicon, const std::array<std::string, 2>& parties);

}  // namespace detente
