// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace detente {

/// As a person reads it: six significant digits at most, no trailing zeros, all digits before the
/// point kept; with an exponent only below 0.00001 and from 1e15 on. Nothing where not finite.
/// None of these depends on the locale.
std::string number_text(double number);

/// "1234.50": `decimals` digits after the point.
std::string fixed_text(double number, int decimals);

/// "-1234.50" as "-1,234.50"; what has an exponent as it stands.
std::string group_digits(std::string number);

}  // namespace detente
