// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace detente {

/// What an index is taken over: a day, an ISO 8601 week (Monday to Sunday) or a calendar month.
enum class Period { day, week, month };

std::string_view to_string(Period period);  ///< "day", "week", "month"
/// "day", "week" or "month"; nothing for any other word.
std::optional<Period> period_of(std::string_view word);

/// The first day of the period that `day` lies in.
Day first_of(Day day, Period period);
/// The first day of the period that follows the one that `first` begins.
Day next_first(Day first, Period period);
/// "2018-10-04", "2018-W40" or "2018-10", for the first day of a period. A week belongs to the year
/// that its Thursday lies in.
std::string name_of(Day first, Period period);
/// How many periods lie between the two, which are first days: 0 for the same one, negative where
/// `to` is earlier.
int periods_between(Day from, Day to, Period period);

}  // namespace detente
