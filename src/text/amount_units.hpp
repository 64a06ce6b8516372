// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "text/tokens.hpp"

/// The words of numbers in both languages.
namespace detente {

int chinese_digit(std::string_view character);     ///< -1 where it is none
double chinese_scale(std::string_view character);  ///< 十 10 to 亿 1e8; 0 where it is none
double scale_of(std::string_view word);            ///< "billion", 亿 …; 1 where it is none

struct Unit {
  std::string name;
  std::size_t length = 0;  ///< tokens
};
/// The unit whose words stand at `at`; its name is empty where none does.
Unit unit_at(std::span<const Token> tokens, std::size_t at);

}  // namespace detente
