// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace detente {

/// Where the first byte stands that is not UTF-8 (RFC 3629: no surrogates, nothing over U+10FFFF,
/// no overlong form), or npos.
std::size_t find_invalid_utf8(std::string_view text);

/// How many terminal columns the text takes: wide East Asian characters two, combining marks none.
std::size_t display_width(std::string_view text);

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }  ///< of ASCII

/// A letter or digit, then letters, digits, '-', '.' and '_'; at most 128 of them.
bool is_id(std::string_view text);

/// The one of `known` nearest to `text` by edit distance, or empty where none is near enough to
/// suggest.
std::string_view nearest(std::string_view text, std::span<const std::string> known);

/// "a, b and c"
std::string join_list(std::span<const std::string> items, std::string_view last = " and ");
std::string join(std::span<const std::string> items, std::string_view separator);

/// Puts `with` in the place of each `what`, which is not empty, from left to right.
void replace_all(std::string& text, std::string_view what, std::string_view with);

}  // namespace detente
