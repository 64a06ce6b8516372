// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace detente {

struct Character {
  char32_t value = 0;      ///< U+FFFD where the bytes are not UTF-8
  std::string_view bytes;  ///< as they stand: one byte where they are not UTF-8
};

/// The first character of `text`, which is not empty.
Character first_character(std::string_view text);

/// A Han character, or the punctuation and the wide letters that stand among them.
bool is_han(char32_t c);

/// Valid UTF-8 without control characters: a tab or line end becomes a space, what is not UTF-8
/// becomes U+FFFD, other controls vanish. Case files are other people's text, and a terminal obeys
/// an escape sequence whoever wrote it.
std::string clean_text(std::string_view text);

/// Clean, and every run of spaces one space, none at the ends.
std::string squeezed(std::string_view text);

}  // namespace detente
