// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "text/holders.hpp"

namespace detente {

/// A holder with a verb of saying; tokens of the sentence.
struct Statement {
  Holder holder{};
  std::size_t verb = 0, behind = 0;  ///< the verb's tokens
  WordsAt words{};
  bool negated = false;
  bool contrast = false;
  std::size_t first = 0, last = 0;  ///< the proposition's tokens
  std::size_t begin = 0;  ///< where the statement begins, with what joins it to the one before
  bool second = false;    ///< a further verb of the statement before
  bool reversed = false;  ///< the verb stands before the holder, behind what is held
  bool nested = false;    ///< inside what was told for nobody
};

/// The statements of one sentence, in order. A holder inside the proposition of another is part of
/// it ("argued that Beijing believes …"), unless it is told for nobody ("it was noted that …").
std::vector<Statement> statements_in(const SentenceWords& sentence, const Lexicon& lexicon);

/// Whether token `at` is one of the words.
bool is_any(std::span<const Token> tokens, std::size_t at,
            std::initializer_list<std::string_view> words);

}  // namespace detente
