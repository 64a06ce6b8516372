// SPDX-License-Identifier: Apache-2.0
#include "text/turns.hpp"

#include <algorithm>

namespace detente {

std::size_t label_end(const SentenceWords& sentence) {
  constexpr std::size_t longest = 9;
  const auto& tokens = sentence.tokens;
  if (tokens.size() > 1 && tokens[0].text == "q" && tokens[0].shape == 'A') return 1;
  for (std::size_t i = 0; i < std::min(tokens.size(), longest); ++i) {
    if (tokens[i].text == ":") return i;
    const bool capital = tokens[i].kind == Token::Kind::word && tokens[i].shape != 'a';
    const bool all = capital && (tokens[i].shape == 'X' || tokens[i].text.size() < 3);
    if (!all && tokens[i].kind != Token::Kind::mark) return 0;
  }
  return 0;
}

}  // namespace detente
