// SPDX-License-Identifier: Apache-2.0
#include "base/date.hpp"

namespace detente {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::months;
using std::chrono::year;
using std::chrono::year_month_day;

namespace {

/// `count` digits of `text` from `at` on, or -1.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return -1;
  int value = 0;
  for (char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

Day last_of_month(year_month_day date) {
  return Day{date.year() / date.month() / std::chrono::last};
}

std::string padded(int value, std::size_t width) {
  std::string text = std::to_string(value);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

}  // namespace

Date::Date(Day day, Precision precision) : first_(day), precision_(precision) {
  const year_month_day date{day};
  if (precision == Precision::month) first_ = date.year() / date.month() / 1;
  if (precision == Precision::year) first_ = date.year() / 1 / 1;
}

Day Date::last() const {
  const year_month_day date{first_};
  switch (precision_) {
    case Precision::day:
      return first_;
    case Precision::month:
      return last_of_month(date);
    case Precision::year:
      return date.year() / 12 / 31;
  }
  return first_;
}

std::optional<Date> parse_date(std::string_view text) {
  const bool with_month = text.size() >= 7 && text[4] == '-';
  const bool with_day = text.size() == 10 && text[7] == '-';
  if (text.size() != 4 && !(text.size() == 7 && with_month) && !(with_month && with_day)) {
    return std::nullopt;
  }
  const int y = digits(text, 0, 4);
  const int m = with_month ? digits(text, 5, 2) : 1;
  const int d = with_day ? digits(text, 8, 2) : 1;
  if (y < 1 || m < 0 || d < 0) return std::nullopt;
  const year_month_day date{year{y}, month{static_cast<unsigned>(m)},
                            day{static_cast<unsigned>(d)}};
  if (!date.ok()) return std::nullopt;
  using enum Date::Precision;
  return Date{Day{date}, with_day ? day : with_month ? month : year};
}

std::optional<Day> parse_day(std::string_view text) {
  const auto date = parse_date(text);
  if (!date || date->precision() != Date::Precision::day) return std::nullopt;
  return date->first();
}

std::string to_string(Day day) {
  const year_month_day date{day};
  return padded(static_cast<int>(date.year()), 4) + '-' +
         padded(static_cast<int>(static_cast<unsigned>(date.month())), 2) + '-' +
         padded(static_cast<int>(static_cast<unsigned>(date.day())), 2);
}

std::string to_string(const Date& date) {
  std::string text = to_string(date.first());
  switch (date.precision()) {
    case Date::Precision::day:
      return text;
    case Date::Precision::month:
      return text.substr(0, 7);
    case Date::Precision::year:
      return text.substr(0, 4);
  }
  return text;
}

std::string_view to_string(Date::Precision precision) {
  switch (precision) {
    case Date::Precision::day:
      return "day";
    case Date::Precision::month:
      return "month";
    case Date::Precision::year:
      return "year";
  }
  return "day";
}

Day add_months(Day day, int count) {
  const year_month_day moved = year_month_day{day} + std::chrono::months{count};
  return moved.ok() ? Day{moved} : last_of_month(moved);
}

Quarter quarter_of(Day day) {
  const year_month_day date{day};
  return {static_cast<int>(date.year()),
          static_cast<int>((static_cast<unsigned>(date.month()) + 2) / 3)};
}

Quarter next(Quarter quarter) {
  return quarter.number == 4 ? Quarter{quarter.year + 1, 1}
                             : Quarter{quarter.year, quarter.number + 1};
}

Quarter previous(Quarter quarter) {
  return quarter.number == 1 ? Quarter{quarter.year - 1, 4}
                             : Quarter{quarter.year, quarter.number - 1};
}

Day first_day(Quarter quarter) {
  return year{quarter.year} / month{static_cast<unsigned>(quarter.number * 3 - 2)} / 1;
}

Day last_day(Quarter quarter) { return first_day(next(quarter)) - days{1}; }

std::string to_string(Quarter quarter) {
  return std::to_string(quarter.year) + "-Q" + std::to_string(quarter.number);
}

}  // namespace detente
