// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "readouts/marks.hpp"

namespace detente::readouts {

/// Links between the program's own points, made in simpler ways: what its own have to beat.
struct ScoredLink {
  std::size_t a = 0, b = 0;
  double score = 0;
};

/// One to one, highest sum of cosines of the points' words, weighted by tf-idf; for two texts of
/// one language. Words without endings (base_forms), without function words.
std::vector<ScoredLink> by_words(const MarkedPair& pair, const TextComparison& compared);

/// The same over the concepts of the lexicon, which serves as a dictionary: each counts the same,
/// and neither issue, party, number nor counterpart does.
std::vector<ScoredLink> by_dictionary(const TextComparison& compared);

/// By length and order alone: Gale and Church, "A Program for Aligning Sentences in Bilingual
/// Corpora" (1993), over points instead of sentences, with their costs of 1-1, 1-0, 2-1 and 2-2;
/// characters of b for one of a as the two texts have them.
std::vector<ScoredLink> by_length(const MarkedPair& pair, const TextComparison& compared);

/// The points with the links of at least this score.
Marks with_links(Marks points, const std::vector<ScoredLink>& links, double least);

}  // namespace detente::readouts
