// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "text/tokens.hpp"

namespace detente {

/// A number or date as both languages mean it: "24 percentage points", 24%, 24个百分点 are 24 of
/// "percent"; "200 billion dollars", 2000亿美元 are 2e11 of "usd"; "November 14, 2022" and
/// 2022年11月14日 are a date.
struct Amount {
  double value = 0;  ///< of a date, 10000 * year + 100 * month + day, parts unknown 0
  std::string
      unit;  ///< percent, usd, cny, day, week, month, year, ton, person, count, ordinal, date
  std::uint32_t first = 0;  ///< tokens first to last - 1
  std::uint32_t last = 0;
  ByteSpan span{};  ///< into the original
};

/// All of them, from left to right. Numbers in Chinese characters are read where they have at least
/// two characters or a unit behind them (二十, 三个月).
std::vector<Amount> amounts_in(std::span<const Token> tokens);

/// The same amount: units equal, values within a thousandth; dates as far as both are known.
bool same_amount(const Amount& a, const Amount& b);

/// What amounts that are the same have in common: "percent 24"; of a date, its day and month.
std::string key_of(const Amount& amount);

/// "24 %", "200 billion USD", "14 November 2022", "30 days".
std::string to_string(const Amount& amount);

}  // namespace detente
