// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/date.hpp"

namespace detente {

struct ValueTick {
  double at = 0;
  std::string label;
};

struct ValueAxis {
  double low = 0;
  double high = 1;
  std::vector<ValueTick> ticks;  ///< ascending, the first at `low`, the last at `high`
  std::string scale{};           ///< "million" where the labels count millions; else empty
};

/// An axis of round numbers around [least, greatest], both finite, with at most `most` ticks (3 at
/// least). It begins at zero where that does not press the values into less than half of it.
ValueAxis value_axis(double least, double greatest, std::size_t most);

struct DateTick {
  Day at;
  std::string label;  ///< "2022", "2022-03" or "2022-03-14"
};

/// First days of years or months, or days, in [first, last], at most as many as `room` letters hold
/// with a gap between two labels; two days at least, where they differ.
std::vector<DateTick> date_ticks(Day first, Day last, double room);

}  // namespace detente
