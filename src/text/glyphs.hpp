// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace detente {

/// A range of bytes in the original file.
struct ByteSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  auto operator<=>(const ByteSpan&) const = default;
};

/// One character as a reader sees it, and the bytes that it stands in.
struct Glyph {
  char32_t value = 0;
  ByteSpan span{};
};

/// 0 to 9, also of full width.
constexpr bool is_digit(char32_t c) {
  return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９');
}

/// The largest text that is read, in bytes: spans are 32 bits wide, and no readout comes near it.
constexpr std::size_t largest_text = std::size_t{16} << 20U;

/// The characters of a text of at most `largest_text` bytes (what follows is not read). What is not
/// UTF-8 is U+FFFD, one for each byte. HTML left-overs are read as a browser would show them: a tag
/// is a space (a script or style with all that is in it), or a line's end where it ends a block; a
/// reference such as &amp; or &#8217; is its character. Invisible characters (byte order mark, zero
/// width, soft hyphen) and other controls than tab and line end vanish. Never fails; time and
/// memory are linear.
std::vector<Glyph> read_glyphs(std::string_view text);

/// The same character as the matcher compares it: compatibility forms, case and accents folded
/// (NFKD, case folding, marks dropped), traditional Chinese as simplified. Gives "" for what is
/// dropped. Pass `simplify` false for text that is known to be simplified: the table of ICU's
/// transliterator takes 30 ms to build, once.
std::u32string fold(char32_t c, bool simplify);

bool is_chinese(char32_t c);          ///< a Chinese character, or kana
bool is_letter_or_digit(char32_t c);  ///< of any script
bool is_upper(char32_t c);

void append_utf8(std::string& text, char32_t c);

}  // namespace detente
