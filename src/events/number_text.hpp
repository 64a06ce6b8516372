// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace detente {

/// A count as tables print it: "1171", "1,171" or "1171.0"; nothing for anything else, a negative
/// number or more than 2^53.
std::optional<std::uint64_t> parse_printed_count(std::string_view text);

/// "-43.2", "-1,556.80" or "1e-3"; nothing for anything else, infinities and NaN.
std::optional<double> parse_printed_number(std::string_view text);

/// `number` in thousandths, rounded half away from zero; nothing where that is over 2^53.
std::optional<std::int64_t> in_thousandths(double number);

}  // namespace detente
