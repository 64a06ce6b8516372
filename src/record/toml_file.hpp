// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <toml++/toml.h>

#include <optional>
#include <string>
#include <string_view>

#include "record/faults.hpp"

namespace detente {

constexpr std::size_t largest_file = std::size_t{64} << 20U;  ///< bytes
constexpr int deepest_nesting = 64;                           ///< levels

/// The place of the byte at `offset`: lines and columns count from 1, a column is one character.
Place place_at(const std::string& file, std::string_view text, std::size_t offset);

/// Reports a file that is too large, not UTF-8, or holds a NUL; true where it can be read on.
bool check_text(const std::string& file, std::string_view text, Faults& faults);

/// Where brackets or a dotted key first nest deeper than `deepest_nesting`, or npos. The parser
/// recurses once a level, so this is asked before it runs.
std::size_t find_too_deep(std::string_view text);

/// The file as a TOML table; nothing where it is no TOML, which is then a fault.
std::optional<toml::table> parse_toml(const std::string& file, std::string_view text,
                                      Faults& faults);

}  // namespace detente
