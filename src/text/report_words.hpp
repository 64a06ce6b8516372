// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "text/tokens.hpp"

/// The words by which reports of meetings tell who holds what.
namespace detente {

using Tokens = std::span<const Token>;

/// Whether that word stands at token `at`; false behind the last.
inline bool is(Tokens tokens, std::size_t at, std::string_view word) {
  return at < tokens.size() && tokens[at].text == word;
}

/// What a verb of saying does.
enum class Saying : std::uint8_t {
  states,     ///< "argued", "noted", 指出
  believes,   ///< "believes", "is concerned", 认为: also of a government
  agrees,     ///< "agreed", "acknowledged", 同意
  disagrees,  ///< "countered", "questioned", 反驳
  proposes,   ///< "suggested", "called for", 建议
  discusses,  ///< "discussed", 讨论: no side is told
};

/// Words at a place in a sentence.
struct WordsAt {
  std::size_t length = 0;  ///< tokens; 0 where none stand there
  Saying saying = Saying::states;
  bool past = false;
  int binding = 1;
};

/// A verb of saying that begins at token `at`, the longest.
WordsAt saying_at(std::span<const Token> tokens, std::size_t at);

/// Kinds of words that stand around a verb of saying.
enum class ReportWord : std::uint8_t {
  people,    ///< "participants", "delegation", 学者
  modifier,  ///< "another", "several", "senior", 多位
  between,   ///< between a holder and the verb: "also", "have", "did not", 则
  both,      ///< "both sides", "the two delegations", 双方
  pronoun,   ///< "they", 他们
  view,      ///< "view", "priority": "Beijing's priority is …"
  contrast,  ///< "however", "while", 但
  negation,  ///< "not"
};

/// How many tokens such words take up at `at`; 0 where none stand there.
std::size_t word_at(ReportWord kind, std::span<const Token> tokens, std::size_t at);

/// What a heading announces.
enum class ReportSection : std::uint8_t { text, steps, takeaways, people, observers, ends };
ReportSection section_of(std::string_view heading);

}  // namespace detente
