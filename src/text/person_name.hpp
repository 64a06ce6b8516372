// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Names of people as lists of participants write them.
namespace detente {

/// What a line's begin tells of a name.
struct NameFound {
  std::string name{}, title{};
  std::string_view rest{};  ///< what stands behind the name
  bool sure = false;        ///< by a title or a surname in capitals
};

/// The name that a line begins with, in letters or Chinese characters, or nothing.
std::optional<NameFound> name_at(std::string_view line);

/// A word of offices and bodies ("Institute", "Director"), which no name has.
bool is_office_word(std::string_view word);
bool is_capitalised(std::string_view word);
/// Letters of the word that are capitals, and all letters.
std::pair<std::size_t, std::size_t> capitals(std::string_view word);

std::string_view trimmed(std::string_view text, std::string_view marks = " \t,;:");
/// What stands between spaces.
std::vector<std::string_view> words_of(std::string_view text);

}  // namespace detente
