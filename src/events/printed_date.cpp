// SPDX-License-Identifier: Apache-2.0
#include "events/printed_date.hpp"

#include <algorithm>
#include <string>

namespace detente {

std::string_view to_string(Resolution resolution) {
  switch (resolution) {
    case Resolution::day:
      return "day";
    case Resolution::month:
      return "month";
    case Resolution::year:
      break;
  }
  return "year";
}

std::optional<Resolution> resolution_of(std::string_view word) {
  for (const Resolution one : {Resolution::day, Resolution::month, Resolution::year}) {
    if (word == to_string(one)) return one;
  }
  return std::nullopt;
}

std::optional<Date> parse_printed_date(std::string_view text) {
  text = text.substr(0, text.find_first_of("T "));  // what follows is the time of day
  if (text.ends_with(".0")) text.remove_suffix(2);
  const bool digits = !text.empty() && std::all_of(text.begin(), text.end(),
                                                   [](char c) { return c >= '0' && c <= '9'; });
  std::string plain(text);
  if (digits && (text.size() == 8 || text.size() == 6)) {
    plain.insert(4, 1, '-');
    if (text.size() == 8) plain.insert(7, 1, '-');
  }
  std::replace(plain.begin(), plain.end(), '/', '-');
  return parse_date(plain);
}

std::optional<Day> first_of_period(const Date& date, Resolution resolution) {
  if (static_cast<int>(date.precision()) > static_cast<int>(resolution)) return std::nullopt;
  const std::chrono::year_month_day day{date.first()};
  switch (resolution) {
    case Resolution::day:
      return date.first();
    case Resolution::month:
      return Day{day.year() / day.month() / 1};
    case Resolution::year:
      break;
  }
  return Day{day.year() / 1 / 1};
}

Day next_period(Day first, Resolution resolution) {
  if (resolution == Resolution::day) return first + std::chrono::days(1);
  return add_months(first, resolution == Resolution::month ? 1 : 12);
}

std::string name_of_period(Day first, Resolution resolution) {
  const std::string day = to_string(first);
  return day.substr(0, resolution == Resolution::day     ? 10
                       : resolution == Resolution::month ? 7
                                                         : 4);
}

}  // namespace detente
