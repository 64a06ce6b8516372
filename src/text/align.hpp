// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "text/link_weights.hpp"

namespace detente {

/// Point `a` of the one text and point `b` of the other.
struct Link {
  std::size_t a = 0;
  std::size_t b = 0;
  double score = 0;         ///< the estimated probability, 0 to 1
  std::vector<Reason> why;  ///< most telling first
};

/// The least score of a link. docs/compare.md says how it was chosen.
constexpr double link_threshold = link_weights.threshold;

/// How often links, and points that stand in none, are right, and how many of a person's are found:
/// shares on the pairs of readouts that were set aside while the rules were made
/// (docs/compare.md). tests/readouts holds them to what the scorer prints.
struct MeasuredAccuracy {
  double link_precision, link_recall, only_precision, only_recall;
  int pairs, links;
};
inline constexpr MeasuredAccuracy measured_accuracy{.link_precision = 0.67,
                                                    .link_recall = 0.38,
                                                    .only_precision = 0.78,
                                                    .only_recall = 0.95,
                                                    .pairs = 13,
                                                    .links = 47};

/// Two points that have something in common.
struct Candidate {
  std::size_t a = 0, b = 0;
  Likeness likeness;
};
std::vector<Candidate> candidates_of(const std::vector<Point>& a, const std::vector<Point>& b,
                                     const Lexicon& lexicon,
                                     const std::array<std::string, 2>& parties);

/// 1 / (1 + exp(-(intercept + sum of weight * trait))): a logistic model of "a person links them".
double link_score(const Traits& traits, const LinkWeights& weights);

/// The candidates that are the assignment of one to one with the highest sum of scores over the
/// threshold. Points without a partner are a normal result. Sorted by a, then b.
std::vector<Link> choose_links(const std::vector<Candidate>& candidates, std::size_t points_a,
                               std::size_t points_b, const LinkWeights& weights);

/// The points of one text that say something of the same object as those of the other, in any
/// order: `choose_links` of all candidates, by the fitted weights.
std::vector<Link> align(const std::vector<Point>& a, const std::vector<Point>& b,
                        const Lexicon& lexicon, const std::array<std::string, 2>& parties);

}  // namespace detente
