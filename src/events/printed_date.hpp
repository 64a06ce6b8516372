// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "events/counts.hpp"

namespace detente {

std::string_view to_string(Resolution resolution);  ///< "day", "month", "year"
/// "day", …; nothing for any other word.
std::optional<Resolution> resolution_of(std::string_view word);

/// A date as tables print it: "2019-10-24", "2019/10/24", "20191024", "2019-10", "201910" or
/// "2019", perhaps with a time of day ("T00:00:00Z") or ".0" behind it. Nothing for anything else.
std::optional<Date> parse_printed_date(std::string_view text);

/// The first day of the month or year that the date lies in, or the day itself; nothing where the
/// date is not known that well.
std::optional<Day> first_of_period(const Date& date, Resolution resolution);

/// The first day of the next period.
Day next_period(Day first, Resolution resolution);

/// "2006-01", as a period is called.
std::string name_of_period(Day first, Resolution resolution);

}  // namespace detente
