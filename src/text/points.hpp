// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <vector>

#include "text/words.hpp"

namespace detente {

/// A concept where a text names it.
struct Mention {
  std::uint32_t entry = 0;  ///< the concept's number
  ByteSpan span{};
  bool aside = false;  ///< inside the words of another concept, or the place of a meeting
};

/// A content word without its ending.
struct PlainWord {
  std::string word;
  ByteSpan span{};
  bool told = false;  ///< in the form of a concept, which tells more than the word
};

/// One thing that a text says of one object: docs/compare.md says how a text is split into points.
struct Point {
  std::vector<Mention> mentions;  ///< each concept once, where it is named first in the point
  std::string who;                ///< a side; "both"; "other" where the text does not tell
  std::string issue;              ///< one of issue_labels()
  int binding = 1;                ///< 0 to 5
  int polarity = 1;               ///< -1: opposes, refuses, does not
  ByteSpan span{};                ///< into the original
  ByteSpan verb{};                ///< the words that bind; empty where the point has none
  std::vector<Amount> amounts;
  std::vector<PlainWord> words;  ///< of English points, each once
  std::size_t paragraph = 0, sentence = 0;
  bool sure_issue = false;  ///< by what the point itself names
  bool tone = false;        ///< says how the talk itself went: "candid and constructive"
};

/// Whether a concept can be the object of a point: no talks, no general words, no office, and of
/// actors and institutions only those of neither side.
bool is_object(const Concept& one, const std::array<std::string, 2>& parties);

/// Whether the concept is one of the two sides, an office or person of one, or both together.
bool is_party(const Concept& one, const std::array<std::string, 2>& parties);

/// The points of a text, in its order. Never fails; time is linear in the text.
std::vector<Point> points_of(const TextWords& text, const Lexicon& lexicon,
                             const std::array<std::string, 2>& parties);

}  // namespace detente
