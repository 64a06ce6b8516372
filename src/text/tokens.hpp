// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/glyphs.hpp"

namespace detente {

/// What the matcher compares: an English word, one Chinese character, a number or a mark.
struct Token {
  enum class Kind { word, han, number, mark };
  std::string text;  ///< folded, UTF-8: "biden", "习", "24.5", ","
  ByteSpan span{};
  Kind kind = Kind::mark;
  /// Of a word, as written: 'a' all small, 'A' capital first, 'X' all capitals (more than one).
  char shape = ' ';
};

/// The tokens of some characters. Hyphens inside words, quotation marks and middle dots are no
/// tokens: "one-China" and "one China" are the same, and so are 台独 and “台独” (quotation marks
/// that tell left from right belong to the span of the token that they enclose). A genitive
/// ending ("China's") is a mark "'s". Full-width marks are as their ASCII counterparts; 、 stays.
/// "U.S." is the word "u.s".
std::vector<Token> tokenise(std::span<const Glyph> glyphs, bool simplify = true);

/// The same of a text of our own, such as a surface form; there is no HTML in it.
std::vector<Token> tokenise(std::string_view text, bool simplify = false);

}  // namespace detente
