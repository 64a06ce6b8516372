// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <vector>

#include "text/report_words.hpp"
#include "text/words.hpp"

namespace detente {

/// Somebody who may hold a view, where a sentence names them: tokens first to last - 1.
struct Holder {
  enum class Kind : std::uint8_t {
    participants,  ///< "Chinese participants", "the U.S. side", 中方学者
    government,    ///< "Beijing", "President Xi", "both countries"
    pronoun,       ///< "they": whoever spoke last
    unnamed,       ///< "it was noted that"
  };
  Kind kind = Kind::participants;
  /// An actor's code of the lexicon; several joined by '+' ("CHN+USA"); "both"; or empty where it
  /// is not told.
  std::string side;
  std::size_t first = 0;
  std::size_t last = 0;
};

/// The side whose name or capital stands at `at`, such as "CHN" for "Chinese" or "Beijing", and how
/// many tokens it takes; its side is empty where none does.
struct SideAt {
  std::string side;
  std::size_t length = 0;
};
SideAt side_at(std::span<const Token> tokens, std::size_t at, const Lexicon& lexicon);

/// The same of a list such as "the U.S. and China": "USA+CHN".
SideAt sides_at(std::span<const Token> tokens, std::size_t at, const Lexicon& lexicon);

/// What such codes come to between two parties: "both" where they hold both, else the one party
/// among them, else the first of them.
std::string between_parties(std::string_view codes, const std::array<std::string, 2>& parties);

/// All holders, in order, none inside another.
std::vector<Holder> holders_in(const SentenceWords& sentence, const Lexicon& lexicon);

}  // namespace detente
