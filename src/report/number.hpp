// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace detente {

/// As a person reads it: thousands marks, `significant` digits at most (four are what an eye takes
/// in and few sources give more), no trailing zeros, all digits before the point kept; with an
/// exponent only below 0.00001 and from 1e15 on. Nothing where not finite. None of these depends on
/// the locale.
std::string number_text(double number, int significant = 4);

/// "12,345"
std::string count_text(std::uint64_t count);
/// "1 channel", "1,234 channels"
std::string counted(std::uint64_t count, std::string_view one, std::string_view many);

/// A text with figures in it, "at least 11000.5", with each figure as number_text has it if it has
/// a thousands or more digits than four: "at least 11,001". For texts that hold no dates.
std::string figures_text(std::string_view text);

/// "1234.50": `decimals` digits after the point.
std::string fixed_text(double number, int decimals);

/// "-1234.50" as "-1,234.50"; what has an exponent as it stands.
std::string group_digits(std::string number);

}  // namespace detente
