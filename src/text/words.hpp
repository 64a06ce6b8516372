// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "text/amounts.hpp"
#include "text/lexicon.hpp"

namespace detente {

/// The step of the ladder of binding from which a party is bound: it will, it commits, both agree.
inline constexpr int promises = 3;

/// A sentence with what the lexicon finds in it; all positions are tokens of the sentence.
struct SentenceWords {
  std::vector<Token> tokens;
  std::vector<Match> concepts;
  std::vector<Match> nested;  ///< places and actors inside the forms of other concepts
  std::vector<Match> verbs;
  std::vector<Match> grammar;
  std::vector<Amount> amounts;
  std::size_t paragraph = 0;
  bool chinese = false;  ///< more Chinese characters than English words
};

/// A text with what the lexicon finds in it.
struct TextWords {
  std::vector<SentenceWords> sentences;
  bool joint = false;  ///< both issue it: "The Government of … and the Government of …"
  std::string issuer;  ///< the side whose text it is, by its first line's "side:"; may be empty
};

/// Reads the text's sentences and finds the lexicon's forms in them. Never fails.
TextWords read_words(std::string_view text, const Lexicon& lexicon);

/// The two sides that are named most often in the texts, by the alphabet; empty where there is
/// none.
std::array<std::string, 2> parties_of(const Lexicon& lexicon, const TextWords& a,
                                      const TextWords& b);

/// How many of the text's content words the lexicon covers: words and Chinese characters that are
/// no function words, numbers or marks. Words that it misses, with how often, most frequent first.
struct WordCoverage {
  std::size_t words = 0;
  std::size_t covered = 0;
  std::vector<std::pair<std::string, std::size_t>> missed;
};
WordCoverage coverage_of(const TextWords& text);

}  // namespace detente
