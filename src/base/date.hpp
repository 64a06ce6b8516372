// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace detente {

/// A calendar day, local at the place that it speaks of. There is no clock and no zone in it.
using Day = std::chrono::sys_days;

/// A date as a source states it: a day, or only a month, or only a year.
class Date {
 public:
  enum class Precision { day, month, year };

  Date() = default;
  explicit Date(Day day, Precision precision = Precision::day);

  /// The first and the last day on which it can have been.
  [[nodiscard]] Day first() const { return first_; }
  [[nodiscard]] Day last() const;
  [[nodiscard]] Precision precision() const { return precision_; }

  auto operator<=>(const Date&) const = default;

 private:
  Day first_{};
  Precision precision_ = Precision::day;
};

/// "2022-08-05", "2022-08" or "2022", years 0001 to 9999; nothing else, and no day that does not
/// exist.
std::optional<Date> parse_date(std::string_view text);
/// "2022-08-05" only.
std::optional<Day> parse_day(std::string_view text);

std::string to_string(Day day);
std::string to_string(const Date& date);  ///< with the precision that it has
std::string_view to_string(Date::Precision precision);

/// The same day of the month `count` months later (earlier if negative); the month's last day where
/// there is none.
Day add_months(Day day, int count);

/// A calendar quarter, e.g. 2023 Q2.
struct Quarter {
  int year = 0;
  int number = 1;  ///< 1 to 4

  auto operator<=>(const Quarter&) const = default;
};

Quarter quarter_of(Day day);
Quarter next(Quarter quarter);
Quarter previous(Quarter quarter);
Day first_day(Quarter quarter);
Day last_day(Quarter quarter);
std::string to_string(Quarter quarter);  ///< "2023-Q2"

}  // namespace detente
