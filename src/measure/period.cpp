// SPDX-License-Identifier: Apache-2.0
#include "measure/period.hpp"

#include <fmt/format.h>

namespace detente {

namespace {

using std::chrono::days;
using std::chrono::year_month_day;

int months_since_zero(Day day) {
  const year_month_day date(day);
  return int{date.year()} * 12 + static_cast<int>(unsigned{date.month()}) - 1;
}

/// "2018-W40"
std::string week_name(Day monday) {
  const Day thursday = monday + days(3);
  const year_month_day date(thursday);
  const Day new_year = Day(date.year() / std::chrono::January / 1);
  return fmt::format("{:04}-W{:02}", int{date.year()}, (thursday - new_year).count() / 7 + 1);
}

}  // namespace

std::string_view to_string(Period period) {
  switch (period) {
    case Period::day:
      return "day";
    case Period::week:
      return "week";
    case Period::month:
      break;
  }
  return "month";
}

std::optional<Period> period_of(std::string_view word) {
  for (const Period period : {Period::day, Period::week, Period::month})
    if (word == to_string(period)) return period;
  return std::nullopt;
}

Day first_of(Day day, Period period) {
  if (period == Period::day) return day;
  if (period == Period::week) return day - (std::chrono::weekday(day) - std::chrono::Monday);
  const year_month_day date(day);
  return Day(date.year() / date.month() / 1);
}

Day next_first(Day first, Period period) {
  if (period == Period::day) return first + days(1);
  return period == Period::week ? first + days(7) : add_months(first, 1);
}

std::string name_of(Day first, Period period) {
  if (period == Period::day) return to_string(first);
  return period == Period::week ? week_name(first) : to_string(Date(first, Date::Precision::month));
}

int periods_between(Day from, Day to, Period period) {
  if (period == Period::month) return months_since_zero(to) - months_since_zero(from);
  const auto apart = static_cast<int>((to - from).count());
  return period == Period::day ? apart : apart / 7;
}

}  // namespace detente
